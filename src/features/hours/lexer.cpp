#include "features/hours/lexer.hpp"

#include <array>

namespace palier::hours {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"mo", "tu", "we", "th", "fr", "sa", "su"};
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 15> kWords{"off",    "closed", "open", "unknown", "week",
                                                  "easter", "ph",     "sh",   "dawn",    "sunrise",
                                                  "sunset", "dusk",   "day",  "days",    "year"};

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The dashes and blanks that people and word processors write.
struct Alias {
  std::string_view bytes;
  char as;
};
constexpr std::array<Alias, 7> kAliases{{{"\xE2\x80\x93", '-'},
                                         {"\xE2\x80\x94", '-'},
                                         {"\xE2\x80\x90", '-'},
                                         {"\xE2\x80\x91", '-'},
                                         {"\xC2\xA0", ' '},
                                         {"\xE2\x80\xAF", ' '},
                                         {"\xE2\x80\x89", ' '}}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  tl::expected<std::vector<Token>, Fault> run() {
    constexpr std::size_t kLongest = 2000;
    if (text_.size() > kLongest)
      return tl::unexpected(Fault{kLongest, "These hours are too long."});
    while (true) {
      const bool spaced = skip_blanks();
      Token t;
      t.at = at_;
      t.spaced = spaced;
      if (at_ == text_.size()) {
        out_.push_back(t);
        return std::move(out_);
      }
      if (const char* why = next(t)) return tl::unexpected(Fault{t.at, why});
      out_.push_back(std::move(t));
    }
  }

 private:
  bool skip_blanks() {
    const auto from = at_;
    while (at_ < text_.size() && peek() == ' ') at_ += width_;
    return at_ > from;
  }

  /// The character here, aliases resolved; width_ is how many bytes it has.
  char peek() {
    width_ = 1;
    for (const auto& alias : kAliases)
      if (text_.substr(at_).starts_with(alias.bytes)) {
        width_ = alias.bytes.size();
        return alias.as;
      }
    const char c = text_[at_];
    return c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  char ahead(std::size_t n) const { return at_ + n < text_.size() ? text_[at_ + n] : '\0'; }

  const char* next(Token& t) {
    const char c = peek();
    if (digit(c)) return number(t);
    if (letter(c)) return word(t);
    if (c == '"') return comment(t);
    t.kind = Token::Kind::sign;
    if (c == '|' && ahead(1) == '|') {
      t.text = "||";
      at_ += 2;
      return nullptr;
    }
    if (std::string_view("-,;:/+[]()").find(c) == std::string_view::npos)
      return "This sign has no meaning here.";
    t.text = c;
    at_ += width_;
    return nullptr;
  }

  const char* number(Token& t) {
    t.kind = Token::Kind::number;
    while (digit(ahead(0))) {
      if (++t.digits > 4) return "This number is too long.";
      t.value = t.value * 10 + (text_[at_++] - '0');
    }
    const char mark = ahead(0);
    if (t.digits <= 2 && (mark == 'h' || mark == 'H') && !letter(ahead(1)))
      return "Write 10:00, not 10h or 10h00.";
    if (t.digits > 2 || !(mark == ':' || mark == '.')) return nullptr;
    if (!digit(ahead(1))) return nullptr;  // "Nov-Jan 12: …": the colon is the parser's.
    if (!digit(ahead(2)) || digit(ahead(3))) return "Minutes have two digits.";
    const int minutes = (ahead(1) - '0') * 10 + (ahead(2) - '0');
    at_ += 3;
    return clock(t, minutes);
  }

  static const char* clock(Token& t, int minutes) {
    if (minutes > 59) return "An hour has 60 minutes.";
    if (t.value > 48 || (t.value == 48 && minutes > 0)) return "There is no such hour.";
    t.kind = Token::Kind::time;
    t.value = t.value * 60 + minutes;
    return nullptr;
  }

  const char* word(Token& t) {
    std::string w;
    while (letter(ahead(0))) w += static_cast<char>(text_[at_++] | 0x20);
    const auto find = [&](const auto& list) {
      for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i] == w) return static_cast<int>(i);
      return -1;
    };
    if (const int day = find(kWeekdays); day >= 0) {
      t.kind = Token::Kind::weekday;
      t.value = day;
      return nullptr;
    }
    if (const int month = find(kMonths); month >= 0) {
      t.kind = Token::Kind::month;
      t.value = month + 1;
      return nullptr;
    }
    if (find(kWords) < 0) return "This word has no meaning here.";
    t.kind = Token::Kind::word;
    t.text = std::move(w);
    return nullptr;
  }

  const char* comment(Token& t) {
    const auto end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos)
      return "This comment has no end: a quotation mark is missing.";
    t.kind = Token::Kind::comment;
    t.text = std::string(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return nullptr;
  }

  std::string_view text_;
  std::size_t at_ = 0, width_ = 1;
  std::vector<Token> out_;
};

}  // namespace

tl::expected<std::vector<Token>, Fault> tokens_of(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace palier::hours
