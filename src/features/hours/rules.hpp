#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "features/hours/hours.hpp"

namespace palier::hours {

/// A time of day: minutes since midnight (up to 48:00), or since an event of the sun.
struct Time {
  enum class Base : std::uint8_t { midnight, dawn, sunrise, sunset, dusk };
  Base base = Base::midnight;
  int minutes = 0;
};

struct Span {
  Time from, to;
  bool open_end = false;  ///< "10:00+", "10:00-12:00+".
  bool has_to = true;
};

struct Weekdays {
  int from = 0, to = 0;  ///< 0 for Monday.
  std::vector<int> nth;  ///< Of the month: 1 to 5, −1 to −5; empty: each.
  int offset = 0;        ///< "Mo[1] +1 day".
};

struct Holidays {
  bool school = false;
  int offset = 0;
};

/// A day of the year: a date, Easter, or a weekday of a month; moved by days.
struct YearDay {
  std::optional<int> year;
  bool easter = false;
  int month = 0;               ///< 1 to 12.
  int day = 0;                 ///< 0: the whole month.
  std::optional<int> weekday;  ///< With nth: "Mar Su[-1]".
  int nth = 0;
  int offset = 0;
};

struct Dates {
  YearDay from, to;
  bool range = false;
  bool open_end = false;  ///< "2026 Mar 1+"
};

struct Numbers {
  int from = 0, to = 0, step = 1;
};

enum class Follows : std::uint8_t { normal, additional, fallback };

struct Rule {
  Follows follows = Follows::normal;
  std::vector<Numbers> years, weeks;
  std::vector<Dates> dates;
  std::vector<Weekdays> weekdays;
  std::vector<Holidays> holidays;
  bool holiday_and_weekday = false;  ///< "PH Mo": both; "PH,Mo": either.
  std::vector<Span> times;           ///< Empty: the whole day.
  State state = State::open;
  std::string comment;

  bool dated() const {
    return !years.empty() || !weeks.empty() || !dates.empty() || !weekdays.empty() ||
           !holidays.empty();
  }
};

struct Hours::Rules {
  std::vector<Rule> all;
};

/// Whether the rule's day selectors hold on that day.
bool on_day(const Rule& rule, Day day, const Where& where);

/// Minutes after local midnight; sun.cpp. Where the sun does not rise or set, as without a place.
int minutes_of(const Time& time, Day day, const Where& where);

tl::expected<std::vector<Rule>, Fault> parse_rules(std::string_view text);

}  // namespace palier::hours
