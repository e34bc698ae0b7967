#include "features/structures/words.hpp"

#include "core/i18n/zone.hpp"

namespace palier::structures {
namespace {

using hours::Day;
using hours::Minute;
using hours::State;
using i18n::Language;
using i18n::Message;
namespace chrono = std::chrono;
using chrono::days;
using chrono::minutes;

constexpr minutes kSoon{60};

Day day_of(Minute m) {
  return chrono::floor<days>(m);
}

std::string time_of(Minute m, const Language& l) {
  return l.date(moment(m), Language::Style::time);
}

std::string weekday_of(Minute m, const Language& l) {
  const char* const names[] = {N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
                               N_("Friday"), N_("Saturday"), N_("Sunday")};
  return l.tr(names[chrono::weekday{day_of(m)}.iso_encoding() - 1]);
}

std::string opens(Minute now, Minute at, const Language& l) {
  const auto ahead = (day_of(at) - day_of(now)).count();
  if (at - now <= kSoon) {
    const auto left = (at - now).count();
    return Language::fill(l.tr("Closed, opens in one minute", "Closed, opens in {1} minutes", left),
                          std::vector<std::string>{l.number(left)});
  }
  if (ahead == 0) return l.tr(Message{N_("Closed, opens at {1}"), {time_of(at, l)}});
  if (ahead == 1) return l.tr(Message{N_("Closed, opens tomorrow at {1}"), {time_of(at, l)}});
  if (ahead < 7)
    return l.tr(Message{N_("Closed, opens on {1} at {2}"), {weekday_of(at, l), time_of(at, l)}});
  return l.tr(Message{N_("Closed, opens on {1}"), {l.date(moment(at))}});
}

std::string closes(Minute now, Minute at, const Language& l) {
  if (at - now <= kSoon) {
    const auto left = (at - now).count();
    return Language::fill(l.tr("Open, closes in one minute", "Open, closes in {1} minutes", left),
                          std::vector<std::string>{l.number(left)});
  }
  const auto ahead = (day_of(at) - day_of(now)).count();
  if (ahead == 0 || (ahead == 1 && at < Minute{day_of(at)} + chrono::hours(6)))
    return l.tr(Message{N_("Open, closes at {1}"), {time_of(at, l)}});
  return l.tr(Message{N_("Open until {1}"), {l.date(moment(at))}});
}

const char* holiday_name(Day day) {
  const chrono::year_month_day date{day};
  const auto month = static_cast<unsigned>(date.month());
  const auto d = static_cast<unsigned>(date.day());
  const auto is = [&](unsigned m, unsigned dd) { return month == m && d == dd; };
  if (is(1, 1)) return N_("New Year’s Day");
  if (is(5, 1)) return N_("Labour Day");
  if (is(5, 8)) return N_("Victory Day, 8 May");
  if (is(7, 14)) return N_("Bastille Day");
  if (is(8, 15)) return N_("Assumption");
  if (is(11, 1)) return N_("All Saints’ Day");
  if (is(11, 11)) return N_("Armistice Day");
  if (is(12, 25)) return N_("Christmas Day");
  const auto after = (day - hours::easter(static_cast<int>(date.year()))).count();
  if (after == 1) return N_("Easter Monday");
  if (after == 39) return N_("Ascension Day");
  if (after == 50) return N_("Whit Monday");
  return nullptr;
}

}  // namespace

Minute on_clock(Instant t) {
  const auto local = i18n::local(t);
  return Minute{Day{local.day}} + local.time;
}

Instant moment(Minute m) {
  const Day day = day_of(m);
  return i18n::from_local(chrono::year_month_day{day}, m - Minute{day});
}

hours::Where where_of(const Structure& s) {
  hours::Where where;
  where.at = s.point();
  // Alsace and Moselle keep two holidays of their own.
  where.alsace_moselle =
      s.postcode.starts_with("57") || s.postcode.starts_with("67") || s.postcode.starts_with("68");
  return where;
}

NowLine now_line(const hours::Hours* hours, const hours::Where& where, Instant now,
                 const Language& l) {
  if (!hours) return {State::unknown, l.tr(N_("Hours not known"))};
  const Minute clock = on_clock(now);
  const auto state = hours->at(clock, where);
  switch (state.state) {
    case State::open:
      return {State::open, state.until ? closes(clock, *state.until, l)
                                       : std::string(l.tr(N_("Open day and night")))};
    case State::closed:
      return {State::closed,
              state.until ? opens(clock, *state.until, l) : std::string(l.tr(N_("Closed now")))};
    case State::unknown:
      break;
  }
  if (state.comment.empty()) return {State::unknown, l.tr(N_("Perhaps open: ask before you go"))};
  return {State::unknown, l.tr(Message{N_("Perhaps open: “{1}”"), {state.comment}})};
}

std::vector<DayLine> week_lines(const hours::Hours& hours, const hours::Where& where, Instant now,
                                const Language& l) {
  std::vector<DayLine> out;
  const Day today = day_of(on_clock(now));
  for (int i = 0; i < 7; ++i) {
    const Day day = today + days(i);
    DayLine line;
    line.today = i == 0;
    line.day =
        weekday_of(Minute{day}, l) + " " + l.date(moment(Minute{day}), Language::Style::day_short);
    // What ends after midnight is told on the day it begins.
    for (const auto& span : hours.between(Minute{day}, Minute{day + days(2)}, where)) {
      if (span.state == State::closed || day_of(span.from) != day) continue;
      if (span.from == Minute{day} && i > 0) {
        const auto before = hours.at(span.from - minutes(1), where);
        const bool whole = span.to >= Minute{day + days(1)};
        if (before.state == span.state && !whole) continue;
      }
      const bool whole = span.from == Minute{day} && span.to >= Minute{day + days(1)};
      std::string text = whole ? std::string(l.tr(N_("Day and night")))
                               : fmt::format("{} – {}", time_of(span.from, l), time_of(span.to, l));
      if (span.state == State::unknown) text += " (?)";
      line.times += (line.times.empty() ? "" : ", ") + text;
      if (!span.comment.empty()) line.note += (line.note.empty() ? "" : ", ") + span.comment;
    }
    if (line.times.empty()) line.times = l.tr(N_("Closed that day"));
    if (const char* holiday = holiday_name(day))
      line.note += (line.note.empty() ? "" : ", ") + std::string(l.tr(holiday));
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace palier::structures
