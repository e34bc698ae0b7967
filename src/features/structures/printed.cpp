// Open places as paper shows them.
#include <algorithm>
#include <array>

#include "features/structures/room.hpp"
#include "features/structures/words.hpp"

namespace palier::structures {
namespace {

constexpr std::array<const char*, 7> kDays = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                              N_("Fri"), N_("Sat"), N_("Sun")};

std::string days_from_to(std::size_t first, std::size_t last, const i18n::Language& l) {
  if (first == last) return l.tr(kDays[first]);
  if (first == 0 && last == 6) return l.tr(N_("Every day"));
  return fmt::format("{}–{}", l.tr(kDays[first]), l.tr(kDays[last]));
}

}  // namespace

std::string week_in_one_line(const hours::Hours& hours, const hours::Where& where, Instant now,
                             const i18n::Language& l) {
  const auto lines = week_lines(hours, where, now, l);
  const auto today =
      std::chrono::weekday{std::chrono::floor<std::chrono::days>(on_clock(now))}.iso_encoding() - 1;
  const std::string closed = l.tr(N_("Closed that day"));
  std::array<std::string, 7> times;
  for (std::size_t i = 0; i < lines.size(); ++i) times[(today + i) % 7] = lines[i].times;

  std::string out;
  for (std::size_t first = 0; first < times.size();) {
    std::size_t last = first;
    while (last + 1 < times.size() && times[last + 1] == times[first]) ++last;
    if (times[first] != closed) {
      if (!out.empty()) out += " · ";
      out += days_from_to(first, last, l) + " " + times[first];
    }
    first = last + 1;
  }
  return out;
}

std::vector<Structures::Printed> Room::printed(const Look& look_for,
                                               const i18n::Language& l) const {
  const auto found = look(look_for, l);  // Reads for itself: before the read below, not in it.
  std::vector<Printed> out;
  out.reserve(found.cards.size());
  core.db.read([&](db::Session& s) {
    for (const auto& card : found.cards) {
      const auto structure = store::find(s, card.id);
      if (!structure || structure->gone_at) continue;
      Printed p{card.name, card.kind_name, card.address, "", structure->phone};
      if (const auto known = hours(*structure))
        p.hours = week_in_one_line(*known, where_of(*structure), core.clock.now(), l);
      else
        p.hours = structure->hours_said;
      if (p.hours.empty()) p.hours = card.now;
      out.push_back(std::move(p));
    }
  });
  return out;
}

}  // namespace palier::structures
