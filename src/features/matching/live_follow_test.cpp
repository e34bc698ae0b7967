#include "features/matching/live_follow.hpp"

#include <gtest/gtest.h>

#include "features/matching/live_oracle.hpp"

namespace palier::matching {
namespace {

using testing::Town;

Need need(std::string id, int people = 1) {
  Need n;
  n.id = std::move(id);
  n.at = {48.85, 2.35};
  n.kind = "shopping";
  n.people = people;
  n.district = "d";
  return n;
}

Helper helper(std::string id, int capacity = 1) {
  Helper h;
  h.id = std::move(id);
  h.at = {48.851, 2.35};
  h.radius_m = 1000;
  h.capacity = capacity;
  return h;
}

TEST(Follow, BuildsAndThenFollowsInFewSteps) {
  LivePlan plan(Instance{});
  Instance in;
  for (int i = 0; i < 6; ++i) in.needs.push_back(need("n" + std::to_string(i)));
  for (int i = 0; i < 6; ++i) in.helpers.push_back(helper("h" + std::to_string(i)));
  EXPECT_TRUE(follow(plan, in, {}).rebuilt);
  EXPECT_EQ(plan.assignments().size(), 6U);
  EXPECT_EQ(follow(plan, in, {}).steps, 0);

  in.needs[0].waiting_hours = 5;
  in.needs.pop_back();
  in.helpers[1].radius_m = 900;
  const auto then = follow(plan, in, {});
  EXPECT_FALSE(then.rebuilt);
  EXPECT_EQ(then.steps, 4);  // Hours, a need gone, a helper out and in again.
  EXPECT_EQ(plan.cost(), testing::oracle_cost(in, {}, plan.basis()));
  EXPECT_EQ(follow(plan, in, {}).steps, 0);
}

TEST(Follow, KeepsPromisesAndTakesThemBack) {
  Instance in;
  for (int i = 0; i < 4; ++i) in.needs.push_back(need("n" + std::to_string(i)));
  for (int i = 0; i < 4; ++i) in.helpers.push_back(helper("h" + std::to_string(i)));
  LivePlan plan(in);
  EXPECT_EQ(follow(plan, in, {{"n0", "h3", ""}}).steps, 1);
  ASSERT_EQ(plan.frozen().size(), 1U);
  EXPECT_EQ(plan.frozen().front().helper, "h3");
  in.needs[0].urgent = true;  // A changed need keeps what it was promised.
  follow(plan, in, {{"n0", "h3", ""}});
  EXPECT_EQ(plan.frozen().size(), 1U);
  EXPECT_EQ(follow(plan, in, {}).steps, 1);
  EXPECT_TRUE(plan.frozen().empty());
  // About who is gone: nothing.
  EXPECT_TRUE(follow(plan, in, {{"n0", "gone", ""}, {"gone", "h0", ""}}).outside.empty());
}

TEST(Follow, TakesPromisesOutsideTheRulesAsFacts) {
  Instance in;
  in.needs = {need("n0", 2), need("n1"), need("n2"), need("n3"), need("n4")};
  in.helpers = {helper("far", 1), helper("near", 1), helper("other", 3), helper("more", 1)};
  in.helpers[0].radius_m = 1;  // Too small a circle, since they accepted.
  LivePlan plan(Instance{});
  const Promise far{"n0", "far", ""};
  EXPECT_EQ(follow(plan, in, {far}).outside, std::vector{far});
  EXPECT_EQ(plan.need("n0")->people, 1);
  EXPECT_EQ(plan.helper("far")->capacity, 0);
  EXPECT_TRUE(plan.frozen().empty());
  const auto again = follow(plan, in, {far});
  EXPECT_EQ(again.steps, 0);
  EXPECT_EQ(again.outside, std::vector{far});
  // Two in one block, or one more than they take: the first is the plan's, the other a fact.
  in.helpers[1].blocks = std::vector<std::string>{"mon", "tue"};
  in.helpers[1].capacity = 2;
  const Promise first{"n1", "near", "mon"}, second{"n2", "near", "mon"};
  EXPECT_EQ(follow(plan, in, {first, second}).outside, std::vector{second});
  EXPECT_EQ(plan.need("n2")->people, 0);
  ASSERT_EQ(plan.frozen().size(), 1U);
  EXPECT_EQ(plan.frozen().front().block, "mon");
  EXPECT_TRUE(plan.certified());
}

TEST(Follow, KeepsPairsApartAndLetsThemMeetAgain) {
  Instance in;
  in.needs = {need("n0"), need("n1"), need("n2")};
  in.helpers = {helper("h0"), helper("h1")};
  LivePlan plan(in);
  in.blocked = {{0, 0}, {1, 0}, {2, 0}};
  EXPECT_EQ(follow(plan, in, {}).steps, 3);
  EXPECT_EQ(plan.assignments().size(), 1U);
  in.blocked = {{0, 0}, {1, 0}};
  EXPECT_EQ(follow(plan, in, {}).steps, 1);
  EXPECT_EQ(plan.assignments().size(), 2U);
}

TEST(Follow, IsTheBestPlanOfWhateverIsWanted) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Town town(seed, 2000);
    LivePlan plan(Instance{});
    Instance in;
    std::vector<Promise> promises;
    for (int i = 0; i < 12; ++i) in.needs.push_back(town.need());
    for (int i = 0; i < 12; ++i) in.helpers.push_back(town.helper());
    for (int day = 0; day < 20; ++day) {
      for (auto& n : in.needs) n.waiting_hours += town.below(3);
      auto& changed = in.helpers[static_cast<std::size_t>(town.below(12))];
      changed.jobs_28d += 1;
      changed.radius_m = 200 + town.below(3000);
      in.needs[static_cast<std::size_t>(town.below(12))] = town.need();
      if (town.chance(0.3)) in.helpers[static_cast<std::size_t>(town.below(12))] = town.helper();
      in.blocked.clear();
      for (int i = 0; i < 5; ++i) in.blocked.emplace_back(town.below(12), town.below(12));
      if (promises.size() > 4) promises.erase(promises.begin());
      if (const auto all = plan.assignments(); !all.empty()) {
        const auto& p = all[static_cast<std::size_t>(town.below(static_cast<int>(all.size())))];
        promises.push_back({p.need, p.helper, p.block});
      }
      const auto followed = follow(plan, in, promises);
      ASSERT_TRUE(plan.certified());
      ASSERT_EQ(plan.need_ids().size(), 12U);
      ASSERT_EQ(plan.cost(), testing::oracle_cost(plan.instance(), plan.frozen(), plan.basis()))
          << seed << ' ' << day;
      for (const auto& pair : plan.frozen())
        ASSERT_NE(std::find(promises.begin(), promises.end(),
                            Promise{pair.need, pair.helper, pair.block}),
                  promises.end());
      if (followed.outside.empty()) {  // Then it is the very instance.
        for (const auto& n : in.needs) ASSERT_EQ(unserved_cost(*plan.need(n.id)), unserved_cost(n));
        for (const auto& h : in.helpers) ASSERT_EQ(*plan.helper(h.id), h);
        ASSERT_EQ(plan.cost(), testing::oracle_cost(in, plan.frozen(), plan.basis()));
      }
      ASSERT_EQ(follow(plan, in, promises).steps, 0) << seed << ' ' << day;
    }
  }
}

}  // namespace
}  // namespace palier::matching
