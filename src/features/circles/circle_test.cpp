// A circle's life on both databases: turns, proposals, substitutes, alarms, leaving.
#include <thread>

#include "features/circles/town_for_test.hpp"

namespace palier::circles {
namespace {

using std::chrono::days;
using std::chrono::hours;

class Circle84 : public InCircle {};
INSTANTIATE_ON_BOTH(Circle84);

constexpr std::uint32_t kTuesdays = 0b10, kEveryDay = 0b1111111;

TEST_P(Circle84, MakesTheTurnsOfTheDaysAheadAndSharesThem) {
  join(karim);
  join(noor);
  plan(Kind::shopping, kTuesdays, 1);
  const auto all = turns();
  ASSERT_EQ(all.size(), 5U) << "The Tuesdays of five weeks; today's is not among them.";
  std::map<AccountId, int> shares;
  for (const auto& t : all) {
    EXPECT_EQ(t.state, TurnState::proposed);
    ++shares[holder(t)];
  }
  EXPECT_EQ(shares[karim], 3);
  EXPECT_EQ(shares[noor], 2);
  EXPECT_NE(holder(all[0]), holder(all[1])) << "In turn.";
  site->run_jobs();
  EXPECT_EQ(letters("Karim", "Can you come? 3 turns"), 1) << "One letter for all of them.";
}

TEST_P(Circle84, AYesIsNeverMovedByLaterPlans) {
  join(karim);
  plan(Kind::shopping, kTuesdays, 1);
  const auto first = turns().front();
  EXPECT_TRUE(take(first.id, karim));
  EXPECT_TRUE(take(first.id, karim)) << "A second click is the same yes.";
  join(noor);
  for (int i = 0; i < 3; ++i)
    db().write([&](db::Transaction& tx) { town->circles->plan(tx, circle); });
  EXPECT_EQ(holder(turn(first.id)), karim);
  EXPECT_EQ(turn(first.id).state, TurnState::confirmed);
}

TEST_P(Circle84, TheNightlyJobMovesTheHorizonOn) {
  join(karim);
  plan(Kind::call, kEveryDay, 0, 18);
  const auto before = turns(0, 80).size();
  site->run_jobs();
  site->clock().advance(days(7));
  site->run_jobs();
  EXPECT_EQ(turns(0, 80).size(), before + 7);
}

TEST_P(Circle84, AnUnverifiedMemberTakesNoVisitUntilVerified) {
  join(tom);
  plan(Kind::shopping, 0, 6);
  plan(Kind::call, 0, 6, 18);
  const auto all = turns();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(holder(all[0]), AccountId{}) << "Nobody may.";
  EXPECT_EQ(holder(all[1]), tom) << "A call is no visit.";
  EXPECT_FALSE(take(all[0].id, tom));
  site->sign_in_as(tom.value);
  const auto page = site->get(all[0].url());
  EXPECT_TRUE(page.says("only neighbours whose address has been checked"));
  EXPECT_EQ(site->post(all[0].url() + "/take").status, 403);

  db().write(
      [&](db::Transaction& tx) { town->accounts->set_verified(tx, tom, true, hana, "desk"); });
  site->run_jobs();
  EXPECT_EQ(holder(turn(all[0].id)), tom) << "Verified: it is proposed to them.";
  EXPECT_TRUE(take(all[0].id, tom));
  // And back: what they had said yes to is given back.
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_verified(tx, tom, false, hana, "desk"); });
  site->run_jobs();
  EXPECT_EQ(holder(turn(all[0].id)), AccountId{});
}

TEST_P(Circle84, ThoseKeptApartAreNeverInOneCircle) {
  join(karim);
  site->sign_in_as(noor.value);
  site->get("/circles");
  EXPECT_EQ(site->post("/block/" + karim.str()).status, 303);
  EXPECT_FALSE(join(noor));
  site->run_jobs();
  // Later, too: of two helpers the one who came last goes.
  site->clock().advance(hours(1));
  ASSERT_TRUE(join(tom));
  site->sign_in_as(tom.value);
  site->post("/block/" + karim.str());
  site->run_jobs();
  db().read([&](db::Session& s) {
    EXPECT_TRUE(store::member_of(s, circle, karim));
    EXPECT_FALSE(store::member_of(s, circle, tom));
  });
}

TEST_P(Circle84, ANoGoesToTheNextAndIsNotAskedAgain) {
  join(karim);
  join(noor);
  plan(Kind::shopping, 0, 7);
  const auto t = turns().front();
  const auto first = holder(t), second = first == karim ? noor : karim;
  EXPECT_TRUE(cannot(t.id, first));
  EXPECT_EQ(holder(turn(t.id)), second);
  EXPECT_TRUE(cannot(t.id, second));
  EXPECT_EQ(turn(t.id).state, TurnState::open);
  db().write([&](db::Transaction& tx) { town->circles->plan(tx, circle); });
  EXPECT_EQ(turn(t.id).state, TurnState::open);
}

TEST_P(Circle84, WithoutAnAnswerItGoesToTheNext) {
  join(karim);
  join(noor);
  plan(Kind::shopping, 0, 10);
  const auto t = turns().front();
  const auto first = holder(t);
  site->run_jobs();
  site->clock().advance(days(5) + hours(1));
  site->run_jobs();
  const auto now = turn(t.id);
  EXPECT_EQ(now.state, TurnState::proposed);
  EXPECT_NE(holder(now), first);
}

/// Karim has said yes for in three days, and others are there.
class Substitutes : public InCircle {
 protected:
  void SetUp() override {
    InCircle::SetUp();
    if (IsSkipped()) return;
    join(karim);
    plan(Kind::shopping, 0, 3);
    id = turns().front().id;
    ASSERT_TRUE(take(id, karim));
  }
  TurnId id;
};
INSTANTIATE_ON_BOTH(Substitutes);

TEST_P(Substitutes, AreAskedAtOnceByOneClickFromTheReminder) {
  join(noor);
  join(lucie);
  join(tom);
  site->run_jobs();
  site->clock().set(at(2, 16));
  site->run_jobs();
  EXPECT_EQ(letters("Karim", "counts on you"), 0) << "From five in the afternoon.";
  site->clock().set(at(2, 17));
  site->run_jobs();
  ASSERT_EQ(letters("Karim", "counts on you"), 1);
  const auto link = this->link("Karim", "/circles/answer/");
  site->sign_out();
  const auto page = site->get(link);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("I cannot come"));
  EXPECT_FALSE(page.says("Lilas")) << "A link from a message shows no address.";
  EXPECT_EQ(turn(id).state, TurnState::confirmed) << "Opening it changes nothing.";
  EXPECT_EQ(site->post_without_csrf(link, {{"answer", "no"}}).status, 200);
  EXPECT_EQ(turn(id).state, TurnState::seeking);
  site->run_jobs();
  EXPECT_EQ(letters("Noor", "Could you step in"), 1);
  EXPECT_EQ(letters("Lucie", "Could you step in"), 1);
  EXPECT_EQ(letters("Tom", "Could you step in"), 0) << "Not verified.";
  EXPECT_EQ(letters("Karim", "Could you step in"), 0);

  const auto yes = this->link("Noor", "/circles/answer/");
  const auto late = this->link("Lucie", "/circles/answer/");
  EXPECT_EQ(site->post_without_csrf(yes, {{"answer", "yes"}}).status, 200);
  EXPECT_EQ(holder(turn(id)), noor);
  const auto kind = site->post_without_csrf(late, {{"answer", "yes"}});
  EXPECT_EQ(kind.status, 409);
  EXPECT_TRUE(kind.says("Somebody else has said yes already"));
  EXPECT_TRUE(site->get(late).says("Somebody else comes"));
  // The old link of the one who gave it back does nothing to the one who has it now.
  site->post_without_csrf(link, {{"answer", "no"}});
  EXPECT_EQ(holder(turn(id)), noor);
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Noor comes to Odette"), 1) << "The organiser is told.";
}

TEST_P(Substitutes, OfTwoAtOnceOneHasIt) {
  join(noor);
  join(lucie);
  for (int round = 0; round < 5; ++round) {
    const auto now = turn(id);
    if (const auto held = holder(now)) {
      ASSERT_TRUE(cannot(id, held));
    }
    const auto a = db().write([&](db::Transaction& tx) {
      // Whoever gave it back may take it again.
      tx.run("update circle_asks set answer = 4 where turn_id = $1", id);
      return id;
    });
    std::atomic<int> won{0};
    std::thread one([&] { won += take(a, noor); });
    std::thread two([&] { won += take(a, lucie); });
    one.join();
    two.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(turn(id).state, TurnState::confirmed);
  }
}

TEST_P(Substitutes, TheOrganiserAndTheDeskAreToldAtHalfTime) {
  join(noor);
  ASSERT_TRUE(cannot(id, karim));  // 71 hours before.
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 0);
  site->clock().set(at(1, 21));  // 35 hours later, and it is night.
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 0);
  site->clock().set(at(2, 8));
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 1);
  EXPECT_EQ(letters("Hana", "Nobody is coming to"), 1);
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 1) << "Once.";
  site->sign_in_as(hana.value, {http::Role::neighbour, http::Role::operator_});
  EXPECT_TRUE(site->get("/circles").says("Nobody is coming"));
  EXPECT_TRUE(take(id, noor)) << "Still not too late.";
}

TEST_P(Substitutes, WhereNobodyIsLeftTheAlarmComesAtOnce) {
  ASSERT_TRUE(cannot(id, karim));
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Could you step in"), 1) << "The organiser may be free.";
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 0);
  site->post_without_csrf(link("Lucie", "/circles/answer/"), {{"answer", "no"}});
  site->run_jobs();
  EXPECT_EQ(letters("Lucie", "Nobody is coming to"), 1);
}

TEST_P(Substitutes, NothingIsSentInTheNight) {
  join(noor);
  site->run_jobs();
  site->clock().set(at(1, 23));
  ASSERT_TRUE(cannot(id, karim));  // For the morning after next.
  site->run_jobs();
  EXPECT_EQ(letters("Noor", "Could you step in"), 0);
  site->clock().set(at(2, 8));
  site->run_jobs();
  EXPECT_EQ(letters("Noor", "Could you step in"), 1);
}

TEST_P(Substitutes, ButWhatCannotWaitIs) {
  join(noor);
  site->run_jobs();
  site->clock().set(at(2, 23));
  ASSERT_TRUE(cannot(id, karim));  // For nine in the morning.
  site->run_jobs();
  EXPECT_EQ(letters("Noor", "Could you step in"), 1);
}

TEST_P(Substitutes, LeavingGivesBackWhatIsAhead) {
  join(noor);
  site->sign_in_as(karim.value);
  EXPECT_TRUE(site->get(url() + "/leave").says("Leave this circle?"));
  EXPECT_EQ(site->post(url() + "/leave").status, 303);
  EXPECT_EQ(turn(id).state, TurnState::seeking);
  EXPECT_EQ(site->get(url()).status, 404) << "No longer their circle.";
  EXPECT_FALSE(take(id, karim));
  site->sign_in_as(lucie.value);
  site->get(url());
  EXPECT_EQ(site->post(url() + "/leave").status, 409) << "The only organiser stays.";
}

TEST_P(Substitutes, APauseCancelsAndTells) {
  site->sign_in_as(lucie.value);
  site->get(url());
  EXPECT_EQ(site->post(url() + "/pause",
                       {{"first", "2026-11-26"}, {"last", "2026-11-28"}, {"why", "Chez sa fille"}})
                .status,
            303);
  EXPECT_EQ(turn(id).state, TurnState::cancelled);
  EXPECT_EQ(letters("Karim", "You need not come"), 1);
  EXPECT_TRUE(site->get(url()).says("Chez sa fille"));
  const auto pause = db().read([&](db::Session& s) { return store::pauses(s, circle).front().id; });
  EXPECT_EQ(site->post(url() + "/pauses/" + pause.str() + "/delete").status, 303);
  EXPECT_EQ(turn(id).state, TurnState::proposed) << "Back, and asked for again.";
}

TEST_P(Substitutes, TwoExchangeTheirTurns) {
  join(noor);
  plan(Kind::meal, 0, 5);
  const auto other = turns(5, 5).front().id;
  ASSERT_TRUE(turn(other).member_id);
  if (holder(turn(other)) != noor) {
    ASSERT_TRUE(cannot(other, karim));
  }
  ASSERT_TRUE(take(other, noor));
  site->sign_in_as(karim.value);
  const auto mine = turn(id).url();
  EXPECT_TRUE(site->get(mine + "/swap").says("Noor"));
  EXPECT_EQ(site->post(mine + "/swap").status, 422);
  EXPECT_EQ(site->post(mine + "/swap", {{"with", other.str()}}).status, 303);
  EXPECT_EQ(holder(turn(id)), karim) << "Until they say yes, nothing changes.";
  const auto link = this->link("Noor", "/circles/swap/");
  site->sign_out();
  EXPECT_TRUE(site->get(link).says("Would you exchange?"));
  EXPECT_EQ(site->post_without_csrf(link, {{"answer", "yes"}}).status, 200);
  EXPECT_EQ(holder(turn(id)), noor);
  EXPECT_EQ(holder(turn(other)), karim);
  EXPECT_EQ(site->post_without_csrf(link, {{"answer", "yes"}}).status, 409);
  EXPECT_EQ(holder(turn(id)), noor);
}

TEST_P(Substitutes, DoneWithAWordForTheCircle) {
  EXPECT_FALSE(db().write(
      [&](db::Transaction& tx) { return town->circles->done(tx, id, karim, "Trop tôt"); }));
  site->clock().set(at(3, 10));
  site->sign_in_as(karim.value);
  const auto path = turn(id).url();
  site->get(path);
  EXPECT_EQ(site->post(path + "/report", {{"note", "Plus de café."}}).status, 303);
  EXPECT_EQ(turn(id).state, TurnState::done);
  site->sign_in_as(lucie.value);
  EXPECT_TRUE(site->get(path).says("Plus de café."));
  site->sign_in_as(noor.value);
  EXPECT_EQ(site->get(path).status, 404) << "The circle reads it, nobody else.";
}

TEST_P(Substitutes, WhoLeavesPalierLeavesNothingBehind) {
  join(noor);
  const auto json = db().read([&](db::Session& s) { return store::memberships(s, karim).size(); });
  EXPECT_EQ(json, 1U);
  site->sign_in_as(karim.value);
  EXPECT_TRUE(site->get("/account/export").says("\"memberships\""));
  site->get("/account/delete");
  EXPECT_EQ(site->post("/account/delete", {{"sure", "1"}}).status, 303);
  EXPECT_EQ(turn(id).state, TurnState::seeking);
  db().read([&](db::Session& s) { EXPECT_TRUE(store::memberships(s, karim).empty()); });
  // The organiser goes too: whoever has been there longest takes over.
  site->sign_in_as(lucie.value);
  site->get("/account/delete");
  EXPECT_EQ(site->post("/account/delete", {{"sure", "1"}}).status, 303);
  db().read(
      [&](db::Session& s) { EXPECT_EQ(store::member_of(s, circle, noor)->role, Role::organiser); });
  site->sign_in_as(noor.value);
  site->get("/account/delete");
  EXPECT_EQ(site->post("/account/delete", {{"sure", "1"}}).status, 303);
  db().read([&](db::Session& s) {
    const auto c = *store::circle(s, circle);
    EXPECT_FALSE(c.running());
    EXPECT_EQ(c.person_name + c.phone + c.place_label + c.home_details, "");
  });
}

}  // namespace
}  // namespace palier::circles
