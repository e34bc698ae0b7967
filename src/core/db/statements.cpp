#include "core/db/statements.hpp"

#include <algorithm>
#include <array>

namespace palier::db {
namespace {

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Walks a script token by token, remembering just enough to know where a statement ends.
class Splitter {
 public:
  explicit Splitter(std::string_view script) : script_(script) {}

  std::vector<Statement> run() {
    while (at_ < script_.size()) step();
    finish(script_.size());
    return std::move(out_);
  }

 private:
  void step() {
    const char c = script_[at_];
    const std::string_view rest = script_.substr(at_);
    if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      advance(1);
    } else if (rest.starts_with("--")) {
      advance(std::min(rest.find('\n'), rest.size()));
    } else if (rest.starts_with("/*")) {
      advance(comment(rest));
    } else if (c == ';') {
      if (ends_here()) {
        finish(at_);
        advance(1);
        start_ = at_;
      } else {
        token(";");
        advance(1);
      }
    } else if (c == '\'' || c == '"') {
      token("quoted");
      advance(quoted(rest, c));
    } else if (c == '$') {
      token("dollar");
      advance(dollar(rest));
    } else if (letter(c)) {
      std::size_t length = 1;
      while (length < rest.size() &&
             (letter(rest[length]) || digit(rest[length]) || rest[length] == '$'))
        ++length;
      token(rest.substr(0, length));
      advance(length);
    } else {
      token("sign");
      advance(1);
    }
  }

  /// PostgreSQL's comments nest; SQLite's scripts have no use for an unmatched "/*" inside one.
  static std::size_t comment(std::string_view rest) {
    std::size_t at = 2;
    for (int depth = 1; at < rest.size() && depth > 0;) {
      if (rest.substr(at).starts_with("*/")) {
        --depth;
        at += 2;
      } else if (rest.substr(at).starts_with("/*")) {
        ++depth;
        at += 2;
      } else {
        ++at;
      }
    }
    return at;
  }

  static std::size_t quoted(std::string_view rest, char quote) {
    // A doubled quote closes and opens at once, which comes to the same.
    const auto end = rest.find(quote, 1);
    return end == std::string_view::npos ? rest.size() : end + 1;
  }

  static std::size_t dollar(std::string_view rest) {
    std::size_t length = 1;
    while (length < rest.size() && (letter(rest[length]) || (length > 1 && digit(rest[length]))))
      ++length;
    if (length >= rest.size() || rest[length] != '$') return 1;  // A parameter, $1.
    const std::string_view tag = rest.substr(0, length + 1);
    const auto end = rest.find(tag, tag.size());
    return end == std::string_view::npos ? rest.size() : end + tag.size();
  }

  void advance(std::size_t count) {
    line_ += static_cast<int>(std::count(script_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         script_.begin() + static_cast<std::ptrdiff_t>(at_ + count),
                                         '\n'));
    at_ += count;
  }

  void token(std::string_view word) {
    if (tokens_++ == 0) {
      start_ = at_;
      start_line_ = line_;
    }
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    if (tokens_ <= 3) opening_[tokens_ - 1] = lower;
    if (lower == "begin") body_ = true;
    before_last_ = std::exchange(last_, std::move(lower));
  }

  /// In a trigger's body only "; end ;" ends the statement, as sqlite3_complete() has it.
  bool ends_here() const {
    const bool trigger =
        opening_[0] == "create" &&
        (opening_[1] == "trigger" ||
         (opening_[2] == "trigger" && (opening_[1] == "temp" || opening_[1] == "temporary")));
    return !trigger || !body_ || (last_ == "end" && before_last_ == ";");
  }

  void finish(std::size_t end) {
    if (tokens_ > 0) {
      std::string_view text = script_.substr(start_, end - start_);
      text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
      out_.push_back({std::string(text), start_line_});
    }
    tokens_ = 0;
    opening_ = {};
    last_.clear();
    before_last_.clear();
    body_ = false;
  }

  std::string_view script_;
  std::vector<Statement> out_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::size_t tokens_ = 0;
  int line_ = 1;
  int start_line_ = 1;
  std::array<std::string, 3> opening_;
  std::string last_;
  std::string before_last_;
  bool body_ = false;
};

}  // namespace

std::vector<Statement> split(std::string_view script) {
  return Splitter(script).run();
}

}  // namespace palier::db
