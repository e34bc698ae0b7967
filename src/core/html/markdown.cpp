#include "core/html/markdown.hpp"

#include <cmark.h>

#include <memory>

#include "core/form/clean.hpp"

namespace palier::html {
namespace {

struct FreeNode {
  void operator()(cmark_node* n) const { cmark_node_free(n); }
};
struct FreeIter {
  void operator()(cmark_iter* i) const { cmark_iter_free(i); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;
using Walk = std::unique_ptr<cmark_iter, FreeIter>;

Tree parse(std::string_view source) {
  return Tree(cmark_parse_document(source.data(), source.size(), CMARK_OPT_DEFAULT));
}

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? std::string_view(text) : std::string_view{};
}

std::string_view without_last_break(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

bool leads_out(std::string_view url) {
  const auto starts = [&](std::string_view scheme) {
    return url.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
             return a == std::tolower(static_cast<unsigned char>(b));
           });
  };
  return starts("https://") || starts("http://") || starts("mailto:");
}

/// Where a bare URL in running text ends: before a blank, and without the punctuation that belongs
/// to the sentence.
std::size_t end_of_url(std::string_view text, std::size_t from) {
  std::size_t end = text.find_first_of(" \t\n<>\"", from);
  if (end == std::string_view::npos) end = text.size();
  // A no-break space or a closing quote ends it too: people write « https://… ».
  for (const std::string_view mark : {"\u00a0", "\u202f", "»", "”", "…"})
    end = std::min(end, std::min(text.find(mark, from), text.size()));
  while (end > from && std::string_view(".,;:!?)'*_").find(text[end - 1]) != std::string_view::npos)
    --end;
  return end;
}

/// Writes the tree as markup. Written here because the renderer of the library would leave headings
/// and link attributes as they are.
class Writer {
 public:
  std::string markup(cmark_node* root) {
    const Walk walk(cmark_iter_new(root));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk.get()))
      visit(cmark_iter_get_node(walk.get()), event == CMARK_EVENT_ENTER);
    return out_.take();
  }

 private:
  void tag(bool enter, std::string_view open, std::string_view close) {
    out_.raw(enter ? open : close);
  }

  void visit(cmark_node* node, bool enter) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        if (!in_tight_list(node)) tag(enter, "<p>", "</p>");
        break;
      case CMARK_NODE_HEADING:
        tag(enter, "<p><strong>", "</strong></p>");
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        tag(enter, "<blockquote>", "</blockquote>");
        break;
      case CMARK_NODE_LIST:
        if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
          tag(enter, "<ol>", "</ol>");
        else
          tag(enter, "<ul>", "</ul>");
        break;
      case CMARK_NODE_ITEM:
        tag(enter, "<li>", "</li>");
        break;
      case CMARK_NODE_CODE_BLOCK:
        out_.raw("<pre>");
        out_.text(without_last_break(literal(node)));
        out_.raw("</pre>");
        break;
      case CMARK_NODE_HTML_BLOCK:
        out_.raw("<p>");
        out_.text(without_last_break(literal(node)));
        out_.raw("</p>");
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        out_.raw("<hr>");
        break;
      case CMARK_NODE_TEXT:
        text(literal(node));
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        out_.raw("<br>");
        break;
      case CMARK_NODE_CODE:
        out_.raw("<code>");
        out_.text(literal(node));
        out_.raw("</code>");
        break;
      case CMARK_NODE_HTML_INLINE:
        out_.text(literal(node));
        break;
      case CMARK_NODE_EMPH:
        tag(enter, "<em>", "</em>");
        break;
      case CMARK_NODE_STRONG:
        tag(enter, "<strong>", "</strong>");
        break;
      case CMARK_NODE_LINK:
        link(node, enter);
        break;
      default:  // A picture: its description stays as text.
        break;
    }
  }

  static bool in_tight_list(cmark_node* paragraph) {
    cmark_node* item = cmark_node_parent(paragraph);
    cmark_node* list = item ? cmark_node_parent(item) : nullptr;
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
  }

  void link(cmark_node* node, bool enter) {
    const char* url = cmark_node_get_url(node);
    if (!url || !leads_out(url)) return;
    if (enter) {
      open_link(url);
      in_link_ = true;
    } else {
      out_.raw("</a>");
      in_link_ = false;
    }
  }

  void open_link(std::string_view url) {
    out_.raw("<a href=\"");
    out_.url(url);
    out_.raw("\" rel=\"nofollow ugc noopener\">");
  }

  void text(std::string_view words) {
    std::size_t from = 0;
    while (!in_link_) {
      std::size_t at = std::min(words.find("https://", from), words.find("http://", from));
      if (at == std::string_view::npos) break;
      const std::size_t end = end_of_url(words, at);
      const auto url = words.substr(at, end - at);
      out_.text(words.substr(from, at - from));
      if (url.size() > std::string_view("https://").size()) {
        open_link(url);
        out_.text(url);
        out_.raw("</a>");
      } else {
        out_.text(url);
      }
      from = std::max(end, at + 4);
      if (end < at + 4) out_.text(words.substr(at, 4));
    }
    out_.text(words.substr(from));
  }

  Out out_;
  bool in_link_ = false;
};

}  // namespace

Html markdown(std::string_view source) {
  const Tree tree = parse(source);
  return {Writer().markup(tree.get())};
}

std::string plain_text(std::string_view source) {
  const Tree tree = parse(source);
  const Walk walk(cmark_iter_new(tree.get()));
  std::string out;
  const auto new_line = [&] {
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const bool enter = event == CMARK_EVENT_ENTER;
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
      case CMARK_NODE_HTML_INLINE:
        out += literal(node);
        break;
      case CMARK_NODE_CODE_BLOCK:
      case CMARK_NODE_HTML_BLOCK:
        out += literal(node);
        new_line();
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        new_line();
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
      case CMARK_NODE_ITEM:
        if (!enter) new_line();
        break;
      default:
        break;
    }
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string excerpt(std::string_view source, std::size_t length) {
  std::string text = plain_text(source);
  for (char& c : text)
    if (c == '\n') c = ' ';
  if (form::length(text) <= length) return text;
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < length; ++n) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  }
  if (const auto blank = text.rfind(' ', end); blank != std::string::npos && blank > end / 2)
    end = blank;
  text.resize(end);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
  return text + "…";
}

}  // namespace palier::html
