// Which days a rule is about.
#include <algorithm>

#include "features/hours/rules.hpp"

namespace palier::hours {
namespace {

namespace chrono = std::chrono;
using chrono::days;
using chrono::year_month_day;

int weekday_of(Day d) {
  return static_cast<int>(chrono::weekday{d}.iso_encoding()) - 1;
}

/// The n-th such weekday of a month, from its end where n is negative; nothing where there is none.
std::optional<Day> nth_weekday(int year, int month, int weekday, int n) {
  const chrono::year_month ym{chrono::year{year}, chrono::month{static_cast<unsigned>(month)}};
  const auto first = Day{ym / 1};
  const auto last = Day{ym / chrono::last};
  const Day found = n > 0 ? first + days((weekday - weekday_of(first) + 7) % 7 + (n - 1) * 7)
                          : last - days((weekday_of(last) - weekday + 7) % 7 + (-n - 1) * 7);
  if (found < first || found > last) return {};
  return found;
}

/// The first and last day that a YearDay names in that year.
std::optional<std::pair<Day, Day>> in_year(const YearDay& d, int year) {
  if (d.easter) {
    const Day e = easter(year) + days(d.offset);
    return std::pair{e, e};
  }
  if (d.weekday) {
    auto found = nth_weekday(year, d.month, *d.weekday, d.nth);
    if (!found) return {};
    *found += days(d.offset);
    return std::pair{*found, *found};
  }
  const chrono::year_month ym{chrono::year{year}, chrono::month{static_cast<unsigned>(d.month)}};
  if (d.day == 0) return std::pair{Day{ym / 1}, Day{ym / chrono::last}};
  const auto date = ym / chrono::day{static_cast<unsigned>(d.day)};
  if (!date.ok()) return {};  // 29 February.
  const Day day = Day{date} + days(d.offset);
  return std::pair{day, day};
}

bool within_from(const Dates& d, Day day, int year) {
  const auto from = in_year(d.from, year);
  if (!from || day < from->first) return false;
  if (!d.range) return d.open_end || day <= from->second;
  auto to = in_year(d.to, d.to.year.value_or(year));
  // "Nov-Jan" ends in the year after; Easter does not lead around the year.
  const bool wraps = !d.from.easter && !d.to.easter && d.to.year == d.from.year && !d.to.year;
  if (to && wraps && to->second < from->first) to = in_year(d.to, year + 1);
  return to && day <= to->second;
}

bool within(const Dates& d, Day day) {
  if (d.from.year) return within_from(d, day, *d.from.year);
  const int year = static_cast<int>(year_month_day{day}.year());
  // A range may have begun the year before, and an offset may lead over the new year.
  return within_from(d, day, year - 1) || within_from(d, day, year) ||
         within_from(d, day, year + 1);
}

bool among(const std::vector<Numbers>& list, int n) {
  return std::any_of(list.begin(), list.end(), [&](const Numbers& r) {
    return n >= r.from && n <= r.to && (n - r.from) % r.step == 0;
  });
}

/// ISO 8601: the week of a day is that of its Thursday.
int week_of(Day day) {
  const Day thursday = day + days(3 - weekday_of(day));
  const auto year = year_month_day{thursday}.year();
  return static_cast<int>((thursday - Day{year / 1 / 1}).count()) / 7 + 1;
}

bool on_weekday(const Weekdays& w, Day day) {
  const Day base = day - days(w.offset);
  const int wd = weekday_of(base);
  const bool in = w.from <= w.to ? wd >= w.from && wd <= w.to : wd >= w.from || wd <= w.to;
  if (!in || w.nth.empty()) return in;
  const year_month_day date{base};
  return std::any_of(w.nth.begin(), w.nth.end(), [&](int n) {
    return nth_weekday(static_cast<int>(date.year()),
                       static_cast<int>(static_cast<unsigned>(date.month())), wd, n) == base;
  });
}

}  // namespace

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return Day{chrono::year{year} / chrono::month{static_cast<unsigned>(month)} /
             chrono::day{static_cast<unsigned>(day)}};
}

bool french_holiday(Day day, bool alsace_moselle) {
  const year_month_day date{day};
  const auto month = static_cast<unsigned>(date.month());
  const auto d = static_cast<unsigned>(date.day());
  const std::array<std::pair<unsigned, unsigned>, 8> fixed{
      {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}};
  if (std::find(fixed.begin(), fixed.end(), std::pair{month, d}) != fixed.end()) return true;
  const auto after_easter = (day - easter(static_cast<int>(date.year()))).count();
  if (after_easter == 1 || after_easter == 39 || after_easter == 50) return true;
  return alsace_moselle && (after_easter == -2 || (month == 12 && d == 26));
}

bool on_day(const Rule& r, Day day, const Where& where) {
  if (!r.years.empty() && !among(r.years, static_cast<int>(year_month_day{day}.year())))
    return false;
  if (!r.weeks.empty() && !among(r.weeks, week_of(day))) return false;
  if (!r.dates.empty() &&
      std::none_of(r.dates.begin(), r.dates.end(), [&](const Dates& d) { return within(d, day); }))
    return false;
  if (r.weekdays.empty() && r.holidays.empty()) return true;
  const bool weekday = std::any_of(r.weekdays.begin(), r.weekdays.end(),
                                   [&](const Weekdays& w) { return on_weekday(w, day); });
  const bool holiday = std::any_of(r.holidays.begin(), r.holidays.end(), [&](const Holidays& h) {
    return !h.school && french_holiday(day - days(h.offset), where.alsace_moselle);
  });
  return r.holiday_and_weekday ? weekday && holiday : weekday || holiday;
}

}  // namespace palier::hours
