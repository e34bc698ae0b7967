#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace palier::places {

using WordId = std::uint32_t;

/// A word of the index that a word of a query may mean, and how surely (0 to 1).
struct Meaning {
  WordId word = 0;
  float quality = 1;
};

/// All words of all names, found exactly, by another spelling, by their beginning, or with one slip
/// (by the symmetric deletions of Garbe's SymSpell: two words one slip apart share a form with a
/// letter less).
class Vocabulary {
 public:
  /// The id of a word, new or known. Only before finish().
  WordId add(std::string_view folded);
  void finish();

  /// Everything a query's word may mean, each word once with its best quality. `beginning`: it may
  /// be cut short, as the last word of what is being typed.
  std::vector<Meaning> meanings(std::string_view folded, bool beginning) const;
  bool known(std::string_view folded) const;

  std::size_t size() const { return words_.size(); }
  const std::string& word(WordId id) const { return words_[id]; }
  std::size_t bytes() const;

 private:
  struct Spelling {
    std::string text;
    WordId word;
    float quality;
  };
  struct Shortened {
    std::uint32_t hash;
    WordId word;
  };

  std::vector<std::string> words_;
  std::unordered_map<std::string, WordId> ids_;  // Empty once finished.
  std::vector<Spelling> spellings_;              // Sorted by text.
  std::vector<Shortened> shortened_;             // Sorted by hash.
};

}  // namespace palier::places
