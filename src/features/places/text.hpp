#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::places {

/// Lower case, without accents, ligatures opened (œ → oe), every other sign a single blank: the
/// form in which names and queries are compared. "Rue de l'Égalité" → "rue de l egalite".
std::string fold(std::string_view utf8);

/// The words of a folded text.
std::vector<std::string_view> words_of(std::string_view folded);

/// Whether two words are at most one slip apart: a letter more, less, other, or two swapped.
bool one_slip_apart(std::string_view a, std::string_view b);

}  // namespace palier::places
