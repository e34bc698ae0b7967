#include "features/moderation/weigh.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>

#include "core/i18n/message.hpp"

namespace palier::moderation {
namespace {

constexpr std::size_t kLeastWords = 8;
constexpr std::size_t kLeastBytes = 40;

std::uint64_t hash(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325ULL) {
  std::uint64_t h = seed;  // FNV-1a, then the last mixing of MurmurHash3.
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  h ^= h >> 33U;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33U;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33U);
}

std::int64_t as_signed(std::uint64_t h) {
  return static_cast<std::int64_t>(h == 0 ? 1 : h);
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> out;
  out.reserve(folded.size() / 6 + 1);
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    out.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const auto* apart = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error) != 0) return std::string(text);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto plain = apart->normalize(fold->normalize(source, error), error);
  icu::UnicodeString kept;
  bool blank = true;  // Nothing before the first word.
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_FORMAT_CHAR) continue;
    if (u_isalnum(c) != 0) {
      kept.append(c);
      blank = false;
    } else if (!blank) {
      kept.append(static_cast<UChar>(' '));
      blank = true;
    }
  }
  std::string out;
  kept.toUTF8String(out);
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Print print_of(std::string_view text) {
  Print p;
  const std::string plain = folded(text);
  const auto words = words_of(plain);
  if (words.size() < kLeastWords || plain.size() < kLeastBytes) return p;
  p.exact = as_signed(hash(plain));
  p.sketch.fill(UINT32_MAX);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto* begin = words[i].data();
    const auto pair = std::string_view(
        begin, static_cast<std::size_t>(words[i + 1].data() + words[i + 1].size() - begin));
    std::uint64_t h = hash(pair);
    for (auto& least : p.sketch) {
      h = h * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX.
      least = std::min(least, static_cast<std::uint32_t>(h >> 32U));
    }
  }
  for (std::size_t band = 0; band < p.bands.size(); ++band)
    p.bands[band] =
        as_signed(hash(fmt::format("{}:{}:{}", band, p.sketch[band * 2], p.sketch[band * 2 + 1])));
  return p;
}

double likeness(const Print& a, const Print& b) {
  if (!a || !b) return 0;
  if (a.exact == b.exact) return 1;
  std::size_t same = 0;
  for (std::size_t i = 0; i < Print::kSketch; ++i)
    if (a.sketch[i] == b.sketch[i]) ++same;
  return static_cast<double>(same) / Print::kSketch;
}

std::string to_text(const std::array<std::uint32_t, Print::kSketch>& sketch) {
  std::string out;
  out.reserve(Print::kSketch * 8);
  for (const auto n : sketch) fmt::format_to(std::back_inserter(out), "{:08x}", n);
  return out;
}

std::array<std::uint32_t, Print::kSketch> sketch_of(std::string_view text) {
  std::array<std::uint32_t, Print::kSketch> out{};
  for (std::size_t i = 0; i < Print::kSketch && (i + 1) * 8 <= text.size(); ++i)
    std::from_chars(text.data() + i * 8, text.data() + i * 8 + 8, out[i], 16);
  return out;
}

const char* label_of_sign(std::string_view word) {
  if (word == "new_links") return N_("A new account, and links");
  if (word == "duplicate") return N_("The same text in several places");
  if (word == "wave") return N_("The same text from several accounts");
  if (word == "links") return N_("Links to other sites");
  if (word == "short_link") return N_("A link that hides where it leads");
  if (word == "known_word") return N_("Words of known scams or advertising");
  if (word == "payment") return N_("A way of paying that leaves no trace");
  if (word == "private_channel") return N_("Asks to go on elsewhere");
  if (word == "foreign_number") return N_("A foreign or expensive phone number");
  if (word == "big_sum") return N_("A large sum of money");
  if (word == "shouting") return N_("Capitals or exclamation marks all over");
  return N_("Something unusual");
}

}  // namespace palier::moderation
