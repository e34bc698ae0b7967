#include "features/search/analysis.hpp"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace palier::search {
namespace {

/// Longer ones are cut: nobody types them, and an index holds them badly.
constexpr std::size_t kLongest = 40;

const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* n = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU gives no NFKD");
  return *n;
}

/// Letters that no decomposition takes apart.
std::string_view opened(UChar32 c) {
  switch (c) {
    case 0x153:
      return "oe";
    case 0xE6:
      return "ae";
    case 0xDF:
      return "ss";
    case 0xF8:
      return "o";
    case 0x142:
      return "l";
    case 0x111:
    case 0xF0:
      return "d";
    case 0x131:
      return "i";
    default:
      return {};
  }
}

void append_folded(std::string& out, UChar32 c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c));
    return;
  }
  icu::UnicodeString apart;
  if (!nfkd().getDecomposition(c, apart)) apart = c;
  for (std::int32_t i = 0; i < apart.length();) {
    UChar32 one = apart.char32At(i);
    i += U16_LENGTH(one);
    if (u_charType(one) == U_NON_SPACING_MARK || !u_isalnum(one)) continue;
    one = u_foldCase(one, U_FOLD_CASE_DEFAULT);
    if (one < 0x80)
      out.push_back(static_cast<char>(one));
    else if (const auto letters = opened(one); !letters.empty())
      out.append(letters);
    else
      icu::UnicodeString(one).toUTF8String(out);
  }
}

std::string folded_of(std::string_view utf8) {
  std::string out;
  const auto* s = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto length = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(s, i, length, c);
    if (c >= 0) append_folded(out, c);
  }
  return out;
}

bool ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool letters(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string shown_of(std::string_view utf8) {
  std::string out;
  if (ascii(utf8)) {
    for (const char c : utf8)
      if (c != '\'') out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c));
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU gives no NFC");
  icu::UnicodeString kept;
  const auto text =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  for (std::int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK ||
        u_charType(c) == U_COMBINING_SPACING_MARK)
      kept.append(u_tolower(c));
  }
  nfc->normalize(kept, status).toUTF8String(out);
  return out;
}

bool mark(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}
/// Seen by nobody, in the middle of a word: soft hyphens, zero-width joiners.
bool unseen(UChar32 c) {
  return u_charType(c) == U_FORMAT_CHAR || (c >= 0xFE00 && c <= 0xFE0F);
}
bool apostrophe(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2032 || c == 0x2018;
}
bool alone(UChar32 c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FA1F);
}
bool emoji(UChar32 c) {
  return c > 0x2000 && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

bool elision(std::string_view folded) {
  static constexpr std::array kAll{"l", "d",  "j",     "m",      "t",      "s",     "n",
                                   "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"};
  return std::find(kAll.begin(), kAll.end(), folded) != kAll.end();
}

void cut(std::string& s) {
  if (s.size() <= kLongest) return;
  std::size_t at = kLongest;
  while (at > 0 && (static_cast<unsigned char>(s[at]) & 0xC0U) == 0x80) --at;
  s.resize(at);
}

/// Walks a text once and cuts it into words.
class Cutter {
 public:
  Cutter(std::string_view text, std::size_t most)
      : text_(text),
        bytes_(reinterpret_cast<const std::uint8_t*>(text.data())),
        length_(static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 1U << 30U))),
        most_(most) {}

  std::vector<Word> run() {
    while (at_ < length_ && out_.size() < most_) step();
    finish(at_);
    return std::move(out_);
  }

 private:
  UChar32 peek(std::int32_t from) const {
    UChar32 c = 0;
    if (from >= length_) return -1;
    U8_NEXT(bytes_, from, length_, c);
    return c;
  }

  void step() {
    const auto from = at_;
    UChar32 c = 0;
    U8_NEXT(bytes_, at_, length_, c);
    if (c >= 0 && alone(c)) {
      finish(from);
      single(from, c);
    } else if (c >= 0 && u_isalnum(c)) {
      if (start_ < 0) start_ = from;
      append_folded(folded_, c);
    } else if (start_ >= 0 && c >= 0 && (mark(c) || unseen(c))) {
      // Belongs to the letter before.
    } else if (start_ >= 0 && c >= 0 && apostrophe(c)) {
      at_apostrophe(from);
    } else {
      finish(from);
      if (c >= 0 && emoji(c)) single(from, c);
    }
  }

  void at_apostrophe(std::int32_t from) {
    const UChar32 next = peek(at_);
    if (elision(folded_)) {
      start_ = -1;
      folded_.clear();
      return;
    }
    if (next < 0 || !u_isalpha(next)) {
      finish(from);
      return;
    }
    if (next == 's' || next == 'S') {  // The English genitive.
      const UChar32 after = peek(at_ + 1);
      if (after < 0 || !u_isalnum(after)) {
        finish(from);
        ++at_;
      }
    }
  }

  void single(std::int32_t from, UChar32 c) {
    Word w{static_cast<std::size_t>(from), static_cast<std::size_t>(at_), "", ""};
    icu::UnicodeString(c).toUTF8String(w.shown);
    w.folded = w.shown;
    if (out_.size() < most_) out_.push_back(std::move(w));
  }

  void finish(std::int32_t end) {
    if (start_ >= 0 && !folded_.empty() && out_.size() < most_) {
      const auto from = static_cast<std::size_t>(start_);
      Word w{from, static_cast<std::size_t>(end), "", std::move(folded_)};
      w.shown = shown_of(text_.substr(w.begin, w.end - w.begin));
      cut(w.folded);
      cut(w.shown);
      out_.push_back(std::move(w));
    }
    folded_.clear();
    start_ = -1;
  }

  std::string_view text_;
  const std::uint8_t* bytes_;
  std::int32_t length_;
  std::size_t most_;
  std::int32_t at_ = 0, start_ = -1;
  std::string folded_;
  std::vector<Word> out_;
};

/// Snowball's stemmers keep their buffer: one a thread.
class Stemmer {
 public:
  explicit Stemmer(const char* language)
      : stemmer_(sb_stemmer_new(language, "UTF_8"), sb_stemmer_delete) {
    if (!stemmer_) throw std::runtime_error("libstemmer lacks a language");
  }
  std::string operator()(std::string_view word) const {
    const auto* out =
        sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    if (!out) return std::string(word);
    return {reinterpret_cast<const char*>(out),
            static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
  }

 private:
  std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> stemmer_;
};

/// Both engines are given letters they cannot take apart.
std::string term(std::string_view folded) {
  const bool plain = std::all_of(folded.begin(), folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  std::string out;
  if (plain) {
    out.reserve(folded.size() + 1);
    out = "w";
    out += folded;
    return out;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  out.reserve(folded.size() * 2 + 1);
  out = "x";
  for (const char c : folded) {
    out += kHex[static_cast<unsigned char>(c) >> 4U];
    out += kHex[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

void add(std::vector<std::string>& out, const std::string& stem, std::string_view otherwise) {
  std::string one = term(stem.empty() ? otherwise : std::string_view(stem));
  if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
}

}  // namespace

std::vector<Word> words_of(std::string_view text, std::size_t most) {
  return Cutter(text, most).run();
}

std::vector<std::string> terms_of(const Word& word, std::string_view language) {
  thread_local const Stemmer french("french"), english("english");
  std::vector<std::string> out;
  if (!letters(word.folded)) {
    add(out, word.folded, word.folded);
    return out;
  }
  if (language != "en") {
    add(out, french(word.folded), word.folded);
    if (word.shown != word.folded) add(out, folded_of(french(word.shown)), word.folded);
  }
  if (language != "fr") add(out, english(word.folded), word.folded);
  return out;
}

std::vector<std::string> terms_of(std::string_view folded, std::string_view language) {
  Word word;
  word.shown = word.folded = folded;
  return terms_of(word, language);
}

}  // namespace palier::search
