#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ast.hpp"

namespace palier::templates {

struct Token {
  enum class Type { literal, expression, directive, comment } type = Type::literal;
  std::string text;  ///< Without the brackets, ends trimmed (but for literals).
  Position at;       ///< Of the first character of `text`.
  Position bracket;  ///< Of "{{" or "{%".
};

/// Cuts a template into literals, {{ }}, {% %} and {# #}. A line that holds nothing but one
/// directive that prints nothing, or a comment, vanishes whole. Throws Error.
std::vector<Token> lex(std::string_view source);

/// The position after `text`, which starts at `from`.
Position moved(Position from, std::string_view text);

/// The index after the C++ string or character literal that starts at `from`; npos if it has no
/// end.
std::size_t skip_literal(std::string_view code, std::size_t from);
/// Whether the ' or " at `i` starts a literal: the ' in 1'000 does not.
bool starts_literal(std::string_view code, std::size_t i);
std::string_view trim(std::string_view s);
/// The first word of a directive.
std::string_view word(std::string_view s);

}  // namespace palier::templates
