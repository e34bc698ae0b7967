#include "parser.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "code.hpp"
#include "lexer.hpp"
#include "rich.hpp"

namespace palier::templates {
namespace {

class Parser {
 public:
  Parser(std::string path, std::string_view source, Library& library)
      : library_(library), tokens_(lex(source)) {
    result_.path = std::move(path);
  }

  Template run() {
    result_.name = std::filesystem::path(result_.path).stem().string();
    if (!is_identifier(result_.name)) {
      throw Error({}, "the file's name becomes a C++ function: `" + result_.name +
                          "` cannot; rename it with letters, digits and _");
    }
    names_.emplace_back();
    trim_ends();
    result_.body = nodes({}, nullptr);
    return std::move(result_);
  }

 private:
  struct Stop {
    std::string word;
    Code rest;
    Position at;
  };

  // The template's own leading and trailing blank lines are not part of the page.
  void trim_ends() {
    if (!tokens_.empty() && tokens_.back().type == Token::Type::literal) {
      auto& text = tokens_.back().text;
      text.erase(text.find_last_not_of(" \t\n") + 1);
    }
  }

  // Nor are those at the ends of what fills a slot.
  static void trim_ends(Nodes& body) {
    while (!body.empty() && body.front().kind == Kind::literal) {
      auto& node = body.front();
      const auto lead = std::min(node.text.find_first_not_of(" \t\n"), node.text.size());
      node.at = moved(node.at, std::string_view(node.text).substr(0, lead));
      node.text.erase(0, lead);
      if (!node.text.empty()) break;
      body.erase(body.begin());
    }
    while (!body.empty() && body.back().kind == Kind::literal) {
      auto& text = body.back().text;
      text.erase(text.find_last_not_of(" \t\n") + 1);
      if (!text.empty()) break;
      body.pop_back();
    }
  }

  static Code rest_of(const Token& token) {
    return sub({token.text, token.at}, word(token.text).size());
  }

  /// Reads up to one of `ends`, which goes to `stop`; with no ends, to the end of the file.
  Nodes nodes(std::initializer_list<std::string_view> ends, Stop* stop,
              const Token* opener = nullptr, std::vector<Part>* blocks = nullptr,
              Nodes* lets = nullptr) {
    Nodes out;
    while (next_ < tokens_.size()) {
      const Token& token = tokens_[next_++];
      switch (token.type) {
        case Token::Type::comment:
          break;
        case Token::Type::literal:
          literal(out, token);
          break;
        case Token::Type::expression:
          out.push_back(expression(token));
          break;
        case Token::Type::directive: {
          const std::string first(word(token.text));
          if (std::find(ends.begin(), ends.end(), first) != ends.end()) {
            *stop = {first, rest_of(token), token.at};
            return out;
          }
          if (first == "block") {
            if (!blocks) {
              throw Error(
                  token.at,
                  "a block stands directly in a template with a layout, or in the body of a call");
            }
            blocks->push_back(block(token));
          } else if (first == "let" && lets) {
            lets->push_back(let(token));
          } else {
            directive(out, first, token);
          }
        }
      }
    }
    if (opener) {
      throw Error(opener->bracket, "{% " + std::string(word(opener->text)) +
                                       " %} is never closed; add {% " +
                                       std::string(ends.end()[-1]) + " %}");
    }
    return out;
  }

  void literal(Nodes& out, const Token& token) {
    if (token.text.empty()) return;
    Node node;
    node.at = token.at;
    node.text = token.text;
    if (!started_) {
      // Blank lines between the directives at the top, and after them, print nothing.
      const auto lead = node.text.find_first_not_of(" \t\n");
      if (lead == std::string::npos) return;
      node.at = moved(node.at, std::string_view(node.text).substr(0, lead));
      node.text.erase(0, lead);
      started_ = true;
    }
    out.push_back(std::move(node));
  }

  Node expression(const Token& token) {
    started_ = true;
    Node node;
    node.at = token.bracket;
    node.code = {token.text, token.at};
    if (is_sentence(token.text)) {
      node.kind = Kind::sentence;
      node.sentence = parse_sentence(node.code);
      node.lang = language(token.at);
    } else {
      node.kind = Kind::expression;
      const auto first = word(token.text);
      if ((first == "t" || first == "tn") && token.text.size() > first.size() &&
          token.text[first.size()] == ' ' &&
          !std::ispunct(static_cast<unsigned char>(rest_of(token).text[0]))) {
        throw Error(token.at, std::string(first) + " wants an English sentence in double quotes");
      }
    }
    return node;
  }

  bool known(std::string_view name) const {
    return std::any_of(names_.begin(), names_.end(),
                       [&](const auto& scope) { return scope.count(std::string(name)) > 0; });
  }

  std::string language(Position at) const {
    if (known("lang")) return "lang";
    if (known("page")) return "page.lang()";
    throw Error(at,
                "t needs to know the language: add {% param const html::Page& page %} "
                "or {% param const i18n::Language& lang %}");
  }

  void declare(const Code& code, const std::string& name) {
    if (!is_identifier(name)) throw Error(code.at, "`" + name + "` is not a name");
    names_.back().insert(name);
  }

  void directive(Nodes& out, const std::string& first, const Token& token) {
    if (first == "param" || first == "include" || first == "layout") {
      if (started_) throw Error(token.at, first + " comes before everything else in the file");
      if (first == "param") return param(token);
      if (first == "include") return include(token);
    }
    started_ = true;
    if (first == "if") return out.push_back(condition(token));
    if (first == "for") return out.push_back(loop(token));
    if (first == "let") return out.push_back(let(token));
    if (first == "call") return out.push_back(call(token, false));
    if (first == "layout") {
      if (names_.size() > 1) throw Error(token.at, "layout cannot stand inside a block");
      return out.push_back(call(token, true));
    }
    if (first == "slot") return out.push_back(slot(token));
    if (first == "t") return out.push_back(rich(token));
    if (first.starts_with("end") || first == "else" || first == "elif" || first == "empty") {
      std::string hint;
      if (first == "endcall")
        hint = " (only a template with a {% slot %} takes a body, and the call before has none)";
      throw Error(token.at, "{% " + first + " %} without its opening" + hint);
    }
    throw Error(token.at,
                "there is no directive `" + first +
                    "`; they are param, include, layout, if, for, let, call, slot, block, t");
  }

  void param(const Token& token) {
    const Code code = rest_of(token);
    const auto name = parameter_name(code);
    if (!names_.back().insert(name).second)
      throw Error(code.at, "parameter " + name + " is there twice");
    result_.params.push_back(code);
  }

  void include(const Token& token) {
    const auto header = rest_of(token).text;
    if (header.size() < 3 || (header[0] != '"' && header[0] != '<')) {
      throw Error(token.at, "write an include as in {% include \"features/aid/view.hpp\" %}");
    }
    result_.includes.push_back(header);
  }

  Node condition(const Token& opener) {
    Node node;
    node.kind = Kind::condition;
    node.at = opener.bracket;
    Code head = rest_of(opener);
    if (head.text.empty()) throw Error(opener.at, "if needs a condition");
    bool last = false;
    for (;;) {
      Stop stop;
      names_.emplace_back();
      Part part{head, {}, {}};
      part.body = nodes({"elif", "else", "endif"}, &stop, &opener);
      names_.pop_back();
      node.parts.push_back(std::move(part));
      if (stop.word == "endif") return node;
      if (last) throw Error(stop.at, "nothing but {% endif %} can follow {% else %}");
      head = stop.rest;
      if (stop.word == "else") {
        if (!head.text.empty()) throw Error(head.at, "else has no condition; write {% elif … %}");
        last = true;
      } else if (head.text.empty()) {
        throw Error(stop.at, "elif needs a condition");
      }
    }
  }

  Node loop(const Token& opener) {
    Node node;
    node.kind = Kind::loop;
    node.at = opener.bracket;
    const Code head = rest_of(opener);
    const auto colon = single_colon(head.text);
    if (colon == std::string::npos)
      throw Error(opener.at, "write a loop as in {% for offer : need.offers %}");
    const Code name = sub(head, 0, colon);
    node.code = sub(head, colon + 1);
    node.text = name.text;
    names_.emplace_back();
    if (name.text.starts_with('[') && name.text.ends_with(']')) {
      for (const auto& part : split(sub(name, 1, name.text.size() - 2), ","))
        declare(part, part.text);
    } else {
      declare(name, name.text);
    }
    if (node.code.text.empty())
      throw Error(name.at, "the loop says nothing to go through after the :");
    Stop stop;
    node.parts.push_back({{}, nodes({"empty", "endfor"}, &stop, &opener), {}});
    names_.pop_back();
    if (stop.word == "empty") {
      names_.emplace_back();
      node.parts.push_back({{}, nodes({"endfor"}, &stop, &opener), {}});
      names_.pop_back();
    }
    return node;
  }

  Node let(const Token& token) {
    const Code code = rest_of(token);
    const auto equals = code.text.find('=');
    if (equals == std::string::npos) throw Error(token.at, "write {% let name = value %}");
    Node node;
    node.kind = Kind::let;
    node.at = token.bracket;
    const Code name = sub(code, 0, equals);
    node.text = name.text;
    node.code = sub(code, equals + 1);
    if (node.code.text.empty()) throw Error(name.at, "let needs a value after the =");
    declare(name, name.text);
    return node;
  }

  const Library::Callee* callee(const Code& code, const std::string& function) {
    try {
      return library_.find(function);
    } catch (const Error&) {
      return nullptr;  // That template's own mistake is reported when it is compiled.
    } catch (const std::exception& e) {
      throw Error(code.at, e.what());
    }
  }

  Node call(const Token& opener, bool layout) {
    Node node;
    node.kind = Kind::call;
    node.at = opener.bracket;
    node.code = rest_of(opener);
    const auto parsed = parse_call(node.code);
    const auto* known = callee(node.code, parsed.function);
    node.own = known && parsed.function.find(':') == std::string::npos;
    if (!known || known->slots.empty()) {
      if (layout)
        throw Error(node.code.at,
                    "the layout " + parsed.function + " is no template with a {% slot content %}");
      return node;
    }
    node.has_slots = true;
    names_.emplace_back();
    Stop stop;
    Part content{{"content", opener.at}, {}, {}};
    content.body = layout ? nodes({}, nullptr, nullptr, &node.parts, &node.lets)
                          : nodes({"endcall"}, &stop, &opener, &node.parts, &node.lets);
    names_.pop_back();
    trim_ends(content.body);
    if (!content.body.empty()) node.parts.push_back(std::move(content));
    std::set<std::string> seen;
    for (const auto& part : node.parts) {
      if (std::find(known->slots.begin(), known->slots.end(), part.head.text) ==
          known->slots.end()) {
        std::string all;
        for (const auto& slot : known->slots) all += (all.empty() ? "" : ", ") + slot;
        throw Error(part.head.at,
                    parsed.function + " has no slot `" + part.head.text + "`; it has " + all);
      }
      if (!seen.insert(part.head.text).second) {
        throw Error(part.head.at, "the slot `" + part.head.text + "` is filled twice");
      }
    }
    return node;
  }

  Part block(const Token& opener) {
    started_ = true;
    Part part{rest_of(opener), {}, {}};
    if (!is_identifier(part.head.text))
      throw Error(opener.at, "a block has the name of a slot: {% block head %}");
    Stop stop;
    names_.emplace_back();
    part.body = nodes({"endblock"}, &stop, &opener);
    names_.pop_back();
    trim_ends(part.body);
    return part;
  }

  Node slot(const Token& token) {
    Node node;
    node.kind = Kind::slot;
    node.at = token.bracket;
    node.text = rest_of(token).text;
    if (!is_identifier(node.text)) throw Error(token.at, "a slot has a name: {% slot content %}");
    if (std::find(result_.slots.begin(), result_.slots.end(), node.text) != result_.slots.end()) {
      throw Error(token.at, "the slot `" + node.text + "` is there twice");
    }
    result_.slots.push_back(node.text);
    return node;
  }

  // {% t "Read <1>our rules</1>." args %}<a href="/rules"></a>{% endt %}
  Node rich(const Token& opener) {
    Node node;
    node.kind = Kind::rich_sentence;
    node.at = opener.bracket;
    node.sentence = parse_sentence({opener.text, opener.at});
    node.lang = language(opener.at);
    const int count = count_marks(node.sentence.msgid);
    Stop stop;
    node.parts = elements(nodes({"endt"}, &stop, &opener));
    if (static_cast<int>(node.parts.size()) != count) {
      throw Error(opener.at, "the sentence has " + std::to_string(count) + " marked part(s) but " +
                                 std::to_string(node.parts.size()) + " element(s) follow it");
    }
    return node;
  }

  Library& library_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  bool started_ = false;
  std::vector<std::set<std::string>> names_;
  Template result_;
};

}  // namespace

Template parse(std::string path, std::string_view source, Library& library) {
  return Parser(std::move(path), source, library).run();
}

}  // namespace palier::templates
