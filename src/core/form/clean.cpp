#include "core/form/clean.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace palier::form {
namespace {

bool is_override(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool plain_ascii(std::string_view s) {
  for (const char c : s) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0x7F || (u < 0x20 && c != '\n')) return false;
  }
  return true;
}

std::string_view trimmed_ascii(std::string_view s) {
  const auto space = [](char c) { return c == ' ' || c == '\n'; };
  while (!s.empty() && space(s.front())) s.remove_prefix(1);
  while (!s.empty() && space(s.back())) s.remove_suffix(1);
  return s;
}

}  // namespace

std::string clean(std::string_view utf8) {
  if (plain_ascii(utf8)) return std::string(trimmed_ascii(utf8));

  icu::UnicodeString kept;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    if (c == '\r') {
      if (i < size && bytes[i] == '\n') continue;  // \r\n: the \n follows
      c = '\n';
    }
    if (c == '\t') c = ' ';
    if ((c != '\n' && u_iscntrl(c) != 0 && u_charType(c) == U_CONTROL_CHAR) || is_override(c))
      continue;
    kept.append(c);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString composed =
      icu::Normalizer2::getNFCInstance(status)->normalize(kept, status);
  std::int32_t begin = 0;
  std::int32_t end = composed.length();
  while (begin < end && u_isUWhiteSpace(composed.char32At(begin)) != 0) ++begin;
  while (end > begin && u_isUWhiteSpace(composed.char32At(end - 1)) != 0) --end;
  std::string out;
  composed.tempSubStringBetween(begin, end).toUTF8String(out);
  return out;
}

bool valid_utf8(std::string_view s) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(s.data());
  const auto size = static_cast<std::int32_t>(s.size());
  for (std::int32_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::size_t length(std::string_view utf8) {
  std::size_t n = 0;
  for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return n;
}

bool looks_empty(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    const bool unseen = u_isUWhiteSpace(c) != 0 || u_charType(c) == U_FORMAT_CHAR ||
                        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    if (!unseen) return false;
  }
  return true;
}

}  // namespace palier::form
