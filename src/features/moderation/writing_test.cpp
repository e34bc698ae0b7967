#include <gmock/gmock.h>

#include "features/moderation/town_for_test.hpp"

namespace palier::moderation {
namespace {

using ::testing::HasSubstr;
using Do = Moderation::Verdict::Do;
using namespace std::chrono_literals;

class Writing : public InTown {
 protected:
  void SetUp() override {
    InTown::SetUp();
    // Tests of pages write faster than people do; these are about how fast that is.
    if (!IsSkipped()) const_cast<Config&>(site->core().config).rates.erase("posting");
  }
  Moderation::Verdict weigh(AccountId who, std::string_view text, std::string_view kind = "post") {
    return db().read([&](db::Session& s) { return service().weigh(s, {who, {1}, kind, text, 0}); });
  }
  /// Weighed, and kept if it may be.
  Moderation::Verdict write(AccountId who, std::string_view text, std::string_view kind = "post") {
    const auto verdict = weigh(who, text, kind);
    if (verdict.ok())
      db().write([&](db::Transaction& tx) {
        service().wrote(tx, {who, {1}, kind, text, ++last}, verdict);
      });
    return verdict;
  }
  void settled() { site->clock().advance(std::chrono::days{10}); }
  std::int64_t last = 1000;
};
INSTANTIATE_ON_BOTH(Writing);

constexpr auto* kBread =
    "Bonjour à tous, je fais du pain le samedi et j’en ai toujours trop. Passez me voir au 12 si "
    "vous en voulez, c’est de bon cœur.";

TEST_P(Writing, OrdinaryWordsAreKept) {
  EXPECT_EQ(write(karim, kBread).act, Do::keep);
  EXPECT_EQ(write(karim, "Merci beaucoup").act, Do::keep);
  EXPECT_EQ(write(jeanne, "Merci beaucoup").act, Do::keep);
}

TEST_P(Writing, TooMuchInAFewMinutesWaits) {
  settled();
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(write(karim, fmt::format("Annonce numéro {}", i)).act, Do::keep);
  EXPECT_EQ(write(karim, "Et encore une").act, Do::refuse);
  EXPECT_EQ(write(karim, "Mais un commentaire va", "comment").act, Do::keep);
  site->clock().advance(11min);
  EXPECT_EQ(write(karim, "Plus tard").act, Do::keep);
}

TEST_P(Writing, NewAccountsWriteLessAndTheirLinksAreHeld) {
  EXPECT_EQ(write(karim, "Voyez https://quelque-part.example/x").act, Do::hold);
  EXPECT_EQ(write(karim, "Voyez https://www.doctolib.fr/x").act, Do::keep);
  for (int i = 0; i < 3; ++i) {
    site->clock().advance(20min);
    EXPECT_EQ(write(karim, fmt::format("Petit mot {}", i)).act, Do::keep);
  }
  site->clock().advance(20min);
  EXPECT_EQ(write(karim, "Un sixième le premier jour").act, Do::refuse);
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_verified(tx, karim, true, maud, "desk"); });
  EXPECT_EQ(write(karim, "Voyez https://quelque-part.example/y").act, Do::keep)
      << "Somebody who is known to live here is not new.";
}

TEST_P(Writing, WhoAnswersForSomethingIsTrusted) {
  for (int i = 0; i < 30; ++i)
    EXPECT_EQ(write(maud, "Rappel : https://a.example https://b.example").act, Do::keep);
}

TEST_P(Writing, TheSameInSeveralPlacesIsHeldThenRefused) {
  settled();
  EXPECT_EQ(write(karim, kBread).act, Do::keep);
  EXPECT_EQ(write(karim, std::string(kBread) + " Bonne journée !").act, Do::keep);
  const auto third = write(karim, kBread);
  EXPECT_EQ(third.act, Do::hold);
  EXPECT_EQ(third.signs, "duplicate");
  site->clock().advance(11min);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(write(karim, kBread).act, Do::hold);
  EXPECT_EQ(write(karim, kBread).act, Do::refuse);
}

TEST_P(Writing, AHelperSaysTheSameToSeveral) {
  settled();
  const auto* words =
      "Bonjour, je peux faire vos courses demain matin. Dites-moi ce qu’il vous faut et à quelle "
      "heure je peux sonner.";
  for (int i = 0; i < 6; ++i) EXPECT_EQ(write(karim, words, "message").act, Do::keep);
  EXPECT_EQ(write(karim, words, "message").act, Do::hold);
}

TEST_P(Writing, AWaveOverSeveralAccountsIsHeldWhereItLeadsAway) {
  settled();
  const auto* bait =
      "Bonjour chers voisins, une dame très sérieuse du quartier prête de petites sommes sans rien "
      "demander, écrivez-lui vite à prets@mail.example, elle répond à tout le monde.";
  EXPECT_EQ(write(karim, bait).act, Do::keep);
  EXPECT_EQ(write(zoe, std::string(bait) + " Merci !").act, Do::keep);
  const auto third = write(noor, bait);
  EXPECT_EQ(third.act, Do::hold);
  EXPECT_EQ(third.signs, "wave");
  // A ready text is said by many, and leads nowhere.
  for (const auto who : {karim, zoe, noor, jeanne}) EXPECT_EQ(write(who, kBread).act, Do::keep);
}

TEST_P(Writing, WhatIsHeldWaitsInTheQueueAndIsShownOnceKept) {
  settled();
  town->notes[70].text = "Gagnez de l’argent facilement, cliquez ici : https://bit.ly/x";
  const Moderation::Text text{karim, {1}, "note", town->notes[70].text, 70};
  const auto verdict = db().read([&](db::Session& s) { return service().weigh(s, text); });
  EXPECT_EQ(verdict.act, Do::hold);
  town->notes[70].hidden = true;  // As the room does.
  db().write([&](db::Transaction& tx) { service().wrote(tx, text, verdict); });
  EXPECT_TRUE(now_case().held);
  EXPECT_EQ(now_case().author_id, karim);
  as(maud);
  EXPECT_TRUE(site->get("/moderation").says("Held"));
  EXPECT_TRUE(site->get("/moderation/" + now_case().id.str()).says("Words of known scams"));
  EXPECT_EQ(service().vote(now_case().id, zoe, {1}, true), Service::Voted::gone);
  EXPECT_EQ(decide(maud, Action::keep).outcome, Service::Outcome::done);
  EXPECT_FALSE(hidden());
  EXPECT_THAT(letter("Karim"), HasSubstr("shown now"));
}

TEST_P(Writing, TheSuspendedWriteNothing) {
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_suspended(tx, karim, true, maud, ""); });
  EXPECT_EQ(weigh(karim, "Bonjour").act, Do::refuse);
}

TEST_P(Writing, TheKeepersWordsHold) {
  settled();
  as(kim);
  site->post("/keeper/moderation",
             {{"votes_needed", "3"}, {"new_days", "0"}, {"words", "Société Truc\nbroutille"}});
  EXPECT_EQ(weigh(karim, "La SOCIETE TRUC recrute.").act, Do::hold);
  EXPECT_EQ(weigh(karim, "La société recrute.").act, Do::keep);
}

TEST_P(Writing, IsForgottenAfterAWeek) {
  write(karim, kBread);
  site->clock().advance(std::chrono::days{8});
  sweep();
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from mod_written");
  }),
            0);
}

}  // namespace
}  // namespace palier::moderation
