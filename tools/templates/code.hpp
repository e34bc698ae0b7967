#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ast.hpp"

namespace palier::templates {

/// Parts of `code` between top-level occurrences of any character of `separators`, trimmed, empty
/// ones left out. Brackets and literals are not looked into.
std::vector<Code> split(const Code& code, std::string_view separators);

/// Where the ':' of a loop stands: the first that is not part of "::"; npos if there is none.
std::size_t single_colon(std::string_view code);

/// `t "…" a b` or `tn "…" "…" n a`: throws Error with the rule that was broken.
Sentence parse_sentence(const Code& code);
/// Whether an expression is one of these: `t` or `tn`, then a quote.
bool is_sentence(std::string_view code);

/// The largest n of {n} in a msgid, or of <n> with `open` = '<'.
int highest_placeholder(std::string_view msgid, char open = '{');

/// "card(page, need)" → {"card", "page, need"}. Throws Error if it is not one call.
struct Call {
  std::string function;
  std::string arguments;
};
Call parse_call(const Code& code);

/// The name that a parameter declares: its last word.
std::string parameter_name(const Code& param);
bool is_identifier(std::string_view name);
/// A part of `code`; the position follows.
Code sub(const Code& code, std::size_t from, std::size_t size = std::string::npos);

}  // namespace palier::templates
