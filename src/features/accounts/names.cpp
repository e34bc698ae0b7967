#include "features/accounts/names.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace palier::accounts {
namespace {

bool misleading(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x00AD ||
         c == 0xFFFD || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) ||
         (c >= 0x2800 && c <= 0x2800) || c == 0x3164 || c == 0x115F || c == 0x1160 || c == 0xFFA0;
}

bool accent(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

}  // namespace

std::string visible(std::string_view text, bool lines) {
  constexpr int kAccents = 3;
  const auto in = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString out;
  int accents = 0;
  bool space = true;
  for (int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
    const UChar32 c = in.char32At(i);
    if (c == '\n' && lines) {
      out.append(c);
      space = true;
      continue;
    }
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) {
      if (!space) out.append(static_cast<UChar32>(' '));
      space = true;
      continue;
    }
    if (misleading(c)) continue;
    accents = accent(c) ? accents + 1 : 0;
    if (accents > kAccents) continue;
    out.append(c);
    space = false;
  }
  out.trim();
  // Joiners alone show nothing.
  bool seen = false;
  for (int32_t i = 0; i < out.length() && !seen; i = out.moveIndex32(i, 1)) {
    const UChar32 c = out.char32At(i);
    seen = c != 0x200C && c != 0x200D && !u_isUWhiteSpace(c) && !accent(c);
  }
  std::string utf8;
  if (seen) out.toUTF8String(utf8);
  return utf8;
}

bool holds_address(std::string_view name) {
  return name.find('@') != std::string_view::npos || name.find("://") != std::string_view::npos ||
         name.find("www.") != std::string_view::npos || name.find('/') != std::string_view::npos;
}

std::string readable_phone(std::string_view e164) {
  std::string out;
  if (e164.starts_with("+33") && e164.size() == 12) {
    out = fmt::format("+33 {}", e164[3]);
    for (std::size_t i = 4; i < e164.size(); i += 2) out += fmt::format(" {}", e164.substr(i, 2));
    return out;
  }
  for (std::size_t i = 0; i < e164.size(); ++i) {
    if (i > 0 && i % 3 == 0) out += ' ';
    out += e164[i];
  }
  return out;
}

std::string masked(bool phone, std::string_view value) {
  if (phone) {
    const auto tail = value.size() > 2 ? value.substr(value.size() - 2) : value;
    return fmt::format("{} •• •• •• {}", value.substr(0, std::min<std::size_t>(3, value.size())),
                       tail);
  }
  const auto at = value.find('@');
  if (at == std::string_view::npos || at == 0) return "…";
  return fmt::format("{}…{}", value.substr(0, 1), value.substr(at));
}

const std::vector<std::string>& spoken_codes() {
  static const std::vector<std::string> codes{
      "fr", "en", "fsl", "ar", "es", "pt", "it", "de", "zh", "kab", "tr", "ro", "pl", "ru",
      "uk", "vi", "ta",  "bn", "ur", "hi", "fa", "ps", "ku", "hy",  "sq", "sr", "el", "he",
      "wo", "bm", "snk", "ff", "ln", "so", "am", "ti", "ht", "gcf", "mg", "br"};
  return codes;
}

std::string spoken_name(std::string_view code, const i18n::Language& reader) {
  // ICU does not know these two in every language.
  if (code == "fsl") return reader.tr(N_("French Sign Language"));
  if (code == "gcf") return reader.tr(N_("Antillean Creole"));
  icu::UnicodeString name;
  const icu::Locale own(std::string(reader.code()).c_str());
  icu::Locale(std::string(code).c_str()).getDisplayLanguage(own, name);
  name.toTitle(nullptr, own, U_TITLECASE_NO_LOWERCASE | U_TITLECASE_NO_BREAK_ADJUSTMENT);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

std::vector<Spoken> spoken_languages(const i18n::Language& reader) {
  std::vector<Spoken> out;
  for (const auto& code : spoken_codes()) out.push_back({code, spoken_name(code, reader)});
  return out;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string join_words(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace palier::accounts
