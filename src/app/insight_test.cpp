// A made-up fortnight in all the rooms of the house, counted through their faces.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/wire.hpp"
#include "core/testing/site.hpp"
#include "features/insight/store.hpp"

namespace palier::app {
namespace {

using namespace std::chrono_literals;

class InsightOfAll : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [this](const Core& core) {
          auto made = wire(core);
          rooms = made.get();
          return made;
        },
        GetParam());
    // Monday 2 November 2026, 11:00 in Paris.
    site->clock().set(Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 2}} + 10h);
  }
  db::Database& db() { return site->core().db; }

  accounts::AccountId person(const std::string& name) {
    accounts::Accounts::Draft draft;
    draft.first_name = name;
    draft.verified = draft.rules_agreed = true;
    draft.home = rooms->places->locate_point({48.87, 2.39});
    return db().write([&](db::Transaction& tx) { return rooms->accounts->create(tx, draft); });
  }
  aid::PostId need(accounts::AccountId who) {
    const auto fields = form::Input::from_pairs({{"category", "shopping"},
                                                 {"title", "Quelques courses"},
                                                 {"questions.list", "Du lait"},
                                                 {"questions.repaid", "cash"}});
    return db().write([&](db::Transaction& tx) {
      const auto made = rooms->aid->post(tx, {aid::Kind::need, who, {}, {}, {}}, fields);
      for (const auto& e : made.errors.entries()) ADD_FAILURE() << e.field << e.message.msgid;
      return made.id;
    });
  }
  void count() {
    db().write([&](db::Transaction& tx) { rooms->insight->recount(tx); });
    site->run_jobs();
  }
  std::int64_t figure(const char* name) {
    const auto all = site->get_json("/api/v1/insight?period=week").json().at("figures");
    const auto& v = all.at(name);
    return v.is_null() ? -1 : v.as_int64();
  }

  std::unique_ptr<testing::Site> site;
  Rooms* rooms = nullptr;
};
INSTANTIATE_ON_BOTH(InsightOfAll);

TEST_P(InsightOfAll, CountsAWeekOnceAndLeavesOutWhoRefuses) {
  std::vector<accounts::AccountId> people;
  people.reserve(12);
  for (int i = 0; i < 12; ++i) people.push_back(person("Voisin"));
  const auto helper = people[11];
  for (int i = 0; i < 10; ++i) {
    const auto id = need(people[static_cast<std::size_t>(i)]);
    site->clock().advance(3h);
    if (i >= 6) continue;
    const auto agreed = db().write([&](db::Transaction& tx) {
      return rooms->aid->settle(tx, id, helper, "Je passe", "Ce soir").has_value();
    });
    EXPECT_TRUE(agreed);
  }
  // The week after, so that this one is whole.
  site->clock().set(Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 11}} + 10h);
  for (int again = 0; again < 2; ++again) {
    count();
    EXPECT_EQ(figure("signups"), 10);
    EXPECT_EQ(figure("needs"), 10);
    EXPECT_EQ(figure("met"), 5);
    EXPECT_EQ(figure("groups"), -1);
  }
  const auto seen = site->get_json("/api/v1/insight?period=week").json();
  EXPECT_EQ(seen.at("median_wait_seconds").as_int64(), 3 * 3600);
  EXPECT_EQ(seen.at("categories").at(0).at("category").as_string(), "shopping");
  EXPECT_EQ(seen.at("categories").at(0).at("needs").as_int64(), 10);

  // Two say no: eight needs are left, and ten who joined.
  for (const std::size_t i : {0U, 1U})
    db().write([&](db::Transaction& tx) {
      insight::store::refuse(tx, people[i], places::TerritoryId{1}, true, site->clock().now());
    });
  count();
  EXPECT_EQ(figure("needs"), 5);
  EXPECT_EQ(figure("signups"), 10);
  EXPECT_EQ(figure("met"), -1);
}

TEST_P(InsightOfAll, RefusalIsKeptWithTheAccountOrTheSession) {
  const auto who = person("Jeanne");
  site->sign_in_as(who.value);
  EXPECT_TRUE(site->get("/privacy/measurement").says("value=\"yes\" checked"));
  EXPECT_EQ(site->post("/privacy/measurement", {{"measurement", "maybe"}}).status, 422);
  EXPECT_EQ(site->post("/privacy/measurement", {{"measurement", "no"}}).status, 303);
  EXPECT_TRUE(site->get("/privacy/measurement").says("value=\"no\" checked"));
  site->sign_out();
  EXPECT_TRUE(site->get("/privacy/measurement").says("value=\"yes\" checked"));
  site->post("/privacy/measurement", {{"measurement", "no"}});
  EXPECT_TRUE(site->get("/privacy/measurement").says("value=\"no\" checked"));
}

TEST_P(InsightOfAll, ShowsPagesAndFiles) {
  EXPECT_TRUE(site->get("/insight").says("Nothing has been counted yet"));
  count();
  EXPECT_EQ(site->get("/insight").status, 200);
  EXPECT_EQ(site->get("/insight?area=12345").status, 422);
  EXPECT_EQ(site->get("/insight?period=day").status, 422);
  const auto csv = site->get("/insight/talk.csv?period=month");
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.body.substr(0, 3), "\xef\xbb\xbf");
  EXPECT_EQ(site->get("/insight/secrets.csv").status, 404);
  EXPECT_EQ(site->get("/insight/talk").status, 404);
  const auto keeper = person("Odile");
  site->sign_in_as(keeper.value, {http::Role::neighbour});
  EXPECT_EQ(site->get("/keeper/insight").status, 403);
}

}  // namespace
}  // namespace palier::app
