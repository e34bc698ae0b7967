#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/util/time.hpp"

namespace palier::circles {

/// A day of the territory's calendar; its number is what the database keeps.
using Day = std::chrono::sys_days;
constexpr std::int64_t number(Day d) {
  return d.time_since_epoch().count();
}
constexpr Day day_of(std::int64_t n) {
  return Day{std::chrono::days{n}};
}

/// The day that it is now, where the territory is.
Day today(Instant now);
/// That time of that day on the territory's clocks.
Instant moment(Day day, std::chrono::minutes time);
std::string iso(Day d);  ///< "2026-11-24"
/// The Monday on or before.
Day monday(Day d);
/// Monday 0 to Sunday 6.
int weekday(Day d);

/// A week is 21 blocks: weekday * 3 + part. Morning ends at noon, the afternoon at 18 h.
int block(Day d, std::chrono::minutes from);
inline constexpr std::uint32_t kAnyBlock = (1U << 21) - 1;

/// When it comes round.
struct Rule {
  std::uint32_t days = 0;  ///< Bits, Monday first; 0: on `first` alone.
  int every_weeks = 1;     ///< Counted from the week of `first`.
  Day first{};
  std::optional<Day> last;  ///< Included.
  bool on_holidays = true;
};
bool falls_on(const Rule& rule, Day d);

/// The name (a msgid) of a public holiday of metropolitan France (code du travail, L. 3133-1), or
/// nullptr. Easter by the anonymous Gregorian computus (Meeus, Jones, Butcher).
const char* holiday(Day d);

/// Nobody is written to from 21 h to 8 h, but for what cannot wait.
bool quiet(Instant t);
/// `t`, or the end of the quiet hours that it lies in.
Instant awake(Instant t);

/// When the organiser and the operators are told that nobody has taken a turn that was given back
/// at `sought`: once half of the time left is over, and no later than 12 hours before it begins.
Instant alarm_at(Instant sought, Instant starts);

}  // namespace palier::circles
