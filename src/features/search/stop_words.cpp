#include <string>
#include <unordered_set>

#include "features/search/analysis.hpp"

namespace palier::search {
namespace {

using List = std::unordered_set<std::string_view>;

// Function words alone: "été", "est", "car" and "son" (sound) say something, or may.
const List& french() {
  static const List list{
      "le",    "la",    "les",   "un",    "une",  "des",    "du",    "de",      "au",     "aux",
      "et",    "ou",    "où",    "en",    "dans", "par",    "pour",  "sur",     "avec",   "sans",
      "chez",  "ce",    "cet",   "cette", "ces",  "mon",    "ma",    "mes",     "ton",    "ta",
      "tes",   "sa",    "ses",   "notre", "nos",  "votre",  "vos",   "leur",    "leurs",  "je",
      "tu",    "il",    "elle",  "on",    "nous", "vous",   "ils",   "elles",   "me",     "te",
      "se",    "lui",   "moi",   "toi",   "eux",  "que",    "qui",   "quoi",    "dont",   "ne",
      "pas",   "plus",  "très",  "tres",  "est",  "sont",   "suis",  "es",      "sommes", "êtes",
      "etes",  "être",  "etre",  "ai",    "as",   "avons",  "avez",  "ont",     "avoir",  "si",
      "comme", "mais",  "donc",  "ni",    "quel", "quelle", "quels", "quelles", "ca",     "ça",
      "cela",  "ceci",  "là",    "ici",   "puis", "entre",  "vers",  "sous",    "lors",   "afin",
      "alors", "aussi", "était", "etait", "sera", "serait", "fait",  "peu",     "à",      "y"};
  return list;
}

const List& english() {
  static const List list{
      "the",   "an",  "and",   "or",     "but",   "of",   "to",   "in",    "on",   "at",
      "by",    "for", "with",  "from",   "is",    "are",  "was",  "were",  "be",   "been",
      "am",    "it",  "its",   "he",     "she",   "they", "we",   "you",   "me",   "my",
      "your",  "his", "her",   "our",    "their", "us",   "them", "this",  "that", "these",
      "those", "who", "which", "what",   "there", "here", "as",   "if",    "so",   "than",
      "then",  "not", "no",    "do",     "does",  "did",  "have", "has",   "had",  "will",
      "would", "can", "could", "should", "some",  "any",  "into", "about", "dont", "im"};
  return list;
}

const List& both_ways() {
  static const List list{"the", "or", "but", "an", "will", "as", "if", "her"};
  return list;
}

}  // namespace

bool stop_word(const Word& word, std::string_view language) {
  if (word.folded.size() == 1 && word.folded[0] >= 'a' && word.folded[0] <= 'z') return true;
  const bool fr = french().contains(word.shown), en = english().contains(word.shown);
  if (language == "fr") return fr;
  if (language == "en") return en;
  return (fr || en) && !doubtful(word);
}

bool doubtful(const Word& word) {
  return both_ways().contains(word.shown) && !french().contains(word.shown);
}

}  // namespace palier::search
