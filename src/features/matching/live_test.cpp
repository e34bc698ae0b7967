#include "features/matching/live.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "features/matching/live_nearby.hpp"
#include "features/matching/live_oracle.hpp"
#include "features/matching/solve.hpp"

namespace palier::matching {
namespace {

Need need(std::string id, geo::Point at = {48.85, 2.35}) {
  Need n;
  n.id = std::move(id);
  n.at = at;
  n.kind = "shopping";
  n.district = "d";
  return n;
}

Helper helper(std::string id, geo::Point at = {48.85, 2.35}) {
  Helper h;
  h.id = std::move(id);
  h.at = at;
  h.radius_m = 2000;
  h.capacity = 1;
  return h;
}

TEST(Live, StartsFromNothing) {
  LivePlan plan(Instance{});
  EXPECT_TRUE(plan.assignments().empty());
  EXPECT_EQ(plan.cost(), Cost{});
  plan.add_need(need("n"));
  EXPECT_EQ(plan.cost().unserved, 1);
  plan.add_helper(helper("h"));
  EXPECT_EQ(plan.cost(), (Cost{0, 0, 0, 0, 1}));
  const auto pairs = plan.of_need("n");
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0], (LivePlan::Pair{"n", "h", "", 0, false}));
}

TEST(Live, RefusesIdsThatAreNotThereOrTwice) {
  LivePlan plan(Instance{});
  plan.add_need(need("n"));
  plan.add_helper(helper("h"));
  EXPECT_THROW(plan.add_need(need("n")), std::invalid_argument);
  EXPECT_THROW(plan.add_helper(helper("h")), std::invalid_argument);
  EXPECT_THROW(plan.remove_need("h"), std::invalid_argument);
  EXPECT_THROW(plan.remove_helper("n"), std::invalid_argument);
  EXPECT_THROW(plan.decline("n", "x"), std::invalid_argument);
  EXPECT_THROW(plan.decline("x", "h"), std::invalid_argument);
  EXPECT_THROW(plan.freeze("n", "x", ""), std::invalid_argument);
  EXPECT_THROW(plan.release("x", "h"), std::invalid_argument);
  EXPECT_THROW(plan.set_waiting("x", 1), std::invalid_argument);
  EXPECT_THROW((void)plan.of_need("x"), std::invalid_argument);
  auto crowd = need("crowd");
  crowd.people = 10'001;
  EXPECT_THROW(plan.add_need(crowd), std::invalid_argument);
  auto busy = helper("busy");
  busy.jobs_28d = 10'000'001;
  EXPECT_THROW(plan.add_helper(busy), std::invalid_argument);
  EXPECT_EQ(plan.assignments().size(), 1U);
  EXPECT_TRUE(plan.certified());
}

TEST(Live, FreezesOnlyWhatMayBe) {
  LivePlan plan(Instance{});
  plan.add_need(need("n"));
  plan.add_need(need("m"));
  auto weekly = helper("weekly");
  weekly.blocks = std::vector<std::string>{"mon", "tue"};
  weekly.capacity = 2;
  plan.add_helper(weekly);
  plan.add_helper(helper("far", {49, 2.35}));
  EXPECT_FALSE(plan.freeze("n", "far", ""));
  EXPECT_FALSE(plan.freeze("n", "weekly", ""));
  EXPECT_FALSE(plan.freeze("n", "weekly", "sun"));
  EXPECT_TRUE(plan.freeze("n", "weekly", "tue"));
  EXPECT_TRUE(plan.freeze("n", "weekly", "tue"));   // As it is.
  EXPECT_FALSE(plan.freeze("n", "weekly", "mon"));  // Promised already, for another time.
  EXPECT_FALSE(plan.freeze("m", "weekly", "tue"));  // Taken.
  EXPECT_EQ(plan.of_need("m").front().block, "mon");
  plan.release("n", "far");  // Was not: nothing.
  plan.remove_helper("weekly");
  EXPECT_EQ(plan.cost().unserved, 2);
  EXPECT_TRUE(plan.frozen().empty());
}

TEST(Live, NeverProposesADeclinedPairAgain) {
  LivePlan plan(Instance{});
  plan.add_need(need("n"));
  plan.add_helper(helper("h"));
  plan.decline("n", "h");
  EXPECT_TRUE(plan.assignments().empty());
  plan.remove_helper("h");
  plan.add_helper(helper("h"));
  EXPECT_TRUE(plan.assignments().empty());
  EXPECT_FALSE(plan.freeze("n", "h", ""));
  plan.allow("n", "h");
  EXPECT_EQ(plan.assignments().size(), 1U);
}

TEST(Live, GivesAVacancyToWhoWaitedLongest) {
  LivePlan plan(Instance{});
  plan.add_helper(helper("h"));
  plan.add_need(need("first"));
  plan.add_need(need("second"));
  plan.set_waiting("second", 30);
  EXPECT_EQ(plan.of_need("second").size(), 1U);
  plan.set_waiting("first", 31);
  EXPECT_EQ(plan.of_need("first").size(), 1U);
  auto urgent = need("urgent");
  urgent.urgent = true;
  plan.add_need(urgent);
  EXPECT_EQ(plan.of_need("urgent").size(), 1U);
  plan.remove_need("urgent");
  EXPECT_EQ(plan.of_need("first").size(), 1U);
}

TEST(Live, PricesStayRightAcrossTheGlobe) {
  // Everybody anywhere, capacity unbounded, jobs by the million: the levels must not run over.
  Instance in;
  testing::Town town(3);
  for (int i = 0; i < 30; ++i) {
    Need n = need("n" + std::to_string(i), {town.below(1800) / 10.0 - 90, town.below(3600) / 10.0});
    n.kind = i % 3 == 0 ? "call" : "shopping";
    n.urgent = i % 4 == 0;
    n.district = "d" + std::to_string(i);
    n.waiting_hours = 1e9;
    in.needs.push_back(n);
  }
  for (int i = 0; i < 10; ++i) {
    Helper h =
        helper("h" + std::to_string(i), {town.below(1800) / 10.0 - 90, town.below(3600) / 10.0});
    h.radius_m = i % 2 == 0 ? std::optional<double>() : 15e6;
    h.capacity = i == 0 ? std::optional<int>() : 2;
    h.jobs_28d = i % 3 == 0 ? 10'000'000 : 0;
    in.helpers.push_back(h);
  }
  const LivePlan plan(in);
  EXPECT_TRUE(plan.certified());
  EXPECT_EQ(plan.cost(), testing::oracle_cost(in, {}, plan.basis()));
}

TEST(Live, FindsEverybodyWithinReachWhereverTheyAre) {
  testing::Town town(9);
  // Poles and the date line among them.
  const std::vector<geo::Point> middles{{48.85, 2.35}, {89.99, 10}, {-89.99, 0}, {0, 179.99}};
  for (const auto& middle : middles) {
    live::Nearby nearby;
    std::vector<geo::Point> at;
    std::vector<std::optional<double>> reach;
    for (int i = 0; i < 200; ++i) {
      geo::Point p{std::clamp(middle.lat + town.below(100) / 500.0 - 0.1, -90.0, 90.0),
                   middle.lon + town.below(100) / 500.0 - 0.1};
      if (p.lon > 180) p.lon -= 360;
      at.push_back(p);
      reach.push_back(i % 20 == 0 ? std::nullopt
                                  : std::optional(std::pow(10, 2 + town.below(500) / 100.0)));
      nearby.add_helper(i, 1 + i % 3, live::spot_of(p), reach.back() ? &*reach.back() : nullptr);
      nearby.add_need(i, 1 + i % 3, live::spot_of(p), false);
    }
    for (int i = 0; i < 200; ++i) {
      const auto spot = live::spot_of(at[static_cast<std::size_t>(i)]);
      std::vector<int> helpers(200), needs(200);
      nearby.helpers_for(1 + i % 3, spot, false,
                         [&](int h) { ++helpers[static_cast<std::size_t>(h)]; });
      const auto& radius = reach[static_cast<std::size_t>(i)];
      nearby.needs_for(1 + i % 3, spot, radius ? &*radius : nullptr,
                       [&](int n) { ++needs[static_cast<std::size_t>(n)]; });
      for (std::size_t j = 0; j < 200; ++j) {
        EXPECT_LE(helpers[j], 1);
        EXPECT_LE(needs[j], 1);
        if (j % 3 != static_cast<std::size_t>(i) % 3) continue;
        const double apart = geo::distance_m(at[static_cast<std::size_t>(i)], at[j]);
        if (!reach[j] || apart <= *reach[j]) {
          EXPECT_EQ(helpers[j], 1);
        }
        if (!radius || apart <= *radius) {
          EXPECT_EQ(needs[j], 1);
        }
      }
    }
  }
}

}  // namespace
}  // namespace palier::matching
