#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::search {

/// A word as it stands in a text. The one analysis that both databases are given the fruit of.
struct Word {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
  std::string shown;               ///< Lower case, composed (NFC).
  std::string folded;              ///< Without accents, ligatures opened: œ → oe.
};

/// The first `most` words: runs of letters and digits in any script; elisions (l’, d’, qu’) taken
/// off, what else has an apostrophe in one; ideographs and emoji each a word. Any bytes will do.
std::vector<Word> words_of(std::string_view text, std::size_t most);

/// What a word is found under: its Snowball stems, with and without accents, in French ("fr"),
/// English ("en") or both (""). At least one; of a-z and 0-9 only, "w" or "x" before it.
std::vector<std::string> terms_of(const Word& word, std::string_view language);
/// Of a word known by its folded form alone.
std::vector<std::string> terms_of(std::string_view folded, std::string_view language);

/// Words that say nothing by themselves: "les", "the". A document of unknown language has both
/// languages' but for those which mean something in the other.
bool stop_word(const Word& word, std::string_view language);
/// A stop word of one language that is a word of the other: "the" (thé), "or", "but".
bool doubtful(const Word& word);

}  // namespace palier::search
