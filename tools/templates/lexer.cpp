#include "lexer.hpp"

#include <array>
#include <cctype>

namespace palier::templates {

Position moved(Position from, std::string_view text) {
  for (char c : text) {
    if (c == '\n') {
      ++from.line;
      from.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++from.column;
    }
  }
  return from;
}

bool starts_literal(std::string_view code, std::size_t i) {
  if (code[i] == '"') return true;
  if (code[i] != '\'') return false;
  return i == 0 || !std::isalnum(static_cast<unsigned char>(code[i - 1]));
}

std::size_t skip_literal(std::string_view code, std::size_t from) {
  const char quote = code[from];
  for (std::size_t i = from + 1; i < code.size() && code[i] != '\n'; ++i) {
    if (code[i] == '\\') {
      ++i;
    } else if (code[i] == quote) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

std::string_view trim(std::string_view s) {
  constexpr std::string_view space = " \t\n";
  const auto first = s.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(space) - first + 1);
}

std::string_view word(std::string_view s) {
  return s.substr(0, s.find_first_of(" \t\n(\""));
}

namespace {

// Where the C++ that starts at `from` meets `end`, outside of its literals and braces.
std::size_t end_of_code(std::string_view source, std::size_t from, std::string_view end) {
  int depth = 0;
  for (std::size_t i = from; i < source.size();) {
    if (starts_literal(source, i)) {
      i = skip_literal(source, i);
      if (i == std::string_view::npos) return i;
      continue;
    }
    if (depth == 0 && source.substr(i, 2) == end) return i;
    if (source.substr(i, 2) == "{%") return std::string_view::npos;
    if (source[i] == '{') ++depth;
    if (source[i] == '}' && depth > 0) --depth;
    ++i;
  }
  return std::string_view::npos;
}

bool prints(const Token& token) {
  const auto first = word(token.text);
  return token.type == Token::Type::expression || first == "call" || first == "slot" ||
         first == "t" || first == "endcall" || first == "endt";
}

// Whether nothing but blanks lies between the line's start and the end of this literal.
bool opens_line(const Token& literal) {
  const auto last = literal.text.find_last_not_of(" \t");
  return last == std::string::npos ? literal.at.column == 1 : literal.text[last] == '\n';
}

void drop_lone_lines(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type == Token::Type::literal || prints(tokens[i])) continue;
    Token* before = i > 0 ? &tokens[i - 1] : nullptr;
    Token* after = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
    if (before && (before->type != Token::Type::literal || !opens_line(*before))) continue;
    if (after && after->type != Token::Type::literal) continue;
    std::size_t cut = 0;
    if (after) {
      cut = after->text.find_first_not_of(" \t");
      if (cut == std::string::npos) {
        if (i + 2 < tokens.size()) continue;
        cut = after->text.size();
      } else if (after->text[cut] == '\n') {
        ++cut;
      } else {
        continue;
      }
    }
    if (before) before->text.erase(before->text.find_last_not_of(" \t") + 1);
    if (after) {
      after->at = moved(after->at, std::string_view(after->text).substr(0, cut));
      after->text.erase(0, cut);  // Left even when empty: it marks the start of the next line.
    }
  }
}

}  // namespace

std::vector<Token> lex(std::string_view source) {
  struct Bracket {
    std::string_view open, close;
    Token::Type type;
  };
  static constexpr std::array<Bracket, 3> kBrackets{{{"{{", "}}", Token::Type::expression},
                                                     {"{%", "%}", Token::Type::directive},
                                                     {"{#", "#}", Token::Type::comment}}};
  std::vector<Token> tokens;
  Position at;
  std::size_t i = 0;
  std::size_t literal = 0;
  auto flush = [&](std::size_t end) {
    const auto text = source.substr(literal, end - literal);
    if (!text.empty()) tokens.push_back({Token::Type::literal, std::string(text), at, at});
    at = moved(at, text);
  };
  while (i < source.size()) {
    const auto pair = source.substr(i, 2);
    const Bracket* bracket = nullptr;
    for (const auto& b : kBrackets) {
      if (pair == b.open) bracket = &b;
    }
    if (!bracket) {
      ++i;
      continue;
    }
    flush(i);
    const auto end = bracket->type == Token::Type::comment
                         ? source.find(bracket->close, i + 2)
                         : end_of_code(source, i + 2, bracket->close);
    if (end == std::string_view::npos) {
      throw Error(at, "this " + std::string(bracket->open) + " has no " +
                          std::string(bracket->close) +
                          " (is a quote or a brace inside it left open?)");
    }
    const auto inner = source.substr(i + 2, end - i - 2);
    const auto code = trim(inner);
    if (code.empty() && bracket->type != Token::Type::comment) {
      throw Error(at, "nothing between " + std::string(bracket->open) + " and " +
                          std::string(bracket->close) + "; write an expression or remove it");
    }
    const auto lead = code.empty() ? 0 : static_cast<std::size_t>(code.data() - source.data()) - i;
    tokens.push_back({bracket->type, std::string(code), moved(at, source.substr(i, lead)), at});
    at = moved(at, source.substr(i, end + 2 - i));
    i = literal = end + 2;
  }
  flush(source.size());
  drop_lone_lines(tokens);
  return tokens;
}

}  // namespace palier::templates
