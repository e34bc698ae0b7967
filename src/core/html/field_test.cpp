// The form partials: what is linked with what, and what is kept of what was typed.
#include <gmock/gmock.h>

#include <set>

#include "core/html/field.hpp"
#include "core/html/templates.hpp"
#include "core/html/test_language.hpp"
#include "core/html/testdata/reader.hpp"

namespace palier::html {
namespace {

using testdata::Element;
using testing::HasSubstr;
using testing::Not;

const testdata::TestLanguage kLanguage;

Page page() {
  Page page;
  page.language = &kLanguage;
  page.csrf = "the-token";
  page.once = "once-1";
  return page;
}

form::Input sent(std::vector<std::pair<std::string, std::string>> pairs) {
  return form::Input::from_pairs(pairs);
}

Field with(Field field, const form::Input& input, const form::Errors& errors = {}) {
  return filled(std::move(field), input, errors, kLanguage);
}

std::string attribute(const Element& e, std::string_view name) {
  for (const auto& [key, value] : e.attributes) {
    if (key == name) return value;
  }
  return "(none)";
}

// Ids are there once, and everything that names one finds it.
void expect_linked(const std::string& html) {
  std::set<std::string> ids;
  std::vector<std::string> named;
  for (const auto& e : testdata::read_html(html)) {
    for (const auto& [key, value] : e.attributes) {
      if (key == "id") {
        EXPECT_TRUE(ids.insert(value).second) << value << " is there twice in " << html;
      }
      if (key == "for") named.push_back(value);
      if (key == "href" && value.starts_with("#")) named.push_back(value.substr(1));
      if (key != "aria-describedby" && key != "aria-labelledby") continue;
      std::istringstream words(value);
      for (std::string word; words >> word;) named.push_back(word);
    }
  }
  for (const auto& id : named) EXPECT_TRUE(ids.contains(id)) << id << " is nowhere in " << html;
}

TEST(Field, KeepsWhatWasTypedAndSaysWhatIsWrong) {
  form::Errors errors;
  errors.add("name", {"Write at most {1} characters.", {"5"}});
  const auto field =
      with({.name = "name", .label = "Name", .hint = "As on the door", .max = 5, .required = true},
           sent({{"name", "\"Ma<x>\""}}), errors);
  EXPECT_EQ(field.value, "\"Ma<x>\"");
  EXPECT_EQ(field.error, "Write at most 5 characters.");
  const auto html = templates::text_field(page(), field);
  EXPECT_THAT(html, HasSubstr("value=\"&quot;Ma&lt;x&gt;&quot;\""));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"name-hint name-error\""));
  EXPECT_THAT(html, HasSubstr("aria-invalid=\"true\""));
  EXPECT_THAT(html, Not(HasSubstr("optional")));
  EXPECT_THAT(html, Not(HasSubstr(" required")));
  expect_linked(html);
}

TEST(Field, KeepsItsOwnValueUntilSomethingIsSent) {
  const Field field{.name = "name", .label = "Name", .value = "before"};
  EXPECT_EQ(with(field, {}).value, "before");
  EXPECT_EQ(with(field, sent({{"other", "x"}})).value, "before");
  EXPECT_EQ(with(field, sent({{"name", ""}})).value, "");
}

TEST(Field, NeverGivesAPasswordBack) {
  const auto html = templates::text_field(page(), with({.name = "word",
                                                        .label = "Password",
                                                        .type = "password",
                                                        .autocomplete = "current-password"},
                                                       sent({{"word", "secret"}})));
  EXPECT_THAT(html, Not(HasSubstr("secret")));
  EXPECT_THAT(html, HasSubstr("autocomplete=\"current-password\""));
}

TEST(Field, KeepsTheFirstLineBreakOfATextarea) {
  Field field{.name = "text", .label = "Text", .value = "\nfirst </textarea>", .max = 500};
  const auto html = templates::textarea_field(page(), field);
  for (const auto& e : testdata::read_html(html)) {
    if (e.tag == "textarea") {
      EXPECT_EQ(e.text, "\nfirst </textarea>");
    }
  }
  EXPECT_THAT(html, HasSubstr("Up to 500 characters."));
  EXPECT_THAT(html, Not(HasSubstr("maxlength")));
  expect_linked(html);
}

const std::vector<Option> kColours{{.value = "red", .label = "Red"},
                                   {.value = "blue", .label = "Blue", .hint = "As the sky"},
                                   {.value = "green", .label = "Green", .chosen = true}};

std::vector<std::string> chosen(const std::string& html, std::string_view mark) {
  std::vector<std::string> values;
  for (const auto& e : testdata::read_html(html)) {
    if (attribute(e, mark) != "(none)") values.push_back(attribute(e, "value"));
  }
  return values;
}

TEST(Field, ChecksTheChoicesThatWereSent) {
  form::Errors errors;
  errors.add("colour", {"Choose one of the answers."});
  const Field field{
      .name = "colour", .label = "Colour", .hint = "One or more", .options = kColours};
  using List = std::vector<std::string>;
  for (auto* draw :
       {+[](const Page& p, const Field& f) { return templates::radios_field(p, f); },
        +[](const Page& p, const Field& f) { return templates::checkboxes_field(p, f); }}) {
    EXPECT_EQ(chosen(draw(page(), with(field, {})), "checked"), List{"green"});
    const auto html = draw(page(), with(field, sent({{"colour", "blue"}}), errors));
    EXPECT_EQ(chosen(html, "checked"), List{"blue"});
    EXPECT_THAT(html, HasSubstr("<fieldset aria-describedby=\"colour-hint colour-error\">"));
    EXPECT_THAT(html, HasSubstr("id=\"colour\""));
    expect_linked(html);
  }
  EXPECT_EQ(
      chosen(templates::select_field(page(), with(field, sent({{"colour", "red"}}))), "selected"),
      List{"red"});
}

TEST(Field, TellsNoneTickedFromNotAsked) {
  const Field field{.name = "colour", .label = "Colour", .options = kColours};
  EXPECT_THAT(templates::checkboxes_field(page(), field),
              HasSubstr("<input type=\"hidden\" name=\"colour\" value=\"\">"));
  EXPECT_TRUE(
      chosen(templates::checkboxes_field(page(), with(field, sent({{"colour", ""}}))), "checked")
          .empty());
}

TEST(Field, AsksADayInThreeNumbers) {
  const Field field{
      .name = "by", .label = "By when?", .value = "2026-01-05", .type = "date", .as_heading = true};
  EXPECT_EQ(with(field, {}).date, (std::array<std::string, 3>{"5", "1", "2026"}));
  form::Errors errors;
  errors.add("by", {"There is no such day."});
  const auto wrong =
      with(field, sent({{"by_day", "31"}, {"by_month", "feb"}, {"by_year", "26"}}), errors);
  EXPECT_EQ(wrong.date, (std::array<std::string, 3>{"31", "feb", "26"}));
  const auto html = templates::date_field(page(), wrong);
  EXPECT_THAT(html, HasSubstr("name=\"by_month\""));
  EXPECT_THAT(html, HasSubstr("value=\"feb\""));
  EXPECT_THAT(html, HasSubstr("<h1>By when?"));
  expect_linked(html);
}

TEST(ErrorSummary, LinksEachErrorToItsField) {
  form::Errors errors;
  errors.add("", {"Nothing was <saved>."});
  errors.add("name", {"Write {1}.", {"<b>"}});
  const auto html = templates::error_summary(page(), errors);
  EXPECT_THAT(html, HasSubstr("2 things need correcting"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#name\">Write &lt;b&gt;.</a>"));
  EXPECT_THAT(html, HasSubstr("<li>Nothing was &lt;saved&gt;.</li>"));
  expect_linked(html +
                templates::text_field(page(), with({.name = "name", .label = "Name"}, {}, errors)));
  EXPECT_EQ(templates::error_summary(page(), {}), "");
}

TEST(FormTokens, CarryBoth) {
  const auto html = templates::form_tokens(page());
  EXPECT_THAT(html, HasSubstr("name=\"csrf\" value=\"the-token\""));
  EXPECT_THAT(html, HasSubstr("name=\"once\" value=\"once-1\""));
}

TEST(Pagination, DrawsOnlyTheLinksThereAre) {
  EXPECT_EQ(templates::pagination(page(), Pager{}), "");
  const auto html =
      templates::pagination(page(), Pager{.previous = "", .next = "/needs?page=2&kind=\"x\""});
  EXPECT_THAT(html, HasSubstr("href=\"/needs?page=2&amp;kind=&quot;x&quot;\" rel=\"next\""));
  EXPECT_THAT(html, Not(HasSubstr("rel=\"prev\"")));
}

}  // namespace
}  // namespace palier::html
