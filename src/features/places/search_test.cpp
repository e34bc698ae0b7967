#include <gtest/gtest.h>

#include "features/places/testing/town.hpp"

namespace palier::places {
namespace {

class Search : public ::testing::Test {
 protected:
  std::string first(const std::string& text, std::optional<geo::Point> near = {}) const {
    const auto answers = index_->search({text, 5, near});
    return answers.empty() ? "" : answers[0].label;
  }
  std::shared_ptr<const Index> index_ = testing::index_of(testing::small_town());
};

TEST_F(Search, ForgivesHowPeopleWrite) {
  for (const char* text :
       {"3 bis rue de la Paix 75002 Paris", "3bis r de la paix 75002", "3 B RUE DE LA PAIX PARIS",
        "3b, rue de la paix 2e", "3 bis rue paix paris 2", "3 bis rue de la piax 75001 paris",
        "75002 paris 3 bis rue de la paix", "3 bis rue de la pax, 2ème arrondissement"})
    EXPECT_EQ(first(text), "3 bis Rue de la Paix 75002 Paris") << text;
  EXPECT_EQ(first("12ter oberkamf"), "12 ter Rue Oberkampf 75011 Paris");
  EXPECT_EQ(first("9 fbg st antoine"), "9 Rue du Faubourg Saint-Antoine 75011 Paris");
  EXPECT_EQ(first("4 rue du 4 septembre"), "4 Rue du Quatre Septembre 75002 Paris");
  EXPECT_EQ(first("7 bis av pdt wilson"), "7 bis Avenue du Président Wilson 93100 Montreuil");
}

TEST_F(Search, TellsTownsApart) {
  EXPECT_EQ(first("12 rue de la paix montreuil"), "12 Rue de la Paix 93100 Montreuil");
  EXPECT_EQ(first("12 rue de la paix 93100"), "12 Rue de la Paix 93100 Montreuil");
  EXPECT_EQ(first("12 rue de la paix paris"), "12 Rue de la Paix 75002 Paris");
}

TEST_F(Search, TheNearerOfTwoEqualsIsFirst) {
  EXPECT_EQ(first("12 rue de la paix", geo::Point{48.862, 2.44}),
            "12 Rue de la Paix 93100 Montreuil");
  EXPECT_EQ(first("12 rue de la paix", geo::Point{48.869, 2.33}), "12 Rue de la Paix 75002 Paris");
}

TEST_F(Search, SixteenthHasTwoPostcodes) {
  EXPECT_EQ(first("2 rue de la pompe 75016"), "2 Rue de la Pompe 75116 Paris");
  EXPECT_EQ(first("8 rue de la pompe 75116"), "8 Rue de la Pompe 75016 Paris");
}

TEST_F(Search, AnswersStreetsAndTowns) {
  const auto street = index_->search({"place de la republque paris", 5, {}});
  ASSERT_FALSE(street.empty());
  EXPECT_EQ(street[0].type, "street");
  EXPECT_FALSE(street[0].id);
  EXPECT_EQ(street[0].label, "Place de la République 75011 Paris");
  const auto unknown_number = index_->search({"99 rue oberkampf", 5, {}});
  ASSERT_FALSE(unknown_number.empty());
  EXPECT_EQ(unknown_number[0].type, "street");
  EXPECT_LT(unknown_number[0].score, 0.9);
  for (const char* text : {"75011", "Paris 11", "11e", "75011 Paris"}) {
    const auto town = index_->search({text, 5, {}});
    ASSERT_FALSE(town.empty()) << text;
    EXPECT_EQ(town[0].type, "municipality") << text;
    EXPECT_EQ(town[0].citycode, "75111") << text;
  }
  EXPECT_EQ(first("montreuil"), "Montreuil");
  EXPECT_EQ(first("paris"), "Paris");
}

TEST_F(Search, SuggestsWhileOneTypes) {
  EXPECT_EQ(first("12 rue ober"), "12 Rue Oberkampf 75011 Paris");
  EXPECT_EQ(first("rue du faub"), "Rue du Faubourg Saint-Antoine 75011 Paris");
}

TEST_F(Search, AnswersNothingToNonsense) {
  for (const char* text : {"", "   ", "''--", "xyzzyq", "1234567890", "\xF0\x9F\x98\x80"})
    EXPECT_EQ(first(text), "") << text;
  EXPECT_NO_THROW(first(std::string(5000, 'a')));
  EXPECT_NO_THROW(first("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26"));
}

TEST_F(Search, GivesTheIdOfTheFile) {
  const auto answers = index_->search({"3 bis rue de la paix 75002", 1, {}});
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].ban_id, "75102_6998_00003_b");
  EXPECT_EQ(answers[0].housenumber, "3 bis");
  EXPECT_EQ(answers[0].city, "Paris");
  EXPECT_EQ(answers[0].district, "Paris 2e Arrondissement");
  EXPECT_GT(answers[0].score, 0.95);
}

TEST_F(Search, FindsTheNearestAddress) {
  const auto a = index_->nearest({48.8650, 2.3786}, 50);
  ASSERT_TRUE(a);
  EXPECT_EQ(a->label, "12 Rue Oberkampf 75011 Paris");
  EXPECT_FALSE(index_->nearest({48.0, 2.0}, 50));
  EXPECT_FALSE(IndexBuilder().finish()->nearest({48.0, 2.0}, 50));
}

TEST(EmptyIndex, AnswersNothing) {
  EXPECT_TRUE(IndexBuilder().finish()->search({"12 rue de la paix", 5, {}}).empty());
}

}  // namespace
}  // namespace palier::places
