#include "features/insight/period.hpp"

#include <algorithm>

#include "core/i18n/zone.hpp"

namespace palier::insight {
namespace chrono = std::chrono;

namespace {

chrono::year_month_day date(Day day) {
  return chrono::sys_days{chrono::days{day}};
}
Day number(chrono::year_month_day date) {
  return chrono::sys_days{date}.time_since_epoch().count();
}
/// The Monday of its week: 1 January 1970 was a Thursday.
Day monday(Day day) {
  const auto since = (day + 3) % 7;
  return day - (since < 0 ? since + 7 : since);
}
Day month_start(Day day) {
  const auto d = date(day);
  return number(d.year() / d.month() / 1);
}

}  // namespace

Day day_of(Instant t) {
  return number(i18n::local(t).day);
}
Instant start_of(Day day) {
  return i18n::from_local(date(day));
}

std::string_view word(Span span) {
  return span == Span::week ? "week" : span == Span::month ? "month" : "all";
}
std::optional<Span> span(std::string_view text) {
  for (const Span s : {Span::week, Span::month, Span::all})
    if (word(s) == text) return s;
  return {};
}

Period last(Span span, Day today, Day first) {
  switch (span) {
    case Span::week:
      return {monday(today) - 7, monday(today)};
    case Span::month: {
      const Day to = month_start(today);
      return {month_start(to - 1), to};
    }
    case Span::all:
      break;
  }
  return {std::min(first, monday(today)), monday(today)};
}

std::optional<Period> before(Span span, Period p) {
  if (span == Span::week) return Period{p.from - 7, p.from};
  if (span == Span::month) return Period{month_start(p.from - 1), p.from};
  return {};
}

std::vector<Period> steps(Span span, Day today, Day first, int most) {
  std::vector<Period> out;
  const Span by = span == Span::week ? Span::week : Span::month;
  auto p = last(by, today, first);
  while (static_cast<int>(out.size()) < most && p.to > first) {
    out.push_back(p);
    p = *before(by, p);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace palier::insight
