// The demo town: the same every time, whole, and written as people write.
#include "app/town/town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/demo.hpp"
#include "app/town/map.hpp"
#include "app/town/people.hpp"
#include "core/db/rows.hpp"
#include "core/testing/site.hpp"

namespace palier::app::town {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Tally {
  std::int64_t n = 0;
  std::string code;
  std::int64_t kind = 0;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (n, code, kind))

/// One town for all tests: making it is the slow part.
class TownTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    site = std::make_unique<testing::Site>([](const Core& core) {
      auto rooms = wire(core);
      open_demo(core, *rooms);
      return rooms;
    });
  }
  static void TearDownTestSuite() { site.reset(); }
  void SetUp() override { site->sign_out(); }

  static std::int64_t count(const char* sql) {
    return site->core().db.read([&](db::Session& s) { return s.one<std::int64_t>(sql); });
  }
  static testing::Answer be(const char* code) {
    site->sign_out();
    site->get("/demo");
    return site->follow(site->post(std::string("/demo/") + code));
  }

  static std::unique_ptr<testing::Site> site;
};
std::unique_ptr<testing::Site> TownTest::site;

/// All that people wrote, a line each: what two towns are compared by.
std::string everything(db::Database& db) {
  return db.read([](db::Session& s) {
    std::string out;
    for (const char* sql :
         {"select first_name || last_name || spoken || verified from accounts order by id",
          "select label || details from account_homes order by account_id",
          "select kind || title || details || replies || state || created_at || place_label "
          "from aid_posts order by id",
          "select message || available || state || thanks from aid_answers order by id",
          "select text from messages order by id"})
      for (const auto& line : s.all<std::string>(sql)) out += line + "\n";
    return out;
  });
}

TEST_F(TownTest, ItIsTheSameEveryTime) {
  testing::Site other([](const Core& core) {
    auto rooms = wire(core);
    open_demo(core, *rooms);
    return rooms;
  });
  EXPECT_TRUE(everything(site->core().db) == everything(other.core().db));
}

TEST_F(TownTest, ASecondStartUsesIt) {
  EXPECT_EQ(made(site->core().db), site->clock().now());
  const Map map = draw_map();
  EXPECT_EQ(map.quarters.size(), 8U);
  EXPECT_GE(map.streets.size(), 120U);
  EXPECT_LE(map.streets.size(), 200U);
  EXPECT_GE(map.houses.size(), 4000U);
  std::set<std::string> names;
  for (const auto& s : map.streets) EXPECT_TRUE(names.insert(s.name).second) << s.name;
}

TEST_F(TownTest, ThereIsEnoughOfEverything) {
  EXPECT_GE(count("select count(*) from accounts"), 2500);
  EXPECT_GE(count("select count(*) from aid_posts where kind = 0 and state in (0, 1)"), 215);
  EXPECT_GE(count("select count(*) from aid_posts where kind = 1 and state in (0, 1)"), 155);
  EXPECT_GE(count("select count(*) from aid_posts where state in (2, 3, 4, 5)"), 140);
  EXPECT_GE(count("select count(*) from aid_posts where state = 3"), 80);
  EXPECT_GE(count("select count(*) from aid_posts where state = 4"), 10);
  EXPECT_GE(count("select count(*) from aid_posts where state = 5"), 10);
  EXPECT_GE(count("select count(*) from messages"), 200);
  const auto tallies = site->core().db.read([](db::Session& s) {
    return s.all<Tally>(
        "select count(*) as n, c.code, p.kind from aid_posts p join aid_categories c "
        "on c.id = p.category_id where p.state in (0, 1) group by c.code, p.kind");
  });
  std::set<std::pair<std::string, std::int64_t>> seen;
  for (const auto& t : tallies) seen.emplace(t.code, t.kind);
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()),
            2 * count("select count(*) from aid_categories"));
}

TEST_F(TownTest, NobodyIsCopied) {
  std::set<std::string> said;
  for (const Story& s : read_texts().stories) {
    if (s.course != Course::open) continue;
    EXPECT_FALSE(s.title.empty());
    EXPECT_TRUE(said.insert(s.title).second) << s.title;
  }
  EXPECT_GE(said.size(), 370U);
}

TEST_F(TownTest, TextsAreTypedAsFrenchIs) {
  for (const char* name : {"needs_1.txt", "needs_2.txt", "offers.txt", "past.txt", "answers.txt",
                           "dialogues.txt", "streets.txt", "groups.txt"})
    for (const auto& line : lines_of(file(name))) {
      const std::string text =
          line.starts_with("# ") || line.starts_with("! ") || line.starts_with("? ")
              ? line.substr(2)
              : line;
      for (const char* bad : {"\"", "'", "!", " ;", " ?", " »", "« ", "...", "  ", " :"})
        EXPECT_EQ(text.find(bad), std::string::npos) << name << ": " << line;
      for (const char* sign : {"?", ";", "»"})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at + 1))
          EXPECT_TRUE(at >= 2 && text.substr(at - 2, 2) == "\u00A0") << name << ": " << line;
    }
}

TEST_F(TownTest, ContactsAreNobodys) {
  const auto values = site->core().db.read(
      [](db::Session& s) { return s.all<std::string>("select value from account_identifiers"); });
  ASSERT_GT(values.size(), 2500U);
  for (const auto& v : values)
    EXPECT_TRUE(v.ends_with("@example.org") || v.starts_with("+3363998") ||
                v.starts_with("+3319900"))
        << v;
}

TEST_F(TownTest, SearchAndNearMeWork) {
  const auto found = site->get_json("/api/v1/addresses?q=3+rue+des+halles+merlefontaine");
  EXPECT_EQ(found.status, 200);
  EXPECT_TRUE(found.says("Rue des Halles")) << found.body;
  be("thomas");
  const auto list = site->get("/needs");
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(list.says("/needs/"));
}

TEST_F(TownTest, NobodyIsShownAsVulnerable) {
  EXPECT_GE(count("select count(*) from aid_posts where vulnerable = true"), 5);
  be("thomas");
  for (const char* path : {"/needs", "/offers", "/"})
    EXPECT_THAT(site->get(path).body, Not(HasSubstr("ulnerable"))) << path;
  const auto json = site->get_json("/api/v1/needs?limit=100");
  EXPECT_EQ(json.status, 200);
  EXPECT_THAT(json.body, Not(HasSubstr("ulnerable")));
}

TEST_F(TownTest, OneClickMakesYouSomebodyWhomSomethingAwaits) {
  site->speak("fr");
  for (const Persona& p : personas()) {
    const auto page = be(p.code);
    EXPECT_EQ(page.status, 200) << p.code;
    EXPECT_TRUE(page.says(p.first_name)) << p.code;
    if (p.roles.has(http::Role::operator_)) continue;
    EXPECT_TRUE(page.says("class=\"badge\"")) << p.code << ": nothing waits";
  }
  site->speak("en");
}

TEST_F(TownTest, EachRoleIsWhatItSays) {
  EXPECT_EQ(be("claire").status, 200);
  EXPECT_EQ(site->get("/moderation").status, 200);
  EXPECT_TRUE(site->get("/moderation").says("/moderation/"));
  be("ines");
  EXPECT_EQ(site->get("/keeper/people").status, 200);
  be("jeanne");
  EXPECT_EQ(site->get("/keeper/people").status, 403);
}

TEST_F(TownTest, AWrongRoleOrNoTokenIsRefused) {
  site->get("/demo");
  EXPECT_EQ(site->post("/demo/nobody").status, 404);
  EXPECT_EQ(site->post_without_csrf("/demo/jeanne").status, 403);
}

}  // namespace
}  // namespace palier::app::town
