#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace palier::places {

/// A house number as people read it: 12 and "bis", "ter", "A", or "".
struct HouseNumber {
  int number = 0;
  std::string suffix;
  bool operator==(const HouseNumber&) const = default;
};

/// "12 bis".
std::string shown(const HouseNumber& n);

/// How a suffix is compared: "bis", "B", "b" → "b"; "ter" → "t"; "bis A" → "ba"; "" stays.
std::string suffix_key(std::string_view suffix);

/// The suffix as shown, from the file's `rep`. In some BAN exports "b" and "t" stand for bis and
/// ter
/// (`letters_mean_bis`), in others they are letters and bis is spelled out.
std::string shown_suffix(std::string_view rep, bool letters_mean_bis);

/// A folded word that begins with digits: "12", "12bis", "12b". At most 4 digits; nothing
/// otherwise.
struct NumberWord {
  int number = 0;
  std::string_view rest;
};
std::optional<NumberWord> number_word(std::string_view folded);

/// Whether a folded word may be the suffix of the number before it.
bool may_be_suffix(std::string_view folded);

}  // namespace palier::places
