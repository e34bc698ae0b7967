#include "features/places/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace palier::places {
namespace {

/// Letters that no decomposition takes apart.
std::string_view opened(UChar32 c) {
  switch (c) {
    case 0x153:
    case 0x152:
      return "oe";
    case 0xE6:
    case 0xC6:
      return "ae";
    case 0xDF:
    case 0x1E9E:
      return "ss";
    case 0xF8:
    case 0xD8:
      return "o";
    case 0x142:
    case 0x141:
      return "l";
    case 0x111:
    case 0x110:
    case 0xF0:
    case 0xD0:
      return "d";
    default:
      return {};
  }
}

void append(std::string& out, UChar32 c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (const std::string_view letters = opened(c); !letters.empty()) {
    out.append(letters);
  } else {
    icu::UnicodeString(c).toUTF8String(out);
  }
}

bool plain_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void append_blank(std::string& out) {
  if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  if (plain_ascii(utf8)) {
    for (const char c : utf8) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        out.push_back(c);
      else if (c >= 'A' && c <= 'Z')
        out.push_back(static_cast<char>(c - 'A' + 'a'));
      else
        append_blank(out);
    }
  } else {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU gives no NFKD");
    const icu::UnicodeString text = nfkd->normalize(
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}),
        status);
    for (std::int32_t i = 0; i < text.length();) {
      const UChar32 c = text.char32At(i);
      i += U16_LENGTH(c);
      if (u_charType(c) == U_NON_SPACING_MARK) continue;
      if (u_isalnum(c))
        append(out, u_tolower(c));
      else
        append_blank(out);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

bool one_slip_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const std::size_t same =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (a.size() < b.size()) return a == b.substr(1);
  if (a.size() <= 1 || a.substr(1) == b.substr(1)) return true;
  return a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

}  // namespace palier::places
