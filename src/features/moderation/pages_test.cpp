#include <gmock/gmock.h>

#include "features/moderation/figures.hpp"
#include "features/moderation/town_for_test.hpp"

namespace palier::moderation {
namespace {

using http::Method;
using ::testing::Contains;
using namespace std::chrono_literals;

class Pages : public InTown {};
INSTANTIATE_ON_BOTH(Pages);

TEST_P(Pages, AReportOfDangerSaysWhomToCall) {
  as(jeanne);
  EXPECT_TRUE(site->get("/report/note/70").says("call first"));
  EXPECT_EQ(site->post("/report/note/70", {{"reason", "nonsense"}}).status, 422);
  const auto sent = site->post("/report/note/70", {{"reason", "danger"}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_TRUE(site->get("/blocks").says("Do not wait for us"));
  EXPECT_EQ(site->get("/report/note/99").status, 404);
}

TEST_P(Pages, ACaseShowsTheThingWhoReportedAndItsAuthorsHistory) {
  town->notes[71] = {karim, "Le mois dernier"};
  report(noor, "spam", 71);
  decide(mona, Action::warn);
  service().report("note", 70, jeanne, {1}, {"insult", "Il m’a traitée de folle"});
  report(zoe, "spam");
  town->notes[70].text = "Texte changé depuis";
  as(maud);
  const auto queue = site->get("/moderation");
  EXPECT_TRUE(queue.says("Reported by 2 people"));
  const auto page = site->get("/moderation/" + the_case().str());
  EXPECT_EQ(page.status, 200);
  for (const auto* words :
       {"Texte changé depuis", "Texte de Karim", "Il m’a traitée de folle", "Jeanne", "Zoe",
        "Karim", "One other thing of theirs was reported.", "Hidden, with a warning", "R1"})
    EXPECT_TRUE(page.says(words)) << words;
  EXPECT_FALSE(page.says("karim@example.org"));
  EXPECT_FALSE(page.says("Rue des Lilas"));
}

TEST_P(Pages, TwoModeratorsDoNotLookAtOneCase) {
  report(jeanne);
  const auto url = "/moderation/" + now_case().id.str();
  as(maud);
  EXPECT_EQ(site->post(url + "/look", {{"take", "1"}}).status, 303);
  EXPECT_TRUE(site->get("/moderation?view=mine").says(url));
  as(mona);
  EXPECT_TRUE(site->get(url).says("Maud is looking at this"));
  EXPECT_TRUE(site->get("/moderation").says("Maud is looking at this"));
  site->post(url + "/look", {{"take", "1"}});
  EXPECT_TRUE(site->get(url).says("Somebody else is looking at this"));
  site->clock().advance(3h);
  EXPECT_EQ(site->post(url + "/look", {{"take", "1"}}).status, 303);
  EXPECT_TRUE(site->get("/moderation?view=mine").says(url));
  EXPECT_EQ(site->post(url + "/look", {{"take", "0"}}).status, 303);
  EXPECT_FALSE(site->get("/moderation?view=mine").says(url));
}

TEST_P(Pages, ADecisionIsRefusedWithASentence) {
  report(maud);
  const auto url = "/moderation/" + now_case().id.str();
  as(maud);
  EXPECT_TRUE(site->get(url).says("You reported this yourself"));
  const testing::Fields hide{{"decision", "hide"}, {"rule", "R1"}, {"note", "Non."}};
  const auto refused = site->post(url, hide);
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(refused.says("another moderator decides"));
  EXPECT_FALSE(hidden());
  as(mona);
  const auto wrong = site->post(url, {{"decision", "hide"}, {"note", "Gardez ce texte"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.says("Choose the house rule"));
  EXPECT_TRUE(wrong.says("Gardez ce texte"));
  EXPECT_EQ(site->post(url, hide).status, 303);
  EXPECT_TRUE(hidden());
  as(karim);
  EXPECT_EQ(site->get(url).status, 403);
}

TEST_P(Pages, TheKeeperKeepsTheRules) {
  as(maud);
  EXPECT_EQ(site->get("/keeper/rules").status, 403);
  as(kim);
  EXPECT_TRUE(site->get("/keeper/rules").says("R1 · Respect"));
  const testing::Fields rule{
      {"code", "R8"},        {"title_fr", "Le bruit"},          {"text_fr", "La nuit, on dort."},
      {"title_en", "Noise"}, {"text_en", "At night we sleep."}, {"active", "yes"}};
  EXPECT_EQ(site->post("/keeper/rules/new").status, 422);
  EXPECT_EQ(site->post("/keeper/rules/new", rule).status, 303);
  EXPECT_EQ(site->post("/keeper/rules/new", rule).status, 422) << "The code is taken.";
  auto retired = rule;
  retired.back().second = "no";
  EXPECT_EQ(site->post("/keeper/rules/R8", retired).status, 303);
  EXPECT_EQ(site->get("/keeper/rules/R77").status, 404);
  report(jeanne);
  as(maud);
  const auto url = "/moderation/" + now_case().id.str();
  EXPECT_FALSE(site->get(url).says("R8"));
  EXPECT_EQ(site->post(url, {{"decision", "hide"}, {"rule", "R8"}, {"note", "x"}}).status, 422);
  EXPECT_THAT(log(), Contains("moderation.rule_saved"));
}

TEST_P(Pages, FiguresSayNothingUnderFive) {
  site->sign_out();
  EXPECT_TRUE(site->get("/moderation/figures").says("fewer than 5"));
  std::vector<AccountId> six;
  for (int i = 0; i < 6; ++i) six.push_back(person(fmt::format("P{}", i), 40 + i));
  for (std::int64_t note = 80; note < 86; ++note) {
    town->notes[note] = {karim, "Texte"};
    report(six[static_cast<std::size_t>(note - 80)], "insult", note);
    decide(maud);
  }
  const auto page = site->get("/moderation/figures");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Quarter 4 of 2026, so far"));
  EXPECT_TRUE(page.says(">6<"));
  const auto csv = site->get("/moderation/figures.csv");
  EXPECT_TRUE(csv.says("2026,4,6,<5,6,<5,<5,<5,<5,<5,<5\r\n")) << csv.body;
  const auto json = site->get_json("/api/v1/moderation/figures").json();
  const auto& q = json.at("quarters").at(0);
  EXPECT_EQ(q.at("hidden").as_int64(), 6);
  EXPECT_TRUE(q.at("warned").is_null());
}

TEST(Figures, HowAppealsEndedIsNotWorkedOut) {
  store::Counts c;
  c.appeals = 9;
  c.confirmed = 6;
  c.undone = 3;
  EXPECT_EQ(numbers(c)[6], 9);
  EXPECT_EQ(numbers(c)[7], -1) << "9 - 6 would tell that 3 were undone.";
  c.appeals = 11;
  c.undone = 5;
  EXPECT_EQ(numbers(c)[7], 6);
  EXPECT_EQ(numbers(c)[8], 5);
}

TEST_P(Pages, TheLogIsForTheKeeperAndModerationsPartForModerators) {
  report(jeanne);
  decide(maud);
  db().write(
      [&](db::Transaction& tx) { town->accounts->set_verified(tx, zoe, true, kim, "keeper"); });
  as(kim);
  const auto all = site->get("/keeper/audit");
  EXPECT_TRUE(all.says("Verified"));
  EXPECT_TRUE(all.says("Maud"));
  EXPECT_TRUE(site->get("/keeper/audit?room=accounts").says("Verified"));
  EXPECT_FALSE(site->get("/keeper/audit?room=accounts").says("Hidden"));
  EXPECT_TRUE(site->get("/keeper/audit?by=" + maud.str()).says("Only what Maud did."));
  EXPECT_EQ(site->get("/keeper/audit?from=hier").status, 422);
  EXPECT_TRUE(site->get("/keeper/audit?from=25/11/2026").status == 200);
  EXPECT_TRUE(site->get("/keeper/audit?until=23/11/2026").says("No line."));
  as(maud);
  const auto part = site->get("/keeper/audit?room=accounts");
  EXPECT_FALSE(part.says("Verified")) << "A moderator sees moderation's lines whatever they ask.";
  EXPECT_TRUE(part.says("Hidden"));
  EXPECT_EQ(site->get("/keeper/audit.csv").status, 200);
  EXPECT_THAT(log(), Contains("moderation.log_exported"));
  as(jeanne);
  EXPECT_EQ(site->get("/keeper/audit").status, 403);
}

TEST_P(Pages, TheLogIsPaged) {
  db().write([&](db::Transaction& tx) {
    for (int i = 0; i < 120; ++i)
      audit::write(
          tx, site->core().clock,
          {.by_account = kim.value, .what = "moderation.kept", .detail = fmt::format("d{}.", i)});
  });
  as(kim);
  const auto first = site->get("/keeper/audit");
  EXPECT_TRUE(first.says("d119."));
  EXPECT_FALSE(first.says("d69."));
  const auto at = first.body.find("before=");
  ASSERT_NE(at, std::string::npos);
  const auto second =
      site->get("/keeper/audit?" + first.body.substr(at, first.body.find('"', at) - at));
  EXPECT_TRUE(second.says("d69."));
  EXPECT_FALSE(second.says("d119."));
}

TEST_P(Pages, TheApiDoesTheSame) {
  as(jeanne);
  EXPECT_EQ(site->send_json(Method::post, "/api/v1/reports",
                            R"({"kind":"note","id":"70","reason":"insult"})")
                .status,
            201);
  EXPECT_EQ(site->get_json("/api/v1/moderation/cases").status, 403);
  as(maud);
  const auto id = now_case().id.str();
  const auto cases = site->get_json("/api/v1/moderation/cases").json();
  EXPECT_EQ(cases.at("cases").at(0).at("id").as_string(), id);
  const auto one = site->get_json("/api/v1/moderation/cases/" + id).json();
  EXPECT_EQ(one.at("excerpt").as_string(), "Texte de Karim");
  const auto decide = "/api/v1/moderation/cases/" + id + "/decision";
  EXPECT_EQ(site->send_json(Method::post, decide, R"({"decision":"hide"})").status, 422);
  const auto* hide = R"({"decision":"hide","rule":"R1","note":"Non."})";
  EXPECT_EQ(site->send_json(Method::post, decide, hide).status, 200);
  EXPECT_EQ(site->send_json(Method::post, decide, hide).status, 409);
  as(karim);
  const auto own = site->get_json("/api/v1/moderation/decisions").json();
  const std::string decided(own.at("decisions").at(0).at("id").as_string());
  const auto appeal = "/api/v1/moderation/decisions/" + decided + "/appeal";
  EXPECT_EQ(site->send_json(Method::post, appeal, R"({"words":"Pourquoi ?"})").status, 201);
  EXPECT_EQ(site->send_json(Method::post, appeal, R"({"words":"Pourquoi ?"})").status, 409);
  as(maud);
  const auto appeals = site->get_json("/api/v1/moderation/appeals").json();
  const std::string aid(appeals.at("appeals").at(0).at("id").as_string());
  const auto answer = "/api/v1/moderation/appeals/" + aid + "/decision";
  const auto* undo = R"({"decision":"undo","note":"Oui."})";
  EXPECT_EQ(site->send_json(Method::post, answer, undo).status, 403) << "Her own decision.";
  as(mona);
  EXPECT_EQ(site->send_json(Method::post, answer, undo).status, 200);
  EXPECT_FALSE(hidden());
  EXPECT_EQ(site->get_json("/api/v1/house-rules").json().at("rules").as_array().size(), 7U);
  EXPECT_EQ(site->get_json("/api/v1/audit").status, 200);
}

}  // namespace
}  // namespace palier::moderation
