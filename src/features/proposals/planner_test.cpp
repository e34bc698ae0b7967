// Planning a territory and asking its people, by one node and by two.
#include <random>
#include <thread>

#include "features/proposals/heart_for_test.hpp"

namespace palier::proposals::heart {
namespace {

class Planning : public Heart {
 protected:
  /// What must hold whatever two nodes do.
  void expect_sound() {
    db().read([&](db::Session& s) {
      std::set<std::tuple<AccountId, std::int64_t, std::int64_t>> slots;
      std::map<aid::PostId, int> planned;
      for (const auto& p : store::live(s, places::TerritoryId{1})) {
        if (p.block >= 0) {
          EXPECT_TRUE(slots.emplace(p.helper_id, p.week, p.block).second) << "One slot twice.";
        }
        planned[p.need_id] += p.planned;
      }
      for (const auto& [id, many] : planned) {
        const auto wanted = node->aid->wanted(s, id);
        EXPECT_LE(many, wanted ? wanted->missing : 0);
      }
    });
  }
};

TEST_P(Planning, AsksThePlansHelperFirstAndSaysWhyOthersGetNobody) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 3);
  const auto n = need(jeanne);
  const auto frail = need(person("Rose", 2), {{"vulnerable", "1"}});
  const auto done = run();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->state, "done");
  EXPECT_EQ(done->assigned, 1);
  EXPECT_EQ(done->unserved, 1);
  EXPECT_NE(done->certificate.find("\"optimal\":true"), std::string::npos) << done->certificate;
  ASSERT_EQ(of(n).size(), 1U);
  EXPECT_EQ(of(n)[0].helper_id, karim);
  EXPECT_TRUE(of(n)[0].planned);
  const auto lacking = db().read([&](db::Session& s) { return store::lacking(s, frail); });
  ASSERT_TRUE(lacking);
  EXPECT_EQ(lacking->because, static_cast<std::int64_t>(matching::Bar::unverified));
  EXPECT_EQ(run()->asked, 0) << "Nothing has changed.";
  const auto possible = node->planner.possible(frail, 5);
  ASSERT_EQ(possible.size(), 1U);
  EXPECT_EQ(possible[0].bar, matching::Bar::unverified);
}

TEST_P(Planning, WavesFollowSilenceAndANoIsReplacedAtOnce) {
  const auto jeanne = person("Jeanne", 1);
  for (int i = 0; i < 30; ++i) helper(fmt::format("H{}", i), 2 + i % 20);
  const auto n = need(jeanne);
  run();
  const auto first = static_cast<int>(of(n).size());
  EXPECT_GE(first, 2);
  EXPECT_LE(first, 8);
  run();
  EXPECT_EQ(live_of(n), first) << "The wave is not over.";
  const auto one = of(n)[0];
  ASSERT_TRUE(no(one.id, one.helper_id));
  run();
  EXPECT_EQ(live_of(n), first) << "Replaced at once.";
  run();
  EXPECT_EQ(live_of(n), first);
  clock.advance(4h);
  run();
  EXPECT_GT(live_of(n), first) << "The next wave.";
}

TEST_P(Planning, TheRestedAreAskedBeforeThoseAskedAMinuteAgo) {
  const auto jeanne = person("Jeanne", 1);
  const auto open = [](Profile& p) {
    p.accepts_vulnerable = true;
    p.asks_per_week = 7;
    p.quiet_from = p.quiet_to = 180;
    p.digest = false;
  };
  const auto karim = helper("Karim", 3, false, open), zoe = helper("Zoe", 2, false, open);
  const auto first = need(jeanne);
  run();
  ASSERT_EQ(of(first).size(), 2U);
  clock.advance(5s);
  for (const auto& p : of(first))
    if (p.helper_id == karim) {
      ASSERT_TRUE(yes(p.id, karim));
    }
  clock.advance(5s);
  for (const auto& p : of(first))
    if (p.helper_id == karim) {
      ASSERT_TRUE(accept(p.id, jeanne));
    }
  run();
  clock.advance(20s);
  const auto jeanne2 = person("Jeanne", 1 + 10), karim2 = helper("Karim", 3 + 10, false, open),
             zoe2 = helper("Zoe", 2 + 10, false, open);
  run();
  const auto second = need(jeanne2);
  run();
  std::set<AccountId> asked;
  for (const auto& p : of(second)) asked.insert(p.helper_id);
  EXPECT_TRUE(asked.contains(karim2));
  EXPECT_TRUE(asked.contains(zoe2));
  EXPECT_FALSE(asked.contains(karim));
  EXPECT_FALSE(asked.contains(zoe));
}

TEST_P(Planning, NobodyIsAskedMoreOftenThanTheySaid) {
  const auto karim = helper("Karim", 3, false, [](Profile& p) { p.asks_per_week = 1; });
  const auto jeanne = person("Jeanne", 1);
  for (int i = 0; i < 4; ++i) need(jeanne);
  for (int day = 0; day < 6; ++day) {
    run();
    EXPECT_EQ(
        db().read([&](db::Session& s) { return store::asked_since(s, karim, now() - 7 * 24h); }),
        1);
    for (const auto& p : db().read([&](db::Session& s) { return store::of_helper(s, karim, 9); }))
      if (p.state == State::asked) no(p.id, karim);
    clock.advance(24h);
  }
  clock.advance(24h + 1s);
  run();
  EXPECT_EQ(
      db().read([&](db::Session& s) { return store::asked_since(s, karim, now() - 14 * 24h); }), 2);
}

TEST_P(Planning, ThePlanKeptAliveCostsWhatOneFromNothingDoes) {
  std::mt19937 random(11);
  const auto roll = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  std::vector<aid::PostId> needs;
  std::vector<AccountId> helpers;
  for (int step = 0; step < 25; ++step) {
    if (roll(3)) needs.push_back(need(person(fmt::format("P{}", step), 1 + roll(30))));
    if (roll(2))
      helpers.push_back(helper(fmt::format("H{}", step), 1 + roll(30), roll(2),
                               [&](Profile& p) { p.windows = 1 + roll(1 << 20); }));
    if (!helpers.empty() && roll(3) == 0) {
      auto p = profile(helpers[static_cast<std::size_t>(roll(static_cast<int>(helpers.size())))]);
      p.radius_m = 200 + 200 * roll(10);
      db().write([&](db::Transaction& tx) { node->service.save_profile(tx, p, now()); });
    }
    clock.advance(std::chrono::hours(roll(5)));
    const auto before = db().read(
        [&](db::Session& s) { return snapshot(s, node->parts, places::TerritoryId{1}, now()); });
    const auto done = run();
    ASSERT_TRUE(done);
    const auto best = matching::solve(before.instance);
    EXPECT_EQ(done->assigned, static_cast<std::int64_t>(best.assignments.size())) << step;
    EXPECT_NE(done->certificate.find("\"optimal\":true"), std::string::npos);
    std::int64_t unserved = 0;
    for (const auto& u : best.unserved) unserved += u.units;
    EXPECT_EQ(done->unserved, unserved) << step;
    expect_sound();
  }
  const auto nightly = node->planner.run(places::TerritoryId{1}, "nightly");
  ASSERT_TRUE(nightly);
  EXPECT_EQ(nightly->state, "done");
}

TEST_P(Planning, ANewNeedIsPlannedByItsEvent) {
  helper("Karim", 3);
  const auto n = need(person("Jeanne", 1));
  node->queue.run_due();
  EXPECT_EQ(live_of(n), 1);
  db().write([&](db::Transaction& tx) {
    const auto wanted = node->aid->wanted(tx, n);
    node->aid->cancel(tx, n, wanted->owner);
  });
  node->queue.run_due();
  EXPECT_EQ(live_of(n), 0);
  EXPECT_EQ(of(n)[0].state, State::closed);
}

TEST_P(Planning, TwoNodesAtOnceNeverProposeTheSameSlot) {
  const auto url = GetParam() == db::Dialect::sqlite ? std::string() : this->url();
  std::unique_ptr<db::Database> own = url.empty() ? nullptr : db::open({url, 4});
  Node second(own ? *own : db(), clock);
  // Everybody is free on Wednesday evening alone: two needs can want the same slot.
  for (int i = 0; i < 12; ++i)
    helper(fmt::format("H{}", i), 3 + i, false, [](Profile& p) { p.windows = 1 << (2 * 3 + 2); });
  for (int i = 0; i < 20; ++i)
    need(person(fmt::format("P{}", i), 20 + i), {{"people", i % 3 ? "1" : "2"}});
  // Without the lock, each from what it saw: the indexes decide.
  const auto see = [&](Node& n) {
    return n.db.read(
        [&](db::Session& s) { return snapshot(s, n.parts, places::TerritoryId{1}, now()); });
  };
  const auto here = see(*node), there = see(second);
  const auto plan = matching::solve(here.instance);
  std::thread a([&] { ask(node->service, here, plan, [] { return true; }); });
  std::thread b([&] { ask(second.service, there, plan, [] { return true; }); });
  a.join();
  b.join();
  expect_sound();
  // And as the jobs do it.
  std::atomic<int> ran{0};
  std::thread c([&] { ran += run().has_value(); });
  std::thread d([&] { ran += second.planner.run(places::TerritoryId{1}, "hand").has_value(); });
  c.join();
  d.join();
  EXPECT_GE(ran, 1);
  expect_sound();
}

TEST_P(Planning, ADeadNodesLockRunsOut) {
  proposals::Run dead;
  dead.id = new_id();
  dead.why = "nightly";
  dead.state = "running";
  dead.started_at = now();
  dead.cost = dead.certificate = "{}";
  db().write([&](db::Transaction& tx) {
    ASSERT_TRUE(store::take_lock(tx, places::TerritoryId{1}, "dead", now(), 120s));
    store::save(tx, dead);
  });
  EXPECT_FALSE(run());
  clock.advance(121s);
  const auto done = run();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->progress, 1);
  const auto runs =
      db().read([](db::Session& s) { return store::runs(s, places::TerritoryId{1}, 5); });
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].state, "done");
  EXPECT_EQ(runs[1].state, "failed");
}

TEST_P(Planning, NoFrailPersonEverMeetsSomebodyUnverifiedWhateverIsEdited) {
  std::mt19937 random(7);
  const auto roll = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  std::vector<AccountId> helpers, authors;
  for (int i = 0; i < 8; ++i)
    helpers.push_back(helper(fmt::format("H{}", i), 2 + i, roll(2), [&](Profile& p) {
      p.accepts_vulnerable = roll(2);
      p.asks_per_week = 14;
      p.per_week = 14;
    }));
  for (int i = 0; i < 4; ++i) authors.push_back(person(fmt::format("P{}", i), 12 + i));
  std::map<aid::PostId, bool> frail;
  for (int step = 0; step < 60; ++step) {
    const auto who = helpers[static_cast<std::size_t>(roll(8))];
    switch (roll(4)) {
      case 0:
        set_verified(who, roll(2));
        break;
      case 1: {
        auto p = profile(who);
        p.accepts_vulnerable = roll(2);
        db().write([&](db::Transaction& tx) { node->service.save_profile(tx, p, now()); });
        break;
      }
      case 2: {
        const bool is = roll(2);
        const auto author = authors[static_cast<std::size_t>(roll(4))];
        frail[is ? need(author, {{"vulnerable", "1"}}) : need(author)] = is;
        break;
      }
      default:
        clock.advance(std::chrono::hours(roll(9)));
        run();
    }
    for (const auto& [id, is] : frail)
      for (const auto& p : of(id)) {
        if (p.state == State::asked && roll(3) == 0) yes(p.id, p.helper_id);
        if (!is) continue;
        const auto before = find(p.id).state;
        const auto person =
            db().read([&](db::Session& s) { return node->accounts->person(s, p.helper_id); });
        if (before == State::offered) accept(p.id, p.author_id);
        const auto after = find(p.id).state;
        const bool forward = live(after) || after == State::agreed;
        if (after != before && forward) {
          EXPECT_TRUE(person->verified);
        }
      }
  }
  SUCCEED();
}

INSTANTIATE_ON_BOTH(Planning);

}  // namespace
}  // namespace palier::proposals::heart
