#include <boost/json.hpp>

#include "core/audit/audit.hpp"
#include "features/bulletins/town_for_test.hpp"

namespace palier::bulletins {
namespace {

using http::Role;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

class BulletinsRoom : public InTown {
 protected:
  testing::Fields fields(const char* urgency = "usual") {
    return {{"title", "Market moved"},
            {"text", "It is on **Place Neuve**."},
            {"urgency", urgency},
            {"where", "everywhere"},
            {"until", "2026-11-30"}};
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

TEST_P(BulletinsRoom, AreInForceByAreaAndForATime) {
  publish(Urgency::usual, {"quarter/11"}, "For Haute");
  publish(Urgency::important, {}, "For all");
  places::Scopes haute, basse;
  haute.quarter = {11};
  basse.quarter = {12};
  haute.commune = basse.commune = {3};
  ASSERT_EQ(current(haute).size(), 2U);
  EXPECT_EQ(current(haute)[0].title, "For all") << "the important one is on top";
  EXPECT_EQ(current(haute)[1].area, "Haute");
  ASSERT_EQ(current(basse).size(), 1U);
  EXPECT_EQ(current().size(), 2U);
  publish(Urgency::usual, {"city/3"}, "For the town");
  EXPECT_EQ(current(basse).size(), 2U);
  site->clock().advance(49h);
  EXPECT_TRUE(current().empty());
  EXPECT_TRUE(site->get("/bulletins/archive").says("For the town"));
}

TEST_P(BulletinsRoom, OnlySignersPublish) {
  Bulletins::Draft d;
  d.body = "Ville de Merlefontaine";
  d.title = "No";
  db().write([&](db::Transaction& tx) {
    EXPECT_FALSE(town->room->publish(tx, jeanne, d)) << "no role";
    EXPECT_FALSE(town->room->publish(tx, mireille, d)) << "no signature";
    auto other = d;
    other.body = "Ville de Lyon";
    EXPECT_FALSE(town->room->publish(tx, philippe, other));
    auto local = d;
    local.voice = Voice::local;
    local.circles = {"quarter/11"};
    EXPECT_TRUE(town->room->publish(tx, mireille, local));
    local.circles = {"quarter/11", "quarter/12"};
    EXPECT_FALSE(town->room->publish(tx, mireille, local)) << "not her quarter";
    local.circles = {};
    EXPECT_FALSE(town->room->publish(tx, mireille, local)) << "not everywhere";
    local.circles = {"quarter/11"};
    local.urgency = Urgency::urgent;
    EXPECT_FALSE(town->room->publish(tx, mireille, local)) << "not urgent";
  });
}

TEST_P(BulletinsRoom, UrgentOnesAreWrittenToEveryoneOfTheAreaOnce) {
  for (int i = 0; i < 120; ++i) person("P" + std::to_string(i), 5);
  publish(Urgency::urgent, {"quarter/11"});
  site->run_jobs();
  EXPECT_EQ(mails_to("Jeanne"), 1);
  EXPECT_EQ(mails_to("P0"), 1);
  EXPECT_EQ(mails_to("P119"), 1);
  EXPECT_EQ(mails_to("Oksana"), 0);
  EXPECT_EQ(mails_to("Philippe"), 0) << "whoever wrote it knows";
  const auto m = site->mails().front();
  EXPECT_EQ(m.subject, "Urgent – Ville de Merlefontaine: Water cut");
  EXPECT_THAT(m.text, HasSubstr("Official information from Ville de Merlefontaine, for: Haute."));
  EXPECT_THAT(m.text, HasSubstr("fill a bottle\nwait <b>"));
  // Twice does no harm: the job may run again after a crash.
  const auto round = db().read(
      [](db::Session& s) { return s.one<std::int64_t>("select id from bulletin_rounds"); });
  EXPECT_FALSE(town->service().tell_some(RoundId{round}));
  EXPECT_EQ(mails_to("Jeanne"), 1);
}

TEST_P(BulletinsRoom, ARoundGoesOnWhereItStoppedAndEndsWithAWithdrawal) {
  for (int i = 0; i < 150; ++i) person("P" + std::to_string(i), 5);
  const auto id = publish(Urgency::urgent, {"quarter/11"});
  const auto round = RoundId{db().read(
      [](db::Session& s) { return s.one<std::int64_t>("select id from bulletin_rounds"); })};
  EXPECT_TRUE(town->service().tell_some(round));
  const auto first = mails_like("Urgent");
  EXPECT_GT(first, 90);
  EXPECT_LE(first, 100);
  http::Viewer v;
  v.account = philippe.value;
  v.roles = {Role::official};
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(town->service().withdraw(tx, v, id, {"The water is back.", true}));
  });
  site->run_jobs();
  EXPECT_GT(mails_like("No longer in force"), 150);
  EXPECT_EQ(mails_like("Urgent"), first) << "nobody else gets what does not hold";
}

TEST_P(BulletinsRoom, ReadingIsCountedWithoutWho) {
  const auto id = publish();
  const auto b = db().read([&](db::Session& s) { return *store::find(s, id); });
  auto& service = town->service();
  const auto say = [&](AccountId who) {
    return db().write(
        [&](db::Transaction& tx) { return service.acknowledge(tx, b, who).has_value(); });
  };
  const auto reading = [&](AccountId who) {
    return db().read(
        [&](db::Session& s) { return service.reading(s, *store::find(s, id), who.value); });
  };
  for (const auto who : {philippe, mireille, jeanne, oksana}) EXPECT_TRUE(say(who));
  EXPECT_TRUE(say(jeanne));
  EXPECT_EQ(reading(jeanne).least, 0) << "four are too few to be told";
  EXPECT_TRUE(reading(jeanne).said);
  EXPECT_FALSE(reading(ines).said);
  EXPECT_TRUE(say(ines));
  EXPECT_EQ(reading(jeanne).least, 5);
  EXPECT_TRUE(say(person("Noor", 5)));
  EXPECT_EQ(reading(jeanne).least, 5) << "in steps: a sixth does not show";
  db().read([&](db::Session& s) {
    for (const auto& mark : s.all<std::string>("select mark from bulletin_marks")) {
      EXPECT_EQ(mark.size(), 64U);
      EXPECT_EQ(mark.find(jeanne.str()), std::string::npos);
    }
  });
  site->clock().advance(49h);
  run("bulletins.forget");
  db().read([&](db::Session& s) {
    EXPECT_EQ(s.one<std::int64_t>("select count(*) from bulletin_marks"), 0);
    EXPECT_EQ(s.one<std::int64_t>("select count(*) from bulletin_mark_keys"), 0);
  });
  EXPECT_EQ(reading(jeanne).least, 5) << "the number stays";
  EXPECT_FALSE(reading(jeanne).said) << "who it was does not";
  EXPECT_FALSE(say(jeanne));
}

TEST_P(BulletinsRoom, APageWritesItWithPreview) {
  as(philippe, {Role::official});
  EXPECT_TRUE(site->get("/bulletins/new").says("You sign: Ville de Merlefontaine."));
  auto answer = site->post("/bulletins/new", {{"title", ""}, {"until", "2020-01-01"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("#title") && answer.says("#text") && answer.says("#until"));
  answer = site->post("/bulletins/new", fields());
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.says("<strong>Place Neuve</strong>"));
  EXPECT_TRUE(answer.says("Official information"));
  EXPECT_TRUE(answer.says("5 people have an account there; 5 of them can be written to."));
  EXPECT_TRUE(current().empty()) << "a preview publishes nothing";
  answer = site->post("/bulletins/new", with(fields(), "go", "change"));
  EXPECT_TRUE(answer.says("value=\"Market moved\""));
  answer = site->post("/bulletins/new", with(with(fields(), "go", "publish"), "once", "abc"));
  ASSERT_EQ(answer.status, 303);
  const auto url = answer.location();
  EXPECT_EQ(
      site->post("/bulletins/new", with(with(fields(), "go", "publish"), "once", "abc")).location(),
      url)
      << "sent twice, made once";
  EXPECT_EQ(current().size(), 1U);
  site->sign_out();
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("bulletin-official"));
  EXPECT_TRUE(page.says("Official information"));
  EXPECT_TRUE(page.says("Ville de Merlefontaine"));
  db().read([&](db::Session& s) {
    EXPECT_EQ(audit::read(s, {1, "bulletins.published", 0, 0, 10}).size(), 1U);
  });
}

TEST_P(BulletinsRoom, UrgentWantsAWordMore) {
  as(philippe, {Role::official});
  auto answer = site->post("/bulletins/new", fields("urgent"));
  EXPECT_TRUE(answer.says("Urgent: what happens"));
  answer = site->post("/bulletins/new", with(fields("urgent"), "go", "publish"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("#sure"));
  EXPECT_TRUE(current().empty());
  answer = site->post("/bulletins/new", with(with(fields("urgent"), "go", "publish"), "sure", "1"));
  EXPECT_EQ(answer.status, 303);
  site->run_jobs();
  EXPECT_EQ(mails_to("Oksana"), 1);
}

TEST_P(BulletinsRoom, OneOfTomorrowComesByItself) {
  as(philippe, {Role::official});
  const auto answer =
      site->post("/bulletins/new", with(with(fields(), "from", "2026-11-26"), "go", "publish"));
  ASSERT_EQ(answer.status, 303);
  EXPECT_TRUE(site->get(answer.location()).says("It comes out by itself"));
  EXPECT_TRUE(site->get("/bulletins").says("To come"));
  site->run_jobs();
  EXPECT_TRUE(current().empty());
  as(jeanne);
  EXPECT_EQ(site->get(answer.location()).status, 404);
  site->clock().advance(48h);
  site->run_jobs();
  EXPECT_EQ(current().size(), 1U);
  EXPECT_EQ(site->get(answer.location()).status, 200);
}

TEST_P(BulletinsRoom, ACorrectionSaysWhatAndWhen) {
  const auto id = publish(Urgency::urgent);
  site->run_jobs();
  const auto url = "/bulletins/" + id.str();
  as(jeanne);
  EXPECT_EQ(site->get(url + "/amend").status, 403);
  EXPECT_EQ(site->post(url + "/withdraw", {{"why", "No"}}).status, 403);
  as(philippe, {Role::official});
  EXPECT_TRUE(site->get(url + "/amend").says("No water *today*."));
  EXPECT_EQ(site->post(url + "/amend", {{"title", "Water cut"}, {"text", "x"}}).status, 422);
  EXPECT_EQ(site->post(url + "/amend", {{"title", "Water cut until 18:00"},
                                        {"text", "It is back at 18:00."},
                                        {"note", "18:00, not 16:00"},
                                        {"tell", "1"}})
                .status,
            303);
  site->run_jobs();
  EXPECT_EQ(mails_to("Jeanne"), 2);
  EXPECT_TRUE(site->mails().front().subject.starts_with("Correction – "));
  site->sign_out();
  auto page = site->get(url);
  EXPECT_TRUE(page.says("Corrected on"));
  EXPECT_TRUE(page.says("18:00, not 16:00"));
  EXPECT_TRUE(page.says("No water <em>today</em>"));
  EXPECT_FALSE(page.says("<b>")) << "what people type is no markup";
  as(philippe, {Role::official});
  EXPECT_EQ(site->post(url + "/withdraw", {{"why", "The water is back."}}).status, 303);
  site->sign_out();
  page = site->get(url);
  EXPECT_TRUE(page.says("Withdrawn on"));
  EXPECT_TRUE(page.says("The water is back."));
  EXPECT_TRUE(current().empty());
}

TEST_P(BulletinsRoom, LocalOnesLookDifferentAndCannotImitate) {
  as(mireille, {Role::informant});
  testing::Fields f{{"title", "Mairie : fermeture"},
                    {"text", "Fermée lundi."},
                    {"urgency", "usual"},
                    {"until", "2026-11-30"},
                    {"go", "publish"}};
  auto answer = site->post("/bulletins/new", f);
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("looks like a public body"));
  answer = site->post("/bulletins/new", with(f, "urgency", "urgent"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("#urgency"));
  answer = site->post("/bulletins/new", with(f, "title", "Boulangerie fermée lundi"));
  ASSERT_EQ(answer.status, 303);
  const auto page = site->get(answer.location());
  EXPECT_TRUE(page.says("bulletin-local"));
  EXPECT_FALSE(page.says("bulletin-official"));
  EXPECT_FALSE(page.says("Official information"));
  EXPECT_TRUE(page.says("Mireille, informant of Haute"));
  ASSERT_EQ(current().size(), 1U);
  EXPECT_EQ(current()[0].area, "Haute");
  // Its author leaves: the name goes, and with it the bulletin.
  db().write([&](db::Transaction& tx) { store::forget(tx, mireille, site->clock().now()); });
  EXPECT_TRUE(current().empty());
}

TEST_P(BulletinsRoom, NobodyIsCalledLikeABody) {
  as(jeanne);
  const auto name = [&](const char* first, const char* last) {
    return site->post("/account/name", {{"first_name", first}, {"last_name", last}}).status;
  };
  EXPECT_EQ(name("Mairie de", "Merlefontaine"), 422);
  EXPECT_EQ(name("M\u0430irie", ""), 422);
  EXPECT_EQ(name("Ville de Merlefontaine", ""), 422);
  EXPECT_EQ(name("Marie", "Merle"), 303);
  EXPECT_EQ(
      site->send_json(http::Method::patch, "/api/v1/me", R"({"first_name":"Préfecture"})").status,
      422);
}

TEST_P(BulletinsRoom, WhatIsHiddenIsHiddenEverywhere) {
  const auto id = publish();
  db().write([&](db::Transaction& tx) { town->service().hide(tx, id, true); });
  EXPECT_TRUE(current().empty());
  EXPECT_EQ(site->get("/bulletins/" + id.str()).status, 404);
  EXPECT_EQ(site->get("/api/v1/bulletins/" + id.str()).status, 404);
  EXPECT_FALSE(site->get("/bulletins.atom").says("Water cut"));
  EXPECT_EQ(site->get_json("/api/v1/bulletins").json().at("items").as_array().size(), 0U);
  db().write([&](db::Transaction& tx) { town->service().hide(tx, id, false); });
  EXPECT_EQ(current().size(), 1U);
}

TEST_P(BulletinsRoom, ProgramsReadAndWrite) {
  const auto id = publish(Urgency::important, {"quarter/11"});
  auto json = site->get_json("/api/v1/bulletins?area=quarter/11").json();
  ASSERT_EQ(json.at("items").as_array().size(), 1U);
  const auto& one = json.at("items").at(0);
  EXPECT_EQ(one.at("body"), "Ville de Merlefontaine");
  EXPECT_EQ(one.at("voice"), "official");
  EXPECT_EQ(one.at("circles").at(0), "quarter/11");
  EXPECT_EQ(
      site->get_json("/api/v1/bulletins?area=quarter/12").json().at("items").as_array().size(), 0U);
  const auto atom = site->get("/bulletins.atom");
  EXPECT_EQ(atom.type, "application/atom+xml; charset=utf-8");
  EXPECT_TRUE(atom.says("<author><name>Ville de Merlefontaine</name></author>"));
  EXPECT_TRUE(atom.says("&lt;em&gt;today"));
  as(philippe, {Role::official});
  auto answer = site->send_json(http::Method::post, "/api/v1/bulletins",
                                R"({"title":"Heat","text":"Drink.","urgency":"urgent",
                                    "where":"chosen","circles":["quarter/12"],"until":"2026-11-26"})");
  EXPECT_EQ(answer.status, 422);
  answer = site->send_json(http::Method::post, "/api/v1/bulletins",
                           R"({"title":"Heat","text":"Drink.","urgency":"urgent","sure":true,
                               "where":"chosen","circles":["quarter/12"],"until":"2026-11-26"})");
  EXPECT_EQ(answer.status, 201);
  site->run_jobs();
  EXPECT_EQ(mails_to("Oksana"), 1);
  as(jeanne);
  EXPECT_EQ(site->send_json(http::Method::post, "/api/v1/bulletins/" + id.str() + "/read").status,
            200);
}

TEST_P(BulletinsRoom, TheKeeperSaysWhoSigns) {
  as(ines, {Role::keeper});
  EXPECT_TRUE(site->get("/keeper/bodies").says("Ville de Merlefontaine"));
  EXPECT_EQ(site->post("/keeper/bodies/new", {{"name", "Ville de Merlefontaine"}, {"kind", "city"}})
                .status,
            422)
      << "one name, one body";
  EXPECT_EQ(site->post("/keeper/bodies/new", {{"name", "Agence de santé"},
                                              {"kind", "health"},
                                              {"signers", philippe.str()},
                                              {"signers", jeanne.str()}})
                .status,
            303);
  db().read([&](db::Session& s) {
    const auto body = store::body_named(s, {1}, "Agence de santé");
    ASSERT_TRUE(body);
    EXPECT_EQ(store::signers(s, body->id), std::vector<AccountId>{philippe})
        << "who is no official does not sign";
    EXPECT_TRUE(town->room->looks_official(s, {1}, "Agence de sante : vaccination"));
    EXPECT_FALSE(town->room->looks_official(s, {1}, "La mairie est fermée ?"));
  });
  as(philippe, {Role::official});
  EXPECT_TRUE(site->get("/bulletins/new").says("In whose name do you write?"));
}

TEST_P(BulletinsRoom, SummariesHaveTheUsualOnes) {
  const auto before = site->clock().now() - 1h;
  publish(Urgency::usual, {"quarter/11"}, "For Haute");
  publish(Urgency::important, {}, "For all");
  const auto section = [&](AccountId who) {
    return db().read(
        [&](db::Session& s) { return town->service().digest(s, who, *i18n::find("en"), before); });
  };
  ASSERT_EQ(section(jeanne).lines.size(), 1U) << "the important one is written to them";
  EXPECT_EQ(section(jeanne).lines[0].text, "Ville de Merlefontaine: For Haute");
  EXPECT_TRUE(section(oksana).lines.empty());
}

INSTANTIATE_TEST_SUITE_P(Both, BulletinsRoom,
                         ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
                         [](const auto& which) {
                           return which.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

}  // namespace
}  // namespace palier::bulletins
