#include "features/feed/audiences.hpp"

#include <algorithm>
#include <charconv>

#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

std::optional<std::int64_t> id_of(std::string_view audience) {
  const auto slash = audience.find('/');
  if (slash == std::string_view::npos) return {};
  const auto digits = audience.substr(slash + 1);
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc{} || end != digits.data() + digits.size() || id <= 0) return {};
  return id;
}

const char* usual_name(places::Level level) {
  switch (level) {
    case places::Level::building:
      return N_("My building");
    case places::Level::street:
      return N_("My street");
    case places::Level::quarter:
      return N_("My quarter");
    case places::Level::city:
      break;
  }
  return N_("My town");
}

}  // namespace

std::optional<places::Level> Audiences::circle(std::string_view audience) {
  if (!id_of(audience)) return {};
  return places::level(audience.substr(0, audience.find('/')));
}

Audiences::Found Audiences::of(std::string_view audience) const {
  const auto id = id_of(audience);
  if (!id) return {};
  const auto it = kinds_.find(audience.substr(0, audience.find('/')));
  return it == kinds_.end() ? Found{} : Found{&it->second, *id};
}

std::vector<std::string> Audiences::others_of(db::Session& s, AccountId account) const {
  std::vector<std::string> out;
  for (const auto& [kind, how] : kinds_)
    if (how.of)
      for (auto& one : how.of(s, account)) out.push_back(std::move(one));
  return out;
}

std::string Audiences::name(db::Session& s, const Reader& reader, std::string_view audience,
                            const i18n::Language& language) const {
  if (const auto level = circle(audience)) {
    const auto own = std::find(reader.circles.begin(), reader.circles.end(), audience);
    const auto at = static_cast<std::size_t>(own - reader.circles.begin());
    if (at < reader.circle_names.size() && !reader.circle_names[at].empty())
      return reader.circle_names[at];
    if (own != reader.circles.end()) return language.tr(usual_name(*level));
    switch (*level) {  // Somebody else's: what a moderator is shown.
      case places::Level::building:
        return language.tr(N_("A building"));
      case places::Level::street:
        return language.tr(N_("A street"));
      case places::Level::quarter:
        return language.tr(N_("A quarter"));
      case places::Level::city:
        return language.tr(N_("A town"));
    }
  }
  const auto found = of(audience);
  if (!found.how || !found.how->name) return {};
  return found.how->name(s, found.id);
}

std::string Audiences::url(std::string_view audience) const {
  if (circle(audience)) return circle_url(audience);
  const auto found = of(audience);
  if (found.how && found.how->url) return found.how->url(found.id);
  return std::string(kFeedUrl);
}

}  // namespace palier::feed
