// What the pages show to whom, and the asking flow.
#include "features/aid/town_for_test.hpp"

namespace palier::aid {
namespace {

class Pages : public InTown {};

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

TEST_P(Pages, AKeeperEditsCategoriesAndTheirQuestions) {
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->get("/keeper/categories").status, 403);
  const auto keeper = town->accounts.add("Ana", 1);
  site->sign_in_as(keeper.value, {http::Role::neighbour, http::Role::keeper});
  EXPECT_TRUE(site->get("/keeper/categories").says("Dog walking"));
  testing::Fields fields{{"code", "singing"},
                         {"name_fr", "Chanter"},
                         {"name_en", "Singing"},
                         {"icon", "star"},
                         {"position", "5"}};
  EXPECT_EQ(site->post("/keeper/categories/new", {{"code", "Bad code"}}).status, 422);
  const auto made = site->post("/keeper/categories/new", fields);
  ASSERT_EQ(made.status, 303) << made.body;
  EXPECT_EQ(site->post("/keeper/categories/new", fields).status, 422) << "The word is taken.";
  const auto question = site->post(made.location() + "/questions/new",
                                   {{"code", "voice"},
                                    {"label_fr", "Quelle voix ?"},
                                    {"label_en", "Which voice?"},
                                    {"kind", "choice"},
                                    {"applies", "both"},
                                    {"position", "1"},
                                    {"needed", "1"},
                                    {"options", "low | Grave | Low\nhigh | Aiguë | High"}});
  ASSERT_EQ(question.status, 303) << question.body;
  const auto need = post(jeanne, {{"category", "singing"}, {"questions.voice", "low"}});
  EXPECT_TRUE(site->get("/needs/new").says("Singing"));
  fields.emplace_back("retired", "1");
  EXPECT_EQ(site->post(made.location(), fields).status, 303);
  EXPECT_FALSE(site->get("/needs/new").says("Singing"));
  EXPECT_TRUE(site->get("/needs/" + need.str()).says("Singing")) << "It stays for what was posted.";
}

INSTANTIATE_ON_BOTH(Pages);

}  // namespace
}  // namespace palier::aid
