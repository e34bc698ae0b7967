#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::bulletins::words {

/// A word as it is compared: without case, accents and look-alikes.
struct Word {
  std::string text;
  bool capital = false;  ///< It began with a capital letter, or had no case.
};
/// Words between two strong breaks (a colon, a bracket, a dash with blanks).
struct Segment {
  std::vector<Word> words;
  bool after_dash = false;
  std::string squeezed() const;
};
struct Text {
  std::vector<Segment> segments;
  bool asks = false;  ///< It has a question mark.
};

/// Two ways to see through look-alikes: as it is written, and in capitals (Cyrillic "м" is like
/// nothing Latin, "М" is). What is compared is folded in the same way.
enum class Way { written, capitals };
Text fold(std::string_view utf8, Way way);
/// The words of a pattern, folded.
std::vector<std::string> pattern(std::string_view utf8, Way way);

/// At most one letter wrong, missing, too many, or two in the wrong order.
bool nearly(std::string_view a, std::string_view b);

}  // namespace palier::bulletins::words
