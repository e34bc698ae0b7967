// The API as programs use it, and what is written to people.
#include <boost/json.hpp>

#include "features/feed/town_for_test.hpp"

namespace palier::feed {
namespace {

using http::Method;

class Api : public InNeighbourhood {
 protected:
  std::string made_id(const testing::Answer& answer) {
    return std::string(answer.json().at("post").at("id").as_string());
  }
};

TEST_P(Api, AVisitorReadsNothing) {
  for (const char* path : {"/api/v1/feed", "/api/v1/feed/circles", "/api/v1/mutes"})
    EXPECT_EQ(site->get_json(path).status, 401) << path;
  EXPECT_EQ(site->send_json(Method::post, "/api/v1/posts", "{}").status, 401);
  const auto id = post(jeanne, "privé");
  EXPECT_EQ(site->get_json("/api/v1/posts/" + id.str()).status, 401);
}

TEST_P(Api, APostGoesAllItsWay) {
  site->sign_in_as(jeanne.value);
  auto answer = site->send_json(Method::post, "/api/v1/posts",
                                R"({"kind":"question","audience":"quarter/1","title":"Un plombier",
                                    "text":"Qui connaît **quelqu’un** ?","once":"w1"})");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto id = made_id(answer);
  EXPECT_EQ(answer.location(), "/api/v1/posts/" + id);
  EXPECT_EQ(answer.json().at("post").at("state").as_string(), "shown");
  const std::string path = "/api/v1/posts/" + id;

  site->sign_in_as(karim.value);
  EXPECT_EQ(site->send_json(Method::put, path + "/thanks").status, 204);
  EXPECT_EQ(site->send_json(Method::put, path + "/thanks").status, 204);
  EXPECT_EQ(site->send_json(Method::put, path + "/saved").status, 204);
  EXPECT_EQ(site->send_json(Method::put, path + "/following").status, 204);
  answer = site->send_json(Method::post, path + "/comments", R"({"text":"Oui, moi"})");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const std::string comment(answer.json().at("id").as_string());
  answer = site->get_json("/api/v1/feed?audience=quarter/1&kind=question");
  const auto page = answer.json();
  ASSERT_EQ(page.at("items").as_array().size(), 1U) << answer.body;
  const auto& item = page.at("items").at(0);
  EXPECT_EQ(item.at("comments").as_int64(), 1);
  EXPECT_EQ(item.at("thanks").as_int64(), 1);
  EXPECT_TRUE(item.at("own").at("thanked").as_bool());
  EXPECT_EQ(item.at("author").at("name").as_string(), "Jeanne");
  EXPECT_EQ(site->send_json(Method::patch, path, R"({"text":"À moi"})").status, 403);
  EXPECT_EQ(site->send_json(Method::delete_, path).status, 403);
  EXPECT_EQ(site->send_json(Method::put, "/api/v1/comments/" + comment + "/thanks").status, 403);
  EXPECT_EQ(
      site->send_json(Method::patch, "/api/v1/comments/" + comment, R"({"text":"Oui"})").status,
      200);

  site->sign_in_as(rose.value);
  for (const char* tail : {"", "/comments", "/thanks", "/saved", "/vote"})
    EXPECT_EQ(site->send_json(*tail == 0                         ? Method::get
                              : std::string(tail) == "/comments" ? Method::post
                                                                 : Method::put,
                              path + tail, R"({"text":"x","options":[0]})")
                  .status,
              404)
        << tail;

  site->sign_in_as(jeanne.value);
  answer = site->send_json(Method::patch, path, R"({"title":"Un bon plombier"})");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json().at("post").at("text").as_string(), "Qui connaît **quelqu’un** ?");
  EXPECT_EQ(site->send_json(Method::delete_, path).status, 204);
  EXPECT_EQ(site->get_json(path).status, 404);
}

TEST_P(Api, RefusesByField) {
  site->sign_in_as(jeanne.value);
  const auto errors = [&](const char* body) {
    const auto answer = site->send_json(Method::post, "/api/v1/posts", body);
    EXPECT_EQ(answer.status, 422) << answer.body;
    const auto said = answer.json();
    std::string fields;
    for (const auto& e : said.at("errors").as_array())
      fields += std::string(e.at("field").as_string()) + " ";
    return fields;
  };
  EXPECT_EQ(errors(R"({"kind":"news","audience":"quarter/2","text":"x"})"), "audience ");
  EXPECT_EQ(errors(R"({"kind":"news","audience":"quarter/1"})"), "text ");
  EXPECT_NE(errors(R"({"kind":"rumour","audience":"quarter/1","text":"x"})"), "");
  EXPECT_EQ(errors(R"({"kind":"question","audience":"quarter/1","text":"x","poll_question":"Q",
                       "poll_options":["a"]})"),
            "poll_options ");
  EXPECT_EQ(site->send_json(Method::post, "/api/v1/posts", "[").status, 400);
  EXPECT_EQ(site->get_json("/api/v1/feed?kind=rumour").status, 422);
  EXPECT_EQ(site->get_json("/api/v1/feed?limit=101").status, 422);
  EXPECT_EQ(site->get_json("/api/v1/posts/0").status, 404);
  EXPECT_EQ(site->get_json("/api/v1/posts/1e3").status, 404);
}

TEST_P(Api, PollsAndMutes) {
  site->sign_in_as(jeanne.value);
  const auto answer = site->send_json(Method::post, "/api/v1/posts",
                                      R"({"kind":"question","audience":"quarter/1","text":"Quand ?",
                          "poll_question":"Quel jour ?","poll_options":["Lundi","Mardi"]})");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const std::string path = "/api/v1/posts/" + made_id(answer);
  site->sign_in_as(karim.value);
  const auto voted = site->send_json(Method::put, path + "/vote", R"({"options":[1]})");
  ASSERT_EQ(voted.status, 200) << voted.body;
  EXPECT_EQ(voted.json().at("post").at("poll").at("options").at(1).at("votes").as_int64(), 1);
  EXPECT_EQ(site->send_json(Method::put, path + "/vote", R"({"options":["x"]})").status, 403);
  EXPECT_EQ(site->send_json(Method::post, path + "/poll/close").status, 403);
  EXPECT_EQ(site->send_json(Method::put, "/api/v1/mutes/" + jeanne.str()).status, 204);
  EXPECT_EQ(site->get_json("/api/v1/feed").json().at("items").as_array().size(), 0U);
  EXPECT_EQ(site->get_json("/api/v1/mutes").json().at("people").as_array().size(), 1U);
  EXPECT_EQ(site->send_json(Method::delete_, "/api/v1/mutes/" + jeanne.str()).status, 204);
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->send_json(Method::post, path + "/poll/close").status, 200);
}

TEST_P(Api, AnAuthorIsWrittenToAndAHiddenCommentIsNot) {
  const auto id = post(jeanne, "Qui a une échelle ?", "quarter/1", Kind::question);
  comment(karim, id, "Moi, au **garage**");
  site->run_jobs();
  auto mails = site->mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_NE(mails[0].text.find("Moi, au garage"), std::string::npos) << mails[0].text;
  EXPECT_EQ(mails[0].text.find("**"), std::string::npos);
  EXPECT_EQ(mails[0].text.find("example.org"), std::string::npos) << "no address of anybody";
  heart().opened(reader(jeanne), id);
  const auto c = comment(karim, id, "À cacher");
  db().write([&](db::Transaction& tx) { heart().hide(tx, c, true); });
  site->run_jobs();
  EXPECT_EQ(site->mails().size(), 1U);
}

TEST_P(Api, TheExportHasWhatOneWrote) {
  const auto id = post(jeanne, "à exporter");
  comment(jeanne, post(karim, "autre"), "ma réponse");
  EXPECT_TRUE(heart().save(jeanne, id, true));
  site->sign_in_as(jeanne.value);
  const auto answer = site->get_json("/api/v1/me/export");
  ASSERT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.says("à exporter"));
  EXPECT_TRUE(answer.says("ma réponse"));
}

INSTANTIATE_ON_BOTH(Api);

}  // namespace
}  // namespace palier::feed
