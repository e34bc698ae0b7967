#include <gmock/gmock.h>

#include <thread>

#include "features/moderation/town_for_test.hpp"

namespace palier::moderation {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Voted = Service::Voted;

class Reviewing : public InTown {
 protected:
  void SetUp() override {
    InTown::SetUp();
    if (IsSkipped()) return;
    for (const auto* name : {"Ana", "Bea", "Cleo", "Dina"}) {
      who.push_back(person(name, 20 + static_cast<int>(who.size())));
      service().name_reviewer(who.back(), {1}, maud);
    }
  }
  Voted vote(std::size_t i, bool hide, CaseId id = {}) {
    return service().vote(id ? id : now_case().id, who.at(i), {1}, hide);
  }
  std::vector<AccountId> who;
};
INSTANTIATE_ON_BOTH(Reviewing);

TEST_P(Reviewing, AgreeingVotesDecideForNowAndAModeratorOverturns) {
  report(jeanne);
  EXPECT_EQ(vote(0, true), Voted::counted);
  EXPECT_EQ(vote(0, true), Voted::already);
  EXPECT_EQ(vote(0, false), Voted::already);
  EXPECT_EQ(vote(1, false), Voted::counted);
  EXPECT_EQ(vote(2, true), Voted::counted);
  EXPECT_FALSE(hidden());
  EXPECT_EQ(vote(3, true), Voted::decided);
  EXPECT_TRUE(hidden());
  EXPECT_EQ(now_case().state, CaseState::provisional);
  EXPECT_EQ(decision().rule, "R1") << "That of the reason it was reported for.";
  EXPECT_THAT(letter("Karim"), HasSubstr("Neighbours"));
  EXPECT_THAT(letter("Karim"), HasSubstr("/appeal/"));
  EXPECT_THAT(letter("Jeanne"), HasSubstr("voted to hide"));
  EXPECT_THAT(log(), Contains("moderation.votes_hid"));
  const auto lines = log();
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "moderation.voted"), 4);

  const auto votes = decision().id;
  EXPECT_EQ(decide(maud, Action::keep).outcome, Service::Outcome::done);
  EXPECT_FALSE(hidden());
  EXPECT_EQ(db().read([&](db::Session& s) { return store::find(s, votes)->state; }),
            DecisionState::overturned);
  EXPECT_THAT(letter("Karim"), HasSubstr("shown now"));
}

TEST_P(Reviewing, AModeratorConfirmsAndAnswersTheAppealWithIt) {
  report(jeanne);
  for (std::size_t i = 0; i < 3; ++i) vote(i, true);
  const auto votes = decision().id;
  EXPECT_EQ(service().appeal(votes, "Ils se trompent."), Service::Asked::done);
  EXPECT_EQ(decide(maud).outcome, Service::Outcome::done);
  EXPECT_TRUE(hidden());
  db().read([&](db::Session& s) {
    EXPECT_EQ(store::find(s, votes)->state, DecisionState::confirmed);
    EXPECT_EQ(store::appeal_of(s, votes)->state, AppealState::confirmed);
  });
}

TEST_P(Reviewing, NobodyVotesOnWhatConcernsThem) {
  town->notes[71] = {who[0], "Texte d’Ana"};
  report(jeanne, "insult", 71);
  EXPECT_EQ(vote(0, false), Voted::barred);
  service().block(jeanne, who[1], {1});
  EXPECT_EQ(vote(1, false), Voted::barred);
  report(who[2], "spam", 71);
  EXPECT_EQ(vote(2, true), Voted::barred);
  EXPECT_EQ(service().vote(now_case().id, zoe, {1}, true), Voted::gone) << "Not a reviewer.";
  as(who[0]);
  EXPECT_FALSE(site->get("/review").says("Texte d’Ana"));
}

TEST_P(Reviewing, SeesTheThingAndNotWhoReported) {
  service().report("note", 70, jeanne, {1}, {"insult", "Il parle de ma fille"});
  as(who[0]);
  const auto page = site->get("/review");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Texte de Karim"));
  EXPECT_TRUE(page.says("It is hurtful or hateful"));
  EXPECT_FALSE(page.says("Jeanne"));
  EXPECT_FALSE(page.says("ma fille")) << "What somebody wrote in a report may say who they are.";
  EXPECT_EQ(site->post("/review/" + now_case().id.str(), {{"vote", "hide"}}).status, 303);
  EXPECT_EQ(site->post("/review/" + now_case().id.str(), {{"vote", "perhaps"}}).status, 400);
  EXPECT_FALSE(site->get("/review").says("Texte de Karim"));
  as(zoe);
  EXPECT_EQ(site->get("/review").status, 403);
}

TEST_P(Reviewing, DangerAndPrivateThingsAreForModerators) {
  report(jeanne, "danger");
  EXPECT_EQ(vote(0, true), Voted::gone);
  town->notes[71] = {karim, "Le numéro de Zoe"};
  report(jeanne, "private", 71);
  EXPECT_EQ(vote(0, true), Voted::gone);
  as(who[0]);
  EXPECT_TRUE(site->get("/review").says("Nothing is waiting"));
}

TEST_P(Reviewing, TheKeeperSetsHowManyVotesDecide) {
  as(kim);
  EXPECT_EQ(
      site->post("/keeper/moderation", {{"votes_needed", "1"}, {"new_days", "3"}, {"words", ""}})
          .status,
      303);
  report(jeanne);
  EXPECT_EQ(vote(0, false), Voted::decided);
  EXPECT_EQ(now_case().state, CaseState::provisional);
  EXPECT_FALSE(hidden());
}

TEST_P(Reviewing, TheLastTwoVotesAtOnceDecideOnce) {
  report(jeanne);
  vote(0, true);
  const auto id = now_case().id;
  {
    std::jthread a([&] { vote(1, true, id); });
    std::jthread b([&] { vote(2, true, id); });
  }
  EXPECT_EQ(now_case().state, CaseState::provisional);
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from mod_decisions");
  }),
            1);
}

TEST_P(Reviewing, ModeratorsNameReviewers) {
  as(maud);
  EXPECT_TRUE(site->get("/moderation/reviewers?q=Zoe").says("/moderation/reviewers/" + zoe.str()));
  EXPECT_EQ(site->post("/moderation/reviewers/" + zoe.str(), {{"review", "1"}}).status, 303);
  EXPECT_TRUE(db().read([&](db::Session& s) { return store::is_reviewer(s, {1}, zoe); }));
  EXPECT_EQ(site->post("/moderation/reviewers/" + zoe.str(), {{"review", "0"}}).status, 303);
  EXPECT_EQ(site->post("/moderation/reviewers/" + zoe.str(), {{"review", "0"}}).status, 404);
  EXPECT_THAT(log(), Contains("moderation.reviewer_removed"));
  as(zoe);
  EXPECT_EQ(site->get("/moderation/reviewers").status, 403);
}

}  // namespace
}  // namespace palier::moderation
