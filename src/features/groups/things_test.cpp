// What groups have: files, a calendar, needs and offers, letters of a day; and the same as JSON.
#include <boost/json.hpp>

#include "features/groups/town_for_test.hpp"

namespace palier::groups {
namespace {

class GroupThings : public InGroups {};
INSTANTIATE_ON_BOTH(GroupThings);

TEST_P(GroupThings, FilesAreForMembersAndComeAsDownloads) {
  const auto g = found(Door::open);
  let_in(g, karim);
  be(jeanne);
  site->get(url(g));
  const auto files = url(g) + "/files";
  EXPECT_EQ(upload(files, "../Programme.html", "<script>alert(1)</script>").status, 303);
  EXPECT_EQ(upload(files, "holiday.jpg", "\xFF\xD8\xFF with a place in it").status, 303);
  EXPECT_EQ(upload(files, "liar.pdf", std::string("MZ\x90\0 program", 12)).status, 422);
  EXPECT_EQ(upload(files, "", "").status, 422);
  EXPECT_EQ(upload(files, "big.txt", std::string(10'000'001, 'a')).status, 422);
  const auto all = db().read([&](db::Session& s) { return store::files(s, g, 10, 0); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "holiday.webp");
  EXPECT_EQ(all[1].name, "Programme.txt");
  be(karim);
  const auto one = site->get(files + "/" + all[1].id.str());
  EXPECT_EQ(one.status, 200);
  EXPECT_EQ(one.body, "<script>alert(1)</script>");
  EXPECT_EQ(one.type, "text/plain; charset=utf-8");
  EXPECT_TRUE(one.head("content-disposition").starts_with("attachment"));
  EXPECT_EQ(one.head("x-content-type-options"), "nosniff");
  EXPECT_EQ(site->get(files + "/" + all[0].id.str()).body, "webp of it")
      << "A picture is kept without what the camera adds.";
  EXPECT_EQ(site->post(files + "/" + all[0].id.str() + "/remove").status, 403);
  be(lea);
  EXPECT_EQ(site->get(files).status, 403);
  EXPECT_EQ(site->get(files + "/" + all[0].id.str()).status, 403);
  const auto other = found(Door::open, "quarter/11", "Other");
  be(jeanne);
  EXPECT_EQ(site->get(url(other) + "/files/" + all[0].id.str()).status, 404)
      << "Not through another group.";
  EXPECT_EQ(site->post(files + "/" + all[0].id.str() + "/remove").status, 303);
  EXPECT_EQ(rows("group_files"), 1);
}

TEST_P(GroupThings, TheCalendarFollowsItsKey) {
  const auto g = found(Door::hidden);
  const auto soon = site->clock().now() + std::chrono::days(2);
  feed::Feed::Coming e;
  e.id = {5};
  e.title = "Rehearsal, first";
  e.url = "/posts/5";
  e.event = {soon, soon + std::chrono::hours(2), "Town hall"};
  e.changed = site->clock().now();
  town->feed.events.emplace("group/" + g.str(), e);
  be(jeanne);
  const auto page = site->get(url(g) + "/calendar");
  EXPECT_TRUE(page.says("Rehearsal, first"));
  const auto at = page.body.find("/groups/calendar/");
  ASSERT_NE(at, std::string::npos);
  const auto link = page.body.substr(at, page.body.find('"', at) - at);
  site->sign_out();
  const auto ics = site->get(link);
  EXPECT_EQ(ics.status, 200);
  EXPECT_EQ(ics.type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(ics.says("SUMMARY:Rehearsal\\, first\r\n"));
  EXPECT_TRUE(ics.says("DTSTART:"));
  EXPECT_EQ(site->get("/groups/calendar/wrong.ics").status, 404);
  be(jeanne);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/calendar").status, 303);
  EXPECT_EQ(site->get(link).status, 404) << "The old one has stopped.";
}

TEST_P(GroupThings, NeedsAndOffersOfItsPeopleAreListed) {
  const auto g = found(Door::open, "quarter/11", "Maraude");
  const auto post = db().write([&](db::Transaction& tx) {
    const auto made =
        town->aid->post(tx, {aid::Kind::need, jeanne, {}, {}, {}},
                        form::Input::from_pairs({{"category", "shopping"},
                                                 {"questions.list", "Thermos"},
                                                 {"questions.repaid", "cash"},
                                                 {"title", "Des thermos pour jeudi"}}));
    return made.id;
  });
  ASSERT_TRUE(post);
  be(jeanne);
  EXPECT_TRUE(site->get(url(g) + "/aid").says("Des thermos pour jeudi"));
  EXPECT_EQ(site->post(url(g) + "/aid").status, 422);
  EXPECT_EQ(site->post(url(g) + "/aid", {{"post", post.str()}}).status, 303);
  EXPECT_EQ(site->post(url(g) + "/aid", {{"post", post.str()}}).status, 303) << "Twice is once.";
  EXPECT_EQ(site->post(url(g) + "/aid", {{"post", "12345"}}).status, 404) << "Not theirs.";
  be(lea);
  EXPECT_TRUE(site->get(url(g)).says("Des thermos pour jeudi"));
  EXPECT_EQ(site->post(url(g) + "/aid/" + post.str() + "/unlist").status, 403);
  EXPECT_TRUE(site->get_json("/api/v1/groups/" + g.str() + "/aid").says("Des thermos"));
  db().write([&](db::Transaction& tx) { town->aid->cancel(tx, post, jeanne); });
  EXPECT_FALSE(site->get(url(g)).says("Des thermos pour jeudi")) << "Over: no longer shown.";
}

TEST_P(GroupThings, ADigestTellsEachOnceOfWhatIsNew) {
  const auto g = found(Door::open);
  let_in(g, karim);
  let_in(g, lea);
  be(lea);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/notices", {{"notice", "none"}}).status, 303);
  EXPECT_EQ(site->post(url(g) + "/notices", {{"notice", "hourly"}}).status, 422);
  site->run_jobs();
  feed::Feed::Recent r;
  r.id = {9};
  r.author = jeanne;
  r.title = "Who brings a cake?";
  r.url = "/posts/9";
  r.at = site->clock().now() + std::chrono::hours(1);
  town->feed.posts.emplace("group/" + g.str(), r);
  site->clock().advance(std::chrono::days(1));
  EXPECT_EQ(letters("Karim", "Who brings a cake?"), 1);
  EXPECT_EQ(letters("Lea", "Who brings a cake?"), 0);
  EXPECT_EQ(letters("Jeanne", "Who brings a cake?"), 0) << "One's own is no news.";
  site->clock().advance(std::chrono::days(1));
  EXPECT_EQ(letters("Karim", "Who brings a cake?"), 1);
  db().read([&](db::Session& s) {
    EXPECT_TRUE(town->feed.audiences.at("group").followers(s, g.value).empty());
  });
  be(karim);
  site->get(url(g));
  site->post(url(g) + "/notices", {{"notice", "all"}});
  db().read([&](db::Session& s) {
    EXPECT_EQ(town->feed.audiences.at("group").followers(s, g.value), std::vector{karim});
  });
}

TEST_P(GroupThings, JsonDoesWhatThePagesDo) {
  be(jeanne);
  const auto bad = site->send_json(http::Method::post, "/api/v1/groups", R"({"name": "X"})");
  EXPECT_EQ(bad.status, 422);
  const auto made =
      site->send_json(http::Method::post, "/api/v1/groups",
                      R"({"name": "Choir", "about": "We sing on Tuesdays.", "circle": "quarter",
          "door": "request", "questions": ["Which voice?"], "rules": "Be kind."})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto path = "/api/v1/groups/" + std::string(made.json().at("id").as_string());
  be(lea);
  EXPECT_EQ(site->get_json(path).json().at("role"), nullptr);
  EXPECT_EQ(site->get_json(path + "/members").status, 403);
  EXPECT_EQ(site->send_json(http::Method::post, path + "/join", "{}").status, 422);
  const auto joined =
      site->send_json(http::Method::post, path + "/join", R"({"answer_1": "Alto", "agree": true})");
  EXPECT_EQ(joined.json().at("state").as_string(), "asked") << joined.body;
  be(jeanne);
  const auto requests = site->get_json(path + "/requests").json().at("requests").as_array();
  ASSERT_EQ(requests.size(), 1U);
  const auto request = path + "/requests/" + std::string(requests[0].at("id").as_string());
  EXPECT_EQ(site->send_json(http::Method::post, request, R"({"decision": "let_in"})").status, 200);
  EXPECT_EQ(site->send_json(http::Method::post, request, R"({"decision": "let_in"})").status, 409);
  const auto them = path + "/members/" + lea.str();
  EXPECT_EQ(site->send_json(http::Method::put, them + "/trust", "{}").status, 200);
  EXPECT_EQ(site->send_json(http::Method::put, them + "/role", R"({"role": "helper"})").status,
            200);
  EXPECT_EQ(site->get_json(path + "/members").json().at("members").as_array().size(), 2U);
  EXPECT_EQ(site->send_json(http::Method::patch, path, R"({"name": "Great choir"})").status, 200);
  EXPECT_EQ(site->get_json(path).json().at("about").as_string(), "We sing on Tuesdays.");
  EXPECT_TRUE(
      site->send_json(http::Method::post, path + "/invitations", R"({"way": "link"})").says("url"));
  EXPECT_EQ(site->send_json(http::Method::delete_, them, "{}").status, 200);
  EXPECT_EQ(site->send_json(http::Method::delete_, path, R"({"name": "Choir"})").status, 422);
  EXPECT_EQ(site->send_json(http::Method::delete_, path, R"({"name": "great CHOIR"})").status, 200);
  EXPECT_EQ(site->get_json(path).status, 404);
}

}  // namespace
}  // namespace palier::groups
