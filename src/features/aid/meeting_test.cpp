// The main job, from asking to thanks, on both databases.
#include <thread>

#include "features/aid/town_for_test.hpp"

namespace palier::aid {
namespace {

class Meeting : public InTown {};

TEST_P(Meeting, GoesFromAskingToThanks) {
  const auto need = shopping(jeanne);
  EXPECT_EQ(state_of(need), "open 0+0");
  const auto offer = answer(need, karim);
  ASSERT_TRUE(offer);
  EXPECT_EQ(state_of(need), "proposed 1+0");
  EXPECT_EQ(town->accounts.letters_to(jeanne), 1);
  EXPECT_FALSE(answer(need, karim)) << "One live answer a person.";
  EXPECT_FALSE(answer(need, jeanne)) << "Not one's own.";
  EXPECT_FALSE(accept(*offer, karim)) << "Only the author accepts.";
  EXPECT_TRUE(accept(*offer, jeanne));
  EXPECT_EQ(state_of(need), "agreed 0+1");
  EXPECT_EQ(town->messages.titles, std::vector<std::string>{"Quelques courses"});
  EXPECT_FALSE(accept(*offer, jeanne)) << "Accepted once already.";
  EXPECT_TRUE(db().write(
      [&](db::Transaction& tx) { return town->aid->finish(tx, need, jeanne, "Merci beaucoup"); }));
  EXPECT_EQ(state_of(need), "done 0+1");
  EXPECT_NE(town->accounts.sent.back().letter.text.find("Merci beaucoup"), std::string::npos);
}

TEST_P(Meeting, AcceptsAsManyAsAreWantedAndThanksTheOthers) {
  const auto need = shopping(jeanne, {{"people", "2"}});
  const auto noor = town->accounts.add("Noor", 4);
  const auto first = answer(need, karim), second = answer(need, lea), third = answer(need, noor);
  ASSERT_TRUE(first && second && third);
  EXPECT_TRUE(accept(*first, jeanne));
  EXPECT_EQ(state_of(need), "proposed 2+1");
  EXPECT_TRUE(accept(*second, jeanne));
  EXPECT_EQ(state_of(need), "agreed 0+2");
  EXPECT_FALSE(accept(*third, jeanne));
  EXPECT_EQ(town->accounts.letters_to(noor), 1) << "Told that others were found.";
}

TEST_P(Meeting, TwoAcceptedAtOnceTheFirstWins) {
  for (int round = 0; round < 5; ++round) {
    const auto need = shopping(jeanne);
    const auto a = answer(need, karim), b = answer(need, lea);
    ASSERT_TRUE(a && b);
    std::atomic<int> won{0};
    std::thread one([&] { won += accept(*a, jeanne); });
    std::thread two([&] { won += accept(*b, jeanne); });
    one.join();
    two.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(state_of(need), "agreed 0+1");
  }
}

TEST_P(Meeting, AFrailPersonIsMetByVerifiedNeighboursOnly) {
  const auto need = shopping(jeanne, {{"vulnerable", "1"}});
  EXPECT_FALSE(answer(need, karim));
  const auto offer = answer(need, lea);
  ASSERT_TRUE(offer);
  town->accounts.people[lea].person.verified = false;  // Taken away since.
  EXPECT_FALSE(accept(*offer, jeanne));
  town->accounts.people[lea].person.verified = true;
  EXPECT_TRUE(accept(*offer, jeanne));
  for (const auto& sent : town->accounts.sent) {
    const auto all = sent.letter.subject + sent.letter.text + sent.letter.sms;
    EXPECT_EQ(all.find("fragile"), std::string::npos);
    EXPECT_EQ(all.find("Lilas"), std::string::npos) << "No address in a letter.";
  }
}

TEST_P(Meeting, AFrailPersonIsNotHelpedByAnUnverifiedOfferer) {
  shopping(jeanne, {{"vulnerable", "1"}});
  const auto offer = post(karim, {{"category", "shopping"}}, Kind::offer);
  EXPECT_FALSE(answer(offer, jeanne));
  const auto safe = post(lea, {{"category", "shopping"}}, Kind::offer);
  EXPECT_TRUE(answer(safe, jeanne));
}

TEST_P(Meeting, ThoseWhoBlockedEachOtherNeverMeet) {
  const auto need = shopping(jeanne);
  town->moderation.blocks.insert({jeanne, karim});
  EXPECT_FALSE(answer(need, karim));
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->get("/needs/" + need.str()).status, 404);
}

TEST_P(Meeting, UrgentIsCapped) {
  shopping(jeanne, {{"urgency", "urgent"}});
  shopping(jeanne, {{"urgency", "urgent"}});
  const auto third = db().write([&](db::Transaction& tx) {
    return town->aid->post(tx, {Kind::need, jeanne, {}, {}, {}},
                           form::Input::from_pairs({{"category", "phone"}, {"urgency", "urgent"}}));
  });
  EXPECT_TRUE(third.errors.find("urgency"));
}

TEST_P(Meeting, IsAskedWhetherItIsStillNeededAndClosedWithoutAnAnswer) {
  const auto kept = shopping(jeanne), left = shopping(karim);
  site->run_jobs();  // The schedule begins.
  site->clock().advance(std::chrono::days(11) + std::chrono::hours(1));
  site->run_jobs();
  ASSERT_EQ(town->accounts.letters_to(jeanne), 1);
  const auto text = town->accounts.sent.front().letter.text;
  auto at = text.find("/still/");
  ASSERT_NE(at, std::string::npos) << text;
  const auto link = text.substr(at, text.find_first_of("\n ", at) - at);
  site->sign_out();
  const auto page = site->get(link);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(state_of(kept), "open 0+0") << "Opening the link changes nothing.";
  EXPECT_EQ(site->post_without_csrf(link, {{"answer", "yes"}}).status, 200);
  site->clock().advance(std::chrono::days(3));
  site->run_jobs();
  EXPECT_EQ(state_of(kept), "open 0+0");
  EXPECT_EQ(state_of(left), "expired 0+0");
  EXPECT_EQ(site->get("/still/garbage").status, 410);
}

TEST_P(Meeting, SomeoneWhoLeavesTakesTheirWordsAlong) {
  const auto need = shopping(jeanne);
  const auto theirs = shopping(karim);
  ASSERT_TRUE(answer(theirs, jeanne));
  db().write([&](db::Transaction& tx) { town->accounts.deletes(tx, jeanne); });
  EXPECT_EQ(state_of(need), "cancelled 0+0");
  EXPECT_EQ(state_of(theirs), "open 0+0");
  const auto json = db().read([&](db::Session& s) { return town->accounts.exports(s, jeanne); });
  EXPECT_EQ(json.find("courses"), std::string::npos);
}

INSTANTIATE_ON_BOTH(Meeting);

}  // namespace
}  // namespace palier::aid
