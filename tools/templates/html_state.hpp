#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ast.hpp"
#include "html_facts.hpp"
#include "url_state.hpp"

namespace palier::templates {

/// Where in the HTML a template's text has got to: a reader of the literals that follows the HTML
/// tokenizer (WHATWG 13.2.5) as far as well-formed markup needs. It is strict where a browser would
/// guess, and throws Error with what to write instead.
class HtmlState {
 public:
  /// Reads a literal and gives back what to print of it, blanks reduced.
  std::string literal(std::string_view text, Position at);
  /// The escape for an expression that stands here.
  Place place(Position at);
  /// A directive ends a tag name or an attribute name that was being read.
  void boundary(Position at);
  /// Only where whole markup may stand: partials, slots, layouts.
  void need_text(Position at, std::string_view what) const;

  /// Whether two ways through the template end in the same place; if not, throws with `what`.
  /// Merges what may differ: the attributes seen, and which part of a URL is being written.
  void join(const HtmlState& other, Position at, std::string_view what);
  /// The end of the template or of a block.
  void finish(Position at, std::string_view what) const;
  std::string describe() const;
  bool in_text() const { return in_ == In::text; }

 private:
  enum class In {
    text,
    rcdata,
    raw,
    comment,
    declaration,
    tag_start,
    tag_name,
    tag,
    attr_name,
    attr_equals,
    value
  };

  void text_char(std::string_view text, std::size_t& i, Position at);
  void open_tag_name(Position at);
  void end_tag(Position at);
  void end_attr_name(Position at);
  void check_nesting(Position at) const;
  bool inside(std::string_view tag) const;
  bool keeps_blanks() const;

  In in_ = In::text;
  char quote_ = 0;
  Attr attr_ = Attr::plain;
  UrlState url_;
  std::string name_;  // Tag or attribute being read, lower case.
  std::string tag_;
  bool closing_ = false;
  bool slash_ = false;      // "/" read in the tag.
  bool glued_ = false;      // A blank must come before the next attribute.
  bool refreshes_ = false;  // <meta http-equiv>
  Position tag_at_;
  std::set<std::string> attrs_;
  struct Open {
    std::string name;
    Position at;
  };
  std::vector<Open> open_;
};

}  // namespace palier::templates
