#include <gtest/gtest.h>

#include <map>
#include <set>

#include "features/matching/live_oracle.hpp"
#include "features/matching/solve.hpp"

// Whatever happens, the plan is the best there is: its five numbers are those of the batch solver
// on what is there now, and of an oracle that shares nothing with either.
namespace palier::matching {
namespace {

using testing::Town;

/// Draws events, and keeps what was promised.
class Days {
 public:
  Days(std::uint64_t seed, int needs, int helpers, double metres)
      : town_(seed, metres), most_needs_(needs), most_helpers_(helpers), plan_(Instance{}) {
    for (int i = 0; i < helpers; ++i) add_helper();
    for (int i = 0; i < needs; ++i) add_need();
  }

  LivePlan& plan() { return plan_; }
  const std::vector<LivePlan::Pair>& promised() const { return promised_; }
  Town& town() { return town_; }

  void forget_all() { promised_.clear(); }

  std::string event() {
    const int draw = town_.below(100);
    if (draw < 20)
      return static_cast<int>(needs_.size()) < most_needs_ * 3 / 2 ? add_need() : leave();
    if (draw < 35) return leave();
    if (draw < 45)
      return static_cast<int>(helpers_.size()) < most_helpers_ * 3 / 2 ? add_helper() : pause();
    if (draw < 55) return pause();
    if (draw < 65) return decline();
    if (draw < 78) return freeze();
    if (draw < 85) return release();
    if (draw < 97) return wait();
    return allow();
  }

 private:
  std::string add_need() {
    auto need = town_.need();
    needs_.push_back(need.id);
    plan_.add_need(std::move(need));
    return "add " + needs_.back();
  }
  std::string add_helper() {
    auto helper = town_.helper();
    helpers_.push_back(helper.id);
    plan_.add_helper(std::move(helper));
    return "add " + helpers_.back();
  }
  std::string leave() {
    if (needs_.empty()) return add_need();
    const auto id = take(needs_);
    plan_.remove_need(id);
    std::erase_if(promised_, [&](const auto& p) { return p.need == id; });
    return "remove " + id;
  }
  std::string pause() {
    if (helpers_.empty()) return add_helper();
    const auto id = take(helpers_);
    const Helper helper = *plan_.helper(id);
    plan_.remove_helper(id);
    std::erase_if(promised_, [&](const auto& p) { return p.helper == id; });
    if (town_.chance(0.5)) {  // Back again, as they were.
      plan_.add_helper(helper);
      helpers_.push_back(id);
    }
    return "pause " + id;
  }
  std::string decline() {
    const auto all = plan_.assignments();
    if (all.empty()) return wait();
    const auto pair = all[static_cast<std::size_t>(town_.below(static_cast<int>(all.size())))];
    plan_.decline(pair.need, pair.helper);
    apart_.emplace_back(pair.need, pair.helper);
    forget(pair);
    return "decline " + pair.need + " " + pair.helper;
  }
  std::string allow() {
    if (apart_.empty()) return wait();
    const auto i = static_cast<std::size_t>(town_.below(static_cast<int>(apart_.size())));
    const auto pair = apart_[i];
    apart_.erase(apart_.begin() + static_cast<std::ptrdiff_t>(i));
    plan_.allow(pair.first, pair.second);
    return "allow " + pair.first + " " + pair.second;
  }
  std::string freeze() {
    if (needs_.empty() || helpers_.empty()) return wait();
    LivePlan::Pair pair;
    const auto all = plan_.assignments();
    if (!all.empty() && town_.chance(0.6)) {
      pair = all[static_cast<std::size_t>(town_.below(static_cast<int>(all.size())))];
    } else {  // Somebody else than the plan thought.
      pair.need = pick(needs_);
      pair.helper = pick(helpers_);
      const std::vector<std::string> blocks{"", "mon", "tue", "wed"};
      pair.block = pick(blocks);
    }
    const bool was = std::any_of(promised_.begin(), promised_.end(), [&](const auto& p) {
      return p.need == pair.need && p.helper == pair.helper;
    });
    if (plan_.freeze(pair.need, pair.helper, pair.block) && !was) promised_.push_back(pair);
    return "freeze " + pair.need + " " + pair.helper + " " + pair.block;
  }
  std::string release() {
    if (promised_.empty()) return freeze();
    const auto pair = pick(promised_);
    plan_.release(pair.need, pair.helper);
    forget(pair);
    return "release " + pair.need + " " + pair.helper;
  }
  std::string wait() {
    if (needs_.empty()) return add_need();
    const auto id = pick(needs_);
    plan_.set_waiting(id, town_.below(200));
    return "wait " + id;
  }
  void forget(const LivePlan::Pair& pair) {
    std::erase_if(promised_,
                  [&](const auto& p) { return p.need == pair.need && p.helper == pair.helper; });
  }
  template <typename T>
  T pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(town_.below(static_cast<int>(from.size())))];
  }
  std::string take(std::vector<std::string>& from) {
    const auto i = town_.below(static_cast<int>(from.size()));
    auto id = from[static_cast<std::size_t>(i)];
    from.erase(from.begin() + i);
    return id;
  }

  Town town_;
  int most_needs_, most_helpers_;
  LivePlan plan_;
  std::vector<std::string> needs_, helpers_;
  std::vector<LivePlan::Pair> promised_;
  std::vector<std::pair<std::string, std::string>> apart_;
};

/// Feasible by every rule, and what was promised is still there.
void expect_sound(const LivePlan& plan, const std::vector<LivePlan::Pair>& promised) {
  const auto all = plan.assignments();
  const auto instance = plan.instance();
  std::map<std::string, int> given, taken;
  std::set<std::pair<std::string, std::string>> met, busy, apart;
  for (const auto& pair : plan.apart()) apart.insert(pair);
  for (const auto& pair : all) {
    const auto* need = plan.need(pair.need);
    const auto* helper = plan.helper(pair.helper);
    ASSERT_TRUE(need && helper);
    EXPECT_FALSE(barred(*need, *helper)) << pair.need << ' ' << pair.helper;
    EXPECT_FALSE(apart.contains({pair.need, pair.helper}));
    EXPECT_TRUE(met.emplace(pair.need, pair.helper).second);
    if (!pair.block.empty()) {
      EXPECT_TRUE(busy.emplace(pair.helper, pair.block).second);
    }
    EXPECT_LE(++given[pair.need], need->people);
    if (helper->capacity) {
      EXPECT_LE(++taken[pair.helper], *helper->capacity);
    }
    if (need->vulnerable) {
      EXPECT_TRUE(helper->verified && helper->accepts_vulnerable);
    }
  }
  for (const auto& pair : promised)
    EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                            [&](const auto& p) {
                              return p.frozen && p.need == pair.need && p.helper == pair.helper &&
                                     p.block == pair.block;
                            }))
        << pair.need << ' ' << pair.helper;
  EXPECT_EQ(plan.frozen().size(), promised.size());
}

Cost batch_cost(const LivePlan& plan) {
  Options options;
  options.basis = plan.basis();
  return solve(plan.instance(), options).cost;
}

TEST(LiveRandom, IsTheBestPlanAfterEveryEventInSmallTowns) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Days days(seed, 6, 6, 1500);
    for (int i = 0; i < 150; ++i) {
      const auto what = days.event();
      const auto& plan = days.plan();
      expect_sound(plan, days.promised());
      ASSERT_TRUE(plan.certified()) << "seed " << seed << ", event " << i << ": " << what;
      ASSERT_EQ(plan.cost(), testing::oracle_cost(plan.instance(), days.promised(), plan.basis()))
          << "seed " << seed << ", event " << i << ": " << what;
      if (days.promised().empty()) {
        ASSERT_EQ(plan.cost(), batch_cost(plan)) << "seed " << seed << ", event " << i;
      }
      if (HasFatalFailure() || HasNonfatalFailure())
        FAIL() << "seed " << seed << ", event " << i << ": " << what;
    }
  }
}

TEST(LiveRandom, IsTheBestPlanInATown) {
  Days days(7, 60, 30, 4000);
  for (int i = 0; i < 600; ++i) {
    const auto what = days.event();
    ASSERT_TRUE(days.plan().certified()) << i << ": " << what;
    if (i % 10 == 0) {
      ASSERT_EQ(days.plan().cost(),
                testing::oracle_cost(days.plan().instance(), days.promised(), days.plan().basis()))
          << i << ": " << what;
    }
    expect_sound(days.plan(), days.promised());
  }
}

TEST(LiveRandom, NeverGivesAVulnerablePersonToSomebodyUnverified) {
  Days days(11, 40, 40, 3000);
  for (int i = 0; i < 10'000; ++i) {
    const auto what = days.event();
    for (const auto& pair : days.plan().assignments()) {
      const auto* need = days.plan().need(pair.need);
      const auto* helper = days.plan().helper(pair.helper);
      ASSERT_TRUE(need && helper);
      if (need->vulnerable || need->kind == "childcare" || need->verified_only) {
        ASSERT_TRUE(helper->verified) << i << ": " << what;
      }
      if (need->vulnerable) {
        ASSERT_TRUE(helper->accepts_vulnerable) << i << ": " << what;
      }
    }
    if (i % 500 == 0) {
      ASSERT_TRUE(days.plan().certified()) << i << ": " << what;
    }
  }
}

TEST(LiveRandom, StartsFromABatchAsIfAllHadComeOneByOne) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Days days(seed, 150, 60, 4000);
    const auto in = days.plan().instance();
    LivePlan whole(in, days.plan().basis());
    ASSERT_EQ(whole.cost(), days.plan().cost());
    ASSERT_TRUE(whole.certified());
    ASSERT_EQ(whole.arcs(), days.plan().arcs());
    ASSERT_EQ(whole.visited(), 0);  // Its prices prove the plan: nothing was left to do.
    for (int i = 0; i < 20; ++i) {  // And goes on from there.
      const auto& need = in.needs[static_cast<std::size_t>(days.town().below(150))].id;
      const double hours = days.town().below(170);
      whole.set_waiting(need, hours);
      days.plan().set_waiting(need, hours);
      ASSERT_EQ(whole.cost(), days.plan().cost());
    }
  }
}

TEST(LiveRandom, IsTheBestPlanOfALargerTown) {
  Days days(21, 500, 200, 6000);
  for (int i = 0; i < 600; ++i) {
    const auto what = days.event();
    if (i % 50 != 0) continue;
    for (const auto& pair : days.plan().frozen())  // The batch solver knows no promises.
      days.plan().release(pair.need, pair.helper);
    days.forget_all();
    ASSERT_EQ(days.plan().cost(), batch_cost(days.plan())) << i << ": " << what;
    ASSERT_TRUE(days.plan().certified());
  }
}

TEST(LiveRandom, IsTheSameEveryTime) {
  Days one(5, 30, 20, 3000), two(5, 30, 20, 3000);
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(one.event(), two.event());
    ASSERT_EQ(one.plan().assignments(), two.plan().assignments());
  }
}

}  // namespace
}  // namespace palier::matching
