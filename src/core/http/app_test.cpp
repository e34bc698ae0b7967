#include "core/http/app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/db/rows.hpp"
#include "core/html/html.hpp"
#include "core/http/json.hpp"
#include "core/http/sessions.hpp"
#include "core/testing/site.hpp"

namespace palier::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::int64_t kAnna = 501;
constexpr std::int64_t kDesk = 502;

// A small site with one route of each sort.
std::shared_ptr<void> rooms(const Core& core) {
  Router& r = core.router;
  r.get("/", [](Context&) { return text("home", "text/plain"); }).who(anyone());
  r.get("/form", [](Context& c) {
     return text(std::string(c.page("Form").csrf), "text/plain");
   }).who(anyone());
  r.post("/form", [](Context& c) {
     c.notice({N_("Saved."), {}});
     return see_other("/seen");
   }).who(anyone());
  r.get("/seen", [](Context& c) {
     const auto page = c.page("Seen");
     return text(page.notices.empty() ? "nothing" : page.notices.front(), "text/plain");
   }).who(anyone());
  r.get("/mine", [](Context& c) { return text(c.viewer.name, "text/plain"); }).who(signed_in());
  r.post("/mine", [](Context&) { return text("done", "text/plain"); }).who(signed_in());
  r.get("/desk", [](Context&) {
     return text("desk", "text/plain");
   }).who(only({Role::operator_, Role::keeper}));
  r.post("/enter", [](Context& c) {
     c.session.sign_in(kAnna);
     return see_other("/mine");
   }).who(anyone());
  r.post("/leave", [](Context& c) {
     c.session.sign_out();
     return see_other("/");
   }).who(signed_in());
  r.get("/api/v1/mine", [](Context& c) {
     return json("{\"name\":\"" + c.viewer.name + "\"}");
   }).who(signed_in());
  r.post("/api/v1/mine", [](Context& c) {
     form::Errors errors;
     if (json_input(c.request).one("title").empty())
       errors.add("title", {N_("Fill in this field."), {}});
     return errors ? problem(c, errors) : json("{}", 201);
   }).who(signed_in());
  r.get("/broken", [](Context&) -> Response {
     throw std::runtime_error("secret of the house");
   }).who(anyone());
  r.get("/away", [](Context&) -> Response { throw db::Unavailable("gone"); }).who(anyone());
  r.get("/tongue", [](Context& c) {
     return text(std::string(c.language.code()), "text/plain");
   }).who(anyone());
  return nullptr;
}

std::int64_t session_rows(testing::Site& site) {
  return site.core().db.read(
      [](db::Session& s) { return s.one<std::int64_t>("select count(*) from sessions"); });
}

class AppTest : public ::testing::Test {
 protected:
  testing::Site site{rooms};
};

TEST_F(AppTest, VisitorsGetNoCookieUntilAFormNeedsOne) {
  EXPECT_THAT(site.get("/").head("set-cookie"), IsEmpty());
  const auto form = site.get("/form");
  EXPECT_THAT(std::string(form.head("set-cookie")), HasSubstr("HttpOnly; SameSite=Lax"));
  EXPECT_EQ(session_rows(site), 0);  // The token costs no row.
  EXPECT_EQ(form.body, site.csrf());
  EXPECT_EQ(site.post("/form").status, 303);
  EXPECT_EQ(session_rows(site), 1);
}

TEST_F(AppTest, AFormWithoutItsTokenIsNotTaken) {
  site.get("/form");
  const auto answer = site.post_without_csrf("/form", {{"story", "Il était <une> fois"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(site.post_without_csrf("/form", {{"csrf", "wrong"}}).status, 403);
  EXPECT_EQ(site.get("/seen").body, "nothing");
}

TEST_F(AppTest, AnOldFormOfOursCanBeSentAgainAsItWas) {
  Request r;
  r.method = Method::post;
  r.path = r.target = "/form";
  r.origin = "http://palier.test";
  r.headers = {{"origin", "http://palier.test"}};
  r.form = form::Input::from_pairs({{"story", "Il était <une> fois"}});
  const auto ours = site.send(r);
  EXPECT_EQ(ours.status, 403);
  EXPECT_TRUE(ours.says("Il était &lt;une"));

  r.headers = {{"origin", "https://elsewhere.example"}};
  const auto theirs = site.send(r);
  EXPECT_EQ(theirs.status, 403);
  EXPECT_FALSE(theirs.says("Il était"));
}

TEST_F(AppTest, ATokenFromElsewhereDoesNotHelpAnotherSite) {
  site.get("/form");
  Request r;
  r.method = Method::post;
  r.path = r.target = "/form";
  r.origin = "http://palier.test";
  r.headers = {{"sec-fetch-site", "cross-site"}};
  r.form = form::Input::from_pairs({{"csrf", site.csrf()}});
  EXPECT_EQ(site.send(r).status, 403);
}

TEST_F(AppTest, NoticesAreShownOnce) {
  site.post("/form");
  EXPECT_EQ(site.get("/seen").body, "Saved.");
  EXPECT_EQ(site.get("/seen").body, "nothing");
}

TEST_F(AppTest, SigningInChangesTheCookieAndTheToken) {
  site.get("/form");
  const std::string before = site.csrf();
  site.sign_in_as(kAnna);  // Makes her known; the visitor's cookie is replaced below.
  site.sign_out();
  EXPECT_EQ(site.follow(site.post("/enter")).body, "Test");
  EXPECT_NE(site.csrf(), before);
  EXPECT_EQ(site.post("/leave").status, 303);
  EXPECT_EQ(site.get("/mine").status, 303);
}

TEST_F(AppTest, SigningOutEndsTheRowAndClearsWhatTheBrowserKept) {
  site.sign_in_as(kAnna);
  const auto rows = session_rows(site);
  const auto answer = site.post("/leave");
  EXPECT_EQ(answer.head("clear-site-data"), "\"cache\"");
  EXPECT_EQ(session_rows(site), rows - 1);
}

TEST_F(AppTest, VisitorsAreLedToSignInAndComeBack) {
  const auto answer = site.get("/mine?tab=2");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.location(), "/sign-in?next=/mine%3Ftab%3D2");
  EXPECT_EQ(site.get_json("/api/v1/mine").status, 401);
}

TEST_F(AppTest, ARoleOpensItsPagesOnly) {
  site.sign_in_as(kAnna);
  EXPECT_EQ(site.get("/desk").status, 403);
  site.sign_in_as(kDesk, {Role::operator_});
  EXPECT_EQ(site.get("/desk").status, 200);
}

TEST_F(AppTest, SessionsEndThirtyDaysAfterTheirLastUse) {
  site.sign_in_as(kAnna);
  site.clock().advance(29 * 24h);
  EXPECT_EQ(site.get("/mine").status, 200);
  site.clock().advance(29 * 24h);
  EXPECT_EQ(site.get("/mine").status, 200);
  site.clock().advance(31 * 24h);
  EXPECT_EQ(site.get("/mine").status, 303);
}

TEST_F(AppTest, TheDeskIsSignedOutAfterTwelveHours) {
  site.sign_in_as(kDesk, {Role::operator_});
  site.clock().advance(11h);
  EXPECT_EQ(site.get("/desk").status, 200);
  site.clock().advance(13h);
  EXPECT_EQ(site.get("/desk").status, 303);
}

TEST_F(AppTest, SweepRemovesWhatHasExpired) {
  site.sign_in_as(kAnna);
  site.clock().advance(31 * 24h);
  const auto removed = site.core().db.write(
      [&](db::Transaction& tx) { return sweep_sessions(tx, site.clock().now()); });
  EXPECT_EQ(removed, 1);
}

TEST_F(AppTest, TheApiWantsTheSessionsTokenInAHeader) {
  site.sign_in_as(kAnna);
  EXPECT_EQ(site.send_json(Method::post, "/api/v1/mine", R"({"title":"x"})").status, 201);
  Request r;
  r.method = Method::post;
  r.path = r.target = "/api/v1/mine";
  r.body = "{}";
  r.headers = {{"content-type", "application/json"}};
  EXPECT_EQ(site.send(r).status, 403);
}

TEST_F(AppTest, ErrorsOfFieldsAreProblemDetails) {
  site.sign_in_as(kAnna);
  const auto answer = site.send_json(Method::post, "/api/v1/mine", "{}");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.type, "application/problem+json");
  const auto body = answer.json();
  EXPECT_EQ(body.at("status").as_int64(), 422);
  EXPECT_EQ(body.at("errors").as_array().at(0).at("field").as_string(), "title");
  EXPECT_EQ(site.send_json(Method::post, "/api/v1/mine", "{").status, 400);
  EXPECT_EQ(site.send_json(Method::post, "/api/v1/mine", "[]").status, 400);
}

TEST_F(AppTest, WhatBreaksSaysOnlyItsNumber) {
  const auto answer = site.get("/broken");
  EXPECT_EQ(answer.status, 500);
  EXPECT_TRUE(answer.says("test-request-id1"));
  EXPECT_FALSE(answer.says("secret of the house"));
  const auto away = site.get("/away");
  EXPECT_EQ(away.status, 503);
  EXPECT_THAT(std::string(away.head("retry-after")), Not(IsEmpty()));
}

TEST_F(AppTest, UnknownPathsAndMethods) {
  EXPECT_EQ(site.get("/nowhere").status, 404);
  EXPECT_EQ(site.get_json("/api/v1/nowhere").type, "application/problem+json");
  const auto answer = site.post("/seen");
  EXPECT_EQ(answer.status, 405);
  EXPECT_THAT(std::string(answer.head("allow")), HasSubstr("GET"));
}

TEST_F(AppTest, EveryAnswerIsGuarded) {
  for (const char* path : {"/", "/nowhere", "/broken", "/mine"}) {
    const auto answer = site.get(path);
    EXPECT_THAT(std::string(answer.head("content-security-policy")),
                HasSubstr("default-src 'none'"));
    EXPECT_EQ(answer.head("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.head("referrer-policy"), "same-origin");
    EXPECT_EQ(answer.head("cache-control"), "private, no-cache");
  }
}

TEST_F(AppTest, TheLanguageChosenWinsOverTheBrowsers) {
  site.speak("fr-FR,fr;q=0.9");
  EXPECT_EQ(site.get("/tongue").body, "fr");
  const auto answer = site.get("/language?language=en&to=%2Ftongue");
  EXPECT_EQ(answer.location(), "/tongue");
  EXPECT_EQ(site.get("/tongue").body, "en");
  EXPECT_EQ(site.post("/language", {{"language", "fr"}, {"to", "//evil.example"}}).location(), "/");
  EXPECT_EQ(site.get("/tongue").body, "fr");
}

TEST_F(AppTest, ErrorPagesSpeakTheVisitorsLanguage) {
  site.speak("fr");
  EXPECT_TRUE(site.get("/nowhere").says("Nous n’avons pas trouvé cette page"));
}

}  // namespace
}  // namespace palier::http
