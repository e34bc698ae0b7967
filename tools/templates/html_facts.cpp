#include "html_facts.hpp"

#include <algorithm>

namespace palier::templates {

bool among(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_void(std::string_view tag) {
  return among(tag, {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                     "source", "track", "wbr"});
}

bool closes_p(std::string_view tag) {
  return among(tag, {"address", "article",  "aside",  "blockquote", "details", "dialog",  "div",
                     "dl",      "fieldset", "figure", "footer",     "form",    "h1",      "h2",
                     "h3",      "h4",       "h5",     "h6",         "header",  "hr",      "main",
                     "menu",    "nav",      "ol",     "p",          "pre",     "section", "table",
                     "ul",      "search",   "hgroup", "figcaption"});
}

bool is_exclusive(std::string_view tag) {
  return among(tag, {"a", "button", "form", "label"});
}

bool is_raw(std::string_view tag) {
  return among(tag, {"script", "style", "noembed", "noframes", "iframe", "xmp", "plaintext"});
}

Attr attr_kind(std::string_view tag, std::string_view attr) {
  if (among(attr, {"style", "srcdoc"})) return Attr::refused;
  // Animations write into other attributes, a link's href among them.
  const bool animates = tag.starts_with("animate") || tag == "set";
  if (animates && among(attr, {"to", "from", "by", "values"})) return Attr::refused;
  if (tag == "base" && attr == "href") return Attr::refused;
  if (among(attr, {"srcset", "imagesrcset"})) return Attr::url_list;
  if (tag == "meta" && attr == "content") return Attr::meta_content;
  if (among(attr, {"href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href",
                   "background", "manifest", "ping"})) {
    return Attr::url;
  }
  return Attr::plain;
}

}  // namespace palier::templates
