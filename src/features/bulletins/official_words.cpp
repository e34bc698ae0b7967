#include "features/bulletins/official_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <array>
#include <memory>

namespace palier::bulletins::words {
namespace {

/// Letters and digits of a word before look-alikes are told apart.
bool in_word(UChar32 c) {
  return u_isalnum(c) || c == '@' || c == '$' || c == '|';
}

bool strong(UChar32 c) {
  if (u_charType(c) == U_OTHER_SYMBOL) return true;  // Emoji and ornaments.
  static const icu::UnicodeString kBreaks(u":;|•·∙●▪–—―«»“”\"[](){}<>/\n#*=~_");
  return kBreaks.indexOf(c) >= 0;
}

bool dash(UChar32 c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

/// Without accents and marks that are not seen.
icu::UnicodeString bare(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
  const auto typed =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  const auto whole = U_SUCCESS(status) ? nfkd->normalize(typed, status) : typed;
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    const auto type = u_charType(c);
    if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK && type != U_FORMAT_CHAR)
      out.append(c);
  }
  return out;
}

const USpoofChecker* checker() {
  static const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(uspoof_open(&status),
                                                                   &uspoof_close);
  }();
  return kept.get();
}

icu::UnicodeString skeleton(const icu::UnicodeString& word) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  uspoof_getSkeletonUnicodeString(checker(), 0, word, out, &status);
  return U_SUCCESS(status) ? out : word;
}

/// Digits and signs that stand for letters, and what the skeleton leaves in two shapes.
char16_t letter_for(char16_t c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case '|':
    case 'i':
      return 'l';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    default:
      return c;
  }
}

std::string folded(icu::UnicodeString word, Way way) {
  if (way == Way::capitals) word.toUpper();
  word = skeleton(skeleton(word).toLower()).toLower();
  bool letters = false;
  for (std::int32_t i = 0; i < word.length(); ++i) letters = letters || u_isalpha(word[i]);
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < word.length(); ++i)
    out.append(letters ? letter_for(word[i]) : word[i]);
  std::string utf8;
  return out.toUTF8String(utf8);
}

/// Single letters in a row are one word set apart: "M a i r i e". A folded "m" has two bytes.
void join_letters(std::vector<Word>& words) {
  std::vector<Word> out;
  out.reserve(words.size());
  const auto single = [](const Word& w) { return w.text.size() == 1 || w.text == "rn"; };
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    while (end < words.size() && single(words[end])) ++end;
    if (end - i >= 4) {
      Word joined = words[i];
      for (std::size_t k = i + 1; k < end; ++k) joined.text += words[k].text;
      out.push_back(std::move(joined));
      i = end;
    } else {
      out.push_back(std::move(words[i++]));
    }
  }
  words = std::move(out);
}

}  // namespace

std::string Segment::squeezed() const {
  std::string out;
  for (const auto& w : words) out += w.text;
  return out;
}

Text fold(std::string_view utf8, Way way) {
  const auto text = bare(utf8);
  Text out;
  out.segments.emplace_back();
  const auto length = text.length();
  for (std::int32_t i = 0; i < length;) {
    const UChar32 c = text.char32At(i);
    const auto next = text.moveIndex32(i, 1);
    if (c == '?' || c == 0xff1f) out.asks = true;
    const bool inside = u_isalnum(c) || (in_word(c) && i > 0 && next < length &&
                                         u_isalnum(text.char32At(text.moveIndex32(i, -1))) &&
                                         u_isalnum(text.char32At(next)));
    if (!inside) {
      const bool blank_before = i == 0 || u_isspace(text.char32At(text.moveIndex32(i, -1)));
      const bool blank_after = next >= length || u_isspace(text.char32At(next));
      const bool is_dash = dash(c);
      if (is_dash ? c != '-' || blank_before || blank_after : strong(c)) {
        if (!out.segments.back().words.empty()) out.segments.emplace_back();
        if (is_dash) out.segments.back().after_dash = true;
      }
      i = next;
      continue;
    }
    icu::UnicodeString word;
    for (std::int32_t k = i; k < length;) {
      const UChar32 letter = text.char32At(k);
      const auto after = text.moveIndex32(k, 1);
      const bool part = u_isalnum(letter) ||
                        (in_word(letter) && after < length && u_isalnum(text.char32At(after)));
      if (!part) break;
      word.append(letter);
      i = k = after;
    }
    const UChar32 first = word.char32At(0);
    out.segments.back().words.push_back({folded(word, way), !u_islower(first)});
  }
  if (out.segments.back().words.empty() && out.segments.size() > 1) out.segments.pop_back();
  for (auto& segment : out.segments) join_letters(segment.words);
  return out;
}

std::vector<std::string> pattern(std::string_view utf8, Way way) {
  std::vector<std::string> out;
  for (const auto& segment : fold(utf8, way).segments)
    for (const auto& word : segment.words) out.push_back(word.text);
  return out;
}

bool nearly(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace palier::bulletins::words
