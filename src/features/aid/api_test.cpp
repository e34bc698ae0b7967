// The API does what the pages do, with the same errors.
#include <boost/json.hpp>

#include "features/aid/town_for_test.hpp"

namespace palier::aid {
namespace {

class Api : public InTown {};

TEST_P(Api, AProgramsTokenCountsForItsOwnAccountOnly) {
  const auto body = [](const char* title) {
    return boost::json::serialize(
        boost::json::object{{"category", "shopping"},
                            {"title", title},
                            {"once", "1"},
                            {"questions", {{"list", "Du lait"}, {"repaid", "cash"}}}});
  };
  const auto send = [&](const char* title) {
    return site->send_json(http::Method::post, "/api/v1/needs", body(title));
  };
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(send("Lait").status, 201);
  EXPECT_EQ(send("Lait").status, 200) << "The same sent twice makes one.";
  site->sign_in_as(karim.value);
  const auto other = send("Pain");
  EXPECT_EQ(other.status, 201) << "A token that a neighbour used is still free.";
  EXPECT_EQ(other.json().at("title").as_string(), "Pain");
}

TEST_P(Api, TheApiDoesTheWholeJob) {
  site->sign_in_as(jeanne.value);
  const auto post_json = [&](std::string_view path, std::string_view body = "") {
    return site->send_json(http::Method::post, path, body);
  };
  auto r = post_json("/api/v1/needs", R"({"category": "childcare", "questions": {"children": -1},
      "needed_by": "2001-01-01", "payment": "gold"})");
  EXPECT_EQ(r.status, 422);
  std::vector<std::string> wrong;
  const auto problem = r.json();
  for (const auto& e : problem.at("errors").as_array())
    wrong.emplace_back(e.at("field").as_string());
  EXPECT_EQ(wrong, (std::vector<std::string>{"questions.children", "questions.ages", "needed_by",
                                             "payment"}));
  const std::string long_title(500'000, 'x');
  r = post_json("/api/v1/needs", R"({"category": "phone", "title": ")" + long_title + "\"}");
  EXPECT_EQ(r.status, 422);
  const std::string body = R"({"category": "shopping", "once": "abc",
      "questions": {"list": "Pain", "repaid": "cash"}, "contactless": false})";
  r = post_json("/api/v1/needs", body);
  ASSERT_EQ(r.status, 201) << r.body;
  const std::string id(r.json().at("id").as_string());
  EXPECT_FALSE(r.json().at("contactless").as_bool());
  EXPECT_EQ(post_json("/api/v1/needs", body).json().at("id").as_string(), id) << "Sent twice.";
  r = site->send_json(http::Method::patch, "/api/v1/needs/" + id, R"({"title": "Du pain"})");
  EXPECT_EQ(r.json().at("title").as_string(), "Du pain") << r.body;

  site->sign_in_as(karim.value);
  r = site->get_json("/api/v1/needs?limit=1");
  EXPECT_EQ(r.json().at("total").to_number<int>(), 1) << r.body;
  EXPECT_EQ(r.json().at("items").at(0).at("id").as_string(), id);
  EXPECT_FALSE(r.says("Lilas"));
  EXPECT_EQ(site->send_json(http::Method::patch, "/api/v1/needs/" + id, "{}").status, 404);
  EXPECT_EQ(post_json("/api/v1/needs/" + id + "/cancel").status, 404);
  r = post_json("/api/v1/needs/" + id + "/answers", R"({"message": "J'arrive"})");
  ASSERT_EQ(r.status, 201) << r.body;
  const std::string answer_id(r.json().at("id").as_string());
  EXPECT_EQ(post_json("/api/v1/answers/" + answer_id + "/accept").status, 404);
  EXPECT_EQ(post_json("/api/v1/needs/" + id + "/answers", "{}").status, 409);

  site->sign_in_as(jeanne.value);
  EXPECT_EQ(post_json("/api/v1/answers/" + answer_id + "/accept").status, 200);
  EXPECT_EQ(post_json("/api/v1/answers/" + answer_id + "/accept").status, 409);
  r = post_json("/api/v1/needs/" + id + "/done", R"({"thanks": "Merci"})");
  EXPECT_EQ(r.json().at("state").as_string(), "done") << r.body;
  EXPECT_EQ(site->get_json("/api/v1/categories").json().at("categories").as_array().size(), 15U);
}

TEST_P(Api, TheApiPagesByCursorWithoutGapsOrRepeats) {
  const auto zoe = town->accounts.add("Zoé", 4);
  std::set<std::string> posted, seen;
  for (int i = 0; i < 7; ++i) {
    posted.insert(shopping(i % 2 ? karim : lea).str());
    posted.insert(post(zoe, {{"category", "phone"}}).str());
  }
  site->sign_in_as(jeanne.value);
  std::string cursor;
  do {
    const auto r = site->get_json("/api/v1/needs?limit=4&cursor=" + cursor).json();
    for (const auto& item : r.at("items").as_array())
      EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
    cursor = r.at("next").is_null() ? "" : std::string(r.at("next").as_string());
  } while (!cursor.empty());
  EXPECT_EQ(seen, posted);
}

INSTANTIATE_ON_BOTH(Api);

}  // namespace
}  // namespace palier::aid
