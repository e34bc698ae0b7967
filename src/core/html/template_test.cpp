// Templates compiled by the build (testdata/templates) and what they print.
#include <gtest/gtest.h>

#include "core/html/test_language.hpp"
#include "core/html/testdata/templates.hpp"

namespace palier {
namespace {

using testdata::TestLanguage;
namespace made = testdata::templates;

// Escapes and types are settled when a template is compiled.
template <class T>
concept Prints = requires(html::Out& out, const T& value) { out.text(value); };
template <class T>
concept InAttribute = requires(html::Out& out, const T& value) { out.attr(value); };
template <class T>
concept InTextarea = requires(html::Out& out, const T& value) { out.rcdata(value); };
template <class T>
concept InUrl = requires(html::Out& out, const T& value) { out.url(value); };
static_assert(Prints<std::string> && Prints<std::string_view> && Prints<const char*> &&
              Prints<int> && Prints<std::uint64_t> && Prints<html::Html>);
static_assert(!Prints<bool> && !Prints<char> && !Prints<double> && !Prints<int*> &&
              !Prints<std::nullptr_t> && !Prints<std::optional<std::string>>);
static_assert(InAttribute<std::string> && InAttribute<long> && !InAttribute<html::Html> &&
              !InAttribute<bool> && !InAttribute<int*> && !InAttribute<std::nullptr_t> &&
              !InAttribute<double>);
static_assert(InTextarea<std::string> && !InTextarea<html::Html>);
static_assert(InUrl<std::string> && !InUrl<html::Html> && !InUrl<int> && !InUrl<bool>);

html::Page page_in(const i18n::Language& language) {
  html::Page page;
  page.language = &language;
  page.title = "A & B";
  return page;
}

TEST(Template, PrintsEverythingTheLanguageHas) {
  const TestLanguage language;
  const auto page = page_in(language);
  const testdata::Item item{"<i>", true, {"a", "b", "c"}, {{"x", 1}, {"y", -2}}, {"<u>m</u>"}};
  EXPECT_EQ(made::all(page, item), R"(<!doctype html>
<html lang="en">
<head>
<title>A &amp; B</title>
<meta name="count" content="3">
</head>
<body>
<h1 class="item urgent">&lt;i&gt;</h1>
<p>many</p>
<p>&lt;i&gt;</p>
<ul>
<li class="first" value="1">a, </li>
<li value="2">b, </li>
<li value="3">c</li>
</ul>
<dl><dt>x</dt><dd>1</dd><dt>y</dt><dd>-2</dd></dl>
<p>3 parts by &lt;i&gt; and x y</p>
<p>by <b>b</b> and 7 }} <u>m</u></p>
<pre>
  kept
   as is
</pre>
<input type="checkbox" name="a" checked >
<section title="&lt;i&gt;"><i>foot</i><p>in 3</p><b>&lt;i&gt;</b></section>
<section title="empty"></section>
<hr data-n="-1">
</body>
</html>)");
}

TEST(Template, TakesTheOtherBranches) {
  const TestLanguage language;
  const auto made_page = made::all(page_in(language), testdata::Item{});
  EXPECT_NE(made_page.find(
                "<h1 class=\"item\"></h1>\n<p>few</p>\n<ul>\n<li>nothing</li>\n</ul>\n<dl></dl>"),
            std::string::npos)
      << made_page;
  const testdata::Item one{"n", false, {"a"}, {}, {}};
  EXPECT_NE(made::all(page_in(language), one).find("<p>one</p>"), std::string::npos);
  EXPECT_NE(made::all(page_in(language), one).find("One part by n and z"), std::string::npos);
}

std::string sentence(const char* translation) {
  const TestLanguage language("See <1>the page of {1}</1>.", translation);
  const auto page = made::places(page_in(language), "&");
  const auto from = page.find("<p>", page.find("</textarea>", page.find("By &amp;</textarea>")));
  return page.substr(from, page.find("</p>", from) + 4 - from);
}

TEST(Sentence, WrapsWhatTheTranslationMarks) {
  const std::string open = R"(<a id="rich" href="/p/%26" title="&amp;">)";
  EXPECT_EQ(sentence("Voir <1>la page de {1}</1>."),
            "<p>Voir " + open + "la page de &amp;</a>.</p>");
  EXPECT_EQ(sentence("{1} : <1>voir</1> & lire"), "<p>&amp; : " + open + "voir</a> &amp; lire</p>");
}

TEST(Sentence, MendsAMarkThatTheTranslationBroke) {
  const std::string open = R"(<a id="rich" href="/p/%26" title="&amp;">)";
  EXPECT_EQ(sentence("Voir <1>tout"), "<p>Voir " + open + "tout</a></p>");
  EXPECT_EQ(sentence("Voir</1> <2>tout</2> {2}"), "<p>Voir tout </p>");
  EXPECT_EQ(sentence("<b>Voir</b>"), "<p>&lt;b&gt;Voir&lt;/b&gt;</p>");
  EXPECT_EQ(sentence("<1"), "<p>&lt;1</p>");
}

TEST(Out, WritesTheWholeRangeOfIntegers) {
  html::Out out;
  out.text(std::numeric_limits<std::int64_t>::min());
  out.raw(" ");
  out.attr(std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(out.take(), "-9223372036854775808 18446744073709551615");
}

std::string url(std::string_view s) {
  html::Out out;
  out.url(s);
  return out.take();
}

TEST(Out, LetsOnlyHarmlessSchemesIntoLinks) {
  EXPECT_EQ(url("https://a.org/x?y=1&z='2'"), "https://a.org/x?y=1&amp;z=&#39;2&#39;");
  EXPECT_EQ(url("HTTP://a.org"), "HTTP://a.org");
  EXPECT_EQ(url("mailto:a@b.org"), "mailto:a@b.org");
  EXPECT_EQ(url("tel:+33612345678"), "tel:+33612345678");
  EXPECT_EQ(url("/needs?at=12:30"), "/needs?at=12:30");
  EXPECT_EQ(url("été/à:b"), "été/à:b");
  EXPECT_EQ(url(""), "");
  for (const auto* bad : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
                          "java\tscript:alert(1)", "java\nscript:alert(1)",
                          "\x01javascript:alert(1)", "data:text/html,<script>", "vbscript:x",
                          "file:///etc/passwd", "blob:x", "é:x", ":x", "http\t:x"}) {
    EXPECT_EQ(url(bad), "#") << bad;
  }
}

TEST(Out, KeepsAPieceOfAPathAPiece) {
  const auto path = [](std::string_view before, std::string_view s) {
    html::Out out;
    out.raw(before);
    out.path(s);
    return out.take();
  };
  EXPECT_EQ(path("/m/", "a/b.jpg"), "/m/a/b.jpg");
  EXPECT_EQ(path("/", "/evil.org"), "/%2Fevil.org");
  EXPECT_EQ(path("/", "\\evil.org"), "/%5Cevil.org");
  EXPECT_EQ(path("/", ""), "/.");
  EXPECT_EQ(path("/needs", ""), "/needs");
  EXPECT_EQ(path("/m/", "é ?#&\"%"), "/m/%C3%A9%20%3F%23%26%22%25");
  EXPECT_EQ(path("mailto:", "a+b@c.org?bcc=d"), "mailto:a+b@c.org%3Fbcc%3Dd");
}

}  // namespace
}  // namespace palier
