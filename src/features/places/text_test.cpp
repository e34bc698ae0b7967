#include "features/places/text.hpp"

#include <gtest/gtest.h>

#include "features/places/house_number.hpp"
#include "features/places/query.hpp"
#include "features/places/words.hpp"

namespace palier::places {
namespace {

TEST(Fold, DropsWhatPeopleDropToo) {
  EXPECT_EQ(fold("Rue de l'Égalité"), "rue de l egalite");
  EXPECT_EQ(fold("  Sœur—Ælfred,  SAINT-Ouën "), "soeur aelfred saint ouen");
  EXPECT_EQ(fold("rue de l’Ourcq"), "rue de l ourcq");
  EXPECT_EQ(fold("E\xCC\x81galite\xCC\x81"), "egalite") << "decomposed accents";
  EXPECT_EQ(fold("…"), "");
}

TEST(OneSlip, IsALetterMoreLessOtherOrSwapped) {
  EXPECT_TRUE(one_slip_apart("republique", "republque"));
  EXPECT_TRUE(one_slip_apart("republique", "repubblique"));
  EXPECT_TRUE(one_slip_apart("republique", "republiqua"));
  EXPECT_TRUE(one_slip_apart("republique", "repulbique"));
  EXPECT_TRUE(one_slip_apart("paix", "paix"));
  EXPECT_FALSE(one_slip_apart("paix", "pais x"));
  EXPECT_FALSE(one_slip_apart("abcd", "badc"));
  EXPECT_FALSE(one_slip_apart("rue", "rivet"));
}

TEST(HouseNumber, SuffixesInAllTheirForms) {
  for (const char* form : {"bis", "BIS", "b", "B"}) EXPECT_EQ(suffix_key(form), "b");
  EXPECT_EQ(suffix_key("bis A"), "ba");
  EXPECT_EQ(shown({12, shown_suffix("b", true)}), "12 bis");
  EXPECT_EQ(shown({12, shown_suffix("b", false)}), "12 B");
  EXPECT_EQ(shown({12, shown_suffix("ter", false)}), "12 ter");
  EXPECT_EQ(shown_suffix("bv", true), "bis V");
  EXPECT_EQ(shown_suffix("p1", true), "P1");
  EXPECT_EQ(shown({7, ""}), "7");
}

TEST(Words, OtherSpellingsGoBothWays) {
  const auto has = [](std::string_view word, std::string_view other) {
    const auto all = other_spellings(word);
    return std::find(all.begin(), all.end(), other) != all.end();
  };
  EXPECT_TRUE(has("avenue", "av"));
  EXPECT_TRUE(has("gal", "general"));
  EXPECT_TRUE(has("iv", "quatre"));
  EXPECT_TRUE(has("quatre", "4"));
  EXPECT_FALSE(has("rue", "rue"));
}

TEST(Query, TakesPostcodeAndArrondissementApart) {
  EXPECT_EQ(parse_query("12 rue X 75011 Paris").postcode, "75011");
  EXPECT_EQ(parse_query("12 rue X F-75011 Paris").postcode, "75011");
  EXPECT_EQ(parse_query("12 rue X 75 011").postcode, "75011");
  for (const char* text : {"Paris 11", "paris 11e", "11e arrondissement", "11 e", "Paris XI",
                           "11ème", "12 rue X Paris 11"})
    EXPECT_EQ(parse_query(text).arrondissement, 11) << text;
  EXPECT_EQ(parse_query("12 rue de Paris").arrondissement, 0);
}

TEST(Query, ReadsTheNumberInEveryWayItMayBeMeant) {
  const auto has = [](const char* text, int number, const char* key) {
    const auto q = parse_query(text);
    return std::any_of(q.readings.begin(), q.readings.end(),
                       [&](const Reading& r) { return r.number == number && r.suffix_key == key; });
  };
  for (const char* text : {"12bis rue X", "12 bis rue X", "12 b rue X", "12B rue X"})
    EXPECT_TRUE(has(text, 12, "b")) << text;
  EXPECT_TRUE(has("12 r de X", 12, "")) << "r may be a suffix, or rue";
  EXPECT_TRUE(has("12-14 rue X", 12, ""));
  EXPECT_TRUE(has("n° 12, rue X", 12, ""));
  EXPECT_FALSE(has("appartement 3, 12 rue X", 3, ""));
  EXPECT_TRUE(has("appartement 3, 12 rue X", 12, ""));
  EXPECT_EQ(parse_query("").readings.size(), 1U);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += " 12";
  EXPECT_EQ(parse_query(many).words.size(), 24U);
}

}  // namespace
}  // namespace palier::places
