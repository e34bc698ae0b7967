// The main job, from asking to thanks, on both databases.
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <thread>

#include "core/testing/site.hpp"
#include "features/aid/fakes_for_test.hpp"

namespace palier::aid {
namespace {

struct Town {
  explicit Town(const Core& core) : accounts(places) {
    aid = make(core, accounts, places, messages, moderation);
  }
  fakes::Places places;
  fakes::Accounts accounts;
  fakes::Messages messages;
  fakes::Moderation moderation;
  std::unique_ptr<Aid> aid;
};

class Meeting : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [&](const Core& core) {
          auto made = std::make_shared<Town>(core);
          town = made.get();
          return made;
        },
        GetParam());
    jeanne = town->accounts.add("Jeanne", 1);
    karim = town->accounts.add("Karim", 2);
    lea = town->accounts.add("Léa", 3, true);
  }

  PostId post(AccountId author, std::vector<std::pair<std::string, std::string>> fields,
              Kind kind = Kind::need) {
    return db().write([&](db::Transaction& tx) {
      const auto made =
          town->aid->post(tx, {kind, author, {}, {}, {}}, form::Input::from_pairs(fields));
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  PostId shopping(AccountId author, std::vector<std::pair<std::string, std::string>> more = {}) {
    std::vector<std::pair<std::string, std::string>> fields{{"category", "shopping"},
                                                            {"questions.list", "Du lait, du pain"},
                                                            {"questions.repaid", "cash"}};
    const bool titled =
        std::any_of(more.begin(), more.end(), [](const auto& f) { return f.first == "title"; });
    if (!titled) fields.emplace_back("title", "Quelques courses");
    fields.insert(fields.end(), more.begin(), more.end());
    return post(author, fields);
  }
  std::optional<AnswerId> answer(PostId id, AccountId from) {
    return db().write([&](db::Transaction& tx) {
      return town->aid->answer(tx, id, from, "Je passe demain", "Vers 17 h");
    });
  }
  bool accept(AnswerId id, AccountId by) {
    return db().write([&](db::Transaction& tx) { return town->aid->accept(tx, id, by); });
  }
  std::string state_of(PostId id) {
    return db().read([&](db::Session& s) {
      const std::vector<db::Value> params{db::Value{id.value}};
      const auto r =
          s.execute("select state, pending, accepted from aid_posts where id = $1", params);
      const auto n = [&](std::size_t i) { return std::get<std::int64_t>(r.rows.at(0).at(i)); };
      return fmt::format("{} {}+{}", word(static_cast<State>(n(0))), n(1), n(2));
    });
  }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, lea;
};

TEST_P(Meeting, GoesFromAskingToThanks) {
  const auto need = shopping(jeanne);
  EXPECT_EQ(state_of(need), "open 0+0");
  const auto offer = answer(need, karim);
  ASSERT_TRUE(offer);
  EXPECT_EQ(state_of(need), "proposed 1+0");
  EXPECT_EQ(town->accounts.letters_to(jeanne), 1);
  EXPECT_FALSE(answer(need, karim)) << "One live answer a person.";
  EXPECT_FALSE(answer(need, jeanne)) << "Not one's own.";
  EXPECT_FALSE(accept(*offer, karim)) << "Only the author accepts.";
  EXPECT_TRUE(accept(*offer, jeanne));
  EXPECT_EQ(state_of(need), "agreed 0+1");
  EXPECT_EQ(town->messages.titles, std::vector<std::string>{"Quelques courses"});
  EXPECT_FALSE(accept(*offer, jeanne)) << "Accepted once already.";
  EXPECT_TRUE(db().write(
      [&](db::Transaction& tx) { return town->aid->finish(tx, need, jeanne, "Merci beaucoup"); }));
  EXPECT_EQ(state_of(need), "done 0+1");
  EXPECT_NE(town->accounts.sent.back().letter.text.find("Merci beaucoup"), std::string::npos);
}

TEST_P(Meeting, AcceptsAsManyAsAreWantedAndThanksTheOthers) {
  const auto need = shopping(jeanne, {{"people", "2"}});
  const auto noor = town->accounts.add("Noor", 4);
  const auto first = answer(need, karim), second = answer(need, lea), third = answer(need, noor);
  ASSERT_TRUE(first && second && third);
  EXPECT_TRUE(accept(*first, jeanne));
  EXPECT_EQ(state_of(need), "proposed 2+1");
  EXPECT_TRUE(accept(*second, jeanne));
  EXPECT_EQ(state_of(need), "agreed 0+2");
  EXPECT_FALSE(accept(*third, jeanne));
  EXPECT_EQ(town->accounts.letters_to(noor), 1) << "Told that others were found.";
}

TEST_P(Meeting, TwoAcceptedAtOnceTheFirstWins) {
  for (int round = 0; round < 5; ++round) {
    const auto need = shopping(jeanne);
    const auto a = answer(need, karim), b = answer(need, lea);
    ASSERT_TRUE(a && b);
    std::atomic<int> won{0};
    std::thread one([&] { won += accept(*a, jeanne); });
    std::thread two([&] { won += accept(*b, jeanne); });
    one.join();
    two.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(state_of(need), "agreed 0+1");
  }
}

TEST_P(Meeting, AFrailPersonIsMetByVerifiedNeighboursOnly) {
  const auto need = shopping(jeanne, {{"vulnerable", "1"}});
  EXPECT_FALSE(answer(need, karim));
  const auto offer = answer(need, lea);
  ASSERT_TRUE(offer);
  town->accounts.people[lea].person.verified = false;  // Taken away since.
  EXPECT_FALSE(accept(*offer, jeanne));
  town->accounts.people[lea].person.verified = true;
  EXPECT_TRUE(accept(*offer, jeanne));
  for (const auto& sent : town->accounts.sent) {
    const auto all = sent.letter.subject + sent.letter.text + sent.letter.sms;
    EXPECT_EQ(all.find("fragile"), std::string::npos);
    EXPECT_EQ(all.find("Lilas"), std::string::npos) << "No address in a letter.";
  }
}

TEST_P(Meeting, AFrailPersonIsNotHelpedByAnUnverifiedOfferer) {
  shopping(jeanne, {{"vulnerable", "1"}});
  const auto offer = post(karim, {{"category", "shopping"}}, Kind::offer);
  EXPECT_FALSE(answer(offer, jeanne));
  const auto safe = post(lea, {{"category", "shopping"}}, Kind::offer);
  EXPECT_TRUE(answer(safe, jeanne));
}

TEST_P(Meeting, ThoseWhoBlockedEachOtherNeverMeet) {
  const auto need = shopping(jeanne);
  town->moderation.blocks.insert({jeanne, karim});
  EXPECT_FALSE(answer(need, karim));
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->get("/needs/" + need.str()).status, 404);
}

TEST_P(Meeting, UrgentIsCapped) {
  shopping(jeanne, {{"urgency", "urgent"}});
  shopping(jeanne, {{"urgency", "urgent"}});
  const auto third = db().write([&](db::Transaction& tx) {
    return town->aid->post(tx, {Kind::need, jeanne, {}, {}, {}},
                           form::Input::from_pairs({{"category", "phone"}, {"urgency", "urgent"}}));
  });
  EXPECT_TRUE(third.errors.find("urgency"));
}

TEST_P(Meeting, IsAskedWhetherItIsStillNeededAndClosedWithoutAnAnswer) {
  const auto kept = shopping(jeanne), left = shopping(karim);
  site->run_jobs();  // The schedule begins.
  site->clock().advance(std::chrono::days(11) + std::chrono::hours(1));
  site->run_jobs();
  ASSERT_EQ(town->accounts.letters_to(jeanne), 1);
  const auto text = town->accounts.sent.front().letter.text;
  auto at = text.find("/still/");
  ASSERT_NE(at, std::string::npos) << text;
  const auto link = text.substr(at, text.find_first_of("\n ", at) - at);
  site->sign_out();
  const auto page = site->get(link);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(state_of(kept), "open 0+0") << "Opening the link changes nothing.";
  EXPECT_EQ(site->post_without_csrf(link, {{"answer", "yes"}}).status, 200);
  site->clock().advance(std::chrono::days(3));
  site->run_jobs();
  EXPECT_EQ(state_of(kept), "open 0+0");
  EXPECT_EQ(state_of(left), "expired 0+0");
  EXPECT_EQ(site->get("/still/garbage").status, 410);
}

TEST_P(Meeting, SomeoneWhoLeavesTakesTheirWordsAlong) {
  const auto need = shopping(jeanne);
  const auto theirs = shopping(karim);
  ASSERT_TRUE(answer(theirs, jeanne));
  db().write([&](db::Transaction& tx) { town->accounts.deletes(tx, jeanne); });
  EXPECT_EQ(state_of(need), "cancelled 0+0");
  EXPECT_EQ(state_of(theirs), "open 0+0");
  const auto json = db().read([&](db::Session& s) { return town->accounts.exports(s, jeanne); });
  EXPECT_EQ(json.find("courses"), std::string::npos);
}

INSTANTIATE_ON_BOTH(Meeting);

class Pages : public Meeting {};

TEST_P(Pages, ShowEachTierWhatItMaySeeAndNoMore) {
  const auto need = shopping(jeanne, {{"details", "Merci de sonner deux fois"}});
  const std::string url = "/needs/" + need.str();
  const auto far = town->accounts.add("Zoé", 9);

  const auto visitor = site->get(url);
  EXPECT_EQ(visitor.status, 200);
  EXPECT_TRUE(visitor.says("Quelques courses"));
  EXPECT_TRUE(visitor.says("Quartier 11"));
  for (const char* secret : {"Jeanne", "Lilas", "sonner", "+33", "example.org"})
    EXPECT_FALSE(visitor.says(secret)) << secret;

  site->sign_in_as(far.value);
  EXPECT_FALSE(site->get(url).says("Jeanne"));

  site->sign_in_as(karim.value);
  const auto neighbour = site->get(url);
  EXPECT_TRUE(neighbour.says("Jeanne"));
  EXPECT_TRUE(neighbour.says("sonner"));
  for (const char* secret : {"Lilas", "+33", "example.org", "Martin"})
    EXPECT_FALSE(neighbour.says(secret)) << secret;

  const auto offer = answer(need, karim);
  EXPECT_FALSE(site->get(url).says("Lilas"));
  site->sign_in_as(jeanne.value);
  EXPECT_TRUE(site->get(url).says("Accept Karim"));
  EXPECT_FALSE(site->get(url).says("Karim@example.org"));
  EXPECT_EQ(site->post("/answers/" + offer->str() + "/accept").status, 303);
  EXPECT_TRUE(site->get(url).says("Karim@example.org"));
  EXPECT_FALSE(site->get(url).says("2 Rue des Lilas")) << "The helper's address stays theirs.";
  site->sign_in_as(karim.value);
  EXPECT_TRUE(site->get(url).says("1 Rue des Lilas"));
  EXPECT_TRUE(site->get(url).says("Jeanne@example.org"));
  site->sign_in_as(lea.value);
  EXPECT_FALSE(site->get(url).says("Rue des Lilas"));
  EXPECT_EQ(site->post("/answers/" + offer->str() + "/decline").status, 404);
  EXPECT_EQ(site->post(url + "/cancel").status, 404);
}

TEST_P(Pages, AVisitorAsksAndSignsInOnTheWay) {
  auto r = site->post("/needs/new", {{"category", "childcare"}});
  ASSERT_EQ(r.status, 303);
  const std::string draft = r.location().substr(0, r.location().rfind('/'));
  EXPECT_EQ(site->get(r.location()).status, 200);
  r = site->post(draft + "/questions", {{"questions.children", "-2"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(r.says("value=\"-2\"")) << "What was typed is kept.";
  r = site->post(
      draft + "/questions",
      {{"questions.children", "2"}, {"questions.ages", "3-5"}, {"questions.ages", "13+"}});
  ASSERT_EQ(r.status, 303) << r.body;
  EXPECT_EQ(r.location(), draft + "/details");
  EXPECT_EQ(site->post(draft + "/details", {{"go", "check"}}).location(), draft + "/check");
  EXPECT_TRUE(site->get(draft + "/check").says("13 years and over"));
  r = site->post(draft + "/send");
  EXPECT_TRUE(r.location().starts_with("/sign-in?next=")) << r.location();
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->get(draft + "/check").status, 404) << "A new session is somebody else.";
}

TEST_P(Pages, SendingTwiceMakesOneNeed) {
  site->sign_in_as(jeanne.value);
  auto r = site->post("/needs/new", {{"category", "phone"}});
  const std::string draft = r.location().substr(0, r.location().rfind('/'));
  const auto first = site->post(draft + "/send"), second = site->post(draft + "/send");
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(first.location(), second.location());
  EXPECT_TRUE(site->get(first.location()).says("What happens next"));
  EXPECT_TRUE(site->get("/mine").says("Company by phone"));
}

TEST_P(Pages, AllStepsOfTheFlowCanBeWalked) {
  site->sign_in_as(jeanne.value);
  auto r = site->post("/needs/new", {{"category", "shopping"}});
  const std::string draft = r.location().substr(0, r.location().rfind('/'));
  for (const char* step : {"category", "questions", "details", "whom", "where", "when", "how"})
    EXPECT_EQ(site->get(draft + "/" + step).status, 200) << step;
  r = site->get(draft + "/check");
  EXPECT_EQ(r.location(), draft + "/questions?back=check");
  site->post(draft + "/questions", {{"questions.list", "Pain"}, {"questions.repaid", "cash"}});
  r = site->post(draft + "/whom", {{"for", "other"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_EQ(site->post(draft + "/whom",
                       {{"for", "other"}, {"other_name", "Odette"}, {"consent", "spoken"}})
                .location(),
            draft + "/where");
  EXPECT_EQ(site->post(draft + "/where", {{"place", "home"}}).location(), draft + "/when");
  EXPECT_EQ(
      site->post(draft + "/when",
                 {{"needed_by_day", "1"}, {"needed_by_month", "1"}, {"needed_by_year", "2001"}})
          .status,
      422);
  EXPECT_EQ(
      site->post(draft + "/when", {{"windows", "mon-morning"}, {"dates", "2026-11-01, 2026-11-03"}})
          .location(),
      draft + "/how");
  EXPECT_EQ(
      site->post(
              draft + "/how",
              {{"contactless", "no"}, {"payment", "free"}, {"people", "1"}, {"scope", "quarter"}})
          .location(),
      draft + "/check");
  EXPECT_TRUE(site->get(draft + "/check").says("For Odette"));
  r = site->follow(site->post(draft + "/send"));
  EXPECT_EQ(r.status, 200);
}

TEST_P(Pages, TheListShowsWhatIsNearNearestFirst) {
  const auto near = shopping(karim, {{"title", "Tout près"}});
  const auto next = shopping(lea, {{"title", "Un peu plus loin"}});
  const auto zoe = town->accounts.add("Zoé", 9);
  shopping(zoe, {{"title", "À Bordeaux"}});
  (void)near, (void)next;
  site->sign_in_as(jeanne.value);
  const auto page = site->get("/needs");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Tout près"));
  EXPECT_FALSE(page.says("À Bordeaux"));
  EXPECT_TRUE(page.says("2 requests"));
  EXPECT_FALSE(page.says("Lilas"));
  EXPECT_EQ(site->get("/needs?category=nonsense").status, 422);
  EXPECT_EQ(site->get("/needs?near=nowhere%20at%20all").status, 422);
  EXPECT_TRUE(site->get("/offers").says("Nobody is offering help"));
}

TEST_P(Pages, TheApiDoesTheWholeJob) {
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

TEST_P(Pages, TheApiPagesByCursorWithoutGapsOrRepeats) {
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

INSTANTIATE_ON_BOTH(Pages);

}  // namespace
}  // namespace palier::aid
