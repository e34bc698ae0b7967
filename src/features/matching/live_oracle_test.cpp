#include <gtest/gtest.h>

#include <functional>

#include "features/matching/live_oracle.hpp"

namespace palier::matching::testing {
namespace {

struct Edge {
  int from, to, room;
  Cost cost;
};

Cost negated(const Cost& c) {
  return Cost{} - c;
}

/// Edges stand in pairs: the second is the way back.
struct Graph {
  std::vector<Edge> edges;
  int nodes = 0;
  void add(int from, int to, int room, const Cost& cost) {
    edges.push_back({from, to, room, cost});
    edges.push_back({to, from, 0, negated(cost)});
  }
};

/// The cheapest flow that leaves nothing at the source.
Cost cheapest(Graph& g, int source, int sink, int units) {
  Cost total;
  for (; units > 0; --units) {
    std::vector<std::optional<Cost>> dist(static_cast<std::size_t>(g.nodes));
    std::vector<int> via(static_cast<std::size_t>(g.nodes), -1);
    dist[static_cast<std::size_t>(source)] = Cost{};
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t e = 0; e < g.edges.size(); ++e) {
        const auto& edge = g.edges[e];
        const auto& from = dist[static_cast<std::size_t>(edge.from)];
        if (edge.room == 0 || !from) continue;
        auto& to = dist[static_cast<std::size_t>(edge.to)];
        if (const Cost way = *from + edge.cost; !to || way < *to) {
          to = way;
          via[static_cast<std::size_t>(edge.to)] = static_cast<int>(e);
          changed = true;
        }
      }
    }
    total += *dist[static_cast<std::size_t>(sink)];
    for (int v = sink; v != source;) {
      const auto e = static_cast<std::size_t>(via[static_cast<std::size_t>(v)]);
      --g.edges[e].room;
      ++g.edges[e ^ 1].room;
      v = g.edges[e].from;
    }
  }
  return total;
}

bool apart(const Instance& in, int n, int h) {
  return std::find(in.blocked.begin(), in.blocked.end(), std::pair(n, h)) != in.blocked.end();
}

std::set<std::string> block_names(const Need& need, const Helper& helper) {
  std::set<std::string> out;
  for (const int block : meeting_blocks(need, helper)) out.emplace(block_name(need, helper, block));
  return out;
}

Cost pair_cost(const Need& need, const Helper& helper, const Basis& basis) {
  return arc_cost(need, helper, metres(need, helper), scarcity_of(helper, need.kind, basis));
}

}  // namespace

Cost oracle_cost(const Instance& in, const Promised& promised, const Basis& basis) {
  Graph g;
  const int source = g.nodes++, sink = g.nodes++;
  Cost total;
  std::map<std::string, int> need_at, helper_at;
  for (std::size_t i = 0; i < in.needs.size(); ++i) need_at[in.needs[i].id] = static_cast<int>(i);
  for (std::size_t i = 0; i < in.helpers.size(); ++i)
    helper_at[in.helpers[i].id] = static_cast<int>(i);
  std::vector<int> units, held(in.helpers.size());
  for (const auto& need : in.needs) units.push_back(need.people);
  std::set<std::pair<int, int>> pairs;
  std::set<std::pair<int, std::string>> busy;
  for (const auto& p : promised) {
    const int n = need_at.at(p.need), h = helper_at.at(p.helper);
    const auto& helper = in.helpers[static_cast<std::size_t>(h)];
    --units[static_cast<std::size_t>(n)];
    total += pair_cost(in.needs[static_cast<std::size_t>(n)], helper, basis);
    total += load_cost(helper.jobs_28d, ++held[static_cast<std::size_t>(h)]);
    pairs.emplace(n, h);
    if (!p.block.empty()) busy.emplace(h, p.block);
  }
  int all = 0;
  for (const int u : units) all += u;
  std::map<std::string, int> districts;
  for (const auto& need : in.needs)
    if (const auto [it, fresh] = districts.try_emplace(need.district, g.nodes); fresh) {
      ++g.nodes;
      for (int j = 1; j <= all; ++j)
        g.add(it->second, sink, 1, district_cost(j, basis.district_units.at(need.district)));
    }
  const int first = g.nodes;
  g.nodes += static_cast<int>(in.helpers.size());
  for (std::size_t h = 0; h < in.helpers.size(); ++h)
    for (int k = held[h] + 1;
         k <= std::min(in.helpers[h].capacity.value_or(held[h] + all), held[h] + all); ++k)
      g.add(first + static_cast<int>(h), sink, 1, load_cost(in.helpers[h].jobs_28d, k));
  std::map<std::pair<int, std::string>, int> blocks;
  for (int n = 0; n < static_cast<int>(in.needs.size()); ++n) {
    const auto& need = in.needs[static_cast<std::size_t>(n)];
    const int left = units[static_cast<std::size_t>(n)], v = g.nodes++;
    g.add(source, v, left, {});
    g.add(v, districts[need.district], left, unserved_cost(need));
    for (int h = 0; h < static_cast<int>(in.helpers.size()); ++h) {
      const auto& helper = in.helpers[static_cast<std::size_t>(h)];
      if (barred(need, helper) || apart(in, n, h) || pairs.contains({n, h})) continue;
      const int pair = g.nodes++;
      g.add(v, pair, 1, pair_cost(need, helper, basis));
      for (const auto& name : block_names(need, helper)) {
        if (name.empty()) {
          g.add(pair, first + h, 1, {});
        } else if (!busy.contains({h, name})) {
          const auto [it, fresh] = blocks.try_emplace({h, name}, g.nodes);
          if (fresh) g.add(g.nodes++, first + h, 1, {});
          g.add(pair, it->second, 1, {});
        }
      }
    }
  }
  return total + cheapest(g, source, sink, all);
}

Cost brute_force_cost(const Instance& in, const Basis& basis) {
  struct Unit {
    int need;
  };
  std::vector<Unit> units;
  for (int n = 0; n < static_cast<int>(in.needs.size()); ++n)
    for (int i = 0; i < in.needs[static_cast<std::size_t>(n)].people; ++i) units.push_back({n});
  std::optional<Cost> best;
  std::vector<int> taken(in.helpers.size());
  std::set<std::pair<int, std::string>> busy;
  std::set<std::pair<int, int>> met;
  std::map<std::string, int> unserved;
  const std::function<void(std::size_t, Cost)> go = [&](std::size_t i, Cost cost) {
    if (best && cost >= *best) return;  // No cost is below nothing.
    if (i == units.size()) {
      best = cost;
      return;
    }
    const int n = units[i].need;
    const auto& need = in.needs[static_cast<std::size_t>(n)];
    for (int h = 0; h < static_cast<int>(in.helpers.size()); ++h) {
      const auto& helper = in.helpers[static_cast<std::size_t>(h)];
      auto& count = taken[static_cast<std::size_t>(h)];
      if (barred(need, helper) || apart(in, n, h) || met.contains({n, h})) continue;
      if (helper.capacity && count >= *helper.capacity) continue;
      for (const auto& name : block_names(need, helper)) {
        if (!name.empty() && busy.contains({h, name})) continue;
        met.emplace(n, h);
        if (!name.empty()) busy.emplace(h, name);
        ++count;
        go(i + 1, cost + pair_cost(need, helper, basis) + load_cost(helper.jobs_28d, count));
        --count;
        if (!name.empty()) busy.erase({h, name});
        met.erase({n, h});
      }
    }
    const int j = ++unserved[need.district];
    go(i + 1,
       cost + unserved_cost(need) + district_cost(j, basis.district_units.at(need.district)));
    --unserved[need.district];
  };
  go(0, {});
  return *best;
}

geo::Point Town::point() {
  const double metre = 1 / 111'195.0;
  return {48.85 + metres_ * metre * below(1000) / 1000, 2.3 + metres_ * metre * below(1000) / 658};
}

std::vector<std::string> Town::some(const std::vector<std::string>& from, double p) {
  std::vector<std::string> out;
  for (const auto& word : from)
    if (chance(p)) out.push_back(word);
  return out;
}

Need Town::need() {
  static const std::vector<std::string> kinds{"shopping", "pharmacy", "childcare", "call"};
  static const std::vector<std::string> ages{"0-1", "3-5", "6-9"};
  Need n;
  n.id = "n" + std::to_string(++next_);
  n.at = point();
  n.kind = kinds[static_cast<std::size_t>(below(4))];
  n.people = chance(0.2) ? 2 + below(2) : 1;
  n.urgent = chance(0.2);
  n.vulnerable = chance(0.3);
  n.waiting_hours = below(400) / 2.0;
  n.district = "d" + std::to_string(below(3));
  if (n.kind == "childcare") n.child_ages = some(ages, 0.4);
  if (chance(0.5)) n.blocks = some({"mon", "tue", "wed"}, 0.6);
  if (chance(0.3)) n.languages = some({"fr", "ar"}, 0.7);
  if (chance(0.2)) n.household = "h" + std::to_string(below(5));
  n.prefers_parent = chance(0.3);
  n.verified_only = chance(0.1);
  n.anywhere = chance(0.1);
  return n;
}

Helper Town::helper() {
  Helper h;
  h.id = "h" + std::to_string(++next_);
  h.at = point();
  if (chance(0.8)) h.kinds = some({"shopping", "pharmacy", "childcare", "call"}, 0.6);
  if (chance(0.8)) h.radius_m = 300 + below(3000);
  if (chance(0.8)) h.capacity = below(4);
  if (chance(0.5)) h.blocks = some({"mon", "tue", "wed"}, 0.6);
  if (chance(0.3)) h.languages = some({"fr", "ar"}, 0.7);
  h.accepts_vulnerable = chance(0.6);
  h.verified = chance(0.6);
  if (chance(0.5)) h.max_children = below(3);
  if (chance(0.5)) h.child_ages = some({"0-1", "3-5", "6-9"}, 0.7);
  h.has_children = chance(0.4);
  h.jobs_28d = below(4);
  if (chance(0.2)) h.household = "h" + std::to_string(below(5));
  return h;
}

TEST(LiveOracle, FlowsToWhatTryingEverythingFinds) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Town town(seed, 1000);
    Instance in;
    for (int i = 0; i < 4; ++i) in.needs.push_back(town.need());
    for (int i = 0; i < 4; ++i) in.helpers.push_back(town.helper());
    if (town.chance(0.5)) in.blocked.emplace_back(0, 0);
    const auto basis = basis_of(in);
    ASSERT_EQ(oracle_cost(in, {}, basis), brute_force_cost(in, basis)) << seed;
    const LivePlan plan(in);
    ASSERT_EQ(plan.cost(), brute_force_cost(in, basis)) << seed;
    ASSERT_TRUE(plan.certified());
  }
}

}  // namespace palier::matching::testing
