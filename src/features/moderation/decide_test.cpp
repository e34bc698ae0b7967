#include <gmock/gmock.h>

#include <thread>

#include "features/moderation/town_for_test.hpp"

namespace palier::moderation {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Outcome = Service::Outcome;
using namespace std::chrono_literals;

class Deciding : public InTown {};
INSTANTIATE_ON_BOTH(Deciding);

TEST_P(Deciding, FiveReportsAreOneCaseAndOneDecision) {
  for (const auto who : {jeanne, noor, zoe}) report(who);
  report(jeanne);
  EXPECT_EQ(now_case().reports, 3);
  EXPECT_EQ(decide(maud).outcome, Outcome::done);
  EXPECT_TRUE(hidden());
  const auto told = letter("Karim");
  EXPECT_THAT(told, HasSubstr("hidden"));
  EXPECT_THAT(told, HasSubstr("R1"));
  EXPECT_THAT(told, HasSubstr("Respect"));
  EXPECT_THAT(told, HasSubstr("Ce n’est pas aimable."));
  EXPECT_THAT(told, HasSubstr("/appeal/"));
  EXPECT_THAT(told, Not(HasSubstr("Maud")));
  EXPECT_THAT(told, Not(HasSubstr("Jeanne")));
  for (const auto* who : {"Jeanne", "Noor", "Zoe"}) {
    EXPECT_THAT(letter(who), HasSubstr("hidden it"));
    EXPECT_THAT(letter(who), Not(HasSubstr("Karim")));
  }
  EXPECT_THAT(log(), Contains("moderation.hidden"));
  EXPECT_EQ(decide(mona).outcome, Outcome::late);
}

TEST_P(Deciding, KeepingTellsTheReporterAndNotTheAuthor) {
  report(jeanne);
  EXPECT_EQ(decide(maud, Action::keep).outcome, Outcome::done);
  EXPECT_FALSE(hidden());
  EXPECT_EQ(letter("Karim"), "");
  EXPECT_THAT(letter("Jeanne"), HasSubstr("respects the house rules"));
}

TEST_P(Deciding, NobodyJudgesTheirOwnCause) {
  town->notes[71] = {maud, "Texte de Maud"};
  report(jeanne, "insult", 71);
  EXPECT_EQ(decide(maud).bar, Bar::own);
  EXPECT_EQ(decide(maud, Action::keep).bar, Bar::own) << "Not even in their own favour.";
  EXPECT_EQ(decide(mona).outcome, Outcome::done);

  town->notes[72] = {karim, "Un autre"};
  report(maud, "insult", 72);
  EXPECT_EQ(decide(maud).bar, Bar::reported);

  town->notes[73] = {zoe, "Encore un"};
  report(jeanne, "insult", 73);
  service().block(zoe, maud, {1});
  service().block(mona, jeanne, {1});
  EXPECT_EQ(decide(maud).bar, Bar::apart) << "With the author.";
  EXPECT_EQ(decide(mona).bar, Bar::apart) << "With who reported.";
  EXPECT_EQ(decide(kim).outcome, Outcome::done);
}

TEST_P(Deciding, NorThatOfTheirHousehold) {
  const auto mara = person("Mara", 2, {http::Role::moderator}, "Karim-Martin");
  const auto next_door = person("Nils", 2, {http::Role::moderator}, "Dupont");
  report(jeanne);
  EXPECT_EQ(decide(mara).bar, Bar::household);
  EXPECT_EQ(decide(next_door).outcome, Outcome::done) << "A building is not a household.";
}

TEST_P(Deciding, AKeeperIsJudgedByAKeeper) {
  town->notes[71] = {kim, "Texte de la gardienne du site"};
  report(jeanne, "insult", 71);
  EXPECT_EQ(decide(maud, Action::suspend).bar, Bar::above);
  EXPECT_EQ(decide(kim).bar, Bar::own);
  const auto other = person("Kai", 8, {http::Role::keeper});
  EXPECT_EQ(decide(other).outcome, Outcome::done);
}

TEST_P(Deciding, ALimitStopsWritingForSomeDays) {
  report(jeanne);
  EXPECT_EQ(decide(maud, Action::limit, 7).outcome, Outcome::done);
  const auto may = [&] {
    return db().read([&](db::Session& s) {
      return service().weigh(s, {karim, {1}, "post", "Bonjour à tous", 0});
    });
  };
  EXPECT_FALSE(may().ok());
  EXPECT_THAT(may().why.args.at(0), HasSubstr("01/12/2026"));
  site->clock().advance(std::chrono::days{7} + 1h);
  EXPECT_TRUE(may().ok());
  sweep();
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from mod_limits");
  }),
            0)
      << "Swept.";
}

TEST_P(Deciding, ASuspendedAuthorIsToldAndCanAppealWithoutSigningIn) {
  report(jeanne);
  EXPECT_EQ(decide(maud, Action::suspend).outcome, Outcome::done);
  EXPECT_THAT(letter("Karim"), HasSubstr("suspended"));
  EXPECT_THAT(log("accounts."), Contains("accounts.suspended"));
  EXPECT_TRUE(
      db().read([&](db::Session& s) { return town->accounts->roles(s, karim, {1}).empty(); }));
  const auto link = site->mailed_link("/appeal/");
  ASSERT_FALSE(link.empty());
  EXPECT_EQ(site->get(link).status, 200);
  EXPECT_EQ(site->post(link).status, 422) << "Words are needed.";
  EXPECT_EQ(site->post(link, {{"words", "C’était une blague entre amis."}}).status, 303);
  EXPECT_TRUE(site->get(link).says("You have asked for another look"));
  EXPECT_EQ(site->get("/appeal/nonsense").status, 410);

  const auto id = db().read(
      [](db::Session& s) { return AppealId{s.one<std::int64_t>("select id from mod_appeals")}; });
  EXPECT_EQ(service().decide(id, mona, {true, "Vous avez raison."}).outcome, Outcome::done);
  EXPECT_FALSE(hidden());
  EXPECT_FALSE(
      db().read([&](db::Session& s) { return town->accounts->roles(s, karim, {1}).empty(); }));
  EXPECT_THAT(letter("Karim"), HasSubstr("Vous avez raison."));
  EXPECT_THAT(letter("Jeanne"), HasSubstr("shown once more"));
  EXPECT_THAT(log(), Contains("moderation.appeal_undone"));
}

TEST_P(Deciding, AConfirmedAppealReachesWhoeverIsSuspended) {
  report(jeanne);
  decide(maud, Action::suspend);
  EXPECT_EQ(service().appeal(decision().id, "Injuste."), Service::Asked::done);
  EXPECT_EQ(service().appeal(decision().id, "Encore."), Service::Asked::already);
  const auto id = db().read(
      [](db::Session& s) { return AppealId{s.one<std::int64_t>("select id from mod_appeals")}; });
  EXPECT_EQ(service().decide(id, maud, {true, "x"}).bar, Bar::first);
  EXPECT_EQ(service().decide(id, mona, {false, "C’est grave."}).outcome, Outcome::done);
  EXPECT_EQ(service().decide(id, kim, {true, "x"}).outcome, Outcome::late);
  EXPECT_THAT(letter("Karim"), HasSubstr("The decision stands"));
  EXPECT_TRUE(hidden());
}

TEST_P(Deciding, AnAppealComesInTime) {
  report(jeanne);
  decide(maud);
  const auto id = decision().id;
  site->clock().advance(kAppealTime + 1h);
  EXPECT_EQ(service().appeal(id, "Trop tard ?"), Service::Asked::over);
}

TEST_P(Deciding, WithOneModeratorTheKeeperLooksAtTheAppeal) {
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_suspended(tx, mona, true, {}, "away"); });
  report(jeanne);
  decide(maud);
  service().appeal(decision().id, "Je ne comprends pas.");
  EXPECT_THAT(letter("Kim"), HasSubstr("objects"));
  const Decision decided = decision();
  EXPECT_TRUE(db().read([&](db::Session& s) { return service().somebody_else(s, decided); }));
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_suspended(tx, kim, true, {}, "away"); });
  as(maud);
  const auto id =
      db().read([](db::Session& s) { return s.one<std::int64_t>("select id from mod_appeals"); });
  const auto page = site->get("/moderation/appeals/" + std::to_string(id));
  EXPECT_TRUE(page.says("This is your own decision"));
  EXPECT_TRUE(page.says("Nobody else can decide it yet"));
}

TEST_P(Deciding, UndoingOneDecisionLeavesTheOther) {
  report(jeanne);
  decide(maud);
  const auto first = decision().id;
  // Shown again by mistake, reported again, hidden again.
  report(noor);
  decide(mona);
  service().appeal(first, "La première fois.");
  const auto id = db().read(
      [](db::Session& s) { return AppealId{s.one<std::int64_t>("select id from mod_appeals")}; });
  EXPECT_EQ(service().decide(id, kim, {true, "Oui."}).outcome, Outcome::done);
  EXPECT_TRUE(hidden());
}

TEST_P(Deciding, OfTwoModeratorsAtOnceOneDecides) {
  report(jeanne);
  const auto id = now_case().id;
  std::vector<Outcome> outcomes(2);
  {
    std::jthread a([&] {
      outcomes[0] = service().decide(id, maud, {Action::hide, 0, "R1", "Un"}).outcome;
    });
    std::jthread b([&] {
      outcomes[1] = service().decide(id, mona, {Action::keep, 0, "", ""}).outcome;
    });
  }
  EXPECT_THAT(outcomes, ::testing::UnorderedElementsAre(Outcome::done, Outcome::late));
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from mod_decisions");
  }),
            1);
}

TEST_P(Deciding, DangerIsToldAtOnce) {
  report(jeanne, "danger");
  EXPECT_THAT(letter("Maud"), HasSubstr("danger"));
  EXPECT_THAT(letter("Kim"), HasSubstr("danger"));
  EXPECT_EQ(letter("Karim"), "");
}

TEST_P(Deciding, ATokenIsForOneDecision) {
  report(jeanne);
  decide(maud);
  EXPECT_EQ(service().letters().appealed(service().letters().appeal_path(decision()).substr(8)),
            decision().id);
  as(noor);
  EXPECT_EQ(site->get("/decisions/" + decision().id.str()).status, 404) << "Not hers.";
  EXPECT_EQ(site->post("/decisions/" + decision().id.str(), {{"words", "x"}}).status, 404);
  as(karim);
  EXPECT_TRUE(site->get("/decisions").says("/decisions/" + decision().id.str()));
  EXPECT_EQ(site->post("/decisions/" + decision().id.str(), {{"words", "Pardon ?"}}).status, 303);
  EXPECT_FALSE(site->get("/decisions").says("/decisions/" + decision().id.str()));
}

}  // namespace
}  // namespace palier::moderation
