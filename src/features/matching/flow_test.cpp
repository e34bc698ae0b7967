// Larger instances: what can be served at all is told by a maximum flow of another make, and that
// no plan is better by the prices, looked at with the rules of examples.hpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <queue>

#include "features/matching/examples.hpp"
#include "features/matching/solve.hpp"

namespace palier::matching {
namespace {

using ::testing::IsEmpty;

/// Dinic's maximum flow (1970).
class MaxFlow {
 public:
  int node() {
    out_.emplace_back();
    return static_cast<int>(out_.size()) - 1;
  }
  void arc(int from, int to, int capacity) {
    out_[static_cast<std::size_t>(from)].push_back(static_cast<int>(arcs_.size()));
    arcs_.push_back({to, capacity});
    out_[static_cast<std::size_t>(to)].push_back(static_cast<int>(arcs_.size()));
    arcs_.push_back({from, 0});
  }
  int run(int from, int to) {
    int total = 0;
    while (level(from, to)) {
      next_.assign(out_.size(), 0);
      while (const int pushed = push(from, to, 1 << 30)) total += pushed;
    }
    return total;
  }

 private:
  struct Arc {
    int to, room;
  };
  bool level(int from, int to) {
    level_.assign(out_.size(), -1);
    level_[static_cast<std::size_t>(from)] = 0;
    std::queue<int> open({from});
    while (!open.empty()) {
      const auto v = static_cast<std::size_t>(open.front());
      open.pop();
      for (const int a : out_[v]) {
        const Arc& arc = arcs_[static_cast<std::size_t>(a)];
        auto& there = level_[static_cast<std::size_t>(arc.to)];
        if (arc.room == 0 || there >= 0) continue;
        there = level_[v] + 1;
        open.push(arc.to);
      }
    }
    return level_[static_cast<std::size_t>(to)] >= 0;
  }
  int push(int node, int to, int most) {
    if (node == to) return most;
    const auto v = static_cast<std::size_t>(node);
    for (auto& i = next_[v]; i < out_[v].size(); ++i) {
      const auto a = static_cast<std::size_t>(out_[v][i]);
      if (arcs_[a].room == 0 || level_[static_cast<std::size_t>(arcs_[a].to)] != level_[v] + 1)
        continue;
      if (const int pushed = push(arcs_[a].to, to, std::min(most, arcs_[a].room))) {
        arcs_[a].room -= pushed;
        arcs_[a ^ 1].room += pushed;
        return pushed;
      }
    }
    return 0;
  }
  std::vector<std::vector<int>> out_;
  std::vector<Arc> arcs_;
  std::vector<int> level_;
  std::vector<std::size_t> next_;
};

/// How many units can be served at all, of the urgent needs alone or of all.
int most_served(const Instance& in, bool urgent_only) {
  MaxFlow flow;
  const int source = flow.node(), sink = flow.node();
  std::vector<int> helpers;
  for (const auto& h : in.helpers) {
    helpers.push_back(flow.node());
    flow.arc(helpers.back(), sink, h.capacity.value_or(1 << 20));
  }
  std::map<std::pair<int, std::string>, int> slots;
  for (int n = 0; n < static_cast<int>(in.needs.size()); ++n) {
    const Need& need = in.needs[static_cast<std::size_t>(n)];
    if (urgent_only && !need.urgent) continue;
    const int at = flow.node();
    flow.arc(source, at, need.people);
    for (int h = 0; h < static_cast<int>(in.helpers.size()); ++h) {
      const auto may = examples::meeting(in, n, h);
      if (may.empty()) continue;
      const int pair = flow.node();
      flow.arc(at, pair, 1);
      for (const auto& block : may) {
        const int helper = helpers[static_cast<std::size_t>(h)];
        if (block.empty()) {
          flow.arc(pair, helper, 1);
          continue;
        }
        auto [slot, fresh] = slots.try_emplace({h, block}, 0);
        if (fresh) {
          slot->second = flow.node();
          flow.arc(slot->second, helper, 1);
        }
        flow.arc(pair, slot->second, 1);
      }
    }
  }
  return flow.run(source, sink);
}

int urgent_units(const Instance& in) {
  int units = 0;
  for (const auto& n : in.needs) units += n.urgent ? n.people : 0;
  return units;
}

examples::Shape crowded(int i) {
  examples::Shape shape{40 + 20 * (i % 5), 20 + 15 * (i % 4)};
  shape.timed = 0.2 * (i % 6);
  shape.reach = 500.0 + 700 * (i % 3);
  shape.people = 1 + i % 4;
  shape.careful = 0.2;
  return shape;
}

TEST(FlowTest, ServesAsManyAsAMaximumFlowAndAsManyUrgentAsTheyAlone) {
  examples::Random r(11);
  for (int i = 0; i < 60 && !::testing::Test::HasFailure(); ++i) {
    const auto in = examples::instance(r, crowded(i));
    SCOPED_TRACE(i);
    const auto plan = solve(in);
    EXPECT_THAT(examples::faults(in, plan), IsEmpty());
    EXPECT_THAT(flaws(in, plan), IsEmpty());
    EXPECT_TRUE(plan.certificate.optimal);
    EXPECT_EQ(static_cast<int>(plan.assignments.size()), most_served(in, false));
    EXPECT_EQ(urgent_units(in) - plan.cost.urgent_unserved, most_served(in, true));
    for (const auto& other : {greedy(in), epl(in), epl(in, true)}) {
      EXPECT_THAT(examples::faults(in, other), IsEmpty());
      EXPECT_LE(plan.cost, other.cost);
    }
  }
}

TEST(FlowTest, IsTheSameInAnyOrder) {
  examples::Random r(12);
  for (int i = 0; i < 40 && !::testing::Test::HasFailure(); ++i) {
    const auto in = examples::instance(r, crowded(i));
    auto other = in;
    std::vector<int> needs(in.needs.size()), helpers(in.helpers.size());
    std::iota(needs.begin(), needs.end(), 0);
    std::iota(helpers.begin(), helpers.end(), 0);
    std::shuffle(needs.begin(), needs.end(), r);
    std::shuffle(helpers.begin(), helpers.end(), r);
    for (std::size_t n = 0; n < needs.size(); ++n)
      other.needs[static_cast<std::size_t>(needs[n])] = in.needs[n];
    for (std::size_t h = 0; h < helpers.size(); ++h)
      other.helpers[static_cast<std::size_t>(helpers[h])] = in.helpers[h];
    for (auto& [n, h] : other.blocked) {
      n = needs[static_cast<std::size_t>(n)];
      h = helpers[static_cast<std::size_t>(h)];
    }
    std::shuffle(other.blocked.begin(), other.blocked.end(), r);
    const auto names = [](const Instance& of, const Plan& plan) {
      std::set<std::tuple<std::string, std::string, std::string>> out;
      for (const auto& a : plan.assignments) {
        const auto& n = of.needs[static_cast<std::size_t>(a.need)];
        const auto& h = of.helpers[static_cast<std::size_t>(a.helper)];
        out.emplace(n.id, h.id, block_name(n, h, a.block));
      }
      return out;
    };
    for (const auto method : {+[](const Instance& of) { return solve(of); },
                              +[](const Instance& of) { return greedy(of); },
                              +[](const Instance& of) { return epl(of); }}) {
      const auto a = method(in), b = method(other);
      EXPECT_EQ(a.cost, b.cost);
      EXPECT_EQ(names(in, a), names(other, b));
    }
    // Other names may choose between equals in another way, but no better.
    auto renamed = in;
    for (auto& n : renamed.needs) n.id = std::to_string(std::hash<std::string>{}(n.id));
    for (auto& h : renamed.helpers) h.id = std::to_string(std::hash<std::string>{}(h.id));
    EXPECT_EQ(solve(renamed).cost, solve(in).cost);
  }
}

TEST(FlowTest, OneMoreHelperNeverServesFewer) {
  examples::Random r(13);
  for (int i = 0; i < 40; ++i) {
    auto in = examples::instance(r, crowded(i));
    auto before = solve(in).cost;
    for (int k = 0; k < 5; ++k) {
      in.helpers.push_back(examples::helper(r, crowded(i), 1000 + k));
      const auto after = solve(in).cost;
      EXPECT_LE(after.urgent_unserved, before.urgent_unserved);
      if (after.urgent_unserved == before.urgent_unserved) {
        EXPECT_LE(after.unserved, before.unserved);
      }
      before = after;
    }
  }
}

TEST(FlowTest, WhatIsLeftOutComesBackWhereItMatters) {
  examples::Random r(14);
  std::int64_t came_back = 0;
  for (int i = 0; i < 40 && !::testing::Test::HasFailure(); ++i) {
    const auto in = examples::instance(r, crowded(i));
    const auto all = solve(in);
    for (const int candidates : {1, 3}) {
      Options few;
      few.candidates = candidates;
      const auto plan = solve(in, few);
      EXPECT_EQ(plan.cost, all.cost);
      EXPECT_FALSE(plan.certificate.omitted_could_matter);
      came_back += plan.certificate.priced_in;
      few.price_in = false;
      const auto poorer = solve(in, few);
      EXPECT_THAT(examples::faults(in, poorer), IsEmpty());
      EXPECT_EQ(poorer.certificate.priced_in, 0);
      EXPECT_TRUE(poorer.certificate.pruned);
      if (poorer.cost != all.cost) {
        EXPECT_TRUE(poorer.certificate.omitted_could_matter);
      }
    }
  }
  EXPECT_GT(came_back, 100);
}

/// The six conditions of docs/matching.md, by which a stranger checks that no plan is better.
std::vector<std::string> price_faults(const Instance& in, const Plan& plan) {
  std::vector<std::string> out;
  const Prices& p = *plan.prices;
  std::map<std::pair<int, std::string>, Cost> slots;
  for (const auto& s : p.slots) slots[{s.helper, s.block}] = s.price;
  const auto slot = [&](int h, const std::string& block) {
    const auto it = slots.find({h, block});
    return it == slots.end() ? p.helpers[static_cast<std::size_t>(h)] : it->second;
  };
  std::map<std::pair<int, int>, std::string> met;
  std::set<std::pair<int, std::string>> busy;
  std::vector<int> left, given(in.helpers.size());
  for (const auto& n : in.needs) left.push_back(n.people);
  for (const auto& a : plan.assignments) {
    const auto n = static_cast<std::size_t>(a.need), h = static_cast<std::size_t>(a.helper);
    const std::string name(block_name(in.needs[n], in.helpers[h], a.block));
    met[{a.need, a.helper}] = name;
    busy.emplace(a.helper, name);
    --left[n], ++given[h];
  }
  std::map<std::string, Cost> district(p.districts.begin(), p.districts.end());
  std::map<std::string, std::pair<int, int>> units;
  for (int n = 0; n < static_cast<int>(in.needs.size()); ++n) {
    const Need& need = in.needs[static_cast<std::size_t>(n)];
    const Cost& price = p.needs[static_cast<std::size_t>(n)];
    const int lacking = left[static_cast<std::size_t>(n)];
    units[need.district].first += need.people;
    units[need.district].second += lacking;
    const Cost none = unserved_cost(need) + district[need.district];
    if (price > none || (lacking > 0 && price < none)) out.push_back("unserved " + need.id);
    for (int h = 0; h < static_cast<int>(in.helpers.size()); ++h) {
      const Cost dear{0, 0, 0, examples::dear(in, n, h), 0};
      const auto pair = met.find({n, h});
      for (const auto& block : examples::meeting(in, n, h)) {
        if (pair == met.end() || (need.people == 1 && pair->second != block)) {
          if (price > dear + slot(h, block)) out.push_back("better: " + need.id);
        } else if (pair->second == block) {
          if (price < dear + slot(h, block)) out.push_back("worse: " + need.id);
        } else if (slot(h, pair->second) > slot(h, block)) {
          out.push_back("better block: " + need.id);
        }
      }
    }
  }
  for (const auto& s : p.slots) {
    const Cost& helper = p.helpers[static_cast<std::size_t>(s.helper)];
    const bool used = busy.contains({s.helper, s.block});
    if (used ? s.price < helper : s.price > helper) out.push_back("slot");
  }
  for (std::size_t h = 0; h < in.helpers.size(); ++h) {
    const Helper& helper = in.helpers[h];
    const auto load = [&](int k) { return load_cost(helper.jobs_28d, k); };
    if (given[h] < helper.capacity.value_or(1 << 30) && p.helpers[h] > load(given[h] + 1))
      out.push_back("place " + helper.id);
    if (given[h] > 0 && p.helpers[h] < load(given[h])) out.push_back("taken " + helper.id);
  }
  for (const auto& [name, u] : units) {
    if (district[name] > district_cost(u.second + 1, u.first)) out.push_back("district");
    if (u.second > 0 && district[name] < district_cost(u.second, u.first))
      out.push_back("district's last");
  }
  return out;
}

TEST(FlowTest, PricesProveThePlanToAStranger) {
  examples::Random r(15);
  for (int i = 0; i < 60 && !::testing::Test::HasFailure(); ++i) {
    const auto in = examples::instance(r, crowded(i));
    SCOPED_TRACE(i);
    Options options;
    options.prices = true;
    options.candidates = i % 3 * 2;
    auto plan = solve(in, options);
    EXPECT_THAT(price_faults(in, plan), IsEmpty());
    // And a worse plan has no such prices.
    if (plan.assignments.size() > 1) {
      plan.assignments.pop_back();
      EXPECT_FALSE(price_faults(in, plan).empty());
    }
  }
}

}  // namespace
}  // namespace palier::matching
