// What the list finds: the index alone, against a plain look at every post.
#include "features/aid/index.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "core/geo/cells.hpp"
#include "core/i18n/language.hpp"

namespace palier::aid {
namespace {

using namespace std::chrono_literals;

const Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};  // A Tuesday.

Post post(std::int64_t id, geo::Point where) {
  Post p;
  p.id = PostId{id};
  p.owner_id = AccountId{1000 + id};
  p.shown_lat = where.lat;
  p.shown_lon = where.lon;
  p.created_at = kNow - std::chrono::minutes(id);
  return p;
}

Look around(geo::Point centre, double within) {
  Look look;
  look.now = kNow;
  look.centre = centre;
  look.within = within;
  look.limit = 1000;
  return look;
}

std::vector<std::int64_t> ids(const Found& found) {
  std::vector<std::int64_t> out;
  for (const auto& hit : found.hits) out.push_back(hit.id.value);
  return out;
}

class TheIndex : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { i18n::load("Europe/Paris"); }
  Index index;
};

TEST_F(TheIndex, FindsWithinARadiusWhatAPlainLookFindsNearestFirst) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lat(48.80, 48.92), lon(2.25, 2.42);
  std::vector<Post> all;
  for (std::int64_t i = 1; i <= 2000; ++i) {
    all.push_back(post(i, {lat(random), lon(random)}));
    index.put(all.back(), false);
  }
  for (int round = 0; round < 50; ++round) {
    const geo::Point centre{lat(random), lon(random)};
    const double within = 100.0 + 150.0 * round;
    std::set<std::int64_t> expected;
    for (const auto& p : all)
      if (geo::distance_m(centre, p.shown()) <= within) expected.insert(p.id.value);
    Look look = around(centre, within);
    look.limit = all.size();
    const auto found = index.find(look);
    const auto got = ids(found);
    EXPECT_EQ(std::set(got.begin(), got.end()), expected);
    EXPECT_EQ(found.total, expected.size());
    for (std::size_t i = 1; i < found.hits.size(); ++i)
      EXPECT_LE(found.hits[i - 1].metres, found.hits[i].metres + 0.001);
  }
}

TEST_F(TheIndex, PagesByCursorShowEachOnceThoughOthersCome) {
  for (std::int64_t i = 1; i <= 45; ++i)
    index.put(post(i, {48.86, 2.35 + 0.0001 * double(i)}), false);
  Look look = around({48.86, 2.35}, 5000);
  look.limit = 20;
  std::vector<std::int64_t> seen;
  for (int page = 0; page < 3; ++page) {
    const auto found = index.find(look);
    for (const auto id : ids(found)) seen.push_back(id);
    index.put(post(100 + page, {48.86, 2.35}), false);  // Nearer than all that is still to come.
    look.after = found.next;
  }
  EXPECT_EQ(seen.size(), 45U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 45U);
  EXPECT_EQ(look.after, "");
}

TEST_F(TheIndex, TakesOutWhatIsNoLongerListed) {
  Post p = post(1, {48.86, 2.35});
  index.put(p, false);
  EXPECT_EQ(index.size(), 1U);
  p.hidden = true;
  index.put(p, false);
  EXPECT_EQ(index.size(), 0U);
  p.hidden = false;
  p.shown_lat = 48.9;
  index.put(p, false);
  EXPECT_TRUE(ids(index.find(around({48.86, 2.35}, 500))).empty());
  EXPECT_EQ(ids(index.find(around({48.9, 2.35}, 500))).size(), 1U);
  p.state = State::agreed;
  index.put(p, false);
  EXPECT_EQ(index.size(), 0U);
}

TEST_F(TheIndex, WhatCanBeDoneFromAnywhereIsFoundFromAnywhere) {
  index.put(post(1, {43.3, 5.4}), true);
  EXPECT_EQ(ids(index.find(around({48.86, 2.35}, 500))), std::vector<std::int64_t>{1});
}

TEST_F(TheIndex, BuildingAndStreetAreFoundFromOnesOwnHomeAlone) {
  Post p = post(1, {48.86, 2.35});
  p.scope = Scope::building;
  p.building = 7;
  p.street = 8;
  index.put(p, false);
  Look look = around({48.86, 2.35}, 500);
  look.where.building = 7;
  look.where.street = 8;
  EXPECT_TRUE(ids(index.find(look)).empty());
  look.own_home = true;
  EXPECT_EQ(ids(index.find(look)).size(), 1U);
  look.where.building = 9;
  EXPECT_TRUE(ids(index.find(look)).empty());
}

TEST_F(TheIndex, LeavesOutWhomTheViewerIsNotToMeet) {
  index.put(post(1, {48.86, 2.35}), false);
  Look look = around({48.86, 2.35}, 500);
  look.apart = {AccountId{1001}};
  EXPECT_TRUE(ids(index.find(look)).empty());
}

TEST_F(TheIndex, AnswersWhenSomebodyCould) {
  Post any = post(1, {48.86, 2.35}), evening = post(2, {48.86, 2.35}),
       weekend = post(3, {48.86, 2.35}), dated = post(4, {48.86, 2.35});
  evening.windows = 1 << (1 * 3 + 2);  // Tuesday evening.
  weekend.windows = 1 << (5 * 3 + 0);  // Saturday morning.
  dated.dates = "2026-11-24";
  for (const auto& p : {any, evening, weekend, dated}) index.put(p, false);
  const auto when = [&](When w) {
    Look look = around({48.86, 2.35}, 500);
    look.when = w;
    const auto got = ids(index.find(look));
    return std::set(got.begin(), got.end());
  };
  using Set = std::set<std::int64_t>;
  EXPECT_EQ(when(When::any), (Set{1, 2, 3, 4}));
  EXPECT_EQ(when(When::now), (Set{1, 4}));  // Ten in the morning.
  EXPECT_EQ(when(When::evenings), (Set{1, 2, 4}));
  EXPECT_EQ(when(When::weekend), (Set{1, 3}));
}

}  // namespace
}  // namespace palier::aid
