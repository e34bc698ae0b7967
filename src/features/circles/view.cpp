#include "features/circles/view.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "core/i18n/zone.hpp"

namespace palier::circles {

using i18n::Language;
using i18n::Message;

std::string clock_text(Instant t) {
  const auto time = i18n::local(t).time;
  return fmt::format("{}:{:02}", time.count() / 60, time.count() % 60);
}

std::string day_text(std::int64_t day, const Language& l) {
  return l.date(moment(day_of(day), std::chrono::hours(12)));
}

std::string span_text(std::int64_t first, std::int64_t last, const Language& l) {
  if (first == last) return day_text(first, l);
  return l.tr(Message{N_("the days from {1} to {2}"), {day_text(first, l), day_text(last, l)}});
}

std::string day_name(int weekday, const Language& l) {
  return html::day_names(l).at(static_cast<std::size_t>(weekday));
}

std::string slots_text(std::uint32_t slots, const Language& l) {
  if (slots == 0) return "";
  if (slots == kAnyBlock) return l.tr(N_("any time"));
  static constexpr std::array<const char*, 3> kParts{N_("morning"), N_("afternoon"), N_("evening")};
  const auto words_of = [&](std::uint32_t parts) {
    std::string words;
    for (int p = 0; parts != 7U && p < 3; ++p)
      if (parts >> p & 1U)
        words +=
            (words.empty() ? "" : ", ") + std::string(l.tr(kParts.at(static_cast<std::size_t>(p))));
    return words.empty() ? words : " (" + words + ")";
  };
  bool same = true;
  for (int d = 1; d < 7; ++d) same = same && (slots >> (d * 3) & 7U) == (slots & 7U);
  if (same) return l.tr(N_("every day")) + words_of(slots & 7U);
  std::string out;
  for (int d = 0; d < 7; ++d) {
    const auto parts = slots >> (d * 3) & 7U;
    if (parts == 0) continue;
    out += (out.empty() ? "" : " · ") + day_name(d, l) + words_of(parts);
  }
  return out;
}

std::string rule_text(const Task& task, const Language& l) {
  const auto time = [](std::int64_t m) { return fmt::format("{}:{:02}", m / 60, m % 60); };
  const std::string hours =
      l.tr(Message{N_("from {1} to {2}"), {time(task.from_time), time(task.to_time)}});
  if (task.days == 0) return day_text(task.first_day, l) + ", " + hours;
  std::string days;
  if (task.days == 127U) {
    days = l.tr(N_("every day"));
  } else {
    for (int d = 0; d < 7; ++d)
      if (task.days >> d & 1U) days += (days.empty() ? "" : ", ") + day_name(d, l);
  }
  std::string out = days;
  if (task.every_weeks == 2) out += ", " + std::string(l.tr(N_("every two weeks")));
  if (task.every_weeks == 4) out += ", " + std::string(l.tr(N_("every four weeks")));
  out += ", " + hours;
  if (task.last_day) out += ", " + l.tr(Message{N_("until {1}"), {day_text(*task.last_day, l)}});
  if (!task.on_holidays) out += ", " + std::string(l.tr(N_("not on public holidays")));
  return out;
}

}  // namespace palier::circles
