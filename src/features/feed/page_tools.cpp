#include "features/feed/page_tools.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <charconv>

#include "features/feed/links.hpp"

namespace palier::feed {

std::string at_feed(std::string_view more) {
  std::string out = kFeedUrl;
  out.append(more);
  return out;
}

std::string url_with(std::string path,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> query) {
  char join = path.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    path += join;
    path += name;
    path += '=';
    // An audience is a path of two words: it stays readable.
    for (std::size_t from = 0; from <= value.size();) {
      const auto slash = std::min(value.find('/', from), value.size());
      path += boost::urls::encode(value.substr(from, slash - from), boost::urls::unreserved_chars);
      if (slash < value.size()) path += '/';
      from = slash + 1;
    }
    join = '&';
  }
  return path;
}

std::string back_of(const http::Context& c, std::string fallback) {
  const auto& back = c.request.form.one("back");
  const bool local = back.size() > 1 && back.size() <= 500 && back[0] == '/' && back[1] != '/' &&
                     back.find_first_of("\\\n#") == std::string::npos;
  return local ? back : fallback;
}

namespace {

std::int64_t number_of(const std::string& text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size() && n > 0 ? n : 0;
}

}  // namespace

ListView list_view(const PageParts& p, db::Session& s, const Reader& reader, const Listed& what,
                   const http::Context& c) {
  ListView v;
  v.first_page = what.query.after.empty();
  v.newest_url = what.path + (what.keep.empty() ? "" : "?" + what.keep.substr(1));
  v.back = url_with(v.newest_url, {{"after", what.query.after}});
  // Where the stream stands is read before the posts: what comes between is shown twice at worst.
  const bool live = !what.topics.empty();
  std::int64_t stands = 0;
  const auto since = v.first_page ? 0 : number_of(c.request.query.one("since"));
  if (live) {
    const auto news = p.core.live.news(s, c.viewer, what.topics, since);
    stands = since ? since : news.last;
    v.waiting = since ? news.count : 0;
  }
  const auto found = p.service.list(s, reader, what.query, c.language);
  v.entries = entries(found, what.query.order, c.language, c.now);
  const bool newest = what.query.order == Order::newest && !what.query.saved;
  v.up_to_date = newest && found.up_to_date && found.news == 0 && v.first_page;
  v.all_read = newest && found.up_to_date && found.news > 0 && found.news == found.items.size();
  if (live && v.first_page && newest)
    v.live = {live::Live::url(what.topics, stands), 0, v.newest_url};
  if (!found.after.empty())
    v.pager.next = url_with(
        v.newest_url, {{"after", found.after}, {"since", stands ? std::to_string(stands) : ""}});
  if (!v.first_page) v.pager.previous = v.newest_url;
  return v;
}

}  // namespace palier::feed
