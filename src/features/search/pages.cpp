#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/search/form.hpp"
#include "features/search/room.hpp"
#include "features/search/templates.hpp"

namespace palier::search {
namespace {

using form::Errors;
using http::Context;
using http::Response;

std::string url(std::string_view text, std::string_view kind, int page = 1) {
  std::string out = "/search?q=" + boost::urls::encode(text, boost::urls::unreserved_chars);
  if (!kind.empty()) out += "&kind=" + std::string(kind);
  if (page > 1) out += fmt::format("&page={}", page);
  return out;
}

std::string number_of(int count, bool more, const i18n::Language& l) {
  if (!more) return l.number(static_cast<std::int64_t>(count));
  return l.tr(i18n::Message{N_("more than {1}"), {l.number(static_cast<std::int64_t>(count))}});
}

html::Field field(const Context& c, const Errors& errors) {
  html::Field f;
  f.name = "q";
  f.type = "search";
  f.label = c.language.tr(N_("What are you looking for?"));
  f.hint = c.language.tr(N_("One word or a few: “wheelchair”, “garden Sunday”."));
  f.required = true;
  return html::filled(f, c.request.query, errors, c.language);
}

Response search(Room& room, Context& c) {
  Errors errors;
  const auto form = read_search(c.request.query, errors, room.kind_words());
  SearchPage p;
  p.field = field(c, errors);
  p.path = c.request.path;
  p.asked = !form.text.empty();
  p.kind = form.kind;
  p.signed_in = c.viewer.signed_in();
  if (!errors && p.asked) {
    const Room::Look look{read_query(form.text), form.kind, form.page};
    p.only_stop_words = look.query.only_stop_words;
    p.no_words = look.query.words.empty() && !p.only_stop_words;
    if (!look.query.words.empty()) {
      p.found = room.look(look, c);
      if (form.page == 1 && form.kind.empty()) room.count(look.query, c);
    }
    p.filters.push_back({c.language.tr(N_("Everything")), url(form.text, ""),
                         number_of(p.found.total, p.found.more_than_counted, c.language),
                         form.kind.empty()});
    for (const auto& k : p.found.kinds)
      p.filters.push_back({k.label, url(form.text, k.kind), number_of(k.count, k.more, c.language),
                           form.kind == k.kind});
    p.all_kinds_url = url(form.text, "");
    if (!p.found.suggestion.empty()) p.suggestion_url = url(p.found.suggestion, form.kind);
    if (form.page > 1) p.pager.previous = url(form.text, form.kind, form.page - 1);
    if (p.found.next) p.pager.next = url(form.text, form.kind, form.page + 1);
  }
  auto page =
      c.page(p.asked && !errors ? c.language.tr(i18n::Message{N_("Search: {1}"), {form.text}})
                                : std::string(c.language.tr(N_("Search"))));
  page.index = false;
  return http::page(templates::search(page, p, errors), errors ? 422 : 200);
}

}  // namespace

void page_routes(Room& room) {
  room.core.router.get("/search", [&room](Context& c) { return search(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::search
