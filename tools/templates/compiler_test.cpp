// Each mistake an author can make gives one sentence that names the place and says what to do.
#include <gmock/gmock.h>

#include "checker.hpp"
#include "emit.hpp"
#include "library.hpp"
#include "parser.hpp"

namespace palier::templates {
namespace {

// "line:column: message", or "" when the template compiles.
std::string mistake(std::string_view source, std::string path = "page.html") {
  Library library(PALIER_SOURCE_DIR, "core/html");
  try {
    auto page = parse(std::move(path), source, library);
    check(page);
    return "";
  } catch (const Error& e) {
    return std::to_string(e.at.line) + ":" + std::to_string(e.at.column) + ": " + e.what();
  }
}

struct Case {
  std::string_view source;
  std::string_view message;  // Its start.
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.source;
}

class Mistake : public testing::TestWithParam<Case> {};

TEST_P(Mistake, IsNamedWithItsPlace) {
  EXPECT_THAT(mistake(GetParam().source), testing::StartsWith(std::string(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Directives, Mistake,
    testing::Values(
        Case{"<p>{{ a </p>", "1:4: this {{ has no }}"},
        Case{"<p>\n  {{ f(\"x) }}</p>", "2:3: this {{ has no }}"},
        Case{"{% if a", "1:1: this {% has no %}"}, Case{"{# note", "1:1: this {# has no #}"},
        Case{"{{ }}", "1:1: nothing between {{ and }}"},
        Case{"<p>a }} b</p>", "1:6: }} without its opening"},
        Case{"<p>a %} b</p>", "1:6: %} without its opening"},
        Case{"{% iff a %}", "1:4: there is no directive `iff`"},
        Case{"{% if a %}\n<p></p>", "1:1: {% if %} is never closed; add {% endif %}"},
        Case{"{% for a : b %}", "1:1: {% for %} is never closed; add {% endfor %}"},
        Case{"<p></p>\n{% endif %}", "2:4: {% endif %} without its opening"},
        Case{"{% else %}", "1:4: {% else %} without its opening"},
        Case{"{% for a : b %}{% endif %}", "1:19: {% endif %} without its opening"},
        Case{"{% if %}{% endif %}", "1:4: if needs a condition"},
        Case{"{% if a %}{% elif %}{% endif %}", "1:14: elif needs a condition"},
        Case{"{% if a %}{% else b %}{% endif %}", "1:19: else has no condition"},
        Case{"{% if a %}{% else %}{% else %}{% endif %}", "1:24: nothing but {% endif %}"},
        Case{"{% for a in b %}{% endfor %}", "1:4: write a loop as in"},
        Case{"{% for a : %}{% endfor %}", "1:8: the loop says nothing to go through"},
        Case{"{% for if : b %}{% endfor %}", "1:8: `if` is not a name"},
        Case{"{% let a %}", "1:4: write {% let name = value %}"},
        Case{"{% let a = %}", "1:8: let needs a value"},
        Case{"<p></p>\n{% param int a %}", "2:4: param comes before everything else"},
        Case{"{% param page %}", "1:10: write a parameter as in"},
        Case{"{% param int a %}\n{% param long a %}", "2:10: parameter a is there twice"},
        Case{"{% param int out %}", "1:10: a parameter cannot be called out"},
        Case{"{% include features/aid/view.hpp %}", "1:4: write an include as in"},
        Case{"{% slot a %}{% slot a %}", "1:16: the slot `a` is there twice"},
        Case{"{% slot %}", "1:4: a slot has a name"},
        Case{"{% block head %}{% endblock %}", "1:4: a block stands directly in"},
        Case{"{% call f %}", "1:9: write a call with its arguments"},
        Case{"{% call f(a).g() %}", "1:13: only one call can stand here"},
        Case{"{% call nowhere::templates::f() %}", "1:9: there is no f.html in features/nowhere"},
        Case{"{% layout html::templates::submit(a) %}", "1:11: the layout html::templates::submit"},
        Case{"{% call html::templates::notice(a) %}", "1:1: {% call %} is never closed"},
        Case{"{% call submit(a) %}x{% endcall %}", "1:25: {% endcall %} without its opening (only"},
        Case{"{% call notice(a) %}{% block x %}{% endblock %}{% endcall %}",
             "1:30: notice has no slot `x`; it has content"},
        Case{"{% call notice(a) %}{% block content %}{% endblock %}x{% endcall %}",
             "1:4: the slot `content` is filled twice"}));

INSTANTIATE_TEST_SUITE_P(
    Sentences, Mistake,
    testing::Values(
        Case{"<p>{{ t \"Hello\" }}</p>", "1:7: t needs to know the language"},
        Case{"{% param P page %}\n<p>{{ t \"Hello {1}\" }}</p>", "2:9: the sentence has {1} but 0"},
        Case{"{% param P page %}\n{{ t \"Hello\" a }}", "2:14: the sentence has no {1} for this"},
        Case{"{% param P page %}\n{{ t \"{1}\" a + b }}", "2:14: put parentheses around"},
        Case{"{% param P page %}\n{{ t hello }}", "2:4: t wants an English sentence"},
        Case{"{% param P page %}\n{{ t \"\" }}", "2:6: an empty sentence"},
        Case{"{% param P page %}\n{{ tn \"One\" n }}", "2:13: the plural of tn must be"},
        Case{"{% param P page %}\n{{ tn \"One\" \"{1}\" }}", "2:4: tn needs the count"},
        Case{"{% param P page %}\n{{ tn \"One\" \"Some\" }}", "2:4: tn needs the count"},
        Case{"{% param P page %}\n<a href=\"{{ t \"/fr\" }}\"></a>",
             "2:10: no translated sentence in"},
        Case{"{% param P page %}\n{% t \"Read\" %}{% endt %}", "2:6: the sentence has no <1>"},
        Case{"{% param P page %}\n{% t \"<1>a</1>\" %}{% endt %}",
             "2:4: the sentence has 1 marked"},
        Case{"{% param P page %}\n{% t \"<2>a</2>\" %}<a></a>{% endt %}",
             "2:6: the sentence needs one <1>"},
        Case{"{% param P page %}\n{% t \"<1>a</1>\" %}<a></a>x{% endt %}",
             "2:26: only empty elements"},
        Case{"{% param P page %}\n{% t \"<1>a</1>\" %}<a></b>{% endt %}",
             "2:22: </b> where </a> is due"}));

INSTANTIATE_TEST_SUITE_P(
    Markup, Mistake,
    testing::Values(
        Case{"<div>\n<p>a</p>", "1:1: <div> is never closed"},
        Case{"<div>\n<p>a</div>", "2:5: </div> where </p> is due (opened on line 2)"},
        Case{"<p>a</p></p>", "1:9: </p> closes nothing"},
        Case{"<br></br>", "1:5: </br> closes nothing"}, Case{"<div/>", "1:6: HTML has no <div/>"},
        Case{"<p>1 < 2</p>", "1:6: a < that starts no tag; write &lt;"},
        Case{"<a class=\"x\" class=\"y\"></a>", "1:19: the attribute `class` is there twice"},
        Case{"<a class=x></a>", "1:10: put the value of `class` in quotes"},
        Case{"<a class=\"x\"id=\"y\"></a>", "1:13: put a space before this attribute"},
        Case{"<a class = \"x\"></a>", "1:10: no space before the ="},
        Case{"<p><div></div></p>", "1:4: <div> cannot stand inside <p>"},
        Case{"<a href=\"/\"><a href=\"/\"></a></a>", "1:13: <a> inside a <a>"},
        Case{"<form><div><form></form></div></form>", "1:12: <form> inside a <form>"},
        Case{"<p class=\"", "1:1: the template ends in the value of `class`"},
        Case{"<p", "1:1: the template ends inside the tag <p>"},
        Case{"<button onclick=\"x()\"></button>", "1:16: no `onclick` in HTML"},
        Case{"<a href=\"javascript:x()\"></a>", "1:20: javascript: URLs are refused"},
        Case{"<a href=\" JavaScript:x()\"></a>", "1:21: javascript: URLs are refused"}));

INSTANTIATE_TEST_SUITE_P(
    Branches, Mistake,
    testing::Values(Case{"{% if a %}<b>{% endif %}",
                         "1:7: {% if a %} must end where it began, in text, but ends in "
                         "text inside <b>; <b> is left open (line 1)"},
                    Case{"<b>{% if a %}</b>{% endif %}",
                         "1:10: {% if a %} must end where it began, in text inside <b>, "
                         "but ends in text; it closes <b>"},
                    Case{"<p>{% if a %}<b class=\"{% endif %}\">x</b></p>",
                         "1:10: {% if a %} must end where it began"},
                    Case{"<p>{% if a %}x{% else %}<b>{% endif %}</p>",
                         "1:4: {% else %} must end where it began"},
                    Case{"<ul>{% for a : b %}<li>{% endfor %}</ul>",
                         "1:5: the body of {% for %} must end"},
                    Case{"<a{% if a %} id=\"x{% endif %}></a>",
                         "1:9: {% if a %} must end where it began, inside the tag"},
                    Case{"<a {% for a : b %} class=\"x\"{% endfor %}></a>",
                         "1:25: the attribute `class` is there twice"},
                    Case{"<a{% if a %} hidden{% endif %}hidden></a>", "1:31: put a space before"},
                    Case{"<textarea>{% slot a %}</textarea>", "1:11: a slot prints whole markup"},
                    Case{"<a title=\"{% call f() %}\"></a>", "1:11: a call prints whole markup"}));

INSTANTIATE_TEST_SUITE_P(
    Places, Mistake,
    testing::Values(
        Case{"<script>{{ a }}</script>", "1:9: no expression inside <script>"},
        Case{"<style>{{ a }}</style>", "1:8: no expression inside <style>"},
        Case{"<script>\"</scripty>\"{{ a }}</script>", "1:21: no expression inside <script>"},
        Case{"<!-- {{ a }} -->", "1:6: no expression inside an HTML comment"},
        Case{"<!-- <p> -- > {{ a }} -->", "1:15: no expression inside an HTML comment"},
        Case{"<{{ a }}>", "1:2: no expression in a tag name"},
        Case{"<h{{ a }}>", "1:3: no expression in a tag name"},
        Case{"</{{ a }}>", "1:3: no expression in a tag name"},
        Case{"<p {{ a }}></p>", "1:4: no expression where an attribute name stands"},
        Case{"<p data-{{ a }}=\"\"></p>", "1:9: no expression where an attribute name stands"},
        Case{"<p class={{ a }}></p>", "1:10: put quotes around the value: class="},
        Case{"<p style=\"width: {{ a }}px\"></p>", "1:18: no expression in style=\"\""},
        Case{"<iframe srcdoc=\"{{ a }}\"></iframe>", "1:17: no expression in `srcdoc` of <iframe>"},
        Case{"<base href=\"{{ a }}\">", "1:13: no expression in `href` of <base>"},
        Case{"<svg><animate to=\"{{ a }}\"/></svg>", "1:19: no expression in `to` of <animate>"},
        Case{"<meta http-equiv=\"refresh\" content=\"0;url={{ a }}\">",
             "1:43: no expression in the content"},
        Case{"<a href=\"https://{{ a }}/\"></a>", "1:18: no expression in the host"},
        Case{"<a href=\"//{{ a }}/\"></a>", "1:12: no expression in the host"},
        Case{"<a href=\"https:{{ a }}/\"></a>", "1:16: no expression in the host"},
        Case{"<a href=\"https:/{{ a }}/\"></a>", "1:17: no expression in the host"},
        Case{"<a href=\"https://a.b{{ a }}/\"></a>", "1:21: no expression in the host"},
        Case{"<a href=\"{{ a }}:{{ b }}\"></a>", "1:17: a : here could make a scheme"},
        Case{"<a href=\"java{{ a }}:{{ b }}\"></a>", "1:21: a : here could make a scheme"},
        Case{"<a href=\"{{ a }}{{ b }}x:{{ c }}\"></a>", "1:25: a : here could make a scheme"},
        Case{"<a href=\"{{ a }}//{{ b }}\"></a>", "1:19: no expression in the host"},
        Case{"<a href=\"{{ a }}//{{ b }}\"></a>", "1:19: no expression in the host"},
        Case{"<img src=\"data:{{ a }}\">", "1:16: this may or may not be the start"},
        Case{"<a href=\"{% if a %}/x{% endif %}{{ b }}\"></a>",
             "1:33: this may or may not be the start"},
        Case{"<img srcset=\"{{ a }} 2x\">", "1:14: start each URL of a list"},
        Case{"<img srcset=\"/a 1x, {{ a }} 2x\">", "1:21: start each URL of a list"}));

class Fine : public testing::TestWithParam<std::string_view> {};

TEST_P(Fine, Compiles) {
  EXPECT_EQ(mistake(GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(
    Templates, Fine,
    testing::Values(
        "",
        "<!doctype html>\n<html lang=\"fr\"><head><title>a {{ b "
        "}}</title></head><body></body></html>",
        "<p>{{ \"}}\" }} {{ '\"' }} {{ Foo{{1}, {2}}.x }} {{ 1'000 }}</p>",
        "<script>if (a < b) { x = {}; }</script>", "<style>@media print{a{color:red}}</style>",
        "<a href=\"https://example.org/{{ a }}?b={{ c }}#{{ d }}\"></a>",
        "<a href=\"{{ base }}/x/{{ a }}?{{ b }}={{ c }}\"></a>", "<a href=\"mailto:{{ a }}\"></a>",
        "<a href=\"tel:{{ a }}\"></a>", "<img srcset=\"/a/{{ a }} 1x, /a/{{ b }} 2x\" alt=\"\">",
        "<a href=\"{% if a %}/x{% else %}/y{% endif %}{{ b }}\"></a>",
        "<a href=\"/x?{% for p : ps %}{{ p.name }}={{ p.value }}&amp;{% endfor %}\"></a>",
        "<input{% if a %} checked{% endif %}>", "<input {% if a %}checked{% endif %}>",
        "<p class=\"a{% if b %} b{% elif c %} {{ c }}{% endif %}\"></p>",
        "<p{% if a %} class=\"x\"{% else %} class=\"y\"{% endif %}></p>",
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><title>{{ a }}</title></svg>",
        "<br/><input disabled/>", "<textarea><b></textarea>",
        "<textarea>\n{% if a %}\n{{ a }}\n{% endif %}</textarea>",
        "{% if const auto* a = b(); a != nullptr %}<p>{{ *a }}</p>{% endif %}",
        "{% for [key, value] : std::map<int, int>{} %}{{ key }}{% endfor %}", "{{ t }}",
        "{{ t + 1 }}", "{{ t.x }}", "<!-- {% if a %} --> <!-- {% endif %} -->"));

TEST(FileName, MustMakeAFunction) {
  EXPECT_THAT(mistake("<p></p>", "dir/new.html"), testing::StartsWith("1:1: the file's name"));
  EXPECT_THAT(mistake("<p></p>", "dir/my-page.html"), testing::StartsWith("1:1: the file's name"));
  EXPECT_EQ(mistake("<p></p>", "dir/my_page.html"), "");
}

TEST(Position, CountsCharactersNotBytes) {
  EXPECT_THAT(mistake("<p>été « à » {{ }}</p>"), testing::StartsWith("1:14: "));
}

TEST(Emit, PointsTheCompilerAtTheAuthorsLineAndColumn) {
  Library library(PALIER_SOURCE_DIR, "core/html");
  auto page = parse("/x/page.html", "{% param int a %}\n<p>\n   {{ a }}</p>", library);
  check(page);
  const auto code = source({page}, "core/html", {});
  EXPECT_THAT(code, testing::HasSubstr("out.text(\n#line 3 \"/x/page.html\"\n      a\n);"));
}

TEST(Strings, AreListedWithTheirPlaces) {
  Library library("/x", "core/html");
  auto page = parse(
      "/x/aid/page.html",
      "{% param P page %}\n<p title=\"{{ t \"Hello\" }}\">{{ tn \"One\" \"{1} more\" n }}</p>\n"
      "{{ t \"Hello\" }}{{ page.lang().tr(N_(\"Marked\")) }}",
      library);
  check(page);
  EXPECT_EQ(strings({page}, "/x"), R"(msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

#: aid/page.html:2 aid/page.html:3
msgid "Hello"
msgstr ""

#: aid/page.html:3
msgid "Marked"
msgstr ""

#: aid/page.html:2
msgid "One"
msgid_plural "{1} more"
msgstr[0] ""
msgstr[1] ""
)");
}

}  // namespace
}  // namespace palier::templates
