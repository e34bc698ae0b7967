#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/testing/site.hpp"
#include "features/places/form.hpp"
#include "features/places/import.hpp"
#include "features/places/testing/files.hpp"

namespace palier::places {
namespace {

class Api : public ::testing::Test {
 protected:
  void import_town() {
    const auto& core = site_.core();
    import_addresses(core.db, files_.write("a.csv", testing::five_addresses()), core.clock.now());
    import_areas(core.db, files_.write("q.geojson", testing::two_quarters()), "", core.clock.now());
    places_->refresh();
  }
  LocationAnswer read(const std::vector<std::pair<std::string, std::string>>& pairs) {
    errors_ = {};
    return read_location(*places_, form::Input::from_pairs(pairs), errors_, rule_);
  }
  std::shared_ptr<Places> places_;
  palier::testing::Site site_{[this](const Core& core) {
    places_ = make(core);
    return places_;
  }};
  testing::Files files_;
  form::Errors errors_;
  LocationRule rule_;
};

TEST_F(Api, AnswersAsTheBanDoes) {
  EXPECT_FALSE(places_->has_addresses());
  import_town();
  const auto answer =
      site_.get_json("/api/v1/addresses?q=12bis+oberkamf&limit=2&lat=48.86&lon=2.37");
  EXPECT_EQ(answer.status, 200);
  const auto root = answer.json();
  EXPECT_EQ(root.at("type"), "FeatureCollection");
  EXPECT_EQ(root.at("version"), "draft");
  EXPECT_EQ(root.at("query"), "12bis oberkamf");
  EXPECT_EQ(root.at("limit"), 2);
  const auto& feature = root.at("features").at(0);
  EXPECT_EQ(feature.at("geometry").at("coordinates").at(0).as_double(), 2.3706);
  const auto& p = feature.at("properties");
  EXPECT_EQ(p.at("label"), "12 bis Rue Oberkampf 75011 Paris");
  EXPECT_EQ(p.at("id"), "75111_6858_00012_b");
  EXPECT_EQ(p.at("type"), "housenumber");
  EXPECT_EQ(p.at("citycode"), "75111");
  EXPECT_EQ(p.at("context"), "75, Paris, Île-de-France");
  EXPECT_TRUE(p.as_object().contains("distance"));
  const auto reverse = site_.get_json("/api/v1/addresses/reverse?lat=48.8671&lon=2.3642").json();
  EXPECT_EQ(reverse.at("features").at(0).at("properties").at("id"), "75111_8159_00003");
}

TEST_F(Api, RefusesByField) {
  for (const char* query : {"", "?q=", "?q=ab", "?q=paris&limit=0", "?q=paris&limit=21",
                            "?q=paris&limit=x", "?q=paris&lat=100&lon=2", "?q=paris&lat=48"}) {
    const auto answer = site_.get_json(std::string("/api/v1/addresses") + query);
    EXPECT_EQ(answer.status, 422) << query;
    EXPECT_FALSE(answer.json().at("errors").as_array().empty()) << query;
  }
  EXPECT_EQ(site_.get_json("/api/v1/addresses/reverse?lat=48").status, 422);
}

TEST_F(Api, AFormAsksWhichAddressAndTakesTheChoice) {
  import_town();
  const auto listed = read({{"address_text", "12 rue oberkampf"}});
  EXPECT_FALSE(listed.location);
  ASSERT_FALSE(listed.choices.empty());
  EXPECT_TRUE(errors_.find("address_text"));
  const std::string id = listed.choices[0].id.str();

  const auto chosen = read({{"address_text", "12 rue oberkampf"},
                            {"address_for", "12 rue oberkampf"},
                            {"address_id", id}});
  ASSERT_TRUE(chosen.location);
  EXPECT_TRUE(errors_.empty());
  EXPECT_EQ(chosen.location->quarter_name, "Saint-Ambroise");
  EXPECT_NE(chosen.location->scopes.building, 0);
  const double blur = geo::distance_m(chosen.location->exact, chosen.location->shown);
  EXPECT_GE(blur, 59);
  EXPECT_LE(blur, 201);

  // The text was changed after the list was made: the old choice is not taken.
  EXPECT_FALSE(read({{"address_text", "1 place de la republique"},
                     {"address_for", "12 rue oberkampf"},
                     {"address_id", id}})
                   .location);
  EXPECT_TRUE(read({{"address_id", "75111_6858_00012_b"}}).location);
  EXPECT_FALSE(read({{"address_id", "999"}}).location);
  EXPECT_TRUE(errors_.find("address_id"));
  EXPECT_FALSE(read({{"address_text", "x"}, {"address_id", "none"}}).location);
  EXPECT_FALSE(read({}).location);
  EXPECT_TRUE(errors_.find("address_text"));
  rule_.sole_match = true;
  EXPECT_TRUE(read({{"address_text", "1 place de la republique 75011 Paris"}}).location);
}

TEST_F(Api, WithoutAddressesAPostcodeAQuarterOrAPointIsEnough) {
  const auto& core = site_.core();
  import_areas(core.db, files_.write("q.geojson", testing::two_quarters()), "", core.clock.now());
  import_postcodes(
      core.db, files_.write("p.csv", "code_postal,nom_commune,lat,lon\n75011,Paris,48.86,2.37\n"),
      core.clock.now());
  places_->refresh();
  const auto by_postcode = read({{"postcode", "75011"}});
  ASSERT_TRUE(by_postcode.location);
  EXPECT_EQ(by_postcode.location->quarter_name, "75011 Paris");
  EXPECT_FALSE(read({{"postcode", "75999"}}).location);
  EXPECT_TRUE(errors_.find("postcode"));
  const auto clicked = read({{"map.x", "310"}, {"map.y", "100"}});
  ASSERT_TRUE(clicked.location);
  EXPECT_EQ(clicked.location->quarter_name, "Saint-Ambroise");
  EXPECT_FALSE(read({{"map.x", "-5"}, {"map.y", "nan"}}).location);
  const auto by_quarter = read({{"quarter", places_->areas("quarter")[0].id.str()}});
  ASSERT_TRUE(by_quarter.location);
  EXPECT_EQ(by_quarter.location->quarter_name, "Folie-Méricourt");
  EXPECT_FALSE(read({{"lat", "100"}, {"lon", "2"}}).location);
  EXPECT_TRUE(read({{"lat", "48.86"}, {"lon", "2.37"}}).location);
  const auto map = site_.get("/places/map.svg?lat=48.86&lon=2.37");
  EXPECT_EQ(map.status, 200);
  EXPECT_TRUE(map.says("<circle"));
}

}  // namespace
}  // namespace palier::places
