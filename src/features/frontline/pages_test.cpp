// Filling in, the desk and the keeper's pages, on both databases.
#include <boost/json.hpp>

#include "features/frontline/town_for_test.hpp"

namespace palier::frontline {
namespace {

using testing::Fields;

class Frontlines : public InTown {
 protected:
  /// Fills the worker's form up to the check; answers its draft's address.
  std::string nurse() {
    auto at = site->post("/front-line/worker",
                         {{"q.job", "health"}, {"q.needs", "shopping"}, {"q.needs", "childcare"}});
    EXPECT_EQ(at.status, 303) << at.body;
    const auto base = at.location().substr(0, at.location().rfind('/'));
    const auto send = [&](const char* step, Fields fields) {
      const auto answer = site->post(base + "/" + step, std::move(fields));
      EXPECT_EQ(answer.status, 303) << step << answer.body;
      return answer.location();
    };
    EXPECT_EQ(at.location(), base + "/need-shopping");
    EXPECT_EQ(send("need-shopping", {{"need.shopping.questions.list", "Du pain"},
                                     {"need.shopping.questions.repaid", "cash"}}),
              base + "/need-childcare");
    EXPECT_EQ(send("need-childcare", {{"need.childcare.questions.children", "2"},
                                      {"need.childcare.questions.ages", "1-2"},
                                      {"need.childcare.questions.ages", "6-9"},
                                      {"need.childcare.questions.prefers_parent", "yes"}}),
              base + "/2");
    EXPECT_EQ(send("2", {{"q.urgent", "no"}}), base + "/3");
    EXPECT_EQ(send("3", {{"q.first-name", "Samia"}, {"address_id", "1"}, {"q.consent", "1"}}),
              base + "/check");
    return base;
  }
  std::string person(const Fields& contact, std::string first = "Odile") {
    auto at = site->post("/front-line/ask", {{"q.whom", "me"}, {"q.needs", "shopping"}});
    const auto base = at.location().substr(0, at.location().rfind('/'));
    site->post(base + "/need-shopping", {{"need.shopping.questions.list", "Du lait"},
                                         {"need.shopping.questions.repaid", "cash"}});
    site->post(base + "/3", {{"q.first-name", first}, {"q.last-name", "Perrin"}});
    Fields last{{"address_id", "3"}, {"q.consent", "1"}};
    last.insert(last.end(), contact.begin(), contact.end());
    const auto answer = site->post(base + "/4", last);
    EXPECT_EQ(answer.status, 303) << answer.body;
    return base;
  }
  std::string waiting_id() {
    return std::to_string(count("select id from frontline_submissions where state = 1"));
  }
};

TEST_P(Frontlines, ANurseAsksForTwoThingsAtOnce) {
  const auto base = nurse();
  const auto check = site->get(base + "/check");
  EXPECT_TRUE(check.says("Samia"));
  EXPECT_TRUE(check.says("1 Rue des Lilas 75020 Paris"));
  const auto sent = site->post(base + "/send");
  EXPECT_EQ(sent.location().rfind("/sign-in?next=", 0), 0U);
  sign_in("samia@example.org", base + "/check");
  const auto done = site->post(base + "/send");
  EXPECT_EQ(done.location(), base + "/sent");
  EXPECT_EQ(site->post(base + "/send").location(), base + "/sent");  // A second click.
  EXPECT_EQ(count("select count(*) from aid_posts"), 2);
  EXPECT_EQ(count("select count(*) from frontline_submissions where state = 0"), 1);
  const auto wanted =
      db().read([&](db::Session& s) { return town->aid->wanted(s, places::TerritoryId{1}); });
  ASSERT_EQ(wanted.size(), 2U);
  const auto& child = wanted[0].childcare ? wanted[0] : wanted[1];
  EXPECT_TRUE(child.prefers_parent);
  EXPECT_EQ(child.child_ages.size(), 2U);
  EXPECT_TRUE(site->get(base + "/sent").says("It is sent"));
}

TEST_P(Frontlines, FormsOfOneEmailBothStay) {
  for (int i = 0; i < 2; ++i) {
    site->sign_out();
    const auto base = nurse();
    sign_in("samia@example.org", base + "/check");
    EXPECT_EQ(site->post(base + "/send").location(), base + "/sent");
  }
  EXPECT_EQ(count("select count(*) from aid_posts where state = 0"), 4);
  EXPECT_EQ(count("select count(*) from frontline_submissions"), 2);
  EXPECT_EQ(count("select count(*) from accounts"), 1);
}

TEST_P(Frontlines, NobodyChangesAnothersThingsByTheirEmail) {
  const auto owner = InTown::person("jeanne@example.org");
  auto base = nurse();
  site->post(base + "/send");
  // Whoever knows the address only cannot go further than the code.
  site->post("/sign-in", {{"identifier", "jeanne@example.org"}});
  EXPECT_EQ(site->post(base + "/send").location().rfind("/sign-in", 0), 0U);
  EXPECT_EQ(count("select count(*) from aid_posts"), 0);
  EXPECT_EQ(count("select count(*) from frontline_submissions"), 0);
  const auto name = db().read([&](db::Session& s) { return town->accounts->person(s, owner); });
  EXPECT_EQ(name->first_name, "Yasmine");
  // Nor see what somebody else has begun.
  site->sign_out();
  EXPECT_EQ(site->get(base + "/check").status, 404);
}

TEST_P(Frontlines, AHelperIsKeptAndAddedTo) {
  const auto id = InTown::person("karim@example.org");
  site->sign_in_as(id.value);
  const auto fill = [&](const char* kind) {
    const auto at = site->post("/front-line/helper", {{"q.helps", kind}, {"q.fragile", "yes"}});
    const auto base = at.location().substr(0, at.location().rfind('/'));
    if (at.location().ends_with("/2"))
      site->post(base + "/2", {{"q.children", "2"}, {"q.ages", "3-5"}, {"q.parent", "yes"}});
    site->post(base + "/3",
               {{"q.radius", "1000"}, {"q.per-week", "2"}, {"q.windows", "mon-evening"}});
    site->post(base + "/4", {{"q.first-name", "Karim"}, {"address_id", "2"}, {"q.consent", "1"}});
    const auto sent = site->post(base + "/send");
    EXPECT_EQ(sent.location(), base + "/sent") << sent.body;
  };
  fill("shopping");
  fill("childcare");
  const auto& profile = town->proposals.profiles.at(id);
  EXPECT_EQ(profile.kinds, (std::vector<std::string>{"shopping", "childcare"}));
  EXPECT_EQ(profile.radius_m, 1000);
  EXPECT_EQ(profile.per_week, 2);
  EXPECT_EQ(profile.max_children, 2);
  EXPECT_TRUE(profile.accepts_vulnerable && profile.has_children);
  EXPECT_EQ(profile.windows, 4);
  EXPECT_EQ(count("select count(*) from frontline_submissions"), 2);
}

TEST_P(Frontlines, WithoutEmailItWaitsForTheDesk) {
  const auto base = person({{"contact_way", "call"}, {"contact_phone", "01 99 00 12 34"}});
  EXPECT_EQ(site->post(base + "/send").location(), base + "/sent");
  EXPECT_EQ(count("select count(*) from aid_posts"), 0);
  EXPECT_TRUE(site->get(base + "/sent").says("We call the number"));
  const auto operator_id = InTown::person("desk@example.org", {http::Role::operator_});
  const auto id = waiting_id();
  site->sign_out();
  EXPECT_EQ(site->get("/front-line/desk/" + id).status, 303);
  site->sign_in_as(operator_id.value, {http::Role::neighbour, http::Role::operator_});
  EXPECT_TRUE(site->get("/front-line/desk").says("Odile Perrin"));
  EXPECT_TRUE(site->get("/front-line/desk/" + id).says("01 99 00 12 34"));
  EXPECT_EQ(site->post("/front-line/desk/" + id + "/complete").status, 422);
  EXPECT_EQ(
      site->post("/front-line/desk/" + id + "/note", {{"note", "Rappeler"}, {"tried", "1"}}).status,
      303);
  EXPECT_EQ(site->post("/front-line/desk/" + id + "/complete", {{"consent", "spoken"}}).location(),
            "/front-line/desk");
  EXPECT_EQ(count("select count(*) from aid_posts where vulnerable = true and made_by <> 0 and "
                  "made_by <> owner_id"),
            1);
  EXPECT_EQ(count("select count(*) from frontline_submissions where state = 2 and consent = "
                  "'spoken' and consent_at is not null and account_id <> 0"),
            1);
  EXPECT_EQ(site->post("/front-line/desk/" + id + "/complete", {{"consent", "spoken"}}).status,
            422);
  EXPECT_EQ(count("select count(*) from aid_posts"), 1);
  // The same number again: shown, never put together.
  site->sign_out();
  const auto second = person({{"contact_way", "call"}, {"contact_phone", "0199001234"}}, "Léon");
  site->post(second + "/send");
  site->sign_in_as(operator_id.value, {http::Role::neighbour, http::Role::operator_});
  const auto shown = site->get("/front-line/desk/" + waiting_id());
  EXPECT_TRUE(shown.says("Odile Perrin"));
  EXPECT_TRUE(shown.says("Somebody has this number already"));
  EXPECT_EQ(
      site->post("/front-line/desk/" + waiting_id() + "/complete", {{"consent", "spoken"}}).status,
      422);
  EXPECT_EQ(site->post("/front-line/desk/" + waiting_id() + "/complete",
                       {{"consent", "spoken"}, {"account", "new"}})
                .status,
            303);
  EXPECT_EQ(count("select count(*) from accounts"), 3);
}

TEST_P(Frontlines, ALetterHasACodeThatComesBack) {
  const auto base = person({{"contact_way", "letter"}});
  EXPECT_EQ(site->post(base + "/send").location(), base + "/sent");
  const auto desk = InTown::person("desk@example.org", {http::Role::operator_});
  site->sign_in_as(desk.value, {http::Role::neighbour, http::Role::operator_});
  const auto letter = site->post("/front-line/desk/" + waiting_id() + "/letter");
  EXPECT_EQ(letter.status, 200);
  EXPECT_TRUE(letter.says("3 Rue des Lilas"));
  const auto at = letter.body.find("<p><strong>", letter.body.find("panel")) + 11;
  const auto code = letter.body.substr(at, 9);
  ASSERT_EQ(code[4], '-') << letter.body;
  site->sign_out();
  EXPECT_EQ(site->post("/front-line/code", {{"code", "AAAA-AAAA"}}).status, 422);
  EXPECT_EQ(site->post("/front-line/code", {{"code", code}}).status, 303);
  EXPECT_EQ(site->post("/front-line/code", {{"code", code}}).status, 422);  // Once.
  EXPECT_EQ(count("select count(*) from frontline_submissions where confirmed_at is not null and "
                  "consent = 'written'"),
            1);
}

TEST_P(Frontlines, TheDeskIsNotFlooded) {
  std::string last;
  for (int i = 0; i < 4; ++i) {
    site->sign_out();
    const auto base = person({{"contact_way", "call"}, {"contact_phone", "0199001234"}});
    const auto sent = site->post(base + "/send");
    if (i < 3)
      EXPECT_EQ(sent.status, 303);
    else
      EXPECT_EQ(sent.status, 422);
  }
  EXPECT_EQ(count("select count(*) from frontline_submissions"), 3);
}

TEST_P(Frontlines, WhatNobodyTookUpIsErasedAfterThirtyDays) {
  site->post(person({{"contact_way", "call"}, {"contact_phone", "0199001234"}}) + "/send");
  site->clock().advance(std::chrono::days(29));
  site->run_jobs();
  EXPECT_EQ(count("select count(*) from frontline_submissions where state = 1"), 1);
  site->clock().advance(std::chrono::days(2));
  site->run_jobs();
  EXPECT_EQ(count("select count(*) from frontline_submissions where state = 4 and answers = '{}' "
                  "and phone = '' and person = '' and place_label = '' and address_id = 0"),
            1);
  EXPECT_EQ(count("select count(*) from frontline_drafts"), 0);
}

TEST_P(Frontlines, BadAnswersAreRefusedAndKept) {
  EXPECT_EQ(site->post("/front-line/worker").status, 422);
  const auto odd = site->post("/front-line/worker", {{"q.job", "astronaut"}, {"q.needs", "'; --"}});
  EXPECT_EQ(odd.status, 422);
  EXPECT_TRUE(odd.says("href=\"#q.job\""));
  Fields many{{"q.job", "health"}};
  for (int i = 0; i < 2000; ++i) many.emplace_back("q.needs", "shopping" + std::to_string(i));
  EXPECT_GE(site->post("/front-line/worker", many).status, 400);
  auto base = nurse();
  const auto name = site->post(base + "/3", {{"q.first-name", "\xE2\x80\x8B"}, {"q.consent", "1"}});
  EXPECT_EQ(name.status, 422);
  EXPECT_TRUE(name.says("href=\"#address_text\""));
  const auto children =
      site->post(base + "/need-childcare", {{"need.childcare.questions.children", "two"}});
  EXPECT_EQ(children.status, 422);
  EXPECT_TRUE(children.says("value=\"two\""));
  const auto phone = person({{"contact_way", "online"}}) + "/4";
  EXPECT_EQ(site->post(phone, {{"address_id", "3"},
                               {"q.consent", "1"},
                               {"contact_way", "call"},
                               {"contact_phone", "12"}})
                .status,
            422);
}

TEST_P(Frontlines, TheKeeperEditsCopiesAndCloses) {
  const auto keeper = InTown::person("keeper@example.org", {http::Role::keeper});
  site->sign_in_as(keeper.value, {http::Role::neighbour, http::Role::keeper});
  EXPECT_TRUE(site->get("/keeper/questionnaires").says("I work on the front line"));
  EXPECT_TRUE(site->get("/keeper/questionnaires/worker/preview").says("What do you work in?"));
  const std::string job = "/keeper/questionnaires/worker/questions/job";
  Fields edit{{"label_fr", "Votre métier ?"},
              {"label_en", "Your job?"},
              {"kind", "choice"},
              {"means", "job"},
              {"options", "health | Santé | Health\nrescue | Secours en mer | Rescue at sea"},
              {"page", "1"},
              {"needed", "1"}};
  EXPECT_EQ(site->post(job, edit).status, 303);
  const auto form = site->get("/front-line/worker");
  EXPECT_TRUE(form.says("Rescue at sea"));
  EXPECT_FALSE(form.says("Another job"));
  EXPECT_EQ(count("select version from frontline_questionnaires where code = 'worker'"), 2);
  EXPECT_EQ(count("select count(*) from frontline_versions where questionnaire_id = 2"), 2);
  edit.emplace_back("shown_question", "needs");
  edit.emplace_back("shown_is", "shopping");
  EXPECT_EQ(site->post(job, edit).status, 422);  // Of the same page.
  EXPECT_EQ(site->post(job + "/move", {{"to", "later"}}).status, 303);
  const auto copy = site->post("/keeper/questionnaires/worker/copy",
                               {{"code", "flood"}, {"title_fr", "Crue"}, {"title_en", "Flood"}});
  EXPECT_EQ(copy.location(), "/keeper/questionnaires/flood");
  EXPECT_EQ(site->get("/front-line/flood").status, 404);
  const auto file = site->get("/keeper/questionnaires/flood/export");
  auto document = boost::json::parse(file.body).as_object();
  document["open"] = true;
  EXPECT_EQ(
      site->post("/keeper/questionnaires/import", {{"document", boost::json::serialize(document)}})
          .location(),
      "/keeper/questionnaires/flood");
  EXPECT_EQ(site->get("/front-line/flood").status, 200);
  EXPECT_EQ(site->post("/keeper/questionnaires/import", {{"document", "{]"}}).status, 422);
}

TEST_P(Frontlines, TheApiFillsInAndTheKeeperWrites) {
  const auto id = InTown::person("api@example.org", {http::Role::keeper});
  EXPECT_EQ(site->get_json("/api/v1/questionnaires").json().at("questionnaires").as_array().size(),
            3U);
  EXPECT_EQ(
      site->send_json(http::Method::post, "/api/v1/questionnaires/worker/submissions", "{}").status,
      401);
  site->sign_in_as(id.value, {http::Role::neighbour, http::Role::keeper});
  const std::string body = R"({"q":{"job":"food","needs":["childcare"],"first-name":"A",
    "consent":true},"need":{"childcare":{"questions":{"children":1,"ages":["3-5"]}}},"once":"a1"})";
  const std::string url = "/api/v1/questionnaires/worker/submissions";
  const auto made = site->send_json(http::Method::post, url, body);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json().at("needs").as_array().size(), 1U);
  EXPECT_EQ(site->send_json(http::Method::post, url, body).status, 200);
  EXPECT_EQ(count("select count(*) from aid_posts"), 1);
  const auto bad = site->send_json(http::Method::post, url, R"({"q":{"job":7}})");
  EXPECT_EQ(bad.status, 422);
  auto document = site->get_json("/api/v1/questionnaires/helper").json().as_object();
  document["open"] = false;
  const auto put = site->send_json(http::Method::put, "/api/v1/questionnaires/helper",
                                   boost::json::serialize(document));
  EXPECT_EQ(put.status, 200) << put.body;
  site->sign_out();
  EXPECT_EQ(site->get("/front-line/helper").status, 404);
}

TEST_P(Frontlines, ALeavingPersonTakesTheirFormsAlong) {
  const auto id = InTown::person("leaving@example.org");
  site->sign_in_as(id.value);
  const auto base = nurse();
  EXPECT_EQ(site->post(base + "/send").location(), base + "/sent");
  EXPECT_TRUE(site->get("/account/export").body.find("Du pain") != std::string::npos ||
              site->post("/account/export").body.find("Du pain") != std::string::npos);
  db().write([&](db::Transaction& tx) { store::forget(tx, id); });
  EXPECT_EQ(count("select count(*) from frontline_submissions"), 0);
  EXPECT_EQ(count("select count(*) from frontline_needs"), 0);
}

INSTANTIATE_ON_BOTH(Frontlines);

}  // namespace
}  // namespace palier::frontline
