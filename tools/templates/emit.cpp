#include "emit.hpp"

#include "code.hpp"
#include "lexer.hpp"
#include "library.hpp"

namespace palier::templates {
namespace {

std::string cpp_string(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

std::string params(const Template& page) {
  std::string out;
  for (const auto& param : page.params) {
    if (!out.empty()) out += ", ";
    out += "[[maybe_unused]] " + param.text;
  }
  return out;
}

std::string names(const Template& page) {
  std::string out;
  for (const auto& param : page.params) {
    if (!out.empty()) out += ", ";
    out += parameter_name(param);
  }
  return out;
}

std::string signature(const Template& page) {
  const auto list = params(page);
  std::string out = "void " + page.name + "([[maybe_unused]] html::Out& out";
  if (!list.empty()) out += ", " + list;
  if (!page.slots.empty()) out += ", [[maybe_unused]] const " + page.name + "_slots& slots";
  return out + ")";
}

class Writer {
 public:
  explicit Writer(const Template& page) : page_(page) {}

  std::string run() {
    const auto line = page_.params.empty() ? Position{} : page_.params.front().at;
    place({"", line});
    text_ += signature(page_) + " {\n";
    nodes(page_.body);
    flush();
    text_ += "}\n";
    if (page_.slots.empty()) {
      text_ += "std::string " + page_.name + "(" + params(page_) +
               ") {\n  html::Out out;\n  templates::" + page_.name + "(out" +
               (page_.params.empty() ? "" : ", ") + names(page_) + ");\n  return out.take();\n}\n";
    }
    return std::move(text_);
  }

 private:
  // The author's C++ on a line of its own, at its own line and column: the compiler then points
  // there.
  void place(const Code& code) {
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
    text_ += "#line " + std::to_string(code.at.line) + " " + cpp_string(page_.path) + "\n";
    if (code.text.empty()) return;
    text_ += std::string(static_cast<std::size_t>(code.at.column - 1), ' ') + code.text + "\n";
  }

  void flush() {
    if (pending_.empty()) return;
    text_ += "out.raw(" + cpp_string(pending_) + ");\n";
    pending_.clear();
  }

  void nodes(const Nodes& list) {
    for (const auto& node : list) this->node(node);
  }

  void block(const Nodes& list) {
    nodes(list);
    flush();
  }

  void node(const Node& node) {
    if (node.kind == Kind::literal) {
      pending_ += node.text;
      return;
    }
    flush();
    switch (node.kind) {
      case Kind::literal:
        break;
      case Kind::expression:
        text_ += "out." + function(node.place) + "(\n";
        place(node.code);
        text_ += ");\n";
        break;
      case Kind::sentence:
        sentence(node);
        break;
      case Kind::rich_sentence:
        rich(node);
        break;
      case Kind::let:
        text_ += "[[maybe_unused]] const auto " + node.text + " =\n";
        place(node.code);
        text_ += ";\n";
        break;
      case Kind::condition:
        condition(node);
        break;
      case Kind::loop:
        loop(node);
        break;
      case Kind::call:
        call(node);
        break;
      case Kind::slot:
        text_ += "slots." + node.text + "(out);\n";
        break;
    }
  }

  static std::string function(Place place) {
    switch (place) {
      case Place::text:
        return "text";
      case Place::rcdata:
        return "rcdata";
      case Place::attr:
        return "attr";
      case Place::url:
        return "url";
      case Place::path:
        return "path";
      case Place::query:
        return "query";
    }
    return "text";
  }

  void translated(const Node& node) {
    const auto& s = node.sentence;
    text_ += node.lang + ".tr(" + s.msgid.text;
    if (!s.plural.text.empty()) {
      text_ += ", " + s.plural.text + ", html::count(\n";
      place(s.args.front());
      text_ += ")";
    }
    text_ += ")";
  }

  // {html::Arg(a), html::Arg(b)}; the count of a plural is written as the language writes numbers.
  void arguments(const Node& node) {
    text_ += "{";
    bool first = true;
    for (const auto& arg : node.sentence.args) {
      if (!first) text_ += ", ";
      const bool counts = first && !node.sentence.plural.text.empty();
      first = false;
      text_ += counts ? "html::Arg(" + node.lang + ".number(html::count(\n" : "html::Arg(\n";
      place(arg);
      text_ += counts ? ")))" : ")";
    }
    text_ += "}";
  }

  void sentence(const Node& node) {
    place({"", node.at});
    text_ += "out." + function(node.place) + "(";
    translated(node);
    if (!node.sentence.args.empty()) {
      text_ += ", ";
      arguments(node);
    }
    text_ += ");\n";
  }

  void rich(const Node& node) {
    const auto id = std::to_string(++count_);
    text_ += "{\n";
    std::string wraps;
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      const auto name = "open_" + id + "_" + std::to_string(i);
      text_ += "const auto " + name + " = [&](html::Out& out) {\n";
      block(node.parts[i].body);
      text_ += "};\n";
      wraps += (i ? ", " : "") + ("{" + name + ", " + cpp_string(node.parts[i].close) + "}");
    }
    place({"", node.at});
    text_ += "out.sentence(";
    translated(node);
    text_ += ", ";
    arguments(node);
    text_ += ", {" + wraps + "});\n}\n";
  }

  void condition(const Node& node) {
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      const auto& part = node.parts[i];
      if (i) text_ += "} else ";
      if (!part.head.text.empty()) {
        text_ += "if (\n";
        place(part.head);
        text_ += ") ";
      }
      text_ += "{\n";
      block(part.body);
    }
    text_ += "}\n";
  }

  void loop(const Node& node) {
    const auto id = std::to_string(++count_);
    text_ += "{\nauto&& range_" + id + " =\n";
    place(node.code);
    text_ +=
        ";\n[[maybe_unused]] html::Loop loop;\n"
        "auto at_" +
        id + " = std::begin(range_" + id +
        ");\n"
        "const auto end_" +
        id + " = std::end(range_" + id +
        ");\n"
        "while (at_" +
        id + " != end_" + id +
        ") {\n"
        "[[maybe_unused]] const auto& " +
        node.text + " = *at_" + id +
        ";\n"
        "++at_" +
        id +
        ";\n"
        "loop.step(!(at_" +
        id + " != end_" + id + "));\n";
    block(node.parts.front().body);
    text_ += "}\n";
    if (node.parts.size() > 1) {
      text_ += "if (loop.index == 0) {\n";
      block(node.parts[1].body);
      text_ += "}\n";
    }
    text_ += "}\n";
  }

  void call(const Node& node) {
    auto parsed = parse_call(node.code);
    // A template of this room, not a parameter that happens to have its name.
    if (node.own) parsed.function = "templates::" + parsed.function;
    const auto id = std::to_string(++count_);
    if (node.has_slots) {
      text_ += "{\n";
      nodes(node.lets);
      text_ += parsed.function + "_slots slots_" + id + ";\n";
      for (const auto& part : node.parts) {
        const auto name = "fill_" + id + "_" + part.head.text;
        text_ += "const auto " + name + " = [&]([[maybe_unused]] html::Out& out) {\n";
        block(part.body);
        text_ += "};\nslots_" + id + "." + part.head.text + " = " + name + ";\n";
      }
    }
    // Written so that the author's arguments keep their line and column.
    const auto open = node.code.text.find('(');
    place({"", node.at});
    text_ += parsed.function + "(out" + (parsed.arguments.empty() ? "" : ",") + "\n";
    if (!parsed.arguments.empty())
      place(sub(node.code, open + 1, node.code.text.size() - open - 2));
    text_ += (node.has_slots ? ", slots_" + id : "") + ");\n";
    if (node.has_slots) text_ += "}\n";
  }

  const Template& page_;
  std::string text_;
  std::string pending_;
  int count_ = 0;
};

}  // namespace

std::string header(const std::vector<Template>& templates, const std::string& room) {
  std::string out = "#pragma once\n// Made by tools/templates.\n#include <string>\n\n";
  std::set<std::string> seen{"\"core/html/html.hpp\"", "\"core/html/page.hpp\"", "<string>"};
  out += "#include \"core/html/html.hpp\"\n#include \"core/html/page.hpp\"\n";
  for (const auto& page : templates) {
    for (const auto& include : page.includes) {
      if (seen.insert(include).second) out += "#include " + include + "\n";
    }
  }
  out += "\nnamespace palier::" + Library::last_part(room) + "::templates {\n";
  for (const auto& page : templates) {
    if (!page.slots.empty()) {
      out += "\nstruct " + page.name + "_slots {\n";
      for (const auto& slot : page.slots) out += "  html::Slot " + slot + ";\n";
      out += "};";
    }
    out += "\n" + signature(page) + ";\n";
    if (page.slots.empty()) out += "std::string " + page.name + "(" + params(page) + ");\n";
  }
  return out + "\n}\n";
}

std::string source(const std::vector<Template>& templates, const std::string& room,
                   const std::set<std::string>& rooms) {
  std::string out = "// Made by tools/templates.\n#include \"" + room +
                    "/templates.hpp\"\n\n#include <iterator>\n";
  for (const auto& other : rooms) out += "#include \"" + other + "/templates.hpp\"\n";
  // Slots and loops nest, and each has its own `out` and `loop`.
  out += "\n#pragma GCC diagnostic ignored \"-Wshadow\"\n\nnamespace palier::" +
         Library::last_part(room) + "::templates {\n";
  for (const auto& page : templates) out += "\n" + Writer(page).run();
  return out + "\n}\n";
}

}  // namespace palier::templates
