#include "features/places/import.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "core/db/rows.hpp"
#include "core/testing/database.hpp"
#include "features/places/testing/data.hpp"
#include "features/places/testing/files.hpp"

namespace palier::places {
namespace {

class Import : public palier::testing::OnBoth {
 protected:
  ImportReport addresses(const std::string& csv) {
    return import_addresses(db(), files_.write("a.csv", csv), clock.now());
  }
  ImportReport areas(const std::string& json, const std::string& kind = "") {
    return import_areas(db(), files_.write("a.geojson", json), kind, clock.now());
  }
  std::int64_t count(const std::string& sql) {
    return db().read([&](db::Session& s) { return s.one<std::int64_t>(sql); });
  }
  std::string text(const std::string& sql) {
    return db().read([&](db::Session& s) { return s.maybe<std::string>(sql).value_or("none"); });
  }
  std::string quarter_of(const std::string& ban_id) {
    return text(
        "select q.name from addresses a join areas q on q.id = a.quarter_id where ban_id = '" +
        ban_id + "'");
  }
  testing::Files files_;
};
INSTANTIATE_ON_BOTH(Import);

TEST_P(Import, TwiceChangesNothing) {
  const ImportReport first = addresses(testing::five_addresses());
  EXPECT_EQ(first.unusable, "");
  EXPECT_EQ(first.added, 5);
  EXPECT_EQ(first.changed + first.unchanged + first.gone, 0);
  EXPECT_EQ(count("select count(*) from addresses"), 5);
  EXPECT_EQ(count("select count(*) from streets"), 2);
  EXPECT_EQ(count("select count(*) from buildings"), 5);
  EXPECT_EQ(text("select suffix from addresses where ban_id = '75111_6858_00012_b'"), "bis");
  const auto generation = count("select generation from places_state");

  const ImportReport again = addresses(testing::five_addresses());
  EXPECT_EQ(again.unchanged, 5);
  EXPECT_EQ(again.added + again.changed + again.gone, 0);
  EXPECT_EQ(count("select count(*) from addresses"), 5);
  EXPECT_EQ(count("select count(*) from areas"), 2) << "the commune and its arrondissement";
  EXPECT_EQ(count("select generation from places_state"), generation);
  EXPECT_NE(text_of(again, 20).find("Nothing changed"), std::string::npos);
}

TEST_P(Import, MarksWhatVanishedAndTakesItBack) {
  addresses(testing::five_addresses());
  std::string fewer = testing::five_addresses();
  fewer.erase(fewer.find("75111_8159_00003"));
  const std::string moved = "2.3640;48.8670";
  fewer.replace(fewer.find(moved), moved.size(), "2.3650;48.8672");
  const ImportReport second = addresses(fewer);
  EXPECT_EQ(second.gone, 1);
  EXPECT_EQ(second.changed, 1);
  EXPECT_EQ(second.unchanged, 3);
  EXPECT_EQ(count("select count(*) from addresses"), 5);
  EXPECT_EQ(count("select count(*) from addresses where gone_at is not null"), 1);
  const auto id = count("select id from addresses where ban_id = '75111_8159_00003'");
  const ImportReport third = addresses(testing::five_addresses());
  EXPECT_EQ(third.changed, 2);
  EXPECT_EQ(count("select count(*) from addresses where gone_at is not null"), 0);
  EXPECT_EQ(count("select id from addresses where ban_id = '75111_8159_00003'"), id);
}

TEST_P(Import, AnotherCommuneLeavesTheFirstAlone) {
  addresses(testing::five_addresses());
  const ImportReport other = addresses(
      testing::kBanHeader + "93048_1_00001;1;bis;Rue de Paris;93100;93048;Montreuil;2.44;48.86\n");
  EXPECT_EQ(other.added, 1);
  EXPECT_EQ(other.gone, 0);
  EXPECT_EQ(text("select name from areas where kind = 'commune' and code = '93048'"), "Montreuil");
}

TEST_P(Import, ReportsEachBadRowWithItsLine) {
  const ImportReport r = addresses(testing::five_addresses() +
                                   "x;0;;Rue X;75011;75111;Paris 11e Arrondissement;2.37;48.86\n"
                                   "75111_6858_00010;10;;Rue X;75011;75111;Paris;2.37;48.86\n"
                                   "y;1;;Rue X;75011;75111;Paris;200;48.86\n"
                                   "z;1;;Rue X;75011;75111;Paris;48.86;2.37\n");
  EXPECT_EQ(r.added, 5);
  ASSERT_EQ(r.bad.size(), 4U);
  EXPECT_NE(r.bad[3].reason.find("swapped"), std::string::npos);
  EXPECT_EQ(r.bad[0].line, 7);
  EXPECT_NE(r.bad[1].reason.find("on line 2 already"), std::string::npos);
  EXPECT_EQ(r.bad[2].line, 9);
  EXPECT_NE(text_of(r, 2).find("and 2 more"), std::string::npos);
}

TEST_P(Import, AnUnusableFileLeavesNothing) {
  for (const std::string& bytes :
       {std::string("id;numero\n1;2\n"), testing::kBanHeader, std::string(),
        testing::five_addresses() + "z;1;;Rue de l'\xC9glise;75011;75111;Paris;2.3;48.8\n",
        testing::five_addresses() + "z;1;;\"Rue de;75011;75111;Paris;2.3;48.8\n"}) {
    const ImportReport r = addresses(bytes);
    EXPECT_NE(r.unusable, "");
    EXPECT_EQ(count("select count(*) from addresses") + count("select count(*) from areas"), 0);
  }
  std::ostringstream out;
  EXPECT_EQ(run_import(db(), clock, {"addresses", "/nowhere.csv", "", ""}, out, false), 2);
  EXPECT_NE(out.str().find("There is no file"), std::string::npos);
  EXPECT_EQ(run_import(db(), clock, {"horses", "/nowhere.csv", "", ""}, out, false), 2);
}

TEST_P(Import, AddressesLearnTheirQuarterWhicheverComesFirst) {
  addresses(testing::five_addresses());
  EXPECT_EQ(quarter_of("75111_6858_00010"), "none");
  const ImportReport r = areas(testing::two_quarters());
  EXPECT_EQ(r.unusable, "");
  EXPECT_EQ(r.added, 2);
  EXPECT_EQ(quarter_of("75111_6858_00010"), "Saint-Ambroise");
  EXPECT_EQ(quarter_of("75111_8159_00001"), "Folie-Méricourt");
  EXPECT_EQ(text("select p.name from areas q join areas p on p.id = q.parent_id where q.code = "
                 "'7511101'"),
            "Paris 11e Arrondissement");
  EXPECT_EQ(areas(testing::two_quarters()).unchanged, 2);
}

TEST_P(Import, AreasFirst) {
  EXPECT_EQ(areas(testing::two_quarters()).added, 2);
  EXPECT_EQ(areas(testing::one_district()).added, 1);
  addresses(testing::five_addresses());
  EXPECT_EQ(quarter_of("75111_6858_00010"), "Saint-Ambroise");
  EXPECT_EQ(text("select d.name || '/' || c.name from addresses a join areas d on d.id = "
                 "a.district_id join areas c on c.id = a.commune_id where a.ban_id = "
                 "'75111_8159_00001'"),
            "Paris 11e Arrondissement/Paris");
  EXPECT_EQ(count("select count(*) from areas where kind = 'district'"), 1);
}

TEST_P(Import, MovedBordersMoveTheAddresses) {
  addresses(testing::five_addresses());
  areas(testing::two_quarters());
  std::string swapped = testing::two_quarters();
  const auto replace = [&](const std::string& a, const std::string& b) {
    swapped.replace(swapped.find(a), a.size(), b);
  };
  replace("\"Saint-Ambroise\",\"c_quinsee\":7511102", "\"Folie-Méricourt\",\"c_quinsee\":7511101");
  swapped.replace(swapped.rfind("\"Folie-Méricourt\",\"c_quinsee\":7511101"),
                  std::string("\"Folie-Méricourt\",\"c_quinsee\":7511101").size(),
                  "\"Saint-Ambroise\",\"c_quinsee\":7511102");
  EXPECT_EQ(areas(swapped).changed, 2);
  EXPECT_EQ(quarter_of("75111_6858_00010"), "Folie-Méricourt");
}

TEST_P(Import, RefusesAreasWholeAndSaysWhichFeature) {
  const auto feature = [](const std::string& properties, const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","code":"1"},
      "geometry":{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,48]]]}},
      {"type":"Feature","properties":)" +
           properties + ",\"geometry\":" + geometry + "}]}";
  };
  const std::string good = R"({"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,48]]]})";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"{", "not whole"},
      {"[]", "FeatureCollection"},
      {R"({"type":"FeatureCollection","features":[]})", "no features"},
      {feature(R"({"code":"2"})", good), "Feature 2: it has no name"},
      {feature(R"({"name":"B","code":"1"})", good), "Feature 2: its code 1 stands twice"},
      {feature(R"({"name":"B"})", R"({"type":"Point","coordinates":[2,48]})"),
       "Feature 2: its geometry is Point"},
      {feature(R"({"name":"B"})", "null"), "Feature 2: it has no geometry"},
      {feature(R"({"name":"B"})", R"({"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49]]]})"),
       "not closed"},
      {feature(R"({"name":"B"})",
               R"({"type":"Polygon","coordinates":[[[2,48],[3,49],[3,48],[2,49],[2,48]]]})"),
       "crosses"},
      {feature(R"({"name":"B"})",
               R"({"type":"Polygon","coordinates":[[[2,"x"],[3,48],[3,49],[2,48]]]})"),
       "not a number"},
      {feature(
           R"({"name":"B"})",
           R"({"type":"Polygon","coordinates":[[[652000,6862000],[3,48],[3,49],[652000,6862000]]]})"),
       "not a longitude"},
      {feature(R"({"name":"B"})", R"({"type":"Polygon","coordinates":[]})"), "no ring"},
  };
  for (const auto& [json, reason] : cases) {
    const ImportReport r = areas(json, "quarter");
    EXPECT_NE(r.unusable.find(reason), std::string::npos) << reason << " / " << r.unusable;
    EXPECT_EQ(count("select count(*) from areas"), 0);
  }
  EXPECT_NE(areas(feature(R"({"name":"B"})", good)).unusable.find("--kind"), std::string::npos);
  const ImportReport turned = areas(
      R"({"type":"FeatureCollection","features":[{"properties":{"name":"A"},"geometry":
      {"type":"Polygon","coordinates":[[[48,2],[48,3],[49,3],[48,2]]]}}]})",
      "quarter");
  EXPECT_NE(turned.unusable.find("swapped"), std::string::npos) << turned.unusable;
}

TEST_P(Import, PostcodesComeFromAFileOrFromAddresses) {
  const std::string csv =
      "code_postal,code_insee,nom_commune,population,lat,lon\n"
      "75011,75111,Paris,142583,48.85,2.37\n01090,01165,Francheleins,1500,46.07,4.81\n"
      "01090,01001,Montceaux,500,46.09,4.83\n98000,99138,Monaco,,,\n";
  const auto path = files_.write("p.csv", csv);
  const ImportReport r = import_postcodes(db(), path, clock.now());
  EXPECT_EQ(r.added, 2);
  EXPECT_EQ(r.bad.size(), 1U);
  EXPECT_EQ(text("select name from postcodes where postcode = '01090'"), "Francheleins");
  EXPECT_EQ(import_postcodes(db(), path, clock.now()).unchanged, 2);
  addresses(testing::five_addresses());
  EXPECT_EQ(text("select source from postcodes where postcode = '75011'"), "addresses");
  EXPECT_EQ(import_postcodes(db(), path, clock.now()).unchanged, 2);
}

TEST_P(Import, AllOfParis) {
  const auto ban = testing::shared_file("ban_paris_75.csv.gz");
  const auto quarters = testing::shared_file("paris_quartiers.geojson");
  const auto districts = testing::shared_file("paris_arrondissements.geojson");
  if (ban.empty() || quarters.empty() || districts.empty())
    GTEST_SKIP() << "the open data of Paris is not beside the repository";
  EXPECT_EQ(import_areas(db(), quarters, "", clock.now()).unusable, "");
  std::ostringstream out;
  EXPECT_EQ(run_import(db(), clock, {"addresses", ban, "", files_.path("report.txt")}, out, false),
            0);
  std::cout << out.str();
  EXPECT_EQ(count("select count(*) from addresses"), 158'028);
  const ImportReport again = import_addresses(db(), ban, clock.now());
  std::cout << text_of(again, 0);
  EXPECT_EQ(again.unchanged, 158'028);
  EXPECT_LT(again.seconds, 20);
  const ImportReport d = import_areas(db(), districts, "", clock.now());
  std::cout << text_of(d, 5);
  EXPECT_EQ(d.unusable, "");
  EXPECT_EQ(
      count("select count(*) from addresses where quarter_id is null or district_id is null or "
            "commune_id is null"),
      0);
  EXPECT_EQ(count("select count(distinct quarter_id) from addresses"), 80);
}

}  // namespace
}  // namespace palier::places
