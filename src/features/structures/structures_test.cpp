#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/structures/import.hpp"
#include "features/structures/room.hpp"

namespace palier::structures {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// Tuesday 24 November 2026, 11:40 in Paris.
const Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 10h + 40min;

struct House {
  explicit House(const Core& core)
      : places(places::make(core)),
        accounts(accounts::make(core, *places)),
        room(std::make_unique<Room>(core, *accounts, *places)) {}
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<Room> room;
};

class OpenPlaces : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [this](const Core& core) {
          auto made = std::make_shared<House>(core);
          house = made.get();
          return made;
        },
        GetParam());
    site->clock().set(kNow);
    file = fs::temp_directory_path() / ("palier-places-" + std::to_string(new_id()) + ".csv");
  }
  void TearDown() override { fs::remove(file); }

  ImportReport import(const std::string& rows, bool dry = false) {
    std::ofstream(file)
        << "recordid,type,adresse,arrondissement,horaire,acces_pmr,relais_bebe,lat,lon\n"
        << rows;
    Import what;
    what.file = file;
    what.dry = dry;
    auto report = import_structures(site->core().db, *house->places, what, site->clock().now());
    site->clock().advance(1s);
    house->room->refresh();
    return report;
  }
  Card first(Structures::Look look = {}) {
    const auto found = house->room->look(look, *i18n::find("en"));
    return found.cards.empty() ? Card{} : found.cards[0];
  }
  accounts::AccountId person(http::RoleSet roles = {}) {
    return site->core().db.write([&](db::Transaction& tx) {
      accounts::Accounts::Draft draft;
      draft.first_name = "Nadia";
      draft.roles = roles;
      return house->accounts->create(tx, draft);
    });
  }

  std::unique_ptr<testing::Site> site;
  House* house = nullptr;
  fs::path file;
};

constexpr const char* kTwo =
    "a1,SANISETTE,1 rue du Port,75020,6 h - 22 h,Oui,,48.87,2.40\n"
    "a2,SANISETTE,9 rue du Lac,75020,24 h / 24,Non,,48.88,2.41\n";

TEST_P(OpenPlaces, AFileIsTakenAndTakenAgainWithoutChange) {
  auto report = import(kTwo);
  EXPECT_EQ(report.unusable, "");
  EXPECT_EQ(report.added, 2);
  report = import(kTwo);
  EXPECT_EQ(report.added + report.changed + report.gone, 0);
  EXPECT_EQ(report.unchanged, 2);
  report = import("a1,SANISETTE,1 rue du Port,75020,8 h - 20 h,Oui,,48.87,2.40\n");
  EXPECT_EQ(report.changed, 1);
  EXPECT_EQ(report.gone, 1);
  EXPECT_EQ(first().now, "Open, closes at 20:00");
  report = import(kTwo);
  EXPECT_EQ(report.changed, 2);  // One has come back.
}

TEST_P(OpenPlaces, ADryRunSaysAndChangesNothing) {
  const auto report = import(kTwo, true);
  EXPECT_EQ(report.added, 2);
  EXPECT_THAT(text_of(report, -1), HasSubstr("Nothing was changed"));
  EXPECT_TRUE(house->room->empty());
}

TEST_P(OpenPlaces, BadRowsAreToldWithTheirLine) {
  const auto report = import(
      "a1,SANISETTE,1 rue du Port,75020,6 h - 22 h,Oui,,48.87,2.40\n"
      "a1,SANISETTE,2 rue du Port,75020,6 h - 22 h,Oui,,48.87,2.40\n"
      "a3,SANISETTE,nulle part,75020,6 h - 22 h,Oui,,91,2.40\n"
      "a4,SANISETTE,3 rue du Port,75020,Voir fiche,Oui,,48.87,2.40\n"
      "a5,SANISETTE\n");
  EXPECT_EQ(report.added, 2);
  ASSERT_EQ(report.refused.size(), 3U);
  EXPECT_EQ(report.refused[0].line, 3);
  EXPECT_EQ(report.refused[1].line, 4);
  ASSERT_EQ(report.unread.size(), 1U);
  EXPECT_EQ(report.unread[0].line, 5);
}

TEST_P(OpenPlaces, AnUnknownFileNeedsAMapping) {
  std::ofstream(file) << "nr;nom;x;y;heures\n7;Le Relais;2,40;48,87;Mo-Fr 09:00-12:00\n";
  Import what;
  what.file = file;
  EXPECT_NE(import_structures(site->core().db, *house->places, what, kNow).unusable, "");
  what.mapping =
      mapping_from_json(R"({"source":"relais","ref":"nr","name":"nom","lat":"y","lon":"x",
      "kind":{"default":"day-centre"},"hours":{"osm":"heures"}})");
  EXPECT_EQ(import_structures(site->core().db, *house->places, what, kNow).added, 1);
  what.mapping.reset();
  what.source = "relais";  // Kept: next month's file needs none.
  EXPECT_EQ(import_structures(site->core().db, *house->places, what, kNow).unchanged, 1);
  EXPECT_THROW(
      mapping_from_json(R"({"source":"x","ref":"a","name":"b","kind":"c","lat":"d","colour":"e"})"),
      BadMapping);
  EXPECT_THROW(mapping_from_json("[1]"), BadMapping);
}

TEST_P(OpenPlaces, OpenNowNearMe) {
  import(kTwo);
  Structures::Look look;
  look.near = geo::Point{48.87, 2.40};
  EXPECT_EQ(house->room->look(look, *i18n::find("en")).total, 2);
  look.within = 500;
  EXPECT_EQ(house->room->look(look, *i18n::find("en")).total, 1);
  look.within = 0;
  look.open_now = true;
  site->clock().set(kNow + 14h);  // Past one in the morning.
  const auto found = house->room->look(look, *i18n::find("en"));
  ASSERT_EQ(found.total, 1);
  EXPECT_EQ(found.cards[0].now, "Open day and night");
  EXPECT_GT(*found.cards[0].metres, 1000);
}

TEST_P(OpenPlaces, AreFoundByTheWordsOfTheirNames) {
  import(kTwo);
  const auto one = first();
  site->core().db.read([&](db::Session& s) {
    const auto& l = *i18n::find("en");
    const auto named = [&](std::string_view words) { return house->room->named(s, words, 5, l); };
    ASSERT_FALSE(named(one.name).empty());
    EXPECT_EQ(named(one.name.substr(0, 3)).size(), 2) << one.name;
    EXPECT_TRUE(named("").empty());
    EXPECT_TRUE(named("?!").empty());
    EXPECT_TRUE(named(one.name + " xyzzy").empty());
    ASSERT_TRUE(house->room->card(s, one.id, l));
    EXPECT_EQ(house->room->card(s, one.id, l)->name, one.name);
    EXPECT_FALSE(house->room->card(s, {12345}, l));
  });
}

TEST_P(OpenPlaces, ACorrectionWaitsIsTakenAndSurvivesTheNextImport) {
  import(kTwo);
  const auto neighbour = person(), informant = person({http::Role::informant});
  const auto url = first().url;
  site->sign_in_as(neighbour.value);
  auto page = site->get(url + "/correct");
  EXPECT_TRUE(page.says("6h - 22h"));
  testing::Fields fields{{"name", "Toilettes publiques"}, {"note", "Affiché"}};
  for (int day = 0; day < 7; ++day)
    fields.emplace_back("hours_" + std::to_string(day), day < 5 ? "7h - 21h" : "Fermé");
  EXPECT_EQ(site->post(url + "/correct", fields).status, 303);
  EXPECT_EQ(first().now, "Open, closes at 22:00");  // Not yet.

  site->sign_in_as(informant.value, {http::Role::informant});
  page = site->get("/open-places/corrections");
  EXPECT_TRUE(page.says("Mo-Fr 07:00-21:00"));
  const auto at = page.body.find("/open-places/corrections/");
  const auto action = page.body.substr(at, page.body.find('"', at) - at);
  EXPECT_EQ(site->post(action, {{"decision", "take"}}).status, 303);
  EXPECT_EQ(first().now, "Open, closes at 21:00");

  const auto report = import(kTwo);
  EXPECT_EQ(report.kept, 1);
  EXPECT_EQ(first().now, "Open, closes at 21:00");
}

TEST_P(OpenPlaces, BadHoursKeepWhatWasTyped) {
  import(kTwo);
  site->sign_in_as(person().value);
  const auto answer =
      site->post(first().url + "/correct", {{"hours_0", "vers midi"}, {"name", ""}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("vers midi"));
  EXPECT_EQ(site->post(first().url + "/status", {}).status, 422);
}

TEST_P(OpenPlaces, ANeighboursWordCountsForTwoWeeks) {
  import(kTwo);
  site->sign_in_as(person().value);
  EXPECT_EQ(site->post(first().url + "/status", {{"status", "closed"}, {"note", "Travaux"}}).status,
            303);
  EXPECT_EQ(first().now, "Closed at the moment");
  EXPECT_TRUE(site->get(first().url).says("Travaux"));
  site->clock().advance(15 * 24h);
  EXPECT_EQ(first().state, hours::State::open);
}

TEST_P(OpenPlaces, GeoJsonHasLongitudeFirst) {
  import(kTwo);
  const auto answer = site->get_json("/api/v1/open-places.geojson?lat=48.87&lon=2.40&limit=1");
  EXPECT_EQ(answer.status, 200);
  const auto json = answer.json();
  const auto& point = json.at("features").at(0).at("geometry").at("coordinates");
  EXPECT_NEAR(point.at(0).to_number<double>(), 2.40, 1e-4);
  EXPECT_NEAR(point.at(1).to_number<double>(), 48.87, 1e-4);
  EXPECT_EQ(site->get_json("/api/v1/open-places?within=0").status, 422);
}

INSTANTIATE_TEST_SUITE_P(Both, OpenPlaces,
                         ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
                         [](const auto& which) {
                           return which.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

TEST(Period, FrenchDates) {
  i18n::load("Europe/Paris");
  const auto day = [](int y, unsigned m, unsigned d) {
    return i18n::from_local(std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d});
  };
  auto p = period_of("du 05/07/25 au 31/08/25");
  EXPECT_EQ(p.from, day(2025, 7, 5));
  EXPECT_EQ(p.to, day(2025, 9, 1));
  p = period_of("Du 08 juillet au 20 août 2023");
  EXPECT_EQ(p.from, day(2023, 7, 8));
  EXPECT_EQ(p.to, day(2023, 8, 21));
  p = period_of("à partir du 01/09/25");
  EXPECT_EQ(p.from, day(2025, 9, 1));
  EXPECT_FALSE(p.to);
  EXPECT_FALSE(period_of("bientôt").from);
  EXPECT_FALSE(period_of("du 31/02/25 au 01/03/25").from);
}

}  // namespace
}  // namespace palier::structures
