#include "features/matching/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "features/matching/solve.hpp"
#include "features/matching/words.hpp"

namespace palier::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace json = boost::json;

std::string mistake(std::string_view text) {
  try {
    instance_from_json(text);
  } catch (const BadInstance& e) {
    return e.what();
  }
  return "";
}
std::string in_need(std::string_view fields) {
  return mistake(fmt::format(
      R"({{"needs":[{{"id":"a","lat":1,"lon":2}},{{"id":"b",{}}}],"helpers":[]}})", fields));
}
std::string in_helper(std::string_view fields) {
  return mistake(
      fmt::format(R"({{"needs":[],"helpers":[{{"id":"b","lat":1,"lon":2,{}}}]}})", fields));
}

TEST(InstanceJsonTest, ReadsEveryFieldAndKeepsAbsentOnesFree) {
  const auto in = instance_from_json(R"({"needs":[
    {"id":"a","lat":48.85,"lon":2.35,"kind":"childcare","people":2,"urgent":true,"vulnerable":true,
     "waiting_hours":3.5,"district":"11","child_ages":["0-1","3-5"],"blocks":["mon","mon","tue"],
     "languages":["fr"],"household":"x","postcode":"75011","prefers_parent":true,
     "verified_only":true,"anywhere":true},
    {"id":"b","lat":0,"lon":0,"blocks":null}],
    "helpers":[
    {"id":"a","lat":-90,"lon":180,"kinds":["tools"],"radius_m":0,"capacity":0,"blocks":[],
     "languages":[],"accepts_vulnerable":true,"verified":true,"max_children":0,"child_ages":[],
     "has_children":true,"jobs_28d":4,"household":"y","postcode":"75012"},
    {"id":"b","lat":0,"lon":0}],
    "blocked":[["a","b"]],"closest_postcodes":{"75011":["75012","75020"]}})");
  const Need& n = in.needs[0];
  EXPECT_EQ(n.people, 2);
  EXPECT_TRUE(n.urgent && n.vulnerable && n.prefers_parent && n.verified_only && n.anywhere);
  EXPECT_EQ(n.waiting_hours, 3.5);
  EXPECT_THAT(*n.blocks, ElementsAre("mon", "tue"));
  EXPECT_EQ(n.child_ages.size(), 2U);
  EXPECT_FALSE(in.needs[1].blocks);
  EXPECT_EQ(in.needs[1].people, 1);
  const Helper& h = in.helpers[0];
  EXPECT_TRUE(h.blocks && h.blocks->empty());
  EXPECT_EQ(h.capacity, 0);
  EXPECT_EQ(h.radius_m, 0);
  EXPECT_EQ(h.jobs_28d, 4);
  const Helper& free = in.helpers[1];
  EXPECT_FALSE(free.kinds || free.radius_m || free.capacity || free.blocks || free.languages ||
               free.max_children || free.child_ages);
  EXPECT_FALSE(free.verified || free.accepts_vulnerable);
  EXPECT_THAT(in.blocked, ElementsAre(std::pair{0, 1}));
  EXPECT_EQ(in.closest_postcodes[0].second[1], "75020");
}

TEST(InstanceJsonTest, NamesTheFirstBadField) {
  EXPECT_THAT(mistake("{"), HasSubstr("this is not JSON"));
  EXPECT_THAT(mistake("[]"), HasSubstr("must be an object"));
  EXPECT_EQ(mistake(R"({"helpers":[]})"), "needs: is missing");
  EXPECT_EQ(mistake(R"({"needs":[],"helpers":{}})"), "helpers: must be a list");
  EXPECT_EQ(mistake(R"({"needs":[],"helpers":[],"extra":1})"),
            "extra: is not a field of an instance");
  EXPECT_EQ(mistake(R"({"needs":[3],"helpers":[]})"), "needs[0]: must be an object");
  EXPECT_EQ(in_need(R"("lon":2)"), "needs[1].lat: is missing");
  EXPECT_EQ(in_need(R"("lat":90.5,"lon":2)"), "needs[1].lat: must be a number from -90 to 90");
  EXPECT_EQ(in_need(R"("lat":1,"lon":"2")"), "needs[1].lon: must be a number from -180 to 180");
  EXPECT_EQ(in_need(R"("lat":1e999,"lon":2)"), "needs[1].lat: must be a number from -90 to 90");
  EXPECT_THAT(in_need(R"("lat":NaN,"lon":2)"), HasSubstr("not JSON"));
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"people":0)"),
            "needs[1].people: must be a number from 1 to 1000");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"people":1.5)"), "needs[1].people: must be a whole number");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"urgent":1)"), "needs[1].urgent: must be true or false");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"waiting_hours":-1)"),
            "needs[1].waiting_hours: must be a number from 0 to 1000000000");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"blocks":"mon")"),
            "needs[1].blocks: must be a list of texts");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"blocks":["mon",5])"), "needs[1].blocks[1]: must be a text");
  EXPECT_EQ(in_need(R"("lat":1,"lon":2,"blocs":[])"),
            "needs[1].blocs: is not a field of an instance");
  EXPECT_THAT(in_need(R"("lat":1,"lon":2,"kind":[[[[[[[[[]]]]]]]]])"), HasSubstr("not JSON"));
  EXPECT_EQ(in_helper(R"("capacity":-1)"),
            "helpers[0].capacity: must be a number from 0 to 1000000");
  EXPECT_EQ(in_helper(R"("radius_m":"far")"),
            "helpers[0].radius_m: must be a number from 0 to 1000000000");
  EXPECT_EQ(
      mistake(R"({"needs":[{"id":"a","lat":1,"lon":2},{"id":"a","lat":1,"lon":2}],"helpers":[]})"),
      "needs[1].id: \"a\" is there twice");
  EXPECT_EQ(mistake(R"({"needs":[{"id":"","lat":1,"lon":2}],"helpers":[]})"),
            "needs[0].id: is empty");
  EXPECT_EQ(mistake(R"({"needs":[],"helpers":[],"blocked":[["x","y"]]})"),
            "blocked[0][0]: there is no need \"x\"");
  EXPECT_EQ(mistake(R"({"needs":[],"helpers":[],"blocked":[["x"]]})"),
            "blocked[0]: must be a list of a need's id and a helper's");
}

TEST(PlanJsonTest, HasTheFieldsThatWereAskedFor) {
  const auto in = instance_from_json(R"({"needs":[
    {"id":"n\"1","lat":48.85,"lon":2.35,"kind":"tools","blocks":["mon"],"people":2},
    {"id":"n2","lat":48.85,"lon":2.35,"kind":"tools","vulnerable":true}],
    "helpers":[{"id":"h","lat":48.86,"lon":2.35,"kinds":["tools"],"languages":["fr"]}]})");
  Options options;
  options.prices = true;
  const auto plan = json::parse(to_json(in, solve(in, options), "optimal")).as_object();
  EXPECT_EQ(plan.at("method"), "optimal");
  const auto& given = plan.at("assignments").as_array();
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0].at("need"), "n\"1");
  EXPECT_EQ(given[0].at("helper"), "h");
  EXPECT_EQ(given[0].at("block"), "mon");
  EXPECT_NEAR(given[0].at("metres").as_double(), 1111.9, 0.2);
  EXPECT_EQ(given[0].at("why"), "Does tools, 1112 m away, free on mon.");
  const auto& left = plan.at("unserved").as_array();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].at("units"), 1);
  EXPECT_EQ(left[0].at("because"), "Everyone who could help is there already; more are asked for.");
  EXPECT_EQ(left[1].at("because"), "Only unverified helpers are within reach.");
  EXPECT_EQ(left[1].at("bar"), "unverified");
  EXPECT_EQ(plan.at("cost").at("unserved"), 2);
  EXPECT_EQ(plan.at("cost").at("distance"), 111);
  EXPECT_EQ(plan.at("certificate").at("optimal"), true);
  const auto& prices = plan.at("certificate").at("prices");
  EXPECT_EQ(prices.at("needs").as_object().size(), 2U);
  EXPECT_EQ(prices.at("slots").as_array()[0].as_array()[1], "mon");
  EXPECT_EQ(prices.at("helpers").at("h").as_array().size(), 5U);
  EXPECT_GE(plan.at("seconds").to_number<double>(), 0);
  EXPECT_EQ(json::parse(to_json(in, greedy(in), "greedy")).at("certificate").at("optimal"), false);
}

TEST(WordsTest, SaysWhatKeepsHelpersAway) {
  const auto told = [](std::string_view need, std::string_view helpers) {
    const auto in = instance_from_json(fmt::format(
        R"({{"needs":[{{"id":"a","lat":48.85,"lon":2.35,"kind":"tools"{}}}],"helpers":[{}]}})",
        need, helpers));
    return because_in_full(solve(in).unserved.at(0));
  };
  EXPECT_EQ(told("", ""), "There are no helpers yet.");
  EXPECT_EQ(told("", R"({"id":"a","lat":48.85,"lon":2.35,"kinds":["call"]})"),
            "No one here has this skill.");
  EXPECT_EQ(told("", R"({"id":"a","lat":48.95,"lon":2.35,"kinds":["tools"],"radius_m":500},
                        {"id":"b","lat":48.85,"lon":2.35,"kinds":["call"]})"),
            "No one with this skill is within reach.");
  EXPECT_EQ(told("", R"({"id":"a","lat":48.85,"lon":2.35,"capacity":0})"),
            "Everyone who could help is already helping others.");
  EXPECT_EQ(
      told(R"(,"vulnerable":true,"languages":["ar"])",
           R"({"id":"a","lat":48.85,"lon":2.35},
                    {"id":"b","lat":48.85,"lon":2.35,"verified":true,"accepts_vulnerable":true,
                     "languages":["fr"]})"),
      "No one within reach fits all that is asked: 1 unverified, 1 without a common language.");
}

TEST(EplTest, KnowsTheNearestPostcodesAndTheFaultInThem) {
  // A requester in 75001; helpers in 75002 and 75003, by the table the two nearest.
  const auto text = [](std::string_view helper_postcode, std::string_view table) {
    return fmt::format(
        R"({{"needs":[{{"id":"n","lat":48.85,"lon":2.35,"kind":"groceries","postcode":"75001"}}],
            "helpers":[{{"id":"h","lat":48.85,"lon":2.35,"kinds":["groceries"],"postcode":"{}"}}]{}}})",
        helper_postcode, table);
  };
  const char* table = R"(,"closest_postcodes":{"75001":["75002","75003","75004"]})";
  const auto met = [&](std::string_view postcode, std::string_view with, bool as_written) {
    return epl(instance_from_json(text(postcode, with)), as_written).assignments.size();
  };
  EXPECT_EQ(met("75001", table, false), 1U);
  EXPECT_EQ(met("75002", table, false), 1U);
  EXPECT_EQ(met("75003", table, false), 1U);
  EXPECT_EQ(met("75004", table, false), 0U);
  EXPECT_EQ(met("75001", table, true), 1U);
  EXPECT_EQ(met("75002", table, true), 0U);  // The first of the two is lost.
  EXPECT_EQ(met("75003", table, true), 1U);
  EXPECT_EQ(met("75002", "", false), 1U);  // Without a table: by mean points.
  EXPECT_EQ(met("75002", "", true), 0U);
}

TEST(EplTest, GivesEachHelperOneRequestOldestFirstBestScoreFirst) {
  const auto in = instance_from_json(R"({"needs":[
    {"id":"new","lat":48.85,"lon":2.35,"kind":"childcare","postcode":"1","waiting_hours":1},
    {"id":"old","lat":48.85,"lon":2.35,"kind":"childcare","postcode":"1","waiting_hours":9},
    {"id":"older","lat":48.85,"lon":2.35,"kind":"groceries","postcode":"1","waiting_hours":10}],
    "helpers":[
    {"id":"a","lat":48.85,"lon":2.35,"kinds":["groceries","childcare"],"verified":true,"postcode":"1"},
    {"id":"b","lat":48.85,"lon":2.35,"kinds":["groceries"],"postcode":"1"},
    {"id":"c","lat":48.85,"lon":2.35,"kinds":["childcare"],"verified":true,"has_children":true,
     "postcode":"1"}]})");
  const auto plan = epl(in);
  ASSERT_EQ(plan.assignments.size(), 3U);
  EXPECT_EQ(plan.assignments[0].need, 2);
  EXPECT_EQ(plan.assignments[0].helper, 1);  // Who does not babysit comes first for groceries.
  EXPECT_EQ(plan.assignments[1].need, 1);
  EXPECT_EQ(plan.assignments[1].helper, 2);  // Who has children comes first for childcare.
  EXPECT_EQ(plan.assignments[2].helper, 0);
}

}  // namespace
}  // namespace palier::matching
