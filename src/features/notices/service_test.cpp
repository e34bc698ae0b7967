#include "features/notices/service.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/i18n/zone.hpp"
#include "features/notices/town_for_test.hpp"

namespace palier::notices {
namespace {

using namespace std::chrono_literals;
using testing::letter;
using testing::Town;

TEST(NoticesKinds, DecideHowALetterComes) {
  const Kind plain{.code = "plain"};
  const Kind rare{.code = "rare", .mail = Notify::weekly};
  const Kind news{.code = kNews};
  const Kind siren{.code = "siren", .urgent = true};
  EXPECT_EQ(effective(plain, {}, Notify::at_once), Notify::at_once);
  EXPECT_EQ(effective(plain, {}, Notify::daily), Notify::daily);
  EXPECT_EQ(effective(rare, {}, Notify::at_once), Notify::weekly);
  EXPECT_EQ(effective(rare, Notify::at_once, Notify::daily), Notify::at_once);
  EXPECT_EQ(effective(plain, Notify::at_once, Notify::never), Notify::never) << "never is never";
  EXPECT_EQ(effective(news, {}, Notify::at_once), Notify::weekly);
  EXPECT_EQ(effective(news, {}, Notify::daily), Notify::daily);
  EXPECT_EQ(effective(siren, {}, Notify::never), Notify::at_once);
  EXPECT_EQ(effective(siren, Notify::never, Notify::at_once), Notify::never);
  Kinds kinds;
  EXPECT_THROW(kinds.add({.code = "with/slash"}), std::logic_error);
  kinds.add({.code = "a", .order = 2});
  kinds.add({.code = "b", .order = 1});
  EXPECT_THROW(kinds.add({.code = "a"}), std::logic_error);
  EXPECT_EQ(kinds.all().front().code, "b");
}

TEST(NoticesPush, NightsAreQuiet) {
  const std::chrono::year_month_day day{2026y / 11 / 24};
  EXPECT_EQ(until_morning(i18n::from_local(day, 12h)), 0s);
  EXPECT_EQ(until_morning(i18n::from_local(day, 22h)), 10h);
  EXPECT_EQ(until_morning(i18n::from_local(day, 3h)), 5h);
}

class NoticesTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !palier::testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    town = std::make_unique<Town>(GetParam());
    anna = town->person("anna@example.org");
  }
  std::size_t mails() const { return town->site.mails().size(); }
  std::string stop_link() const { return town->site.mailed_link("/unsubscribe/messages/"); }

  std::unique_ptr<Town> town;
  AccountId anna{};
};
INSTANTIATE_ON_BOTH(NoticesTest);

TEST_P(NoticesTest, EachKindComesAsItWasChosen) {
  town->write(anna, letter("one"));
  town->write(anna, letter("two", "rare"));
  EXPECT_EQ(mails(), 1U) << "the rare one waits for Thursday";
  town->choose(anna, "messages", Notify::never);
  town->write(anna, letter("three"));
  EXPECT_EQ(mails(), 1U);
  town->choose(anna, "messages", {});
  town->write(anna, letter("four"));
  EXPECT_EQ(mails(), 2U);
  town->service().set_general(anna, Notify::never);
  town->write(anna, letter("five"));
  town->write(anna, letter("six", "siren"));
  EXPECT_EQ(mails(), 3U) << "what is urgent goes on";
  auto code = letter("seven");
  code.always = true;
  town->write(anna, code);
  EXPECT_EQ(mails(), 4U);
}

TEST_P(NoticesTest, OneClickInTheLetterTurnsItsKindOffAndOnAgain) {
  town->choose(anna, "messages", Notify::at_once);
  town->write(anna, letter("one"));
  const auto link = stop_link();
  ASSERT_NE(link, "");
  auto& site = town->site;
  EXPECT_TRUE(site.get(link).says("No more letters about: Messages?"));
  town->write(anna, letter("still"));
  EXPECT_EQ(mails(), 2U) << "looking changes nothing: mail scanners look";

  const auto done = site.post_without_csrf(link, {{"List-Unsubscribe", "One-Click"}});
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(done.says("You get no more letters about: Messages."));
  EXPECT_TRUE(done.says("name=\"was\" value=\"at_once\""));
  town->write(anna, letter("two"));
  EXPECT_EQ(mails(), 2U);
  EXPECT_TRUE(site.post_without_csrf(link, {{"do", "on"}, {"was", "at_once"}}).says("come again"));
  EXPECT_EQ(town->settings(anna).rows[0].mail, Notify::at_once);
  town->write(anna, letter("three"));
  EXPECT_EQ(mails(), 3U);

  const auto all = site.post_without_csrf(link, {{"do", "all_off"}});
  EXPECT_TRUE(all.says("Urgent bulletins")) << "what still comes is said";
  EXPECT_EQ(town->settings(anna).general, Notify::never);
  EXPECT_TRUE(site.post_without_csrf(link, {{"do", "on"}}).says("We no longer write to you"))
      << "it says what holds them back";
  site.post_without_csrf(link, {{"do", "all_on"}, {"was", "daily"}});
  EXPECT_EQ(town->settings(anna).general, Notify::daily);
  EXPECT_EQ(site.post_without_csrf(link, {{"do", "dance"}}).status, 400);
}

TEST_P(NoticesTest, ALinkIsForOnePersonAndOneKind) {
  town->write(anna, letter("one"));
  const auto link = stop_link();
  const auto token = link.substr(link.rfind('/'));
  auto& site = town->site;
  EXPECT_EQ(site.get("/unsubscribe/rare" + token).status, 410);
  EXPECT_EQ(site.get("/unsubscribe/nonsense" + token).status, 410);
  EXPECT_EQ(site.post_without_csrf("/unsubscribe/rare" + token).status, 410);
  EXPECT_EQ(site.post_without_csrf("/unsubscribe/messages/x.y.z").status, 410);
  EXPECT_EQ(site.post_without_csrf("/unsubscribe" + token).status, 410) << "nor the one for all";
  site.clock().advance(401 * 24h);
  EXPECT_EQ(site.get(link).status, 410);
}

TEST_P(NoticesTest, OneTableHoldsAllChoices) {
  auto& site = town->site;
  EXPECT_EQ(site.get("/account/notices").status, 303) << "for those who are signed in";
  site.sign_in_as(anna.value);
  const auto page = site.get("/account/notices");
  EXPECT_TRUE(page.says("name=\"kinds.messages.mail\""));
  EXPECT_TRUE(page.says("The news of your neighbourhood"));
  EXPECT_FALSE(page.says("name=\"kinds.news.push\""));
  EXPECT_FALSE(page.says("kinds.desk")) << "for moderators only";
  EXPECT_FALSE(page.says("kinds.fixed")) << "nobody can change it";
  EXPECT_EQ(site.post("/account/notices", {{"whole", "1"},
                                           {"mail", "daily"},
                                           {"hour", "20"},
                                           {"kinds.messages.mail", "at_once"},
                                           {"kinds.rare.mail", ""},
                                           {"kinds.rare.push", "1"}})
                .location(),
            "/account/notices");
  const auto now = town->settings(anna);
  EXPECT_EQ(now.general, Notify::daily);
  EXPECT_EQ(now.hour, 20);
  EXPECT_EQ(now.rows[0].effective, Notify::at_once);
  EXPECT_FALSE(now.rows[0].push) << "not ticked";
  EXPECT_EQ(now.rows[1].effective, Notify::weekly) << "as the kind is";
  EXPECT_TRUE(now.rows[1].push);
  const auto refused = site.post("/account/notices", {{"whole", "1"},
                                                      {"mail", "hourly"},
                                                      {"hour", "3"},
                                                      {"kinds.news.mail", "at_once"},
                                                      {"kinds.rare.mail", "daily"}});
  EXPECT_EQ(refused.status, 422);
  for (const char* field : {"#mail", "#hour", "#kinds.news.mail"})
    EXPECT_TRUE(refused.says(fmt::format("href=\"{}\"", field))) << field;
  EXPECT_TRUE(refused.says("value=\"daily\" selected")) << "what was chosen is kept";
  EXPECT_EQ(town->settings(anna).hour, 20);
}

TEST_P(NoticesTest, TheApiChangesWhatItNames) {
  auto& site = town->site;
  site.sign_in_as(anna.value);
  auto answer = site.send_json(http::Method::patch, "/api/v1/me/notices",
                               R"({"hour":9,"kinds":{"messages":{"mail":"weekly","push":false}}})");
  EXPECT_EQ(answer.status, 200);
  const auto whole = answer.json();
  const auto& kinds = whole.at("kinds").as_array();
  EXPECT_EQ(kinds[0].at("effective"), "weekly");
  EXPECT_EQ(kinds[0].at("push"), false);
  EXPECT_EQ(answer.json().at("mail"), "at_once") << "not named, not changed";
  answer = site.send_json(http::Method::patch, "/api/v1/me/notices",
                          R"({"kinds":{"messages":{"mail":null}}})");
  EXPECT_TRUE(answer.json().at("kinds").at(0).at("mail").is_null());
  EXPECT_EQ(answer.json().at("kinds").at(0).at("push"), false);
  EXPECT_EQ(site.send_json(http::Method::patch, "/api/v1/me/notices",
                           R"({"kinds":{"messages":{"mail":"often"}}})")
                .status,
            422);
}

TEST_P(NoticesTest, GoesWithThePersonAndIsInTheirExport) {
  auto& site = town->site;
  site.sign_in_as(anna.value);
  town->choose(anna, "messages", Notify::weekly);
  const auto data = site.get("/account/export").json();
  EXPECT_EQ(data.at("notices").at("kinds").at(0).at("mail"), "weekly");
  site.post("/account/delete", {{"sure", "1"}});
  town->db().read([&](db::Session& s) {
    const auto after = town->service().settings(s, anna);
    EXPECT_FALSE(after.rows[0].mail);
  });
}

}  // namespace
}  // namespace palier::notices
