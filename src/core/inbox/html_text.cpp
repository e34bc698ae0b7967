#include "core/inbox/html_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/inbox/headers.hpp"

namespace palier::inbox {
namespace {

/// Those that mail programs write for French and English; letters beyond are sent as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kEntities{{
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
    {"nbsp", " "},   {"eacute", "é"}, {"egrave", "è"}, {"ecirc", "ê"},  {"euml", "ë"},
    {"agrave", "à"}, {"acirc", "â"},  {"aacute", "á"}, {"auml", "ä"},   {"ccedil", "ç"},
    {"icirc", "î"},  {"iuml", "ï"},   {"iacute", "í"}, {"ocirc", "ô"},  {"ouml", "ö"},
    {"oacute", "ó"}, {"ugrave", "ù"}, {"ucirc", "û"},  {"uuml", "ü"},   {"uacute", "ú"},
    {"ntilde", "ñ"}, {"oelig", "œ"},  {"aelig", "æ"},  {"Eacute", "É"}, {"Egrave", "È"},
    {"Ecirc", "Ê"},  {"Agrave", "À"}, {"Ccedil", "Ç"}, {"OElig", "Œ"},  {"laquo", "«"},
    {"raquo", "»"},  {"rsquo", "’"},  {"lsquo", "‘"},  {"ldquo", "“"},  {"rdquo", "”"},
    {"hellip", "…"}, {"ndash", "–"},  {"mdash", "—"},  {"euro", "€"},
}};

void put_code_point(std::string& out, std::uint32_t c) {
  if (c == 0xA0) c = ' ';
  if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | c >> 6U);
    out += static_cast<char>(0x80U | (c & 63U));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | c >> 12U);
    out += static_cast<char>(0x80U | (c >> 6U & 63U));
    out += static_cast<char>(0x80U | (c & 63U));
  } else {
    out += static_cast<char>(0xF0U | c >> 18U);
    out += static_cast<char>(0x80U | (c >> 12U & 63U));
    out += static_cast<char>(0x80U | (c >> 6U & 63U));
    out += static_cast<char>(0x80U | (c & 63U));
  }
}

/// Answers how many bytes it took after the "&"; 0 where it is no entity.
std::size_t entity(std::string_view rest, std::string& out) {
  const auto end = rest.substr(0, 12).find(';');
  if (end == std::string_view::npos || end == 0) return 0;
  std::string_view name = rest.substr(0, end);
  if (name.front() == '#') {
    name.remove_prefix(1);
    const bool hex = !name.empty() && (name.front() == 'x' || name.front() == 'X');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [stop, wrong] =
        std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    if (wrong != std::errc{} || stop != name.data() + name.size()) return 0;
    put_code_point(out, code);
    return end + 1;
  }
  for (const auto& [known, text] : kEntities)
    if (known == name) {
      out += text;
      return end + 1;
    }
  return 0;
}

bool among(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Writer {
 public:
  void letter(char c) {
    if (!pre_ && (c == '\n' || c == '\r' || c == '\t' || c == ' ')) {
      space_ = !line_.empty();
      return;
    }
    if (c == '\n') return line();
    if (c == '\r') return;
    if (space_) line_ += ' ';
    space_ = false;
    line_ += c;
  }
  void word(std::string_view text) {
    for (const char c : text) letter(c);
  }
  /// Ends the line there is; `always`: an empty one too.
  void line(bool always = true) {
    if (always || !line_.empty()) {
      if (quoted_ > 0) out_ += "> ";
      (out_ += line_) += '\n';
    }
    line_.clear();
    space_ = false;
  }
  void quote(bool begins) {
    line(false);
    quoted_ = std::max(0, quoted_ + (begins ? 1 : -1));
  }
  void preformatted(bool on) {
    line(false);
    pre_ = on;
  }
  std::string take() {
    line(false);
    return std::move(out_);
  }

 private:
  std::string out_, line_;
  int quoted_ = 0;
  bool space_ = false, pre_ = false;
};

/// Where a tag that begins at `html[0]` ends, past its ">"; quotes around values are heeded, but a
/// quote that never ends is none.
std::size_t end_of_tag(std::string_view html) {
  constexpr std::size_t kLongest = 64 * 1024;
  html = html.substr(0, kLongest);
  char quote = 0;
  for (std::size_t i = 1; i < html.size(); ++i) {
    if (quote) {
      if (html[i] == quote) quote = 0;
    } else if (html[i] == '"' || html[i] == '\'') {
      quote = html[i];
    } else if (html[i] == '>') {
      return i + 1;
    }
  }
  const auto plain = html.find('>');
  return plain == std::string_view::npos ? html.size() : plain + 1;
}

/// Skips to past "</name>", or to the end.
std::size_t end_of_element(std::string_view html, std::string_view name) {
  std::size_t at = 0;
  while ((at = html.find("</", at)) != std::string_view::npos) {
    if (lower(html.substr(at + 2, name.size())) == name) return at + end_of_tag(html.substr(at));
    at += 2;
  }
  return html.size();
}

}  // namespace

std::string html_text(std::string_view html) {
  Writer out;
  std::string decoded;
  while (!html.empty()) {
    if (html.front() == '&') {
      decoded.clear();
      const std::size_t took = entity(html.substr(1), decoded);
      if (took)
        out.word(decoded);
      else
        out.letter('&');
      html.remove_prefix(took + 1);
      continue;
    }
    const char next = html.size() > 1 ? html[1] : ' ';
    const bool tag = html.front() == '<' && ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
    if (html.front() != '<' || !(tag || next == '/' || next == '!' || next == '?')) {
      out.letter(html.front());
      html.remove_prefix(1);
      continue;
    }
    if (html.starts_with("<!--")) {
      const auto end = html.find("-->", 4);
      html.remove_prefix(end == std::string_view::npos ? html.size() : end + 3);
      continue;
    }
    const std::size_t end = end_of_tag(html);
    const bool closes = next == '/';
    const std::size_t from = closes ? 2 : 1;
    const auto stop = html.find_first_of(" \t\r\n/>", from);
    const std::string name =
        lower(html.substr(from, std::min(stop, end) - std::min(from, std::min(stop, end))));
    html.remove_prefix(end);
    if (!closes && among(name, {"script", "style", "head", "title"})) {
      html.remove_prefix(end_of_element(html, name));
    } else if (name == "br") {
      out.line();
    } else if (name == "blockquote") {
      out.quote(!closes);
    } else if (name == "pre") {
      out.preformatted(!closes);
    } else if (name == "p") {
      out.line(closes);
      if (closes) out.line();
    } else if (among(name, {"div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "hr",
                            "body", "section", "article"})) {
      out.line(false);
    } else if (name == "td") {
      out.letter(' ');
    }
  }
  return out.take();
}

}  // namespace palier::inbox
