// Whatever stands in a value, in whatever place: the page keeps its shape, and a reader that
// follows the rules of browsers gets back the value and nothing else.
#include <gtest/gtest.h>

#include <random>

#include "core/html/test_language.hpp"
#include "core/html/testdata/reader.hpp"
#include "core/html/testdata/templates.hpp"

namespace palier {
namespace {

using testdata::Element;

std::vector<Element> read(const std::string& value) {
  static const testdata::TestLanguage language;
  html::Page page;
  page.language = &language;
  return testdata::read_html(testdata::templates::places(page, value));
}

// Tags and attribute names in order, without what values can change.
std::string shape(const std::vector<Element>& elements) {
  std::string all;
  for (const auto& e : elements) {
    all += "<" + e.tag;
    for (const auto& [name, value] : e.attributes) all += " " + name;
    all += ">";
  }
  return all;
}

bool is_url(const std::string& name) {
  return name == "href" || name == "src" || name == "action" || name == "formaction";
}

void expect_contained(const std::string& value) {
  SCOPED_TRACE(testing::PrintToString(value));
  static const std::string plain = shape(read("x"));
  const auto elements = read(value);
  ASSERT_EQ(shape(elements), plain);
  std::string in_text, in_attribute, in_textarea;
  for (const auto& e : elements) {
    if (e.tag == "textarea" && !e.attributes.empty()) in_textarea = e.text;
    if (e.tag == "pre") in_text = e.text;
    if (e.tag == "p" && e.attributes.size() == 3) in_attribute = e.attributes[0].second;
    for (const auto& [name, url] : e.attributes) {
      if (!is_url(name)) continue;
      EXPECT_TRUE(testdata::harmless_scheme(url)) << e.tag << " " << name << ": " << url;
      const std::string id = e.attributes[0].second;
      const bool ours = id == "path" || id == "query" || id == "branch" || id == "rich";
      EXPECT_TRUE(!ours || testdata::same_host(url)) << id << ": " << url;
    }
  }
  EXPECT_EQ(in_text, value);
  EXPECT_EQ(in_attribute, value);
  EXPECT_EQ(in_textarea, value);
}

TEST(Escape, HoldsKnownAttacks) {
  for (const auto* attack : {"",
                             "<script>alert(1)</script>",
                             "\"><script>alert(1)</script>",
                             "'><img src=x onerror=alert(1)>",
                             "\" onmouseover=\"alert(1)",
                             "' autofocus onfocus='alert(1)",
                             "</textarea><script>alert(1)</script>",
                             "</title><svg onload=alert(1)>",
                             "--><script>",
                             "]]><script>",
                             "javascript:alert(1)",
                             "JaVaScRiPt:alert(1)",
                             " javascript:alert(1)",
                             "java\tscript:alert(1)",
                             "java\nscript:alert(1)",
                             "\x01javascript:alert(1)",
                             "javascript&colon;alert(1)",
                             "javascript&#58;alert(1)",
                             "&#106;avascript:alert(1)",
                             "data:text/html;base64,PHN2Zz4=",
                             "vbscript:msgbox(1)",
                             "//evil.org",
                             "///evil.org",
                             "\\\\evil.org",
                             "/\\evil.org",
                             "/\t/evil.org",
                             "@evil.org",
                             "https:evil.org",
                             "script:alert(1)",
                             ":alert(1)",
                             "..",
                             "../..",
                             ".",
                             "/",
                             "//",
                             "%2f%2fevil.org",
                             "?",
                             "#",
                             "&",
                             "&lt;",
                             "&amp;lt;",
                             "&quot",
                             "\"",
                             "'",
                             "`",
                             "<",
                             ">",
                             "=",
                             "</",
                             "<!--",
                             "<!",
                             "<?",
                             "{{ 7 }}",
                             "{% if %}",
                             "{1}",
                             "{2}",
                             "<1>",
                             "</1>",
                             "a@b.org?bcc=c@d.org",
                             "x 2x, javascript:alert(1) 1x",
                             "\xE2\x80\xA8",
                             "\xEF\xBB\xBF",
                             "é à ’"}) {
    expect_contained(attack);
  }
}

TEST(Escape, HoldsAnyString) {
  std::mt19937 random(20261124);
  const std::vector<std::string> pieces{
      "<",  ">",   "\"",  "'",   "&",      "/",     "\\",         ":",        "?",    "#",
      "=",  " ",   "\n",  "\t",  "-",      "!",     "%",          "{1}",      "</1>", ";",
      "a",  "x",   "é",   "</p", "script", "https", "javascript", "textarea", "<!--", "-->",
      "lt", "amp", "#58", "on",  "//",     "..",    "\x01",       "\x7F",     "@",    "`"};
  for (int round = 0; round < 4000; ++round) {
    std::string value;
    for (auto n = random() % 12; n > 0; --n) value += pieces[random() % pieces.size()];
    expect_contained(value);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace palier
