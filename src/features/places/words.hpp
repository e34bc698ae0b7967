#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palier::places {

/// Other ways to write a folded word of a street's name: "avenue" → av, ave; "quatre" → 4; "iv" →
/// 4, quatre. Never the word itself.
std::vector<std::string> other_spellings(std::string_view word);

/// "de", "la", "l", …: words that people leave out or mix up.
bool is_article(std::string_view word);

/// A number of an arrondissement: "11", "11e", "11eme", "1er", "xi", "onzieme"; 1 to 20.
struct Ordinal {
  int number = 0;
  bool plain = false;  ///< Digits alone: a house number looks the same.
};
std::optional<Ordinal> ordinal(std::string_view word);

/// "e", "eme", "ieme", "er": what follows a number written apart ("11 e").
bool is_ordinal_ending(std::string_view word);
/// "arrondissement", "arr", "ardt".
bool is_arrondissement_word(std::string_view word);
/// "appartement", "etage", "bat": the word and the number or letter beside it are within the house.
bool is_unit_word(std::string_view word);

}  // namespace palier::places
