#include "features/circles/rotation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace palier::circles::rotation {
namespace {

using std::chrono::days;

const Day kMonday = std::chrono::year{2026} / 11 / 30;

Helper helper(std::int64_t id, int per_week = 7, std::uint32_t slots = kAnyBlock) {
  Helper h;
  h.id = id;
  h.slots = slots;
  h.per_week = per_week;
  return h;
}

Turn turn(std::int64_t id, int day, int part = 0) {
  Turn t;
  t.id = id;
  t.day = kMonday + days{day};
  t.block = weekday(t.day) * 3 + part;
  return t;
}

std::int64_t who(const std::vector<Share>& shares, std::int64_t turn) {
  for (const auto& s : shares)
    if (s.turn == turn) return s.helper;
  return 0;
}

TEST(Rotation, GoesRoundFromWeekToWeek) {
  std::vector<Turn> turns;
  for (int week = 0; week < 6; ++week) turns.push_back(turn(week + 1, week * 7 + 1));
  const auto shares = share({helper(1), helper(2), helper(3)}, turns);
  ASSERT_EQ(shares.size(), 6U);
  for (int week = 0; week < 3; ++week) {
    EXPECT_EQ(who(shares, week + 1), who(shares, week + 4)) << "The same order again.";
    EXPECT_NE(who(shares, week + 1), who(shares, week + 2));
  }
}

TEST(Rotation, SpreadsACallEveryEvening) {
  std::vector<Turn> turns;
  for (int day = 0; day < 7; ++day) turns.push_back(turn(day + 1, day, 2));
  const auto shares = share({helper(1), helper(2), helper(3)}, turns);
  ASSERT_EQ(shares.size(), 7U);
  for (int day = 1; day < 7; ++day)
    EXPECT_NE(who(shares, day), who(shares, day + 1)) << "Not two evenings in a row.";
}

TEST(Rotation, TheLongestRestedComesFirst) {
  auto held = turn(1, 0);
  held.held_by = 1;
  // Both have one turn; the first came on Monday, the second long ago.
  auto a = helper(1), b = helper(2);
  a.load = b.load = 1;
  const auto shares = share({a, b}, {held, turn(2, 2)});
  EXPECT_EQ(who(shares, 2), 2);
}

TEST(Rotation, TheLeastLoadedComesFirst) {
  auto a = helper(1), b = helper(2);
  a.load = 5;
  EXPECT_EQ(who(share({a, b}, {turn(1, 0)}), 1), 2);
}

TEST(Rotation, FindsTheOneWayThatServesAll) {
  // Helper 1 can come at any time, helper 2 on Monday mornings alone, and each once a week.
  const auto shares = share({helper(1, 1), helper(2, 1, 1U)}, {turn(1, 0), turn(2, 3)});
  EXPECT_EQ(who(shares, 1), 2);
  EXPECT_EQ(who(shares, 2), 1);
}

TEST(Rotation, NeverAsksAgainWhoSaidNo) {
  auto t = turn(1, 0);
  t.not_for = {1};
  EXPECT_TRUE(share({helper(1)}, {t}).empty());
  EXPECT_EQ(who(share({helper(1), helper(2)}, {t}), 1), 2);
}

TEST(Rotation, AnUnverifiedHelperOnlyCalls) {
  auto h = helper(1);
  h.visits = false;
  auto call = turn(2, 1);
  call.visit = false;
  const auto shares = share({h}, {turn(1, 0), call});
  EXPECT_EQ(shares, (std::vector<Share>{{2, 1}}));
}

/// The most turns that can be given out at all, by trying everything.
std::size_t most(const std::vector<Helper>& helpers, const std::vector<Turn>& turns, std::size_t at,
                 std::vector<Share>& given) {
  if (at == turns.size()) return given.size();
  std::size_t best = most(helpers, turns, at + 1, given);
  const Turn& t = turns[at];
  if (t.held_by) return best;
  for (const auto& h : helpers) {
    if (!can(h, t)) continue;
    int week = 0;
    bool clash = false;
    const auto holds = [&](const Turn& other) {
      if (other.held_by == h.id) return true;
      return std::find(given.begin(), given.end(), Share{other.id, h.id}) != given.end();
    };
    for (const auto& other : turns)
      if (holds(other)) {
        week += monday(other.day) == monday(t.day);
        clash |= other.day == t.day && other.block == t.block;
      }
    if (clash || week >= h.per_week) continue;
    given.push_back({t.id, h.id});
    best = std::max(best, most(helpers, turns, at + 1, given));
    given.pop_back();
  }
  return best;
}

struct Random : std::mt19937 {
  using std::mt19937::mt19937;
  int upto(int n) { return static_cast<int>((*this)() % static_cast<unsigned>(n)); }
};

TEST(RotationProperties, HoldForAnyCircle) {
  Random random(20261124);
  for (int round = 0; round < 400; ++round) {
    std::vector<Helper> helpers;
    for (int i = 1, n = 1 + random.upto(4); i <= n; ++i) {
      auto h = helper(i, 1 + random.upto(3), random() & kAnyBlock);
      h.visits = random.upto(4) > 0;
      h.load = random.upto(3);
      if (random.upto(3) == 0) {
        const Day from = kMonday + days{random.upto(14)};
        h.away.emplace_back(from, from + days{random.upto(5)});
      }
      helpers.push_back(h);
    }
    std::vector<Turn> turns;
    for (int i = 1, n = 1 + random.upto(6); i <= n; ++i) {
      auto t = turn(i, random.upto(9), random.upto(3));
      t.visit = random.upto(3) > 0;
      if (random.upto(5) == 0) t.held_by = 1;
      if (random.upto(5) == 0) t.not_for = {1 + random.upto(4)};
      turns.push_back(t);
    }
    const auto shares = share(helpers, turns);
    std::vector<Share> none;
    EXPECT_EQ(shares.size(), most(helpers, turns, 0, none)) << "as many as can be, " << round;

    std::map<std::pair<std::int64_t, Day>, int> weeks;
    std::set<std::tuple<std::int64_t, Day, int>> busy;
    std::set<std::int64_t> once;
    for (const auto& t : turns)
      if (t.held_by) {
        ++weeks[{t.held_by, monday(t.day)}];
        busy.insert({t.held_by, t.day, t.block});
      }
    for (const auto& s : shares) {
      const auto& t = turns.at(static_cast<std::size_t>(s.turn - 1));
      const auto& h = helpers.at(static_cast<std::size_t>(s.helper - 1));
      EXPECT_EQ(t.held_by, 0) << "what was confirmed is never moved";
      EXPECT_TRUE(can(h, t));
      EXPECT_TRUE(once.insert(s.turn).second);
      EXPECT_TRUE(busy.insert({s.helper, t.day, t.block}).second);
      EXPECT_LE((++weeks[{s.helper, monday(t.day)}]), h.per_week);
    }

    auto mixed_helpers = helpers;
    auto mixed_turns = turns;
    std::shuffle(mixed_helpers.begin(), mixed_helpers.end(), random);
    std::shuffle(mixed_turns.begin(), mixed_turns.end(), random);
    EXPECT_EQ(share(mixed_helpers, mixed_turns), shares) << "whatever the order it is asked in";
  }
}

TEST(RotationProperties, LoadsAreWithinOneWhereEverybodyCan) {
  Random random(7);
  for (int round = 0; round < 100; ++round) {
    const int people = 2 + random.upto(5), weeks = 1 + random.upto(6);
    std::vector<Helper> helpers;
    for (int i = 1; i <= people; ++i) helpers.push_back(helper(i));
    std::vector<Turn> turns;
    for (int w = 0; w < weeks; ++w)
      for (int d = 0; d < 7; ++d)
        if (random.upto(2)) turns.push_back(turn(w * 7 + d + 1, w * 7 + d));
    std::map<std::int64_t, int> count;
    for (const auto& h : helpers) count[h.id] = 0;
    for (const auto& s : share(helpers, turns)) ++count[s.helper];
    int least = 1000, most = 0;
    for (const auto& [id, n] : count) least = std::min(least, n), most = std::max(most, n);
    EXPECT_LE(most - least, 1);
  }
}

}  // namespace
}  // namespace palier::circles::rotation
