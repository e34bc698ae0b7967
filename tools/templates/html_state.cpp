#include "html_state.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "html_facts.hpp"
#include "lexer.hpp"

namespace palier::templates {
namespace {

bool letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool name_char(char c) {
  return !blank(c) && !among(std::string_view(&c, 1), {"\"", "'", "<", ">", "/", "="});
}

bool starts_with_any_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(),
                                                   [](char a, char b) { return a == lower(b); });
}

std::string quoted(std::string_view name) {
  return "`" + std::string(name) + "`";
}

}  // namespace

bool HtmlState::inside(std::string_view tag) const {
  return std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.name == tag; });
}

bool HtmlState::keeps_blanks() const {
  return inside("pre");
}

std::string HtmlState::literal(std::string_view text, Position start) {
  std::string out;
  out.reserve(text.size());
  Position at = start;
  for (std::size_t i = 0; i < text.size();) {
    if (blank(text[i]) && (in_ == In::tag_name || in_ == In::attr_name)) boundary(at);
    const bool squeezes = in_ == In::tag || (in_ == In::text && !keeps_blanks());
    if (squeezes && blank(text[i])) {
      auto end = std::min(text.find_first_not_of(" \t\n", i), text.size());
      const auto run = text.substr(i, end - i);
      if (i == 0 && at.column == 1) {
        // The indent after a directive's own line: that line left its line end before itself.
        glued_ = false;
      } else if (in_ == In::tag) {
        glued_ = false;
        if (end == text.size() || text[end] != '>') out += ' ';
      } else if (run.find('\n') != std::string_view::npos) {
        out += '\n';
      } else {
        out += run;
      }
      at = moved(at, run);
      i = end;
      continue;
    }
    const auto from = i;
    text_char(text, i, at);
    out += text.substr(from, i - from);
    at = moved(at, text.substr(from, i - from));
  }
  return out;
}

void HtmlState::text_char(std::string_view text, std::size_t& i, Position at) {
  const char c = text[i++];
  switch (in_) {
    case In::text:
      if (c == '<') {
        if (text.substr(i, 3) == "!--") {
          in_ = In::comment;
          i += 3;
        } else if (text.substr(i, 1) == "!") {
          in_ = In::declaration;
        } else if (i == text.size() || letter(text[i]) || text[i] == '/') {
          in_ = In::tag_start;
          tag_at_ = at;
        } else {
          throw Error(at, "a < that starts no tag; write &lt;");
        }
      } else if ((c == '}' || c == '%') && text.substr(i, 1) == "}") {
        throw Error(at, std::string(1, c) + "} without its opening; to print it write {{ \"" +
                            std::string(1, c) + "}\" }}");
      }
      break;
    case In::rcdata:
    case In::raw: {
      const auto end = "</" + tag_;
      const auto rest = text.substr(i - 1);
      const bool whole = rest.size() <= end.size() || !name_char(rest[end.size()]);
      if (c == '<' && whole && starts_with_any_case(rest, end)) {
        tag_at_ = at;
        i += end.size() - 1;
        closing_ = true;
        name_ = tag_;
        in_ = In::tag_name;
      }
      break;
    }
    case In::comment:
      if (c == '-' && text.substr(i, 2) == "->") {
        i += 2;
        in_ = In::text;
      }
      break;
    case In::declaration:
      if (c == '>') in_ = In::text;
      break;
    case In::tag_start:
      name_.clear();
      closing_ = c == '/';
      if (!closing_ && !letter(c)) throw Error(at, "a tag name starts with a letter");
      if (!closing_) name_ = lower(c);
      in_ = In::tag_name;
      break;
    case In::tag_name:
      if (name_char(c)) {
        name_ += lower(c);
        break;
      }
      open_tag_name(at);
      [[fallthrough]];
    case In::tag:
      if (c == '>') {
        end_tag(at);
      } else if (c == '/') {
        slash_ = true;
      } else if (slash_) {
        throw Error(at, "only > can follow the / at the end of a tag");
      } else if (closing_) {
        throw Error(at, "an end tag has no attributes");
      } else if (c == '=') {
        throw Error(at, "no space before the = of an attribute");
      } else if (!name_char(c)) {
        throw Error(at, "an attribute name was expected here, not " + quoted(std::string(1, c)));
      } else if (glued_) {
        throw Error(at, "put a space before this attribute");
      } else {
        name_ = lower(c);
        in_ = In::attr_name;
      }
      break;
    case In::attr_name:
      if (c == '=') {
        end_attr_name(at);
        in_ = In::attr_equals;
      } else if (name_char(c)) {
        name_ += lower(c);
      } else {
        // Read it again as what follows an attribute.
        boundary(at);
        --i;
        text_char(text, i, at);
      }
      break;
    case In::attr_equals:
      if (c != '"' && c != '\'') {
        throw Error(at, "put the value of " + quoted(name_) + " in quotes");
      }
      quote_ = c;
      in_ = In::value;
      url_.begin(attr_ == Attr::url_list);
      break;
    case In::value:
      if (c == quote_) {
        in_ = In::tag;
        glued_ = true;
      } else if (attr_ == Attr::url || attr_ == Attr::url_list) {
        url_.literal(c, at);
      }
      break;
  }
}

void HtmlState::open_tag_name(Position at) {
  if (name_.empty()) throw Error(at, "a tag without a name");
  tag_ = name_;
  attrs_.clear();
  slash_ = false;
  refreshes_ = false;
  glued_ = true;
  in_ = In::tag;
  if (!closing_) check_nesting(tag_at_);
}

void HtmlState::check_nesting(Position at) const {
  if (is_exclusive(tag_) && inside(tag_)) {
    throw Error(
        at, "<" + tag_ + "> inside a <" + tag_ + ">: browsers close the outer one; move it out");
  }
  if (closes_p(tag_) && inside("p")) {
    throw Error(
        at,
        "<" + tag_ + "> cannot stand inside <p>: browsers close the <p> before it; close it first");
  }
}

void HtmlState::end_tag(Position at) {
  in_ = In::text;
  const bool foreign = inside("svg") || inside("math") || tag_ == "svg";
  if (closing_) {
    if (open_.empty())
      throw Error(tag_at_, "</" + tag_ + "> closes nothing; remove it or open it in this template");
    if (open_.back().name != tag_) {
      throw Error(tag_at_, "</" + tag_ + "> where </" + open_.back().name +
                               "> is due (opened on line " + std::to_string(open_.back().at.line) +
                               ")");
    }
    open_.pop_back();
    return;
  }
  if (slash_ && !foreign && !is_void(tag_)) {
    throw Error(at, "HTML has no <" + tag_ + "/>; write <" + tag_ + "></" + tag_ + ">");
  }
  if (slash_ || (is_void(tag_) && !foreign)) return;
  open_.push_back({tag_, tag_at_});
  if (tag_ == "textarea" || (tag_ == "title" && !foreign)) in_ = In::rcdata;
  if (is_raw(tag_)) in_ = In::raw;
}

void HtmlState::end_attr_name(Position at) {
  if (!attrs_.insert(name_).second) {
    throw Error(at,
                "the attribute " + quoted(name_) + " is there twice; browsers keep the first only");
  }
  if (name_.starts_with("on")) {
    throw Error(at, "no " + quoted(name_) +
                        " in HTML: the site's policy blocks inline handlers; "
                        "put the script in web/ts and mark the element with data-controller");
  }
  if (name_ == "http-equiv") refreshes_ = true;
  attr_ = attr_kind(tag_, name_);
}

Place HtmlState::place(Position at) {
  switch (in_) {
    case In::text:
      return Place::text;
    case In::rcdata:
      return Place::rcdata;
    case In::raw:
      throw Error(at, "no expression inside <" + tag_ +
                          ">; put the value in a data- attribute and read it from there");
    case In::comment:
      throw Error(at,
                  "no expression inside an HTML comment; use {# … #} for a note to the reader of "
                  "the template");
    case In::declaration:
      throw Error(at, "no expression inside <! … >");
    case In::tag_start:
    case In::tag_name:
      throw Error(at, "no expression in a tag name; write both tags in an {% if %}");
    case In::tag:
    case In::attr_name:
      throw Error(at,
                  "no expression where an attribute name stands; write name=\"{{ … }}\", "
                  "or {% if … %} name{% endif %} for one that comes and goes");
    case In::attr_equals:
      throw Error(at, "put quotes around the value: " + name_ + "=\"{{ … }}\"");
    case In::value:
      break;
  }
  switch (attr_) {
    case Attr::plain:
      return Place::attr;
    case Attr::meta_content:
      if (refreshes_) throw Error(at, "no expression in the content of <meta http-equiv>");
      return Place::attr;
    case Attr::refused:
      if (name_ == "style") {
        throw Error(at,
                    "no expression in style=\"\"; choose a class, or use an attribute such as "
                    "value= or width=");
      }
      throw Error(at, "no expression in " + quoted(name_) + " of <" + tag_ + ">; write it out");
    case Attr::url:
    case Attr::url_list:
      return url_.place(at);
  }
  return Place::attr;
}

void HtmlState::boundary(Position at) {
  if (in_ == In::tag_name && (closing_ || !name_.empty())) open_tag_name(at);
  if (in_ == In::attr_name) {
    end_attr_name(at);
    in_ = In::tag;
    glued_ = true;
  }
  if (in_ == In::tag_start) throw Error(at, "a directive cannot stand inside a tag name");
  if (in_ == In::attr_equals) {
    throw Error(at, "put quotes around the value: " + name_ + "=\"…\"");
  }
}

void HtmlState::need_text(Position at, std::string_view what) const {
  if (in_ != In::text) {
    throw Error(at, std::string(what) + " prints whole markup: it cannot stand " + describe());
  }
}

std::string HtmlState::describe() const {
  switch (in_) {
    case In::text:
      return open_.empty() ? "in text" : "in text inside <" + open_.back().name + ">";
    case In::rcdata:
    case In::raw:
      return "inside <" + tag_ + ">";
    case In::comment:
      return "in a comment";
    case In::declaration:
      return "in a <! … >";
    case In::value:
      return "in the value of " + quoted(name_);
    default:
      return "inside the tag <" + tag_ + ">";
  }
}

void HtmlState::join(const HtmlState& other, Position at, std::string_view what) {
  const bool same_open =
      std::equal(open_.begin(), open_.end(), other.open_.begin(), other.open_.end(),
                 [](const Open& a, const Open& b) { return a.name == b.name; });
  const bool same_value = in_ != In::value || (name_ == other.name_ && quote_ == other.quote_);
  const bool same_tag = in_ == In::text || tag_ == other.tag_;
  if (in_ != other.in_ || !same_open || !same_value || !same_tag) {
    const auto depth = [](const HtmlState& s) { return s.open_.size(); };
    std::string more;
    if (in_ == other.in_ && depth(other) > depth(*this)) {
      more = "; <" + other.open_.back().name + "> is left open (line " +
             std::to_string(other.open_.back().at.line) + ")";
    } else if (in_ == other.in_ && depth(other) < depth(*this)) {
      more = "; it closes <" + open_.back().name + ">, opened before it";
    }
    throw Error(at, std::string(what) + " must end where it began, " + describe() + ", but ends " +
                        other.describe() + more);
  }
  attrs_.insert(other.attrs_.begin(), other.attrs_.end());
  glued_ = glued_ || other.glued_;
  slash_ = slash_ || other.slash_;
  refreshes_ = refreshes_ || other.refreshes_;
  url_.join(other.url_);
}

void HtmlState::finish(Position at, std::string_view what) const {
  if (in_ != In::text) throw Error(at, std::string(what) + " ends " + describe());
  if (!open_.empty()) {
    throw Error(open_.back().at, "<" + open_.back().name + "> is never closed");
  }
}

}  // namespace palier::templates
