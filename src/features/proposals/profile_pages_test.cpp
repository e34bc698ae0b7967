// "When and how can you help?", as a helper fills it in.
#include "features/proposals/face_for_test.hpp"

namespace palier::proposals::face {
namespace {

using std::chrono::days;
using std::chrono::hours;

class Helping : public InTown {
 protected:
  /// From the first question to the last, as the pages lead; answers what came at the end.
  testing::Answer fill(testing::Fields what) {
    EXPECT_EQ(site->get("/helping/what").status, 200);
    auto next = site->post("/helping/what", std::move(what));
    if (next.location() == "/helping/children")
      next = site->post(next.location(),
                        {{"child_ages", "3-5"}, {"max_children", "2"}, {"has_children", "yes"}});
    EXPECT_EQ(next.location(), "/helping/where");
    next = site->post(next.location(), {{"radius", "500"}});
    EXPECT_EQ(next.location(), "/helping/when");
    next = site->post(next.location(),
                      {{"windows", "tue-evening"}, {"windows", "sat-morning"}, {"per_week", "2"}});
    EXPECT_EQ(next.location(), "/helping/frail");
    next = site->post(next.location(), {{"accepts_vulnerable", "yes"}});
    EXPECT_EQ(next.location(), "/helping/asks");
    EXPECT_FALSE(db().read([&](db::Session& s) { return store::profile(s, karim); }))
        << "Nothing is half-saved.";
    return site->post(
        next.location(),
        {{"asks_per_week", "2"}, {"quiet_from", "20:00"}, {"quiet_to", "09:30"}, {"digest", "no"}});
  }
};
INSTANTIATE_ON_BOTH(Helping);

TEST_P(Helping, IsAskedOnePageAfterTheOther) {
  site->sign_in_as(karim.value);
  EXPECT_TRUE(site->get("/helping").says("Begin"));
  const auto done = fill({{"kinds", "shopping"}, {"kinds", "phone"}});
  EXPECT_EQ(done.location(), "/helping");
  const auto p = profile(karim);
  EXPECT_TRUE(p.active);
  EXPECT_EQ(p.kinds, (std::vector<std::string>{"shopping", "phone"}));
  EXPECT_EQ(p.radius_m, 500);
  EXPECT_EQ(p.per_week, 2);
  EXPECT_EQ(p.windows, (1 << 5) | (1 << 15));
  EXPECT_TRUE(p.accepts_vulnerable);
  EXPECT_EQ(p.asks_per_week, 2);
  EXPECT_EQ(p.quiet_from, 20 * 60);
  EXPECT_EQ(p.quiet_to, 9 * 60 + 30);
  EXPECT_FALSE(p.digest);
  const auto page = site->get("/helping");
  EXPECT_TRUE(page.says("Up to 500 m from home"));
  EXPECT_TRUE(page.says("your address must be checked first")) << "Karim is not verified.";
}

TEST_P(Helping, AsksForChildrenOnlyWhoeverWouldLookAfterThem) {
  site->sign_in_as(karim.value);
  fill({{"kinds", "childcare"}});
  auto p = profile(karim);
  EXPECT_EQ(p.max_children, 2);
  EXPECT_EQ(p.child_ages, std::vector<std::string>{"3-5"});
  EXPECT_TRUE(p.has_children);
  site->post("/helping/what", {{"kinds", "shopping"}});
  p = profile(karim);
  EXPECT_EQ(p.max_children, 0);
  EXPECT_EQ(site->post("/helping/what", {{"kinds", "shopping"}, {"kinds", "childcare"}}).location(),
            "/helping/children");
}

TEST_P(Helping, SaysWhatIsWrongBesideTheFieldAndKeepsWhatWasTyped) {
  site->sign_in_as(karim.value);
  volunteers(karim);
  auto bad = site->post("/helping/what", {{"kinds", "flying"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_TRUE(bad.says("href=\"#kinds\""));
  bad = site->post("/helping/when", {{"per_week", "99"}, {"windows", "mon-evening"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_TRUE(bad.says("value=\"99\""));
  bad = site->post("/helping/asks", {{"asks_per_week", "15"}, {"quiet_from", "25:00"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_TRUE(bad.says("href=\"#quiet_from\""));
  EXPECT_TRUE(bad.says("href=\"#digest\""));
  EXPECT_EQ(profile(karim).per_week, 3) << "As it was.";
  EXPECT_EQ(site->get("/helping/nonsense").status, 404);
  site->sign_out();
  EXPECT_EQ(site->get("/helping").status, 303);
}

TEST_P(Helping, TakesABreakAtOneClick) {
  volunteers(karim);
  site->sign_in_as(karim.value);
  site->post("/helping/pause", {{"for", "week"}});
  EXPECT_EQ(*profile(karim).paused_until, now() + days(7));
  site->post("/helping/pause", {{"for", "month"}});
  EXPECT_EQ(*profile(karim).paused_until, now() + days(30));
  EXPECT_TRUE(site->get("/helping").says("You are left in peace until"));
  site->post("/helping/pause", {{"for", "none"}});
  EXPECT_FALSE(profile(karim).paused_until);
  EXPECT_EQ(site->post("/helping/pause", {{"until_day", "40"}}).status, 422);
  EXPECT_EQ(site->post("/helping/pause",
                       {{"until_day", "1"}, {"until_month", "12"}, {"until_year", "2026"}})
                .status,
            303);
  EXPECT_EQ(i18n::local(*profile(karim).paused_until).day, std::chrono::year{2026} / 12 / 1);
  site->post("/helping/stop");
  EXPECT_FALSE(profile(karim).active);
  EXPECT_TRUE(site->get("/helping").says("Ask me again"));
  site->post("/helping/start");
  EXPECT_TRUE(profile(karim).active);
}

TEST_P(Helping, TellsWhatANoHasChangedAndTakesItBack) {
  volunteers(karim);
  const auto id = ask(shopping(jeanne), karim);
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->post("/proposals/" + id.str() + "/no", {{"reason", "too_far"}}).status, 303);
  EXPECT_EQ(at(id).state, State::declined);
  EXPECT_EQ(profile(karim).radius_m, 400);
  EXPECT_TRUE(site->get("/helping").says("we now ask you within 400 m"));
  site->post("/helping/undo/" + id.str());
  EXPECT_EQ(profile(karim).radius_m, 2000);
  EXPECT_FALSE(site->get("/helping").says("we now ask you within"));
  site->sign_in_as(noor.value);
  EXPECT_EQ(site->post("/helping/undo/" + id.str()).status, 404);
}

TEST_P(Helping, EveryReasonCanBeTakenBack) {
  for (const No why : {No::too_far, No::not_this_kind, No::too_often, No::not_them}) {
    const auto who = person("Ada" + std::string(word(why)), 6, true);
    volunteers(who);
    const auto before = profile(who);
    const auto id = ask(shopping(jeanne), who);
    site->sign_in_as(who.value);
    site->post("/proposals/" + id.str() + "/no", {{"reason", std::string(word(why))}});
    EXPECT_TRUE(site->get("/helping").says("/helping/undo/" + id.str())) << word(why);
    site->post("/helping/undo/" + id.str());
    const auto after = profile(who);
    EXPECT_EQ(after.radius_m, before.radius_m) << word(why);
    EXPECT_THAT(after.kinds, ::testing::UnorderedElementsAreArray(before.kinds)) << word(why);
    EXPECT_EQ(after.asks_per_week, before.asks_per_week) << word(why);
    EXPECT_FALSE(after.paused_until) << word(why);
    EXPECT_FALSE(db().read([&](db::Session& s) { return store::apart(s, who, jeanne); }));
    EXPECT_FALSE(site->get("/helping").says("/helping/undo/")) << word(why);
  }
}

TEST_P(Helping, CountsHowOftenOneWasAsked) {
  volunteers(karim);
  site->sign_in_as(karim.value);
  const auto id = ask(shopping(jeanne), karim);
  EXPECT_TRUE(site->get("/helping").says("One request waits for your answer"));
  EXPECT_TRUE(site->get("/helping").says("<span class=\"badge\">1</span>"));
  site->post("/proposals/" + id.str() + "/yes");
  const auto json = site->get_json("/api/v1/helping").json();
  EXPECT_EQ(json.at("asked").at("total").as_int64(), 1);
  EXPECT_EQ(json.at("asked").at("last_28_days").as_int64(), 1);
  EXPECT_EQ(json.at("asked").at("yes").as_int64(), 1);
}

TEST_P(Helping, IsTheSameFormAsJson) {
  site->sign_in_as(karim.value);
  EXPECT_FALSE(site->get_json("/api/v1/helping").json().at("saved").as_bool());
  const std::string whole =
      R"({"kinds":["shopping"],"radius":800,"windows":["mon-morning"],"per_week":2,)"
      R"("accepts_vulnerable":false,"asks_per_week":3,"quiet_from":"21:00","quiet_to":"08:00",)"
      R"("digest":true,"paused_until":null})";
  auto r = site->send_json(http::Method::put, "/api/v1/helping", whole);
  EXPECT_EQ(r.status, 200) << r.body;
  EXPECT_EQ(profile(karim).radius_m, 800);
  EXPECT_FALSE(profile(karim).accepts_vulnerable);
  // What it answers may be sent back as it is.
  r = site->send_json(http::Method::put, "/api/v1/helping", r.body);
  EXPECT_EQ(r.status, 200) << r.body;
  r = site->send_json(http::Method::put, "/api/v1/helping", R"({"kinds":[],"per_week":0})");
  EXPECT_EQ(r.status, 422);
  EXPECT_EQ(profile(karim).per_week, 2);
}

}  // namespace
}  // namespace palier::proposals::face
