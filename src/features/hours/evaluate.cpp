#include <algorithm>

#include "features/hours/rules.hpp"

namespace palier::hours {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int kDay = 24 * 60;

/// A stretch of a day that a rule says something of, in minutes since its midnight.
struct Stretch {
  int from = 0, to = kDay;
  State state = State::open;
  const std::string* comment = nullptr;
  bool fallback = false;
};

/// An end that is not said: as opening_hours.js guesses, later the later it opened.
int guessed_end(int from) {
  return from >= 22 * 60 ? from + 8 * 60 : from >= 17 * 60 ? from + 10 * 60 : kDay;
}

void add(std::vector<Stretch>& out, const Rule& rule, Day day, const Where& where, int shift) {
  const auto push = [&](int from, int to, State state) {
    from = std::max(0, from - shift);
    to = std::min(kDay, to - shift);
    if (from < to)
      out.push_back({from, to, state, &rule.comment, rule.follows == Follows::fallback});
  };
  if (rule.times.empty()) return push(0, kDay, rule.state);
  for (const auto& span : rule.times) {
    const int from = minutes_of(span.from, day, where);
    int to = span.has_to ? minutes_of(span.to, day, where) : from;
    if (span.has_to && to <= from) {
      // "sunrise-08:00" in winter: it never opens that day, rather than until tomorrow.
      const bool sun = span.from.base != Time::Base::midnight;
      if (sun && from - to < kDay / 4) continue;
      to += kDay;
    }
    if (span.has_to) push(from, to, rule.state);
    // Until when is not said: nobody promises. The next time of the rule ends it.
    int end = guessed_end(to);
    for (const auto& other : rule.times)
      if (const int next = minutes_of(other.from, day, where); next >= to && &other != &span)
        end = std::min(end, next);
    if (span.open_end) push(to, end, rule.state == State::closed ? State::closed : State::unknown);
  }
}

/// What holds on a day, rule after rule: a later one speaks over an earlier one, and a normal rule
/// that names days takes the whole day from those before it.
std::vector<Stretch> of_day(const std::vector<Rule>& rules, Day day, const Where& where) {
  std::vector<Stretch> out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    if (on_day(rule, day, where)) {
      const bool names_days =
          rule.dated() || (i > 0 && rule.state != State::closed && !rules[i - 1].dated());
      if (names_days && rule.state != State::closed && rule.follows == Follows::normal) out.clear();
      add(out, rule, day, where, 0);
    }
    // What began the evening before and ends after midnight.
    if (!rule.times.empty() && on_day(rule, day - days(1), where))
      add(out, rule, day - days(1), where, kDay);
  }
  return out;
}

void append(std::vector<Interval>& out, Interval next) {
  if (!out.empty()) {
    Interval& last = out.back();
    if (last.to == next.from && last.state == next.state && last.comment == next.comment) {
      last.to = next.to;
      return;
    }
  }
  out.push_back(std::move(next));
}

void append_day(std::vector<Interval>& out, const std::vector<Stretch>& said, Day day) {
  std::vector<int> cuts{0, kDay};
  for (const auto& s : said) {
    cuts.push_back(s.from);
    cuts.push_back(s.to);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    State state = State::closed;
    const std::string* comment = nullptr;
    for (const auto& s : said) {
      if (s.from > cuts[i] || s.to < cuts[i + 1]) continue;
      if (s.fallback && state != State::closed) continue;
      state = s.state;
      comment = s.comment;
    }
    if (state == State::closed && (!comment || comment->empty())) continue;
    append(out, {Minute{day} + minutes(cuts[i]), Minute{day} + minutes(cuts[i + 1]), state,
                 comment ? *comment : std::string()});
  }
}

}  // namespace

tl::expected<Hours, Fault> Hours::parse(std::string_view osm) {
  auto rules = parse_rules(osm);
  if (!rules) return tl::unexpected(rules.error());
  return Hours(std::make_shared<const Rules>(Rules{std::move(*rules)}));
}

std::vector<Interval> Hours::between(Minute from, Minute to, const Where& where) const {
  std::vector<Interval> out;
  for (Day day = std::chrono::floor<days>(from); day < to; day += days(1))
    append_day(out, of_day(rules_->all, day, where), day);
  std::erase_if(out, [&](const Interval& i) { return i.to <= from || i.from >= to; });
  for (auto& i : out) {
    i.from = std::max(i.from, from);
    i.to = std::min(i.to, to);
  }
  return out;
}

Hours::Now Hours::at(Minute when, const Where& where) const {
  const Day today = std::chrono::floor<days>(when);
  Now now;
  // What changes soon is found soon; what does not is looked for through a year.
  for (const days look : {days{8}, days{366}}) {
    const Minute end{today + look};
    now = {};
    for (const auto& i : between(Minute{today}, end, where)) {
      if (i.to <= when) continue;
      if (i.from > when) {
        now.until = i.from;
        break;
      }
      now.state = i.state;
      now.comment = i.comment;
      if (i.to < end) now.until = i.to;
      break;
    }
    if (now.until) break;
  }
  return now;
}

}  // namespace palier::hours
