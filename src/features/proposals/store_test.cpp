#include "features/proposals/store.hpp"

#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/testing/database.hpp"

namespace palier::proposals {
namespace {

using namespace std::chrono_literals;

const Instant kNow = from_micros(1'790'000'000'000'000);

class ProposalStore : public testing::OnBoth {
 protected:
  Proposal proposal(std::int64_t need, std::int64_t helper, std::int64_t block = -1) {
    Proposal p;
    p.id = ProposalId::make();
    p.need_id = aid::PostId{need};
    p.helper_id = AccountId{helper};
    p.author_id = AccountId{900 + need};
    p.block = block;
    p.week = 20'000;
    p.kind = "shopping";
    p.created_at = kNow;
    p.expires_at = kNow + 12h;
    return p;
  }
  bool insert(const Proposal& p) {
    return db().write([&](db::Transaction& tx) { return store::insert(tx, p); });
  }
};

TEST_P(ProposalStore, AProfileIsKeptWhole) {
  Profile p;
  p.account_id = AccountId{5};
  p.kinds = {"shopping", "phone"};
  p.radius_m = 800;
  p.windows = 0b101;
  p.accepts_vulnerable = true;
  p.max_children = 2;
  p.child_ages = {"0-1", "13+"};
  p.paused_until = kNow + 24h;
  p.digest = false;
  db().write([&](db::Transaction& tx) { store::save(tx, p, kNow); });
  p.radius_m = 900;
  db().write([&](db::Transaction& tx) { store::save(tx, p, kNow + 1h); });
  const auto read = db().read([](db::Session& s) { return store::profile(s, AccountId{5}); });
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kinds, p.kinds);
  EXPECT_EQ(read->child_ages, p.child_ages);
  EXPECT_EQ(read->radius_m, 900);
  EXPECT_EQ(read->paused_until, p.paused_until);
  EXPECT_FALSE(read->digest);
  EXPECT_TRUE(read->accepts_vulnerable);
  db().write([&](db::Transaction& tx) { store::set_paused(tx, AccountId{5}, {}, kNow); });
  EXPECT_FALSE(
      db().read([](db::Session& s) { return store::profile(s, AccountId{5})->paused_until; }));
  EXPECT_EQ(
      db().read([](db::Session& s) { return store::profiles(s, places::TerritoryId{1}); }).size(),
      1U);
}

TEST_P(ProposalStore, NobodyIsAskedTwiceAboutANeedNorForTwoAtOneTime) {
  const auto first = proposal(1, 5, 4);
  EXPECT_TRUE(insert(first));
  EXPECT_FALSE(insert(proposal(1, 5)));     // The pair.
  EXPECT_FALSE(insert(proposal(2, 5, 4)));  // The slot.
  EXPECT_TRUE(insert(proposal(2, 5, 5)));
  EXPECT_TRUE(insert(proposal(3, 5)));  // No particular time.
  EXPECT_TRUE(insert(proposal(1, 6, 4)));
  auto declined = first;
  declined.state = State::declined;
  declined.no = No::not_then;
  db().write([&](db::Transaction& tx) { store::save(tx, declined); });
  EXPECT_TRUE(insert(proposal(4, 5, 4)));
  const auto read = db().read([&](db::Session& s) { return store::find(s, first.id); });
  EXPECT_EQ(read->no, No::not_then);
  EXPECT_EQ(read->state, State::declined);
}

TEST_P(ProposalStore, ListsAreFilteredAndPaged) {
  for (int i = 1; i <= 5; ++i) insert(proposal(i, 5));
  store::Filter filter;
  filter.limit = 3;
  const auto list = [&] {
    return db().read([&](db::Session& s) { return store::list(s, filter); });
  };
  const auto page = list();
  ASSERT_EQ(page.size(), 3U);
  filter.before = page.back().id.value;
  EXPECT_EQ(list().size(), 2U);
  filter.before = 0;
  filter.need = aid::PostId{2};
  EXPECT_EQ(list().size(), 1U);
  filter.need = {};
  filter.state = State::agreed;
  EXPECT_TRUE(list().empty());
  filter.state.reset();
  filter.since = kNow + 1h;
  EXPECT_TRUE(list().empty());
}

TEST_P(ProposalStore, ALockIsOnesUntilItEnds) {
  const auto take = [&](const char* token, Instant at) {
    return db().write([&](db::Transaction& tx) {
      return store::take_lock(tx, places::TerritoryId{1}, token, at, 60s);
    });
  };
  EXPECT_TRUE(take("a", kNow));
  EXPECT_FALSE(take("b", kNow + 10s));
  EXPECT_TRUE(take("a", kNow + 50s));  // Renewed.
  EXPECT_FALSE(take("b", kNow + 70s));
  EXPECT_TRUE(take("b", kNow + 120s));  // The other has died.
  db().write([&](db::Transaction& tx) { store::drop_lock(tx, places::TerritoryId{1}, "a"); });
  EXPECT_FALSE(take("a", kNow + 121s));
  db().write([&](db::Transaction& tx) { store::drop_lock(tx, places::TerritoryId{1}, "b"); });
  EXPECT_TRUE(take("a", kNow + 122s));
}

TEST_P(ProposalStore, WhatPeopleAnsweredIsCountedByKind) {
  db().write([](db::Transaction& tx) {
    store::add_answer(tx, AccountId{5}, "shopping", true);
    store::add_answer(tx, AccountId{5}, "shopping", true);
    store::add_answer(tx, AccountId{5}, "shopping", false);
    AskRecord r = store::asks(tx, AccountId{5});
    r.asked_total = 3;
    r.last_asked_at = kNow;
    r.price = 0.25;
    store::save(tx, r, places::TerritoryId{1});
  });
  db().read([](db::Session& s) {
    EXPECT_DOUBLE_EQ(store::rate(s, AccountId{5}, "shopping").mean(), 3.0 / 7);
    EXPECT_DOUBLE_EQ(store::rate(s, AccountId{5}, "phone").mean(), 0.25);
    EXPECT_EQ(store::asks(s, AccountId{5}).asked_total, 3);
    EXPECT_DOUBLE_EQ(store::asks(s, AccountId{5}).price, 0.25);
    EXPECT_EQ(store::all_asks(s, places::TerritoryId{1}).size(), 1U);
  });
}

TEST_P(ProposalStore, PairsAreKeptApartWhicheverComesFirst) {
  const auto add = [&](std::int64_t a, std::int64_t b) {
    return db().write([&](db::Transaction& tx) {
      return store::add(tx, {AccountId{a}, AccountId{b}, AccountId{1}, "quarrel", kNow},
                        places::TerritoryId{1});
    });
  };
  EXPECT_TRUE(add(7, 5));
  EXPECT_FALSE(add(5, 7));
  db().read([](db::Session& s) {
    EXPECT_TRUE(store::apart(s, AccountId{5}, AccountId{7}));
    EXPECT_TRUE(store::apart(s, AccountId{7}, AccountId{5}));
    ASSERT_EQ(store::all_apart(s, places::TerritoryId{1}).size(), 1U);
    EXPECT_EQ(store::all_apart(s, places::TerritoryId{1})[0].by, AccountId{1});
  });
  db().write([](db::Transaction& tx) {
    EXPECT_TRUE(store::remove_apart(tx, AccountId{7}, AccountId{5}));
    EXPECT_FALSE(store::remove_apart(tx, AccountId{7}, AccountId{5}));
  });
}

TEST_P(ProposalStore, RunsHistoryAndReasonsAreKept) {
  const auto p = proposal(1, 5);
  insert(p);
  db().write([&](db::Transaction& tx) {
    store::record(tx, p, {}, kNow, {}, "");
    store::record(tx, p, State::asked, kNow, AccountId{5}, "too_far: 400 m");
    proposals::Run run;
    run.id = new_id();
    run.why = "nightly";
    run.state = "running";
    run.started_at = kNow;
    store::save(tx, run);
    run.state = "done";
    run.progress = 1;
    run.finished_at = kNow + 1s;
    store::save(tx, run);
    Lacking lacking;
    lacking.need_id = aid::PostId{1};
    lacking.because = 1;
    lacking.at = kNow;
    store::replace_lacking(tx, places::TerritoryId{1}, {lacking});
    store::lock_need(tx, aid::PostId{1}, places::TerritoryId{1}, kNow);
    store::lock_need(tx, aid::PostId{1}, places::TerritoryId{1}, kNow);
  });
  db().read([&](db::Session& s) {
    EXPECT_EQ(store::history(s, p.id).size(), 2U);
    ASSERT_EQ(store::runs(s, places::TerritoryId{1}, 5).size(), 1U);
    EXPECT_EQ(store::runs(s, places::TerritoryId{1}, 5)[0].state, "done");
    EXPECT_EQ(store::lacking(s, aid::PostId{1})->because, 1);
    EXPECT_EQ(store::lacking(s, places::TerritoryId{1}).size(), 1U);
  });
}

INSTANTIATE_ON_BOTH(ProposalStore);

}  // namespace
}  // namespace palier::proposals
