// Every step of a proposal, and every way it is refused, through the real rooms on both databases.
#include <thread>

#include "features/proposals/heart_for_test.hpp"

namespace palier::proposals::heart {
namespace {

class Answering : public Heart {};

TEST_P(Answering, TwoYesesMakeAMeeting) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4), noor = helper("Noor", 5);
  const auto n = need(jeanne);
  const auto first = propose(n, karim), second = propose(n, noor);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->state, State::asked);
  EXPECT_EQ(first->expires_at, now() + 12h);
  EXPECT_NEAR(first->metres, 300, 50);
  EXPECT_EQ(propose(n, karim).error(), Refusal::asked_already);
  EXPECT_EQ(accept(first->id, jeanne).error(), Refusal::too_late) << "Not offered yet.";
  EXPECT_EQ(yes(first->id, noor).error(), Refusal::not_found);
  ASSERT_TRUE(yes(first->id, karim));
  EXPECT_EQ(find(second->id).state, State::closed) << "Somebody was first.";
  EXPECT_EQ(yes(second->id, noor).error(), Refusal::too_late);
  EXPECT_EQ(accept(first->id, karim).error(), Refusal::not_found);
  const auto agreed = accept(first->id, jeanne);
  ASSERT_TRUE(agreed);
  EXPECT_EQ(agreed->state, State::agreed);
  EXPECT_TRUE(agreed->answer_id);
  EXPECT_EQ(accept(first->id, jeanne).error(), Refusal::too_late);
  EXPECT_FALSE(db().read([&](db::Session& s) { return node->aid->wanted(s, n); }));
  EXPECT_EQ(propose(n, helper("Tom", 6)).error(), Refusal::need_closed);
  const auto lines = db().read([&](db::Session& s) { return store::history(s, first->id); });
  EXPECT_EQ(lines.size(), 3U);
}

TEST_P(Answering, OfTwoYesesAtOnceOneWins) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4), noor = helper("Noor", 5);
  for (int round = 0; round < 3; ++round) {
    const auto n = need(jeanne);
    const auto a = propose(n, karim), b = propose(n, noor);
    ASSERT_TRUE(a && b) << round;
    std::atomic<int> won{0};
    std::thread one([&] { won += yes(a->id, karim).has_value(); });
    std::thread two([&] { won += yes(b->id, noor).has_value(); });
    one.join();
    two.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(live_of(n), 1);
    db().write([&](db::Transaction& tx) { node->service.close_need(tx, n, now()); });
    clock.advance(8 * 24h);
  }
}

TEST_P(Answering, WhatIsNeverCrossedIsLookedAtAtEachStep) {
  const auto jeanne = person("Jeanne", 1);
  const auto frail = need(jeanne, {{"vulnerable", "1"}});
  const auto accepts = [](Profile& p) { p.accepts_vulnerable = true; };
  EXPECT_EQ(propose(frail, helper("Karim", 4, false, accepts)).error(), Refusal::not_verified);
  EXPECT_EQ(propose(frail, helper("Tom", 5, true)).error(), Refusal::barred);
  EXPECT_EQ(propose(frail, jeanne).error(), Refusal::barred) << "One's own.";
  const auto noor = helper("Noor", 6, true, accepts);
  const auto p = propose(frail, noor);
  ASSERT_TRUE(p);
  EXPECT_EQ(p->confirm, Confirm::first_visit);
  set_verified(noor, false);
  EXPECT_EQ(yes(p->id, noor).error(), Refusal::not_verified);
  set_verified(noor, true);
  ASSERT_TRUE(yes(p->id, noor));
  EXPECT_EQ(find(p->id).state, State::to_confirm);
  const auto desk = person("Desk", 9);
  const auto confirm = [&](AccountId by) {
    return db().write(
        [&](db::Transaction& tx) { return node->service.confirm(tx, p->id, by, true, "", now()); });
  };
  EXPECT_FALSE(confirm(noor)) << "Nobody confirms a meeting of their own.";
  EXPECT_FALSE(confirm(jeanne));
  ASSERT_TRUE(confirm(desk));
  EXPECT_EQ(find(p->id).confirmed_by, desk);
  set_verified(noor, false);
  EXPECT_EQ(accept(p->id, jeanne).error(), Refusal::not_verified);
  node->queue.run_due();  // Events: what is live is looked at again.
  EXPECT_EQ(find(p->id).state, State::closed);
}

TEST_P(Answering, ANoTeaches) {
  const auto jeanne = person("Jeanne", 1);
  const auto karim = helper("Karim", 11, false, [](Profile& p) {
    p.kinds = {"shopping", "phone"};
    p.asks_per_week = 10;
    p.windows = 0b111'111'111'111'111'111'111;
  });
  const auto say = [&](No why, const Fields& more = {}) {
    const auto p = propose(need(jeanne, more), karim);
    EXPECT_TRUE(p) << word(why);
    if (!p) return ProposalId{};
    EXPECT_TRUE(no(p->id, karim, why));
    return p->id;
  };
  say(No::not_now);
  EXPECT_EQ(profile(karim).radius_m, 3000);
  const auto then = say(No::not_then);
  const auto block = find(then).block;
  ASSERT_GE(block, 0);
  EXPECT_FALSE(profile(karim).windows & (std::int64_t{1} << block));
  say(No::too_far);
  EXPECT_EQ(profile(karim).radius_m, 900) << "A kilometre was too far.";
  EXPECT_FALSE(propose(need(jeanne), karim));
  db().write([&](db::Transaction& tx) {
    auto p = *store::profile(tx, karim);
    p.radius_m = 3000;
    node->service.save_profile(tx, p, now());
  });
  say(No::too_often);
  EXPECT_EQ(profile(karim).asks_per_week, 9);
  EXPECT_EQ(propose(need(jeanne), karim).error(), Refusal::no_room) << "A week's rest.";
  clock.advance(7 * 24h);
  say(No::not_this_kind);
  EXPECT_EQ(profile(karim).kinds, std::vector<std::string>{"phone"});
  db().write([&](db::Transaction& tx) {
    auto p = *store::profile(tx, karim);
    p.kinds = {"shopping"};
    node->service.save_profile(tx, p, now());
  });
  say(No::not_them);
  EXPECT_EQ(propose(need(jeanne), karim).error(), Refusal::barred);
}

TEST_P(Answering, SilenceLapsesAfterTwelveHours) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4);
  const auto n = need(jeanne);
  const auto p = propose(n, karim);
  ASSERT_TRUE(p);
  const auto lapse = [&] {
    return db().write([&](db::Transaction& tx) { return node->service.lapse(tx, now()); });
  };
  clock.advance(12h - 1s);
  EXPECT_EQ(lapse(), 0);
  clock.advance(1s);
  EXPECT_EQ(yes(p->id, karim).error(), Refusal::too_late);
  EXPECT_EQ(lapse(), 1);
  EXPECT_EQ(find(p->id).state, State::lapsed);
  EXPECT_EQ(propose(n, karim).error(), Refusal::asked_already) << "Not by the program.";
  EXPECT_TRUE(propose(n, karim, person("Desk", 9))) << "A person may.";
}

TEST_P(Answering, NothingIsSentInQuietHours) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4);
  clock.set(i18n::from_local(std::chrono::year{2026} / 11 / 24, 23h));
  const auto p = propose(need(jeanne), karim);
  ASSERT_TRUE(p);
  EXPECT_FALSE(p->sent_at);
  const auto send = [&] {
    return db().write([&](db::Transaction& tx) { return node->service.send_held(tx, now()); });
  };
  clock.advance(8h + 59min);
  EXPECT_EQ(send(), 0);
  clock.advance(1min);
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(find(p->id).sent_at, now());
  EXPECT_EQ(find(p->id).expires_at, now() + 12h) << "From when it was sent.";
  EXPECT_EQ(send(), 0);
}

TEST_P(Answering, WhoLivesTogetherIsNotAskedAndWhoLivesNextDoorIs) {
  const auto jeanne = person("Jean", 1), other = helper("Karim", 1);
  EXPECT_TRUE(propose(need(jeanne, {{"scope", "building"}}), other)) << "The same landing.";
  EXPECT_FALSE(propose(need(jeanne, {{"scope", "building"}}), helper("Noor", 2)));
}

TEST_P(Answering, ACoordinatorCancelsWhatWasAgreedAndTheNeedIsOpenAgain) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4), desk = person("Desk", 9);
  const auto n = need(jeanne);
  const auto p = propose(n, karim);
  ASSERT_TRUE(p && yes(p->id, karim) && accept(p->id, jeanne));
  ASSERT_TRUE(db().write(
      [&](db::Transaction& tx) { return node->service.cancel(tx, p->id, desk, "ill", now()); }));
  EXPECT_EQ(find(p->id).state, State::cancelled);
  EXPECT_TRUE(db().read([&](db::Session& s) { return node->aid->wanted(s, n); }));
}

TEST_P(Answering, OnesDataIsForgotten) {
  const auto jeanne = person("Jeanne", 1), karim = helper("Karim", 4);
  const auto p = propose(need(jeanne), karim);
  ASSERT_TRUE(p);
  db().write([&](db::Transaction& tx) { node->service.forget(tx, karim, now()); });
  EXPECT_EQ(find(p->id).state, State::cancelled);
  EXPECT_FALSE(db().read([&](db::Session& s) { return store::profile(s, karim); }));
}

INSTANTIATE_ON_BOTH(Answering);

}  // namespace
}  // namespace palier::proposals::heart
