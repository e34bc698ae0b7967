// The coordinators' board: who sees what, and what its buttons do.
#include <boost/json.hpp>
#include <thread>

#include "features/proposals/board_for_test.hpp"

namespace palier::proposals::board {
namespace {

class BoardPages : public AtTheBoard {};

TEST_P(BoardPages, AreForCoordinatorsAlone) {
  const auto id = shopping();
  as(jeanne);
  for (const char* path : {"/board", "/board/confirm", "/board/apart", "/board/apart/new",
                           "/board/history", "/board/export.csv"})
    EXPECT_EQ(site->get(path).status, 403) << path;
  EXPECT_EQ(site->get("/board/needs/" + id.str()).status, 403);
  EXPECT_FALSE(site->get("/board").says("Quelques courses"));
  as(maud);
  EXPECT_EQ(site->get("/board").status, 200);
  EXPECT_EQ(site->post("/board/needs/" + id.str() + "/address").status, 403);
  EXPECT_EQ(site->get("/board/needs/12345").status, 404);
  EXPECT_EQ(site->get("/board/proposals/12345").status, 404);
  EXPECT_EQ(site->get("/board?area=nonsense").status, 422);
}

TEST_P(BoardPages, SayWhyNobodyWasFound) {
  volunteers(noor, {"shopping"});
  shopping({{"title", "Avec Noor"}});
  const auto alone = need("gardening", {{"title", "Promener Rex"}, {"urgency", "urgent"}});
  (void)alone;
  town->planner.run({1}, "nightly");
  as(odile);
  const auto page = site->get("/board");
  EXPECT_TRUE(page.says("Promener Rex")) << page.body;
  EXPECT_TRUE(page.says("No one here does this."));
  EXPECT_TRUE(page.says("Proven best: no other plan serves more.")) << page.body;
  EXPECT_TRUE(page.says("One request without anybody"));
  EXPECT_TRUE(page.says("Quartier 11"));
  EXPECT_FALSE(page.says("Avec Noor")) << "Somebody is being asked.";
  const auto all = site->get("/board?all=1");
  EXPECT_TRUE(all.says("Avec Noor")) << all.status << all.body;
  EXPECT_FALSE(site->get("/board?long=1").says("Promener Rex"));
  EXPECT_TRUE(site->get("/board?urgent=1&area=11").says("Promener Rex"));
  EXPECT_FALSE(site->get("/board?area=12").says("Promener Rex"));
  const auto json = site->get_json("/api/v1/board").json().as_object();
  EXPECT_EQ(json.at("total").to_number<int>(), 1);
  EXPECT_EQ(json.at("needs").as_array().at(0).at("reason").as_string(), "No one here does this.");
}

TEST_P(BoardPages, AskByHandAndRespectTheRules) {
  volunteers(noor, {"shopping"});
  const auto id = shopping({{"verified_only", "1"}});
  volunteers(karim, {"shopping"});
  as(odile);
  const std::string url = "/board/needs/" + id.str();
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("Noor Noor-Martin"));
  EXPECT_TRUE(page.says("Not verified")) << "Karim is kept away, and why.";
  EXPECT_FALSE(page.says("1 Rue des Lilas"));
  const auto refused = site->post(url + "/propose", {{"helper", karim.str()}});
  EXPECT_GE(refused.status, 409);
  EXPECT_TRUE(refused.says("must be verified"));
  EXPECT_EQ(site->post(url + "/propose", {{"helper", noor.str()}}).status, 303);
  EXPECT_EQ(site->post(url + "/propose", {{"helper", noor.str()}}).status, 409);
  EXPECT_TRUE(site->get(url).says("By hand: Odile"));
  EXPECT_EQ(site->post(url + "/propose", {{"helper", "nobody"}}).status, 400);
  as(maud);
  EXPECT_FALSE(site->get(url).says("Noor-Martin")) << "A surname is the desk's.";
}

TEST_P(BoardPages, LeaveALineForEachLookAtAnAddress) {
  const auto id = shopping();
  const std::string url = "/board/needs/" + id.str();
  as(odile);
  EXPECT_FALSE(site->get(url).says("1 Rue des Lilas"));
  const auto page = site->post(url + "/address");
  EXPECT_TRUE(page.says("1 Rue des Lilas"));
  EXPECT_TRUE(page.says("Jeanne@example.org") || page.says("jeanne@example.org"));
  EXPECT_EQ(page.head("cache-control"), "no-store");
  EXPECT_TRUE(site->get(url).says("Odile"));
  site->send_json(http::Method::post, "/api/v1" + url + "/address", "{}");
  const auto looks =
      db().read([&](db::Session& s) { return store::looks(s, {1}, "address", id.value, 10); });
  ASSERT_EQ(looks.size(), 2U);
  EXPECT_EQ(looks[0].by_id, odile);
}

TEST_P(BoardPages, ConfirmAMeetingOnce) {
  volunteers(noor, {"childcare"});
  const auto id = proposed(childcare(), noor);
  says_yes(id, noor);
  ASSERT_EQ(state(id), State::to_confirm);
  const std::string url = "/board/proposals/" + id.str();
  as(odile);
  EXPECT_TRUE(site->get("/board").says("One meeting waits"));
  EXPECT_TRUE(site->get("/board/confirm").says("Garder Léo"));
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("Takes children"));
  EXPECT_TRUE(page.says("3-5"));
  EXPECT_EQ(site->post(url + "/confirm").status, 422);
  EXPECT_EQ(site->post(url + "/confirm", {{"decision", "no"}}).status, 422) << "Refusing says why.";
  EXPECT_EQ(site->post(url + "/confirm", {{"decision", "yes"}}).status, 303);
  EXPECT_EQ(state(id), State::offered);
  as(omar);
  const auto late = site->post(url + "/confirm", {{"decision", "no"}, {"note", "x"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.says("somebody was first"));
  EXPECT_EQ(state(id), State::offered);
}

TEST_P(BoardPages, TwoCoordinatorsAtOnceDecideOnce) {
  volunteers(noor, {"childcare"});
  const auto id = proposed(childcare(), noor);
  says_yes(id, noor);
  std::atomic<int> done = 0, late = 0;
  std::vector<std::thread> both;
  for (const auto& [who, good] : {std::pair{odile, true}, std::pair{omar, false}})
    both.emplace_back([&, who = who, good = good] {
      const auto r = decide(town->room, seat(who), id, {good, "because"}, now());
      if (r)
        ++done;
      else if (r.error() == Refusal::wrong_state)
        ++late;
    });
  for (auto& t : both) t.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(late, 1);
}

TEST_P(BoardPages, NobodyConfirmsAMeetingOfTheirOwn) {
  volunteers(odile, {"childcare"});
  const auto id = proposed(childcare(), odile);
  says_yes(id, odile);
  as(odile);
  const std::string url = "/board/proposals/" + id.str();
  EXPECT_TRUE(site->get(url).says("another coordinator decides"));
  EXPECT_GE(site->post(url + "/confirm", {{"decision", "yes"}}).status, 409);
  EXPECT_EQ(state(id), State::to_confirm);
}

TEST_P(BoardPages, TheDeskSpeaksForSomebodyOnTheTelephone) {
  volunteers(karim, {"shopping"});
  const auto id = proposed(shopping(), karim);
  says_yes(id, karim);
  ASSERT_EQ(state(id), State::offered);
  const std::string url = "/board/proposals/" + id.str();
  as(maud);
  EXPECT_EQ(site->post(url + "/accept").status, 403);
  as(odile);
  EXPECT_EQ(site->post(url + "/accept").status, 303);
  EXPECT_EQ(state(id), State::agreed);
  EXPECT_TRUE(db().read([&](db::Session& s) { return store::find(s, id)->settled_by_desk; }));
  EXPECT_TRUE(site->get(url).says("Odile Odile-Martin"));
  EXPECT_EQ(site->post(url + "/cancel", {{"why", "x"}}).status, 303) << "What was agreed too.";
  EXPECT_EQ(site->post(url + "/cancel", {{"why", "x"}}).status, 409);
}

TEST_P(BoardPages, CancelWithAReason) {
  volunteers(karim, {"shopping"});
  const auto id = proposed(shopping(), karim);
  const std::string url = "/board/proposals/" + id.str();
  as(maud);
  EXPECT_EQ(site->post(url + "/cancel").status, 422);
  EXPECT_EQ(site->post(url + "/cancel", {{"why", "<b>called off</b>"}}).status, 303);
  EXPECT_EQ(state(id), State::cancelled);
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("&lt;b&gt;called off"));
  EXPECT_FALSE(page.says("<b>called"));
}

TEST_P(BoardPages, KeepTwoPeopleApart) {
  volunteers(karim, {"shopping"});
  const auto id = proposed(shopping(), karim);
  as(maud);
  EXPECT_TRUE(site->get("/board/apart/new?first=zzz&second=kar").says("Nobody found"));
  const auto found = site->get("/board/apart/new?first=jeanne&second=kar");
  EXPECT_TRUE(found.says(karim.str()));
  EXPECT_FALSE(found.says("Karim-Martin"));
  EXPECT_EQ(
      site->post("/board/apart", {{"a", karim.str()}, {"b", karim.str()}, {"why", "x"}}).status,
      422);
  EXPECT_EQ(site->post("/board/apart", {{"a", karim.str()}, {"b", "77"}, {"why", "x"}}).status,
            422);
  const testing::Fields pair{{"a", karim.str()}, {"b", jeanne.str()}, {"why", "Dispute"}};
  EXPECT_EQ(site->post("/board/apart", pair).status, 303);
  EXPECT_EQ(state(id), State::cancelled) << "What was live between them ends.";
  EXPECT_TRUE(site->get("/board/apart").says("Dispute"));
  EXPECT_EQ(site->post("/board/apart/lift", {{"a", jeanne.str()}, {"b", karim.str()}}).status, 303);
  EXPECT_FALSE(site->get("/board/apart").says("Dispute"));
}

TEST_P(BoardPages, HideFromModeratorsWhoIsFrail) {
  const auto id = shopping({{"vulnerable", "1"}, {"title", "Pour Odette"}});
  for (const bool desk : {true, false}) {
    as(desk ? odile : maud);
    EXPECT_EQ(site->get("/board").says("Vulnerable person"), desk);
    EXPECT_EQ(site->get("/board/needs/" + id.str()).says("Vulnerable person"), desk);
    EXPECT_EQ(site->get("/board?vulnerable=1").says("are for a vulnerable person"), desk);
  }
}

INSTANTIATE_ON_BOTH(BoardPages);

}  // namespace
}  // namespace palier::proposals::board
