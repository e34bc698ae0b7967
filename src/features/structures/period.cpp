#include <algorithm>
#include <array>

#include "core/i18n/zone.hpp"
#include "features/structures/import.hpp"

namespace palier::structures {
namespace {

namespace chrono = std::chrono;

constexpr std::array<std::string_view, 12> kMonths{"janvier",   "février", "mars",     "avril",
                                                   "mai",       "juin",    "juillet",  "août",
                                                   "septembre", "octobre", "novembre", "décembre"};

struct Date {
  int day = 0, month = 0, year = 0;
  bool whole() const { return day && month && year; }
};

/// The dates of a text in their order: "05/07/25", "5/7/2025", "08 juillet", "20 août 2023".
std::vector<Date> dates_of(std::string_view text) {
  std::vector<Date> out;
  for (std::size_t i = 0; i < text.size();) {
    const auto number = [&] {
      int n = 0;
      while (i < text.size() && text[i] >= '0' && text[i] <= '9' && n < 10'000)
        n = n * 10 + (text[i++] - '0');
      return n;
    };
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    Date d;
    d.day = number();
    if (i < text.size() && text[i] == '/') {
      ++i;
      d.month = number();
      if (i < text.size() && text[i] == '/') {
        ++i;
        d.year = number();
        if (d.year < 100) d.year += 2000;
      }
    } else {
      while (i < text.size() && text[i] == ' ') ++i;
      if (text.substr(i).starts_with("er ")) i += 3;
      for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (text.substr(i).starts_with(kMonths[m])) {
          d.month = static_cast<int>(m) + 1;
          i += kMonths[m].size();
          while (i < text.size() && text[i] == ' ') ++i;
          if (i < text.size() && text[i] >= '0' && text[i] <= '9') d.year = number();
          break;
        }
    }
    if (d.month) out.push_back(d);
  }
  return out;
}

std::optional<Instant> start_of(const Date& d) {
  const chrono::year_month_day day{chrono::year{d.year},
                                   chrono::month{static_cast<unsigned>(d.month)},
                                   chrono::day{static_cast<unsigned>(d.day)}};
  if (!d.whole() || !day.ok()) return {};
  return i18n::from_local(day);
}

}  // namespace

Period period_of(std::string_view text) {
  auto dates = dates_of(text);
  Period out;
  if (dates.empty() || dates.size() > 2) return out;
  if (dates.size() == 2 && !dates[0].year) {
    dates[0].year = dates[1].year;  // "du 8 juillet au 20 août 2023"
    if (dates[0].month > dates[1].month) --dates[0].year;
  }
  out.from = start_of(dates[0]);
  if (dates.size() == 2) {
    const auto last = start_of(dates[1]);
    if (!out.from || !last || *last < *out.from) return {};
    // The day after, whatever the clocks do that night.
    const auto day = i18n::local(*last + chrono::hours(36)).day;
    out.to = i18n::from_local(day);
  } else if (text.find("jusqu") != std::string_view::npos) {
    std::swap(out.from, out.to);
  }
  return out;
}

}  // namespace palier::structures
