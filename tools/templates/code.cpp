#include "code.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "lexer.hpp"

namespace palier::templates {
namespace {

bool word_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

constexpr std::array kWords = std::to_array<std::string_view>(
    {"alignas", "alignof",   "and",      "asm",      "auto",     "bool",     "break",   "case",
     "catch",   "char",      "class",    "concept",  "const",    "continue", "default", "delete",
     "do",      "double",    "else",     "enum",     "explicit", "export",   "extern",  "false",
     "float",   "for",       "friend",   "goto",     "if",       "inline",   "int",     "long",
     "mutable", "namespace", "new",      "not",      "operator", "or",       "private", "protected",
     "public",  "register",  "requires", "return",   "short",    "signed",   "sizeof",  "static",
     "struct",  "switch",    "template", "this",     "throw",    "true",     "try",     "typedef",
     "typeid",  "typename",  "union",    "unsigned", "using",    "virtual",  "void",    "volatile",
     "while",   "xor"});

}  // namespace

bool is_identifier(std::string_view name) {
  return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(), word_char) &&
         std::find(kWords.begin(), kWords.end(), name) == kWords.end();
}

Code sub(const Code& code, std::size_t from, std::size_t size) {
  const std::string_view all = code.text;
  const auto part = all.substr(std::min(from, all.size()), size);
  const auto trimmed = trim(part);
  const auto lead = trimmed.empty() ? std::min(from, all.size())
                                    : static_cast<std::size_t>(trimmed.data() - all.data());
  return {std::string(trimmed), moved(code.at, all.substr(0, lead))};
}

std::vector<Code> split(const Code& code, std::string_view separators) {
  std::vector<Code> parts;
  const std::string_view s = code.text;
  int depth = 0;
  std::size_t from = 0;
  auto flush = [&](std::size_t end) {
    auto part = sub(code, from, end - from);
    if (!part.text.empty()) parts.push_back(std::move(part));
    from = end + 1;
  };
  for (std::size_t i = 0; i < s.size();) {
    if (starts_literal(s, i)) {
      i = std::min(skip_literal(s, i), s.size());
      continue;
    }
    const char c = s[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth == 0 && separators.find(c) != std::string_view::npos) flush(i);
    ++i;
  }
  flush(s.size());
  return parts;
}

std::size_t single_colon(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] != ':') continue;
    if (i + 1 == code.size() || code[i + 1] != ':') return i;
    ++i;
  }
  return std::string_view::npos;
}

bool is_sentence(std::string_view code) {
  for (std::string_view name : {"t", "tn"}) {
    if (!code.starts_with(name)) continue;
    const auto rest = code.substr(name.size());
    if (rest.empty() || word_char(rest[0])) continue;
    if (trim(rest).starts_with('"')) return true;
  }
  return false;
}

int highest_placeholder(std::string_view msgid, char open) {
  const char close = open == '{' ? '}' : '>';
  int highest = 0;
  for (std::size_t i = 0; i + 2 < msgid.size(); ++i) {
    if (msgid[i] == open && std::isdigit(static_cast<unsigned char>(msgid[i + 1])) &&
        msgid[i + 2] == close) {
      highest = std::max(highest, msgid[i + 1] - '0');
    }
  }
  return highest;
}

Sentence parse_sentence(const Code& code) {
  const bool plural = code.text.starts_with("tn");
  Code rest = sub(code, plural ? 2 : 1);
  Sentence sentence;
  auto literal = [&](std::string_view what) {
    if (!rest.text.starts_with('"')) {
      throw Error(rest.at, std::string(what) + " must be an English sentence in double quotes");
    }
    const auto end = skip_literal(rest.text, 0);
    if (end == std::string::npos) throw Error(rest.at, "this sentence's quote is never closed");
    Code found = sub(rest, 0, end);
    if (end == 2) throw Error(rest.at, "an empty sentence cannot be translated");
    rest = sub(rest, end);
    return found;
  };
  sentence.msgid = literal(plural ? "what follows tn" : "what follows t");
  if (plural) sentence.plural = literal("the plural of tn");
  // With a comma anywhere at the top level, commas separate; without, blanks do.
  const bool commas = split(rest, ",").size() > 1 || rest.text.ends_with(',');
  sentence.args = split(rest, commas ? "," : " \t\n");
  for (const auto& arg : sentence.args) {
    static constexpr std::string_view operators = "+-*/%<>=&|?:";
    const bool lone = arg.text.find_first_not_of(operators) == std::string::npos;
    if (lone || operators.find(arg.text.back()) != std::string_view::npos) {
      throw Error(arg.at, "put parentheses around an argument that has spaces: (a + b)");
    }
  }
  const int highest =
      std::max(highest_placeholder(sentence.msgid.text), highest_placeholder(sentence.plural.text));
  const int count = static_cast<int>(sentence.args.size());
  if (plural && count == 0) throw Error(code.at, "tn needs the count after its two sentences");
  if (highest > count) {
    throw Error(sentence.msgid.at, "the sentence has {" + std::to_string(highest) + "} but " +
                                       std::to_string(count) + " argument" +
                                       (count == 1 ? "" : "s"));
  }
  if (highest < count && !(plural && count == 1)) {
    throw Error(sentence.args.back().at,
                "the sentence has no {" + std::to_string(count) + "} for this argument");
  }
  return sentence;
}

Call parse_call(const Code& code) {
  const auto open = code.text.find('(');
  if (open == std::string::npos || code.text.back() != ')') {
    throw Error(code.at, "write a call with its arguments, as in card(page, need)");
  }
  int depth = 0;
  const std::string_view s = code.text;
  for (std::size_t i = open; i < s.size();) {
    if (starts_literal(s, i)) {
      i = std::min(skip_literal(s, i), s.size());
      continue;
    }
    if (s[i] == '(') ++depth;
    if (s[i] == ')' && --depth == 0 && i + 1 != s.size()) {
      throw Error(moved(code.at, s.substr(0, i + 1)),
                  "only one call can stand here; nothing may follow its )");
    }
    ++i;
  }
  return {std::string(trim(s.substr(0, open))),
          std::string(trim(s.substr(open + 1, s.size() - open - 2)))};
}

std::string parameter_name(const Code& param) {
  std::size_t from = param.text.size();
  while (from > 0 && word_char(param.text[from - 1])) --from;
  const auto name = param.text.substr(from);
  if (from == 0 || !is_identifier(name)) {
    throw Error(param.at, "write a parameter as in {% param const html::Page& page %}");
  }
  if (name == "out" || name == "slots" || name == "loop") {
    throw Error(param.at,
                "a parameter cannot be called " + name + ": templates use that name themselves");
  }
  return name;
}

}  // namespace palier::templates
