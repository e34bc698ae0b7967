#include "core/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palier::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct NeedTag;
using NeedId = Id<NeedTag>;

Response seen(const std::string& what) {
  return text(what, "text/plain");
}

/// Runs the handler; none of these looks at its context.
Response call(const Router::Match& match) {
  alignas(Context) static char nothing[sizeof(Context)];
  return match.route->handler(reinterpret_cast<Context&>(nothing), match.parameters);
}

TEST(RouterTest, GivesAHandlerItsTypedParameters) {
  Router router;
  router.get("/needs/{need}/offers/{offer}", [](Context&, NeedId need, std::int64_t offer) {
    return seen(need.str() + "/" + std::to_string(offer));
  });
  const auto match = router.find(Method::get, "/needs/12/offers/7");
  ASSERT_TRUE(match.route);
  EXPECT_THAT(match.parameters, ElementsAre("12", "7"));
  EXPECT_EQ(call(match).body, "12/7");
}

TEST(RouterTest, AParameterThatDoesNotParseIsNotFound) {
  Router router;
  router.get("/needs/{need}", [](Context&, NeedId) { return seen("need"); });
  for (const char* path : {"/needs/0", "/needs/-1", "/needs/12x", "/needs/99999999999999999999"}) {
    const auto match = router.find(Method::get, path);
    ASSERT_TRUE(match.route) << path;
    EXPECT_THROW(call(match), Refused) << path;
  }
}

TEST(RouterTest, LiteralsWinOverParameters) {
  Router router;
  router.get("/needs/{need}", [](Context&, std::string) { return seen("one"); });
  router.get("/needs/new", [](Context&) { return seen("new"); });
  router.get("/{page}/about", [](Context&, std::string p) { return seen("about " + p); });
  EXPECT_EQ(call(router.find(Method::get, "/needs/new")).body, "new");
  EXPECT_EQ(call(router.find(Method::get, "/needs/5")).body, "one");
  EXPECT_EQ(call(router.find(Method::get, "/town/about")).body, "about town");
}

TEST(RouterTest, GoesBackFromALiteralThatLeadsNowhere) {
  Router router;
  router.get("/a/b/c", [](Context&) { return seen("literal"); });
  router.get("/a/{x}/d", [](Context&, std::string x) { return seen(x); });
  EXPECT_EQ(call(router.find(Method::get, "/a/b/d")).body, "b");
  EXPECT_FALSE(router.find(Method::get, "/a/b/e").route);
}

TEST(RouterTest, HeadIsServedByGetAndOtherMethodsAreRefusedWithAllow) {
  Router router;
  router.get("/needs", [](Context&) { return seen("list"); });
  router.post("/needs", [](Context&) { return seen("made"); });
  EXPECT_EQ(router.find(Method::head, "/needs").route, router.find(Method::get, "/needs").route);
  const auto match = router.find(Method::delete_, "/needs");
  EXPECT_FALSE(match.route);
  EXPECT_EQ(match.allow, "GET, HEAD, POST");
  EXPECT_EQ(router.find(Method::get, "/nothing").allow, "");
  EXPECT_EQ(router.allowed("/needs"), "GET, HEAD, POST");
  EXPECT_EQ(router.allowed("/nothing"), "");
}

TEST(RouterTest, TheRootIsAPath) {
  Router router;
  router.get("/", [](Context&) { return seen("home"); }).who(anyone());
  EXPECT_TRUE(router.find(Method::get, "/").route);
  EXPECT_NO_THROW(router.check());
}

std::string refusal(const Router& router) {
  try {
    router.check();
  } catch (const std::logic_error& e) {
    return e.what();
  }
  return "";
}

TEST(RouterTest, ARouteThatDoesNotSayWhoMayUseItKeepsTheServerFromStarting) {
  Router router;
  router.get("/needs", [](Context&) { return seen("list"); }).who(anyone());
  EXPECT_EQ(refusal(router), "");
  router.post("/needs", [](Context&) { return seen("made"); });
  EXPECT_THAT(refusal(router), HasSubstr("POST /needs"));
}

TEST(RouterTest, ARouteOpenToNoRoleIsAMistake) {
  Router router;
  router.get("/desk", [](Context&) { return seen("desk"); }).who(only({}));
  EXPECT_THAT(refusal(router), HasSubstr("nobody"));
}

TEST(RouterTest, TheSamePathTwiceIsAMistake) {
  Router router;
  router.get("/needs/{need}", [](Context&, NeedId) { return seen("a"); }).who(anyone());
  router.get("/needs/{id}", [](Context&, NeedId) { return seen("b"); }).who(anyone());
  EXPECT_THAT(refusal(router), HasSubstr("registered twice"));
}

TEST(RouterTest, PatternAndHandlerMustAgree) {
  Router router;
  router.get("/needs/{need}", [](Context&) { return seen("a"); }).who(anyone());
  EXPECT_THAT(refusal(router), HasSubstr("1 parameters"));
}

TEST(RouterTest, AParameterIsAWholeSegment) {
  Router router;
  router.get("/needs/{need}.json", [](Context&) { return seen("a"); }).who(anyone());
  EXPECT_THAT(refusal(router), HasSubstr("whole segment"));
}

}  // namespace
}  // namespace palier::http
