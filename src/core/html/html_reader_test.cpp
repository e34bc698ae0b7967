// The reader that the escape tests trust, and its own tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "core/html/testdata/reader.hpp"

namespace palier::testdata {
namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// The few references that matter to an attack, with or without their semicolon.
std::string decode(std::string_view s) {
  static constexpr std::array<std::pair<std::string_view, char>, 6> kNames{
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"colon;", ':'}, {"apos;", '\''}}};
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == '&' && i + 2 < s.size() && s[i + 1] == '#' &&
        std::isdigit(static_cast<unsigned char>(s[i + 2]))) {
      int code = 0;
      for (i += 2; i < s.size() && std::isdigit(static_cast<unsigned char>(s[i])); ++i)
        code = (code * 10 + (s[i] - '0')) % 128;
      if (i < s.size() && s[i] == ';') ++i;
      out += static_cast<char>(code);
      continue;
    }
    const auto* name = std::find_if(kNames.begin(), kNames.end(), [&](const auto& n) {
      return s[i] == '&' && s.substr(i + 1, n.first.size()) == n.first;
    });
    if (name == kNames.end()) {
      out += s[i++];
      continue;
    }
    out += name->second;
    i += 1 + name->first.size();
    if (name->first.back() != ';' && i < s.size() && s[i] == ';') ++i;
  }
  return out;
}

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) {}

  std::vector<Element> run() {
    while (at_ < html_.size()) {
      if (html_.substr(at_).starts_with("<!--")) {
        at_ = std::min(html_.find("-->", at_ + 4), html_.size() - 3) + 3;
      } else if (html_[at_] == '<' && at_ + 1 < html_.size() &&
                 (std::isalpha(static_cast<unsigned char>(html_[at_ + 1])) ||
                  html_[at_ + 1] == '/')) {
        tag();
      } else {
        text(html_.find('<', at_ + 1));
      }
    }
    return std::move(found_);
  }

 private:
  void text(std::size_t end) {
    end = std::min(end, html_.size());
    if (!found_.empty()) found_.back().text += decode(html_.substr(at_, end - at_));
    at_ = end;
  }

  void skip_space() {
    while (at_ < html_.size() && space(html_[at_])) ++at_;
  }

  std::string until(std::string_view stops) {
    std::string out;
    while (at_ < html_.size() && !space(html_[at_]) && stops.find(html_[at_]) == stops.npos)
      out += lower(html_[at_++]);
    return out;
  }

  void tag() {
    ++at_;
    Element e;
    if (html_[at_] == '/') {
      e.tag = "/";
      ++at_;
    }
    e.tag += until("/>");
    while (at_ < html_.size() && html_[at_] != '>') {
      skip_space();
      if (at_ < html_.size() && html_[at_] == '/') {
        ++at_;
        continue;
      }
      if (at_ >= html_.size() || html_[at_] == '>') break;
      attribute(e);
    }
    ++at_;
    const std::string name = e.tag;
    found_.push_back(std::move(e));
    if (name == "textarea" || name == "title" || name == "script" || name == "style") {
      // The first line break of a textarea is not part of it.
      if ((name == "textarea") && at_ < html_.size() && html_[at_] == '\n') ++at_;
      auto end = at_;
      const std::string close = "</" + name;
      const auto closes = [&](std::string_view rest) {
        return rest.size() >= close.size() &&
               std::equal(close.begin(), close.end(), rest.begin(),
                          [](char a, char b) { return a == lower(b); });
      };
      while (end < html_.size() && !closes(html_.substr(end))) ++end;
      text(end);
    }
    if (name == "pre" && at_ < html_.size() && html_[at_] == '\n') ++at_;
  }

  void attribute(Element& e) {
    std::string name = until("/>=");
    if (name.empty()) name = html_[at_++];
    skip_space();
    std::string_view value;
    if (at_ < html_.size() && html_[at_] == '=') {
      ++at_;
      skip_space();
      const char quote = at_ < html_.size() ? html_[at_] : '>';
      if (quote == '"' || quote == '\'') {
        const auto end = std::min(html_.find(quote, at_ + 1), html_.size());
        value = html_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
      } else {
        const auto from = at_;
        until(">");
        value = html_.substr(from, at_ - from);
      }
    }
    e.attributes.emplace_back(name, decode(value));
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<Element> found_;
};

// https://url.spec.whatwg.org: ends stripped of C0 and space, then tabs and line breaks removed.
std::string stripped(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  std::string out;
  for (char c : url) {
    if (c != '\t' && c != '\n' && c != '\r') out += lower(c);
  }
  return out;
}

std::string scheme(const std::string& url) {
  std::size_t i = 0;
  while (i < url.size() && (std::isalnum(static_cast<unsigned char>(url[i])) || url[i] == '+' ||
                            url[i] == '-' || url[i] == '.'))
    ++i;
  const bool is =
      i > 0 && i < url.size() && url[i] == ':' && std::isalpha(static_cast<unsigned char>(url[0]));
  return is ? url.substr(0, i) : "";
}

}  // namespace

std::vector<Element> read_html(std::string_view html) {
  return Reader(html).run();
}

bool harmless_scheme(std::string_view url) {
  const auto s = scheme(stripped(url));
  return s.empty() || s == "http" || s == "https" || s == "mailto" || s == "tel";
}

bool same_host(std::string_view url) {
  const auto s = stripped(url);
  const auto slash = [&](std::size_t i) { return s.size() > i && (s[i] == '/' || s[i] == '\\'); };
  return scheme(s).empty() && !(slash(0) && slash(1));
}

TEST(HtmlReader, SeesWhatABrowserSees) {
  const auto found = read_html(
      "<p class=\"a\" b='c' d=e f>x &lt; y</P><textarea>\n<b></textarea><!-- <i> --><a "
      "href=&#106;s>z");
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[0].tag, "p");
  EXPECT_EQ(found[0].text, "x < y");
  ASSERT_EQ(found[0].attributes.size(), 4u);
  EXPECT_EQ(found[0].attributes[2], (std::pair<std::string, std::string>("d", "e")));
  EXPECT_EQ(found[1].tag, "/p");
  EXPECT_EQ(found[2].text, "<b>");
  EXPECT_EQ(found[4].attributes[0].second, "js");
}

TEST(HtmlReader, FindsInjectedMarkup) {
  EXPECT_EQ(read_html("<p title=\"\" onclick=\"x\">")[0].attributes.size(), 2u);
  EXPECT_EQ(read_html("<textarea></textarea><script>").size(), 3u);
  EXPECT_FALSE(harmless_scheme(" java\tscript:x"));
  EXPECT_TRUE(harmless_scheme("/a:b"));
  EXPECT_FALSE(same_host("/\\evil.org"));
  EXPECT_FALSE(same_host("/\t/evil.org"));
}

}  // namespace palier::testdata
