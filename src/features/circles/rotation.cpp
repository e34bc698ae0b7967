#include "features/circles/rotation.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <set>

namespace palier::circles::rotation {
namespace {

using std::size_t;

/// A small minimum-cost flow: successive shortest paths by label correcting.
class Flow {
 public:
  explicit Flow(size_t nodes) : out_(nodes) {}

  size_t arc(size_t from, size_t to, std::int64_t cost) {
    out_[from].push_back(arcs_.size());
    arcs_.push_back({to, 1, cost});
    out_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0, -cost});
    return arcs_.size() - 2;
  }
  bool used(size_t arc) const { return arcs_[arc].room == 0; }

  void fill(size_t source, size_t sink) {
    while (augment(source, sink)) {
    }
  }

 private:
  struct Arc {
    size_t to;
    int room;
    std::int64_t cost;
  };

  bool augment(size_t source, size_t sink) {
    constexpr auto kFar = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> far(out_.size(), kFar);
    std::vector<size_t> by(out_.size(), SIZE_MAX);
    std::vector<bool> waiting(out_.size(), false);
    std::deque<size_t> queue{source};
    far[source] = 0;
    while (!queue.empty()) {
      const size_t node = queue.front();
      queue.pop_front();
      waiting[node] = false;
      for (const size_t a : out_[node]) {
        const Arc& arc = arcs_[a];
        if (arc.room == 0 || far[node] + arc.cost >= far[arc.to]) continue;
        far[arc.to] = far[node] + arc.cost;
        by[arc.to] = a;
        if (!waiting[arc.to]) queue.push_back(arc.to);
        waiting[arc.to] = true;
      }
    }
    if (far[sink] == kFar) return false;
    for (size_t node = sink; node != source; node = arcs_[by[node] ^ 1U].to) {
      --arcs_[by[node]].room;
      ++arcs_[by[node] ^ 1U].room;
    }
    return true;
  }

  std::vector<Arc> arcs_;
  std::vector<std::vector<size_t>> out_;
};

/// What is known of a helper while weeks are given out.
struct State {
  const Helper* helper = nullptr;
  int load = 0;
  std::set<Day> days;                  ///< Of all turns they have.
  std::set<std::pair<Day, int>> busy;  ///< Parts of days they are taken.
};

constexpr int kRest = 28;  ///< Days after which one is as rested as can be.

/// How close that day is to the turns they have already.
std::int64_t closeness(const std::set<Day>& days, Day day) {
  std::int64_t gap = kRest;
  for (const Day d : days) gap = std::min<std::int64_t>(gap, std::abs((d - day).count()));
  return (kRest - gap) * (kRest - gap);
}

std::int64_t crowding(const std::multiset<Day>& days) {
  std::int64_t sum = 0;
  for (auto a = days.begin(); a != days.end(); ++a)
    for (auto b = std::next(a); b != days.end(); ++b) {
      const std::int64_t near = std::max<std::int64_t>(0, 7 - (*b - *a).count());
      sum += near * near;
    }
  return sum;
}

struct Week {
  std::vector<const Turn*> open;
  std::vector<State*> states;
  std::vector<size_t> given;  ///< Index of the state, or SIZE_MAX.
};

bool free_then(const State& s, const Turn& t) {
  return can(*s.helper, t) && !s.busy.contains({t.day, t.block});
}

/// Exchanges two turns where that leaves more days between, until nothing gets better.
void spread(Week& week) {
  const size_t n = week.open.size();
  const auto days_of = [&](size_t who) {
    std::multiset<Day> days(week.states[who]->days.begin(), week.states[who]->days.end());
    for (size_t i = 0; i < n; ++i)
      if (week.given[i] == who) days.insert(week.open[i]->day);
    return days;
  };
  const auto clash = [&](size_t who, size_t turn) {
    for (size_t i = 0; i < n; ++i)
      if (i != turn && week.given[i] == who && week.open[i]->day == week.open[turn]->day &&
          week.open[i]->block == week.open[turn]->block)
        return true;
    return false;
  };
  for (bool better = true; better;) {
    better = false;
    for (size_t i = 0; i < n; ++i)
      for (size_t j = i + 1; j < n; ++j) {
        const size_t a = week.given[i], b = week.given[j];
        if (a == b || a == SIZE_MAX || b == SIZE_MAX) continue;
        if (!free_then(*week.states[a], *week.open[j]) ||
            !free_then(*week.states[b], *week.open[i]))
          continue;
        const auto before = crowding(days_of(a)) + crowding(days_of(b));
        std::swap(week.given[i], week.given[j]);
        if (!clash(week.given[i], i) && !clash(week.given[j], j) &&
            crowding(days_of(a)) + crowding(days_of(b)) < before)
          better = true;
        else
          std::swap(week.given[i], week.given[j]);
      }
  }
}

void give_out(Week& week, const std::map<std::int64_t, int>& held_this_week) {
  const size_t turns = week.open.size(), helpers = week.states.size();
  // Nodes: source, sink, turns, helpers, then a helper's part of a day as it is needed.
  size_t nodes = 2 + turns + helpers;
  std::map<std::tuple<size_t, Day, int>, size_t> parts;
  for (size_t h = 0; h < helpers; ++h)
    for (const Turn* t : week.open)
      if (free_then(*week.states[h], *t) && parts.try_emplace({h, t->day, t->block}, nodes).second)
        ++nodes;
  Flow flow(nodes);
  const auto turn_node = [](size_t t) { return 2 + t; };
  const auto helper_node = [turns](size_t h) { return 2 + turns + h; };
  // One turn more or less weighs more than any rest.
  const std::int64_t kTurn = static_cast<std::int64_t>(turns + 1) * (kRest * kRest + 1);

  struct Choice {
    size_t turn, helper, arc;
  };
  std::vector<Choice> choices;
  for (size_t t = 0; t < turns; ++t) {
    flow.arc(0, turn_node(t), 0);
    for (size_t h = 0; h < helpers; ++h) {
      if (!free_then(*week.states[h], *week.open[t])) continue;
      const Turn& turn = *week.open[t];
      const size_t part = parts.at({h, turn.day, turn.block});
      choices.push_back(
          {t, h, flow.arc(turn_node(t), part, closeness(week.states[h]->days, turn.day))});
    }
  }
  for (const auto& [key, node] : parts) flow.arc(node, helper_node(std::get<0>(key)), 0);
  for (size_t h = 0; h < helpers; ++h) {
    const State& s = *week.states[h];
    const auto held = held_this_week.find(s.helper->id);
    const int left = s.helper->per_week - (held == held_this_week.end() ? 0 : held->second);
    // The marginal cost of a square: each further turn costs more than the one before.
    for (int k = 0; k < left && k < static_cast<int>(turns); ++k)
      flow.arc(helper_node(h), 1, kTurn * (2 * (s.load + k) + 1));
  }
  flow.fill(0, 1);
  week.given.assign(turns, SIZE_MAX);
  for (const auto& c : choices)
    if (flow.used(c.arc)) week.given[c.turn] = c.helper;
  spread(week);
}

}  // namespace

bool can(const Helper& h, const Turn& t) {
  if ((h.slots >> t.block & 1U) == 0 || (t.visit && !h.visits)) return false;
  for (const auto& [from, to] : h.away)
    if (from <= t.day && t.day <= to) return false;
  return std::find(t.not_for.begin(), t.not_for.end(), h.id) == t.not_for.end();
}

std::vector<Share> share(std::vector<Helper> helpers, std::vector<Turn> turns) {
  std::sort(helpers.begin(), helpers.end(),
            [](const Helper& a, const Helper& b) { return a.id < b.id; });
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
    return std::tie(a.day, a.block, a.id) < std::tie(b.day, b.block, b.id);
  });
  std::vector<State> states;
  states.reserve(helpers.size());
  for (const auto& h : helpers) states.push_back({&h, h.load, {}, {}});
  std::map<Day, Week> weeks;
  std::map<Day, std::map<std::int64_t, int>> held;
  for (const auto& t : turns) {
    if (t.held_by == 0) {
      weeks[monday(t.day)].open.push_back(&t);
      continue;
    }
    ++held[monday(t.day)][t.held_by];
    for (auto& s : states)
      if (s.helper->id == t.held_by) {
        s.days.insert(t.day);
        s.busy.insert({t.day, t.block});
      }
  }
  std::vector<Share> out;
  for (auto& [first, week] : weeks) {
    for (auto& s : states) week.states.push_back(&s);
    give_out(week, held[first]);
    for (size_t i = 0; i < week.open.size(); ++i) {
      if (week.given[i] == SIZE_MAX) continue;
      State& s = *week.states[week.given[i]];
      const Turn& t = *week.open[i];
      ++s.load;
      s.days.insert(t.day);
      s.busy.insert({t.day, t.block});
      out.push_back({t.id, s.helper->id});
    }
  }
  return out;
}

}  // namespace palier::circles::rotation
