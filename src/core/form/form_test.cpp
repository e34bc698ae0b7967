#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/form/clean.hpp"
#include "core/form/input.hpp"
#include "core/i18n/language.hpp"
#include "core/i18n/zone.hpp"

namespace palier::form {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

Input pairs(std::vector<std::pair<std::string, std::string>> p) {
  return Input::from_pairs(p);
}

TEST(Clean, KeepsWhatPeopleWriteAndDropsWhatTheyCannotSee) {
  EXPECT_EQ(clean("  bonjour\r\nvoisin \n"), "bonjour\nvoisin");
  EXPECT_EQ(clean("e\u0301te\u0301"), "été");
  EXPECT_EQ(clean("\u00A0Zoé\u2003"), "Zoé");
  EXPECT_EQ(clean(std::string_view("a\0b\x1B[31m", 8)), "ab[31m");
  EXPECT_EQ(clean("evil\u202Egnp.exe"), "evilgnp.exe");
  EXPECT_EQ(clean("👩‍👧 merci"), "👩‍👧 merci");
}

TEST(Clean, KnowsBrokenUtf8) {
  EXPECT_TRUE(valid_utf8("été 👍"));
  EXPECT_FALSE(valid_utf8("\xC3"));
  EXPECT_FALSE(valid_utf8("\xC0\xAF"));
  EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(valid_utf8("\xFF"));
}

TEST(Clean, CountsCharactersNotBytes) {
  EXPECT_EQ(length("été"), 3U);
  EXPECT_TRUE(looks_empty("\u200B \u2060"));
  EXPECT_FALSE(looks_empty(" . "));
}

TEST(Input, FormAndJsonReadTheSame) {
  const Input form = pairs({{"title", " Courses "}, {"days", "1"}, {"days", "2"}, {"note", " "}});
  const auto value = boost::json::parse(
      R"({"title":"Courses ","days":[1,2],"note":null,"urgent":false,"home":{"lat":48.5},"children":[{"age":3}]})");
  const Input json = Input::from_json(value.as_object());
  EXPECT_EQ(form.one("title"), json.one("title"));
  EXPECT_THAT(json.many("days"), ElementsAre("1", "2"));
  EXPECT_EQ(form.many("days"), json.many("days"));
  EXPECT_FALSE(json.has("urgent"));
  EXPECT_TRUE(json.sent("note"));
  EXPECT_FALSE(json.has("note"));
  EXPECT_EQ(json.one("home.lat"), "48.5");
  EXPECT_EQ(json.one("children.0.age"), "3");
}

TEST(Reader, SaysWhatIsWrongWithEachField) {
  const Input in = pairs({{"title", std::string(300, 'x')}, {"people", "-2"}, {"kind", "loan"}});
  Errors errors;
  Reader read(in, errors);
  read.text("title", {.required = true, .max = 120});
  read.text("details", {.required = true});
  read.number("people", {.min = 1, .max = 20});
  read.choice("kind", {"need", "offer"}, true);
  ASSERT_EQ(errors.entries().size(), 4U);
  EXPECT_EQ(errors.find("title")->args.at(0), "120");
  EXPECT_STREQ(errors.find("details")->msgid, "Fill in this field.");
  EXPECT_NE(errors.find("people"), nullptr);
  EXPECT_NE(errors.find("kind"), nullptr);
}

TEST(Reader, TakesAmountsAsPeopleWriteThem) {
  const Input in =
      pairs({{"a", "12,50"}, {"b", "1 200 €"}, {"c", "7.5"}, {"d", "-3"}, {"e", "douze"}});
  Errors errors;
  Reader read(in, errors);
  EXPECT_EQ(read.euros("a", {.max = 1'000'000}), 1250);
  EXPECT_EQ(read.euros("b", {.max = 1'000'000}), 120'000);
  EXPECT_EQ(read.euros("c", {.max = 1'000'000}), 750);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(read.euros("d", {}), std::nullopt);
  EXPECT_EQ(read.euros("e", {}), std::nullopt);
  EXPECT_EQ(errors.entries().size(), 2U);
}

TEST(Reader, TakesDatesAsPeopleWriteThem) {
  const Instant now = i18n::from_local(std::chrono::year(2026) / 11 / 24, 18h);
  const Input in = pairs({{"a", "2026-12-01"},
                          {"b", "1/12/2026"},
                          {"c_day", "1"},
                          {"c_month", "12"},
                          {"c_year", "2026"},
                          {"past", "2026-11-23"},
                          {"today", "24/11/2026"},
                          {"odd", "31/02/2026"},
                          {"far", "2999-01-01"}});
  Errors errors;
  Reader read(in, errors);
  const auto a = read.day("a", true, now, now + 24h * 90);
  EXPECT_EQ(a, i18n::from_local(std::chrono::year(2026) / 12 / 1));
  EXPECT_EQ(read.day("b", true, now, now + 24h * 90), a);
  EXPECT_EQ(read.day("c", true, now, now + 24h * 90), a);
  EXPECT_TRUE(read.day("today", true, now, now + 24h * 90));
  EXPECT_TRUE(errors.empty());
  for (const char* bad : {"past", "odd", "far"})
    EXPECT_EQ(read.day(bad, false, now, now + 24h * 90), std::nullopt) << bad;
  EXPECT_EQ(errors.entries().size(), 3U);
}

TEST(Reader, RefusesAListOrAnObjectInPlaceOfOneValue) {
  const auto sent = boost::json::parse(
      R"({"title": {"fr": "Pain"}, "people": [1, 2], "for": ["me"], "ages": ["0-1", "1-2"]})");
  const Input in = Input::from_json(sent.as_object());
  Errors errors;
  Reader read(in, errors);
  read.text("title", {});
  read.number("people", {});
  EXPECT_EQ(read.choice("for", {"me", "other"}, true), "me");
  EXPECT_EQ(read.choices("ages", {"0-1", "1-2"}, true).size(), 2U);
  EXPECT_NE(errors.find("title"), nullptr);
  EXPECT_NE(errors.find("people"), nullptr);
  EXPECT_EQ(errors.entries().size(), 2U);
}

TEST(Contact, NormalisesEmail) {
  EXPECT_EQ(normal_email("Jeanne.Martin@Exemple.FR"), "Jeanne.Martin@exemple.fr");
  for (const char* bad :
       {"", "jeanne", "@a.fr", "a@b", "a b@c.fr", "a@c..fr", "a@-c.fr", "a@b.fr\nx"})
    EXPECT_EQ(normal_email(bad), "") << bad;
}

TEST(Contact, NormalisesPhone) {
  EXPECT_EQ(normal_phone("06 12 34 56 78"), "+33612345678");
  EXPECT_EQ(normal_phone("+33 (0)6.12.34.56.78"), "+33612345678");
  EXPECT_EQ(normal_phone("0033612345678"), "+33612345678");
  EXPECT_EQ(normal_phone("+41 44 668 18 00"), "+41446681800");
  EXPECT_EQ(normal_phone("01\u00A042 76 40 40"), "+33142764040");
  for (const char* bad :
       {"", "0612", "06 12 34 56 7", "06123456789", "abc", "12345678", "+", "0012"})
    EXPECT_EQ(normal_phone(bad), "") << bad;
}

}  // namespace
}  // namespace palier::form
