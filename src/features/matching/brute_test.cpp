// Small instances, where every plan there is can be tried.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/matching/examples.hpp"
#include "features/matching/solve.hpp"

namespace palier::matching {
namespace {

using ::testing::IsEmpty;

/// The least five levels of all plans, each need after the other, each of its units after the
/// other to a helper further down the list.
class Every {
 public:
  explicit Every(const Instance& in) : in_(in), given_(in.helpers.size()) {
    for (const auto& n : in.needs) left_.push_back(n.people);
    for (int n = 0; n < static_cast<int>(in.needs.size()); ++n) {
      meetings_.emplace_back();
      for (int h = 0; h < static_cast<int>(in.helpers.size()); ++h)
        for (const auto& block : examples::meeting(in, n, h))
          meetings_.back().push_back({h, block, examples::dear(in, n, h)});
    }
    try_from(0, -1);
  }
  std::array<std::int64_t, 5> best{1 << 30, 0, 0, 0, 0};

 private:
  struct Meeting {
    int helper;
    std::string block;
    std::int64_t dear;
  };

  void try_from(std::size_t need, int after) {
    if (need == in_.needs.size()) {
      best = std::min(best, examples::levels(in_, left_, given_, distance_));
      return;
    }
    try_from(need + 1, -1);  // The rest of its units get nobody.
    if (left_[need] == 0) return;
    for (const auto& m : meetings_[need]) {
      const auto h = static_cast<std::size_t>(m.helper);
      if (m.helper <= after || given_[h] >= in_.helpers[h].capacity.value_or(1 << 30)) continue;
      const auto slot = std::pair{m.helper, m.block};
      if (!m.block.empty() && !busy_.insert(slot).second) continue;
      --left_[need], ++given_[h], distance_ += m.dear;
      try_from(need, m.helper);
      ++left_[need], --given_[h], distance_ -= m.dear;
      if (!m.block.empty()) busy_.erase(slot);
    }
  }

  const Instance& in_;
  std::vector<int> left_, given_;
  std::vector<std::vector<Meeting>> meetings_;
  std::set<std::pair<int, std::string>> busy_;
  std::int64_t distance_ = 0;
};

void expect_best(const Instance& in, const Plan& plan, const std::array<std::int64_t, 5>& best) {
  EXPECT_THAT(examples::faults(in, plan), IsEmpty());
  EXPECT_EQ(examples::levels(plan.cost), best);
  EXPECT_TRUE(plan.certificate.checked);
  EXPECT_TRUE(plan.certificate.optimal);
  EXPECT_FALSE(plan.certificate.omitted_could_matter);
}

TEST(BruteForceTest, NoPlanIsBetter) {
  examples::Random r(1);
  for (int i = 0; i < 4000 && !::testing::Test::HasFailure(); ++i) {
    examples::Shape shape{examples::dice(r, 1, 5), examples::dice(r, 1, 5)};
    shape.careful = i % 2 ? 0.1 : 0.4;
    const auto in = examples::instance(r, shape);
    SCOPED_TRACE(i);
    const auto best = Every(in).best;
    expect_best(in, solve(in), best);
    // What is left out comes back where it matters.
    for (const int candidates : {1, 2}) {
      Options few;
      few.candidates = candidates;
      expect_best(in, solve(in, few), best);
    }
  }
}

TEST(BruteForceTest, NoPlanIsBetterWithSixOfEach) {
  examples::Random r(2);
  for (int i = 0; i < 600 && !::testing::Test::HasFailure(); ++i) {
    examples::Shape shape{6, 6};
    shape.timed = 0.3;
    shape.people = 3;
    const auto in = examples::instance(r, shape);
    SCOPED_TRACE(i);
    expect_best(in, solve(in), Every(in).best);
  }
}

TEST(BruteForceTest, GreedyAndEplMakeSoundPlansThatAreNoBetter) {
  examples::Random r(3);
  for (int i = 0; i < 1000 && !::testing::Test::HasFailure(); ++i) {
    const auto in = examples::instance(r, {examples::dice(r, 0, 6), examples::dice(r, 0, 6)});
    SCOPED_TRACE(i);
    const auto best = examples::levels(solve(in).cost);
    for (const auto& plan : {greedy(in), epl(in), epl(in, true)}) {
      EXPECT_THAT(examples::faults(in, plan), IsEmpty());
      EXPECT_LE(best, examples::levels(plan.cost));
      EXPECT_FALSE(plan.certificate.optimal);
    }
  }
}

}  // namespace
}  // namespace palier::matching
