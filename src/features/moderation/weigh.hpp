#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace palier::moderation {

// How a text is looked at before it is kept. No database here: writing.cpp decides what follows.

/// Small letters without accents or punctuation, one blank between words, zero-width and combining
/// characters gone (NFKC_Casefold, UAX #31): "  ARGENT facile !!" → "argent facile".
std::string folded(std::string_view text);

/// What a text is told again by. `exact` is a hash of the folded text, `sketch` 32 minimal hashes
/// of its pairs of words (Broder, 1997: how many two sketches share estimates how alike the texts
/// are), the bands find candidates without reading all. All 0 for a text too short to mean
/// anything when it is said twice ("Merci beaucoup").
struct Print {
  static constexpr std::size_t kSketch = 32;
  std::int64_t exact = 0;
  std::array<std::uint32_t, kSketch> sketch{};
  std::array<std::int64_t, 4> bands{};
  explicit operator bool() const { return exact != 0; }
};
Print print_of(std::string_view text);
/// 0 to 1.
double likeness(const Print& a, const Print& b);
/// From here on two texts are "nearly the same": a word in ten changed, not more.
inline constexpr double kNearly = 0.65;
std::string to_text(const std::array<std::uint32_t, Print::kSketch>& sketch);
std::array<std::uint32_t, Print::kSketch> sketch_of(std::string_view text);

/// What looks like spam or a scam. Points are added up; README.md has the table.
struct Signs {
  int score = 0;
  std::vector<std::string> words;  ///< Which: "links", "short_link", "known_word", …
  int links = 0;                   ///< To sites that are not known to be public ones.
  bool contact = false;            ///< A link, a number or an address to leave this site by.
};
/// `own_site` is this site's own address, whose links count for nothing; `more` the keeper's words.
Signs look_for_signs(std::string_view text, std::string_view own_site,
                     std::span<const std::string> more);

inline constexpr int kHold = 4;     ///< From here on a moderator looks first.
inline constexpr int kRefuse = 10;  ///< And from here on nobody needs to.

/// What a sign is called for moderators; a msgid.
const char* label_of_sign(std::string_view word);

}  // namespace palier::moderation
