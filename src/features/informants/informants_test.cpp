#include <boost/json.hpp>

#include "features/informants/town_for_test.hpp"

namespace palier::informants {
namespace {

using http::Role;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using std::chrono::days;

class InformantsRoom : public InTown {
 protected:
  testing::Fields candidacy() {
    return {{"quarter", "11"},
            {"why", "I like it."},
            {"knows", "Since 2009."},
            {"hours", "On Saturday at the market"}};
  }
  std::string candidate_url() {
    const auto id = db().read(
        [](db::Session& s) { return s.one<std::int64_t>("select max(id) from informants"); });
    return "/informant/candidates/" + std::to_string(id);
  }
  testing::Fields heard() {
    return {{"kind", "shopping"},         {"category", "shopping"}, {"questions.list", "Bread"},
            {"questions.repaid", "cash"}, {"first_name", "Simone"}, {"address_id", "5"},
            {"consent", "spoken"},        {"urgency", "normal"}};
  }
  static testing::Fields with(testing::Fields f, const char* name, const char* value) {
    for (auto& one : f)
      if (one.first == name) {
        one.second = value;
        return f;
      }
    f.emplace_back(name, value);
    return f;
  }
};

TEST_P(InformantsRoom, AsksAndIsConfirmedWithAReason) {
  as(mireille);
  EXPECT_EQ(site->post("/informant/become", {{"quarter", "99"}}).status, 422);
  EXPECT_EQ(site->post("/informant/become", candidacy()).status, 303);
  EXPECT_EQ(site->post("/informant/become", candidacy()).status, 422) << "asked already";
  site->run_jobs();
  EXPECT_EQ(mails_to("Claire"), 1);
  EXPECT_TRUE(site->get("/informant").says("A moderator decides."));
  as(claire, {Role::moderator});
  EXPECT_TRUE(site->get("/informant/candidates").says("Mireille"));
  const auto url = candidate_url();
  EXPECT_TRUE(site->get(url).says("Since 2009."));
  EXPECT_EQ(site->post(url, {{"decision", "confirm"}}).status, 422) << "no reason";
  EXPECT_EQ(site->post(url, {{"decision", "confirm"}, {"reason", "I met her."}}).status, 303);
  EXPECT_TRUE(roles(mireille).has(Role::informant));
  EXPECT_EQ(lines("informants.confirmed").size(), 1U);
  EXPECT_EQ(lines("accounts.role_granted").at(0).detail, "informant: Haute");
  EXPECT_EQ(lines("accounts.role_granted").at(0).subject, mireille.value);
  EXPECT_EQ(mails_to("Mireille", "You are the informant of Haute"), 1);
  db().read([&](db::Session& s) {
    EXPECT_EQ(town->room->of_quarter(s, {11}), std::vector<AccountId>{mireille});
    EXPECT_EQ(town->room->quarters(s, mireille).size(), 1U);
  });
  // Visitors are told that there is one, not who.
  site->sign_out();
  EXPECT_TRUE(site->get("/informant").says("One informant"));
  EXPECT_FALSE(site->get("/informant").says("Mireille"));
  as(jeanne);
  EXPECT_TRUE(site->get("/informant").says("Your informant: Mireille"));
}

TEST_P(InformantsRoom, NobodyDecidesAboutThemselves) {
  as(claire, {Role::moderator});
  EXPECT_EQ(site->post("/informant/become", with(candidacy(), "quarter", "12")).status, 303);
  const auto url = candidate_url();
  EXPECT_TRUE(site->get(url).says("another moderator decides"));
  EXPECT_EQ(site->post(url, {{"decision", "confirm"}, {"reason", "Me."}}).status, 422);
  EXPECT_FALSE(roles(claire).has(Role::informant));
  EXPECT_EQ(site->post(url + "/remove", {{"reason", "x"}}).status, 404) << "not serving";
}

TEST_P(InformantsRoom, ARefusalIsToldWithItsReason) {
  as(mireille);
  site->post("/informant/become", candidacy());
  as(claire, {Role::moderator});
  EXPECT_EQ(
      site->post(candidate_url(), {{"decision", "refuse"}, {"reason", "Come by first."}}).status,
      303);
  EXPECT_FALSE(roles(mireille).has(Role::informant));
  as(mireille);
  EXPECT_TRUE(site->get("/informant").says("Come by first."));
  EXPECT_EQ(site->post("/informant/become", candidacy()).status, 303) << "may ask again";
}

TEST_P(InformantsRoom, ATermEndsIsRenewedOrLaidDown) {
  appoint();
  const auto id = std::to_string(count("select max(id) from informants"));
  as_mireille();
  site->post("/informant/standing/" + id + "/renew");
  EXPECT_EQ(lines("informants.renewed").size(), 0U) << "too early";
  site->clock().advance(days{340});
  daily();
  daily();
  EXPECT_EQ(mails_to("Mireille", "Your year as informant of Haute ends soon"), 1);
  as_mireille();
  EXPECT_TRUE(site->get("/informant/desk").says("Go on for another year"));
  EXPECT_EQ(site->post("/informant/standing/" + id + "/renew").status, 303);
  site->clock().advance(days{30});
  daily();
  EXPECT_TRUE(roles(mireille).has(Role::informant));
  site->clock().advance(days{365});
  daily();
  EXPECT_FALSE(roles(mireille).has(Role::informant));
  EXPECT_EQ(lines("informants.term_over").size(), 1U);
  appoint();
  const auto again = std::to_string(count("select max(id) from informants"));
  as_one_of_elsewhere();
  EXPECT_EQ(site->post("/informant/standing/" + again + "/step-down").status, 404) << "not hers";
  as_mireille();
  EXPECT_EQ(site->post("/informant/standing/" + again + "/step-down").status, 303);
  EXPECT_FALSE(roles(mireille).has(Role::informant));
}

TEST_P(InformantsRoom, AModeratorRemovesWithAReason) {
  appoint();
  const auto url =
      "/informant/candidates/" + std::to_string(count("select max(id) from informants"));
  as(claire, {Role::moderator});
  EXPECT_TRUE(site->get("/informant").says(url + "/remove"));
  EXPECT_EQ(site->post(url + "/remove", {}).status, 422);
  EXPECT_EQ(site->post(url + "/remove", {{"reason", "Told what was private."}}).status, 303);
  EXPECT_FALSE(roles(mireille).has(Role::informant));
  EXPECT_EQ(mails_to("Mireille", "You are the informant of Haute no longer"), 1);
  EXPECT_EQ(lines("informants.removed").at(0).detail, "Haute") << "why is told to her alone";
}

TEST_P(InformantsRoom, AnInvitationIsWrittenOnceAndTheAddressIsNotKept) {
  const auto invite = [&](const char* to) {
    return site->post("/informant/invite", {{"contact", to}, {"quarter", "11"}}).status;
  };
  as(jeanne);
  EXPECT_EQ(invite("nobody"), 422);
  EXPECT_EQ(invite("yasmine@example.com"), 303);
  as(oksana);
  EXPECT_EQ(invite("yasmine@example.com"), 303) << "the same answer, no second letter";
  EXPECT_EQ(invite("mireille@example.org"), 303) << "whoever has an account gets it as they wish";
  site->run_jobs();
  EXPECT_EQ(count("select count(*) from outbox where recipient = 'yasmine@example.com'"), 1);
  EXPECT_EQ(mails_to("Mireille", "Oksana thinks that you would be a good informant of Haute"), 1);
  EXPECT_EQ(count("select count(*) from informant_invitations where seal like '%yasmine%'"), 0);
  EXPECT_EQ(invite("a@example.com"), 303);
  EXPECT_EQ(invite("b@example.com"), 422) << "three a week";
}

TEST_P(InformantsRoom, IsAskedAfterOnlyWhenSilentForSoLong) {
  appoint();
  look_after(jeanne, 3, days{1});
  as_mireille();
  const auto url = "/informant/no-news/" + jeanne.str();
  EXPECT_EQ(site->get(url).status, 404) << "she was heard of yesterday";
  EXPECT_FALSE(site->get("/informant/desk").says("Jeanne"));
  site->clock().advance(24h);
  daily();
  EXPECT_EQ(mails_to("Jeanne", "Is all well?"), 1) << "she is asked first";
  site->clock().advance(25h);
  daily();
  daily();
  EXPECT_EQ(mails_to("Mireille", "No news of Jeanne, Haute"), 1);
  as_mireille();
  EXPECT_TRUE(site->get("/informant/desk").says("Jeanne"));
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("+33199001284"));
  EXPECT_FALSE(page.says("Rue des Lilas")) << "she wanted to be rung, so no address";
  EXPECT_TRUE(page.says("Ring twice."));
  EXPECT_EQ(lines("informants.looked").size(), 1U);
  as_one_of_elsewhere();
  EXPECT_EQ(site->get(url).status, 404) << "not her quarter";
  as(karim, {Role::operator_});
  EXPECT_EQ(site->get(url).status, 404) << "an informant is there, and has not called the desk";
  as_mireille();
  EXPECT_EQ(site->post(url, {}).status, 422);
  EXPECT_EQ(site->post(url, {{"outcome", "nobody"}, {"note", "Shutters closed"}}).status, 303);
  EXPECT_EQ(mails_to("Karim", "Nobody answers at Jeanne’s, Haute"), 1);
  as(karim, {Role::operator_});
  EXPECT_TRUE(site->get("/informant/desk").says("Nobody answers"));
  EXPECT_TRUE(site->get(url).says("Shutters closed"));
  EXPECT_EQ(site->post(url, {{"outcome", "well"}}).status, 303);
  EXPECT_EQ(site->get(url).status, 404) << "heard of: nothing to look at any more";
  EXPECT_EQ(lines("informants.asked_after").size(), 2U);
}

TEST_P(InformantsRoom, OneButtonInTheLetterSaysThatAllIsWell) {
  appoint();
  look_after(jeanne, 3, days{2});
  daily();
  const auto link = site->mailed_link("/look-after/");
  ASSERT_FALSE(link.empty());
  EXPECT_TRUE(site->get(link).says("All is well"));
  EXPECT_EQ(site->post_without_csrf(link).status, 200);
  site->clock().advance(days{2});
  daily();
  EXPECT_EQ(mails_to("Mireille", "No news"), 0);
  EXPECT_EQ(site->get("/look-after/forged").status, 410);
}

TEST_P(InformantsRoom, WhereNobodyIsInformantTheDeskIsTold) {
  look_after(oksana, 2, days{3}, true);
  daily();
  EXPECT_EQ(mails_to("Karim", "No news of Oksana, Basse"), 1);
  as(karim, {Role::operator_});
  EXPECT_TRUE(site->get("/informant/no-news/" + oksana.str()).says("14 Rue des Lilas"));
}

TEST_P(InformantsRoom, OnesOwnWishIsSetAndTakenBack) {
  as(oksana);
  EXPECT_EQ(site->post("/account/look-after", {{"on", "yes"}, {"days", "0"}}).status, 422);
  auto answer = site->post("/account/look-after", {{"on", "yes"}, {"days", "3"}, {"way", "phone"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("We have no phone number of yours"));
  EXPECT_EQ(
      site->post("/account/look-after", {{"on", "yes"}, {"days", "3"}, {"way", "door"}}).status,
      303);
  EXPECT_EQ(site->get_json("/api/v1/me/look-after").json().at("way"), "door");
  EXPECT_EQ(site->send_json(http::Method::put, "/api/v1/me/look-after", R"({"on":false})").status,
            200);
  EXPECT_EQ(count("select count(*) from informant_care"), 0);
}

TEST_P(InformantsRoom, ARequestHeardInTheStreetIsPassedOnWithItsConsent) {
  appoint();
  as_mireille();
  EXPECT_TRUE(site->get("/informant/desk/heard").says("What does the person need?"));
  auto answer = site->post("/informant/desk/heard", {{"step", "kind"}, {"kind", "shopping"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.says("Read this to the person"));
  answer = site->post("/informant/desk/heard", with(heard(), "consent", ""));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("#consent") && answer.says("Bread"));
  answer = site->post("/informant/desk/heard", with(heard(), "address_id", "12"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("not in your quarter"));
  answer = site->post("/informant/desk/heard", with(heard(), "phone", "01 99 00 12 84"));
  EXPECT_EQ(answer.status, 422) << "somebody's already: whose is not told";
  EXPECT_FALSE(answer.says("Jeanne"));
  const auto before = count("select count(*) from accounts");
  EXPECT_EQ(count("select count(*) from informant_heard"), 0) << "nothing was half kept";
  answer = site->post("/informant/desk/heard", with(heard(), "once", "abc"));
  ASSERT_EQ(answer.status, 303) << answer.body;
  site->post("/informant/desk/heard", with(heard(), "once", "abc"));
  EXPECT_EQ(count("select count(*) from accounts"), before + 1);
  db().read([&](db::Session& s) {
    const auto mine = store::heard_by(s, mireille, 10);
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0].consent, "spoken");
    EXPECT_THAT(mine[0].words, HasSubstr("You can take it back"));
    EXPECT_EQ(mine[0].consent_at, site->clock().now());
    EXPECT_EQ(town->accounts->person(s, mine[0].account_id)->first_name, "Simone");
    const auto wanted = town->aid->wanted(s, mine[0].post_id);
    ASSERT_TRUE(wanted);
    EXPECT_EQ(wanted->owner, mine[0].account_id);
  });
  EXPECT_EQ(lines("informants.passed_on").size(), 1U);
  EXPECT_TRUE(site->get("/informant/desk").says("What you passed on"));
  as_one_of_elsewhere();
  EXPECT_EQ(site->post("/informant/desk/heard", heard()).status, 422) << "informant of nowhere";
}

TEST_P(InformantsRoom, WhoNeedsHelpIsAskedForInTheirOwnName) {
  appoint();
  look_after(jeanne, 2, days{3});
  as_mireille();
  auto fields = heard();
  fields.erase(fields.begin() + 4, fields.begin() + 6);  // Neither name nor address.
  fields.emplace_back("for_account", jeanne.str());
  EXPECT_EQ(site->post("/informant/desk/heard", fields).status, 422) << "not asked after yet";
  const auto answer = site->post("/informant/no-news/" + jeanne.str(), {{"outcome", "needs_help"}});
  ASSERT_EQ(answer.location(), "/informant/desk/heard?for=" + jeanne.str());
  EXPECT_TRUE(site->get(answer.location()).says("for_account"));
  EXPECT_EQ(site->post("/informant/desk/heard", fields).status, 303);
  db().read(
      [&](db::Session& s) { EXPECT_EQ(store::heard_by(s, mireille, 1).at(0).account_id, jeanne); });
}

TEST_P(InformantsRoom, TheSheetNamesNobody) {
  appoint();
  as_mireille();
  auto fields = heard();
  fields.emplace_back("title", "Bread for Simone Dupont");
  ASSERT_EQ(site->post("/informant/desk/heard", fields).status, 303);
  const auto page = site->get("/informant/sheet");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("The week in Haute"));
  EXPECT_TRUE(page.says("112"));
  EXPECT_FALSE(page.says("Simone"));
  EXPECT_FALSE(page.says("Rue des Lilas"));
  as_one_of_elsewhere();
  EXPECT_EQ(site->get("/informant/sheet").status, 404);
}

TEST_P(InformantsRoom, WritesLocalBulletinsForTheQuarterAlone) {
  appoint();
  db().write([&](db::Transaction& tx) {
    bulletins::Bulletins::Draft d;
    d.voice = bulletins::Voice::local;
    d.title = "Lift";
    d.circles = {"quarter/11"};
    EXPECT_TRUE(town->bulletins->publish(tx, mireille, d));
    d.circles = {"quarter/12"};
    EXPECT_FALSE(town->bulletins->publish(tx, mireille, d));
  });
}

TEST_P(InformantsRoom, WhoeverLeavesLeavesNothingBehind) {
  appoint();
  look_after(mireille, 2, days{3});
  db().write([&](db::Transaction& tx) { store::forget(tx, mireille, site->clock().now()); });
  EXPECT_EQ(count("select count(*) from informant_care"), 0);
  db().read([&](db::Session& s) { EXPECT_TRUE(town->room->of_quarter(s, {11}).empty()); });
}

INSTANTIATE_TEST_SUITE_P(Both, InformantsRoom,
                         ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
                         [](const auto& which) {
                           return which.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

}  // namespace
}  // namespace palier::informants
