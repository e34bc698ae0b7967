#include "core/http/context.hpp"

#include <boost/json.hpp>

#include "core/http/keys.hpp"
#include "core/http/limits.hpp"

namespace palier::http {
namespace {

// Notices wait in the session as a JSON array of sentences, already in the person's language.
constexpr std::string_view kNotices = "notices";
constexpr std::size_t kMostNotices = 5;

std::vector<std::string> waiting(const Session& session) {
  std::vector<std::string> out;
  const std::string text = session.get(kNotices);
  if (text.empty()) return out;
  boost::json::error_code error;
  const auto value = boost::json::parse(text, error);
  if (error || !value.is_array()) return out;
  for (const auto& item : value.get_array())
    if (item.is_string()) out.emplace_back(item.get_string());
  return out;
}

}  // namespace

html::Page Context::page(std::string title) const {
  html::Page page;
  page.language = &language;
  page.title = std::move(title);
  page.site_name = site.name;
  page.path = request.method == Method::get ? request.target : request.path;
  page.csrf = html::Token([&s = session] { return s.csrf(); });
  page.once = random_token();
  page.viewer_name = viewer.name;
  page.notices = waiting(session);
  if (!page.notices.empty()) session.erase(kNotices);
  page.demo = site.demo;
  page.index = !viewer.signed_in();
  page.now = now;
  for (const auto& [order, dress] : site.dresses) dress(page, *this);
  return page;
}

void Context::notice(const i18n::Message& message) {
  boost::json::array list;
  for (auto& sentence : waiting(session)) list.emplace_back(std::move(sentence));
  list.emplace_back(language.tr(message));
  while (list.size() > kMostNotices) list.erase(list.begin());
  session.set(kNotices, boost::json::serialize(list));
}

void Context::spend(Limit limit, std::string_view key) {
  if (const int wait = limiter.spend_key(limit, key, now)) throw Refused{429, wait};
}

}  // namespace palier::http
