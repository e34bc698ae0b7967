#include "features/search/analysis.hpp"

#include <gmock/gmock.h>

#include "features/search/excerpt.hpp"
#include "features/search/vocabulary.hpp"

namespace palier::search {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> out;
  for (auto& w : words_of(text, 1000)) out.push_back(w.folded);
  return out;
}

TEST(SearchAnalysis, FoldsAndCuts) {
  EXPECT_THAT(folded("L’Été à l'école : d’accord ?"), ElementsAre("ete", "a", "ecole", "accord"));
  EXPECT_THAT(folded("Qu’est-ce qu'il y a aujourd’hui"),
              ElementsAre("est", "ce", "il", "y", "a", "aujourdhui"));
  EXPECT_THAT(folded("sœur, Œuf, cœur, straße"), ElementsAre("soeur", "oeuf", "coeur", "strasse"));
  EXPECT_THAT(folded("e\xcc\x81te\xcc\x81"), ElementsAre("ete"));  // Decomposed accents.
  EXPECT_THAT(folded("the neighbour's dogs' don't"),
              ElementsAre("the", "neighbour", "dogs", "dont"));
  EXPECT_THAT(folded("co\xc2\xadopé\xe2\x80\x8bratif"), ElementsAre("cooperatif"));
  EXPECT_THAT(folded("ﬁn ２"), ElementsAre("fin", "2"));
  EXPECT_THAT(folded("中文 ok🎄no"), ElementsAre("中", "文", "ok", "🎄", "no"));
  EXPECT_THAT(folded(""), ElementsAre());
  EXPECT_THAT(folded("'’'\"((--"), ElementsAre());
}

TEST(SearchAnalysis, KeepsWhereWordsStand) {
  const std::string text = "À l’École, déjà";
  const auto words = words_of(text, 10);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "École");
  EXPECT_EQ(words[1].shown, "école");
  EXPECT_EQ(text.substr(words[2].begin, words[2].end - words[2].begin), "déjà");
}

bool meet(std::string_view a, std::string_view b, std::string_view language) {
  const auto of_b = terms_of(words_of(b, 1).at(0), "");
  for (const auto& t : terms_of(words_of(a, 1).at(0), language))
    if (std::find(of_b.begin(), of_b.end(), t) != of_b.end()) return true;
  return false;
}

TEST(SearchAnalysis, MeetsFormsOfAWord) {
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"élevée", "elevee"},
                                                        {"élevée", "élever"},
                                                        {"solidarité", "solidarites"},
                                                        {"préféré", "prefere"},
                                                        {"réparations", "reparer"},
                                                        {"chevaux", "cheval"},
                                                        {"nationale", "national"},
                                                        {"jardiniers", "jardinière"},
                                                        {"voisins", "voisine"}})
    EXPECT_TRUE(meet(a, b, "fr")) << a << " " << b;
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{
           {"lessons", "lesson"}, {"walking", "walked"}, {"groceries", "grocery"}})
    EXPECT_TRUE(meet(a, b, "en")) << a << " " << b;
  for (const auto& t : terms_of(words_of("العربية", 1).at(0), ""))
    EXPECT_EQ(t.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos);
}

TEST(SearchAnalysis, KnowsStopWords) {
  const auto word = [](std::string_view text) { return words_of(text, 1).at(0); };
  EXPECT_TRUE(stop_word(word("les"), "fr"));
  EXPECT_FALSE(stop_word(word("the"), "fr"));
  EXPECT_TRUE(stop_word(word("the"), "en"));
  EXPECT_FALSE(stop_word(word("the"), ""));
  EXPECT_TRUE(doubtful(word("the")));
  EXPECT_FALSE(stop_word(word("thé"), ""));
  EXPECT_FALSE(stop_word(word("été"), "fr"));
}

TEST(SearchVocabulary, ForgivesSlips) {
  EXPECT_EQ(slips("boulangerie", "boulangerei", 2), 1);
  EXPECT_EQ(slips("boulangerie", "bolangerie", 2), 1);
  EXPECT_EQ(slips("abcd", "dcba", 2), 3);
  EXPECT_EQ(slips("", "ab", 2), 2);
  Vocabulary v;
  v.add("boulangerie", "boulangerie");
  v.add("boulanger", "boulanger");
  v.add("the", "thé");
  v.add("fete", "fête");
  v.add("tete", "tête");
  v.add("1234", "1234");
  EXPECT_EQ(v.size(), 5U);
  EXPECT_EQ(v.shown("fete"), "fête");
  EXPECT_THAT(v.starting("boul", 5), ElementsAre("boulanger", "boulangerie"));
  EXPECT_TRUE(v.near("fete", 5).empty());  // "tete" begins otherwise.
  EXPECT_EQ(v.near("fate", 5).at(0).folded, "fete");
  EXPECT_TRUE(v.near("th", 5).empty());
  EXPECT_EQ(v.near("boulongeris", 5).at(0).folded, "boulangerie");
}

std::string drawn(const std::vector<Piece>& pieces) {
  std::string out;
  for (const auto& p : pieces) out += p.marked ? "[" + p.text + "]" : p.text;
  return out;
}

TEST(SearchExcerpt, MarksWords) {
  const Terms terms{terms_of("chat", "")[0]};
  EXPECT_EQ(drawn(marked("Le Chat, les chats.", terms)), "Le [Chat], les [chats].");
  EXPECT_EQ(drawn(excerpt("", terms, 80)), "");
  std::string text;
  for (int i = 0; i < 60; ++i) text += "mot ";
  text += "enfin un chat ici";
  const auto cut = drawn(excerpt(text, terms, 80));
  EXPECT_THAT(cut, ::testing::StartsWith("… "));
  EXPECT_THAT(cut, ::testing::HasSubstr("[chat] ici"));
  EXPECT_THAT(drawn(excerpt(text, {}, 80)), ::testing::EndsWith("…"));
  const auto endless = excerpt(std::string(10'000, 'x'), terms, 80);
  EXPECT_LT(drawn(endless).size(), 400U);
}

}  // namespace
}  // namespace palier::search
