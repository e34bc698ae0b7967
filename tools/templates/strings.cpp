#include <filesystem>
#include <map>

#include "emit.hpp"
#include "lexer.hpp"

namespace palier::templates {
namespace {

struct Entry {
  std::string plural;
  std::vector<std::string> places;
};

using Entries = std::map<std::string, Entry>;

void add(Entries& entries, const Code& msgid, const std::string& plural, const std::string& path) {
  auto& entry = entries[msgid.text];
  if (!plural.empty()) entry.plural = plural;
  entry.places.push_back(path + ":" + std::to_string(msgid.at.line));
}

// N_("…") in the C++ of a template.
void marked(Entries& entries, const Code& code, const std::string& path) {
  static constexpr std::string_view mark = "N_(\"";
  for (auto at = code.text.find(mark); at != std::string::npos; at = code.text.find(mark, at + 1)) {
    const auto quote = at + mark.size() - 1;
    const auto end = skip_literal(code.text, quote);
    if (end == std::string::npos) return;
    add(entries, {code.text.substr(quote, end - quote), moved(code.at, code.text.substr(0, quote))},
        "", path);
  }
}

void collect(Entries& entries, const Nodes& nodes, const std::string& path) {
  for (const auto& node : nodes) {
    if (!node.sentence.msgid.text.empty()) {
      add(entries, node.sentence.msgid, node.sentence.plural.text, path);
      for (const auto& arg : node.sentence.args) marked(entries, arg, path);
    } else {
      marked(entries, node.code, path);
    }
    collect(entries, node.lets, path);
    for (const auto& part : node.parts) {
      marked(entries, part.head, path);
      collect(entries, part.body, path);
    }
  }
}

}  // namespace

std::string strings(const std::vector<Template>& templates, const std::string& root) {
  Entries entries;
  for (const auto& page : templates) {
    collect(entries, page.body,
            std::filesystem::path(page.path).lexically_proximate(root).string());
  }
  std::string out = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
  for (const auto& [msgid, entry] : entries) {
    out += "\n#:";
    for (const auto& place : entry.places) out += " " + place;
    out += "\nmsgid " + msgid + "\n";
    if (entry.plural.empty()) {
      out += "msgstr \"\"\n";
    } else {
      out += "msgid_plural " + entry.plural + "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n";
    }
  }
  return out;
}

}  // namespace palier::templates
