#include "features/circles/when.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/i18n/message.hpp"
#include "core/i18n/zone.hpp"

namespace palier::circles {

namespace chrono = std::chrono;
using chrono::days;
using chrono::hours;

Day today(Instant now) {
  return Day{i18n::local(now).day};
}

Instant moment(Day day, chrono::minutes time) {
  return i18n::from_local(chrono::year_month_day{day}, time);
}

std::string iso(Day d) {
  const chrono::year_month_day date{d};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int weekday(Day d) {
  return static_cast<int>(chrono::weekday{d}.iso_encoding()) - 1;
}

Day monday(Day d) {
  return d - days{weekday(d)};
}

int block(Day d, chrono::minutes from) {
  const int part = from < hours{12} ? 0 : from < hours{18} ? 1 : 2;
  return weekday(d) * 3 + part;
}

bool falls_on(const Rule& rule, Day d) {
  if (d < rule.first || (rule.last && d > *rule.last)) return false;
  if (!rule.on_holidays && holiday(d)) return false;
  if (rule.days == 0) return d == rule.first;
  if ((rule.days >> weekday(d) & 1U) == 0) return false;
  const auto weeks = (monday(d) - monday(rule.first)).count() / 7;
  return weeks % std::max(1, rule.every_weeks) == 0;
}

namespace {

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return chrono::year{year} / chrono::month(static_cast<unsigned>(n / 31)) /
         chrono::day(static_cast<unsigned>(n % 31 + 1));
}

}  // namespace

const char* holiday(Day d) {
  const chrono::year_month_day date{d};
  struct Fixed {
    unsigned month, day;
    const char* name;
  };
  static constexpr Fixed kFixed[] = {
      {1, 1, N_("New Year’s Day")},  {5, 1, N_("Labour Day")},     {5, 8, N_("Victory Day, 8 May")},
      {7, 14, N_("Bastille Day")},   {8, 15, N_("Assumption")},    {11, 1, N_("All Saints’ Day")},
      {11, 11, N_("Armistice Day")}, {12, 25, N_("Christmas Day")}};
  for (const auto& f : kFixed)
    if (static_cast<unsigned>(date.month()) == f.month &&
        static_cast<unsigned>(date.day()) == f.day)
      return f.name;
  const Day sunday = easter(static_cast<int>(date.year()));
  if (d == sunday + days{1}) return N_("Easter Monday");
  if (d == sunday + days{39}) return N_("Ascension Day");
  if (d == sunday + days{50}) return N_("Whit Monday");
  return nullptr;
}

bool quiet(Instant t) {
  const auto time = i18n::local(t).time;
  return time < hours{8} || time >= hours{21};
}

Instant awake(Instant t) {
  if (!quiet(t)) return t;
  const Day day = today(t);
  return moment(i18n::local(t).time < hours{8} ? day : day + days{1}, hours{8});
}

Instant alarm_at(Instant sought, Instant starts) {
  if (starts <= sought) return sought;
  return std::max(sought, std::min(sought + (starts - sought) / 2, starts - hours{12}));
}

}  // namespace palier::circles
