#include "features/groups/view.hpp"

#include <algorithm>

#include "core/i18n/zone.hpp"

namespace palier::groups {

using i18n::Language;
using i18n::Message;
using places::Level;

std::string place_name(const Group& g, const std::vector<std::string>& circles,
                       const places::Places& places, const std::string& site, const Language& l) {
  const auto area = [&](places::AreaId id) -> std::string {
    const auto found = id ? places.area(id) : std::nullopt;
    return found ? found->name : "";
  };
  const bool own = std::find(circles.begin(), circles.end(), g.circle) != circles.end();
  const auto quarter = area(g.quarter_id);
  switch (g.level) {
    case Level::building:
      if (own) return l.tr(N_("Your building"));
      return quarter.empty() ? l.tr(N_("A building"))
                             : l.tr(Message{N_("A building, {1}"), {quarter}});
    case Level::street:
      if (!g.place.empty()) return g.place;
      return own ? l.tr(N_("Your street")) : l.tr(N_("A street"));
    case Level::quarter:
      return quarter.empty() ? l.tr(N_("A quarter")) : quarter;
    case Level::city:
      break;
  }
  const auto town = area(g.commune_id);
  return town.empty() ? site : town;
}

std::string size_text(std::int64_t bytes, const Language& l) {
  if (bytes < 1'000'000)
    return l.tr(Message{N_("{1} KB"), {l.number(std::max<std::int64_t>(1, bytes / 1000))}});
  return l.tr(Message{N_("{1} MB"), {l.number(static_cast<double>(bytes) / 1e6, 1)}});
}

std::string event_when(const feed::Event& e, const Language& l) {
  using Style = Language::Style;
  if (!e.ends) return l.date(e.starts, Style::day_and_time);
  if (i18n::local(e.starts).day == i18n::local(*e.ends).day)
    return l.tr(
        Message{N_("{1}, from {2} to {3}"),
                {l.date(e.starts), l.date(e.starts, Style::time), l.date(*e.ends, Style::time)}});
  return l.tr(
      Message{N_("from {1} to {2}"),
              {l.date(e.starts, Style::day_and_time), l.date(*e.ends, Style::day_and_time)}});
}

}  // namespace palier::groups
