#pragma once

#include <string>
#include <vector>

#include "features/structures/model.hpp"

namespace palier::structures {

/// The territory's clocks, as hours read them; and the moment that those show.
hours::Minute on_clock(Instant t);
Instant moment(hours::Minute m);

/// What the hours depend on, at a place.
hours::Where where_of(const Structure& s);

/// The state now and a line that says it: "Open, closes at 18:00", "Closes in 20 minutes",
/// "Closed, opens tomorrow at 9:00", "Ask before you go". `hours` null: not known.
struct NowLine {
  hours::State state = hours::State::unknown;
  std::string text;
};
NowLine now_line(const hours::Hours* hours, const hours::Where& where, Instant now,
                 const i18n::Language& l);

/// The seven days from today: "Tuesday 24 November", its times or "Closed", and what is special
/// about it (a public holiday).
struct DayLine {
  std::string day, times, note;
  bool today = false;
};
std::vector<DayLine> week_lines(const hours::Hours& hours, const hours::Where& where, Instant now,
                                const i18n::Language& l);

/// The same week from Monday in one line, days alike together: "Mon–Fri 9:00 – 18:00 · Sat
/// 9:00 – 12:00". "" where it is closed all week.
std::string week_in_one_line(const hours::Hours& hours, const hours::Where& where, Instant now,
                             const i18n::Language& l);

}  // namespace palier::structures
