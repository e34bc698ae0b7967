#include "core/html/markdown.hpp"

#include <gtest/gtest.h>

namespace palier::html {
namespace {

std::string of(std::string_view source) {
  return markdown(source).markup;
}

TEST(Markdown, KnowsTheFewMarksThatPeopleUse) {
  EXPECT_EQ(of("Bonjour *à tous*\nle **pain**"),
            "<p>Bonjour <em>à tous</em><br>le <strong>pain</strong></p>");
  EXPECT_EQ(of("- un\n- deux"), "<ul><li>un</li><li>deux</li></ul>");
  EXPECT_EQ(of("1. un\n\n2. deux"), "<ol><li><p>un</p></li><li><p>deux</p></li></ol>");
  EXPECT_EQ(of("> dit"), "<blockquote><p>dit</p></blockquote>");
}

TEST(Markdown, AHeadingIsNoHeadingOfThePage) {
  EXPECT_EQ(of("# Grand titre"), "<p><strong>Grand titre</strong></p>");
}

TEST(Markdown, RawHtmlIsShownAsTyped) {
  EXPECT_EQ(of("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  EXPECT_EQ(of("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
  EXPECT_EQ(of("&lt;img src=x onerror=y&gt;"), "<p>&lt;img src=x onerror=y&gt;</p>");
}

TEST(Markdown, LinksGoToTheWebAndMailOnly) {
  const std::string rel = "\" rel=\"nofollow ugc noopener\">";
  EXPECT_EQ(of("[ici](https://a.example/x?y=1&z=2)"),
            "<p><a href=\"https://a.example/x?y=1&amp;z=2" + rel + "ici</a></p>");
  EXPECT_EQ(of("[ici](javascript:alert(1))"), "<p>ici</p>");
  EXPECT_EQ(of("[ici](JaVaScRiPt:alert(1))"), "<p>ici</p>");
  EXPECT_EQ(of("[ici](data:text/html,x)"), "<p>ici</p>");
  EXPECT_EQ(of("[ici](/account/delete)"), "<p>ici</p>");
  EXPECT_EQ(of("![photo](https://a.example/pixel.png)"), "<p>photo</p>");
}

TEST(Markdown, BareUrlsBecomeLinksWithoutTheSentencesPunctuation) {
  EXPECT_EQ(of("Voir https://a.example/b."),
            "<p>Voir <a href=\"https://a.example/b\" rel=\"nofollow ugc "
            "noopener\">https://a.example/b</a>.</p>");
  EXPECT_EQ(of("https://"), "<p>https://</p>");
  EXPECT_EQ(of("http"), "<p>http</p>");
  EXPECT_EQ(of("« https://a.example »"),
            "<p>« <a href=\"https://a.example\" rel=\"nofollow ugc "
            "noopener\">https://a.example</a> »</p>");
}

TEST(Markdown, ADeepNestIsNoDanger) {
  const std::string deep(20'000, '>');
  EXPECT_FALSE(of(deep + "x").empty());
  EXPECT_FALSE(of(std::string(20'000, '[')).empty());
}

TEST(PlainText, KeepsTheWordsAlone) {
  EXPECT_EQ(plain_text("# Titre\n\nUn *mot*, [ici](https://a.example)\n- a\n- b"),
            "Titre\nUn mot, ici\na\nb");
}

TEST(Excerpt, IsCutAtAWord) {
  EXPECT_EQ(excerpt("Bonjour", 20), "Bonjour");
  EXPECT_EQ(excerpt("Un deux trois quatre", 11), "Un deux…");
  EXPECT_EQ(excerpt("éééé éééé", 6), "éééé…");
  EXPECT_EQ(excerpt("éééééééé", 3), "ééé…");
}

}  // namespace
}  // namespace palier::html
