#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/i18n/message.hpp"

namespace palier::ready_texts {

/// What is asked before a text is used: "Your first name", for example "Jeanne".
struct Blank {
  std::string label, example;
  bool operator==(const Blank&) const = default;
};

/// A stretch of a text: words as they stand, or the place of a blank.
struct Piece {
  std::string text;
  int blank = -1;  ///< Of Pattern::blanks; -1 for words.
};

/// A text taken apart at its blanks, which stand in it as {{label | example}}. The same label twice
/// is one blank: it is asked once.
struct Pattern {
  std::vector<Piece> pieces;
  std::vector<Blank> blanks;
};
inline constexpr std::size_t kMostBlanks = 6;

/// The error is a sentence for whoever writes the text.
tl::expected<Pattern, i18n::Message> read_pattern(std::string_view body);

/// The text with `values` in the places of the blanks, in their order.
std::string fill(const Pattern& pattern, const std::vector<std::string>& values);

}  // namespace palier::ready_texts
