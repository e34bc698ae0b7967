// Documents: what is refused, what is kept, and that conditions do what they say.
#include "features/frontline/document.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "features/frontline/form.hpp"

namespace palier::frontline {
namespace {

namespace json = boost::json;
using form::Errors;
using form::Input;

constexpr const char* kSmall = R"({"code":"flood","audience":"worker","open":false,
 "title":{"fr":"Crue","en":"Flood"},"lead":{"fr":"","en":""},
 "pages":[{"fr":"Un","en":"One"},{"fr":"Deux","en":"Two"},{"fr":"Trois","en":"Three"}],
 "questions":[
  {"code":"boat","kind":"yes_no","page":1,"label":{"fr":"Bateau ?","en":"Boat?"},"required":true},
  {"code":"size","kind":"choice","page":2,"label":{"fr":"Taille","en":"Size"},"required":true,
   "options":[{"value":"s","label":{"fr":"Petit","en":"Small"}},{"value":"l","label":{"fr":"Grand","en":"Large"}}],
   "shown_if":{"question":"boat","is":["yes"]}},
  {"code":"berths","kind":"number","page":3,"label":{"fr":"Places","en":"Berths"},"required":true,"minimum":1,"maximum":9,
   "shown_if":{"question":"size","is":["l"]}}]})";

json::object small() {
  return json::parse(kSmall).as_object();
}
json::object& question(json::object& document, std::size_t i) {
  return document["questions"].as_array()[i].as_object();
}
std::string first_error(const json::object& document) {
  Errors errors;
  read_document(Input::from_json(document), errors);
  return errors ? errors.entries().front().field + ": " + errors.entries().front().message.msgid
                : "";
}
bool refused(const json::object& document, std::string_view field) {
  Errors errors;
  read_document(Input::from_json(document), errors);
  return errors.find(field) != nullptr;
}

TEST(Document, ComesBackAsItWas) {
  Errors errors;
  const auto q = read_document(Input::from_json(small()), errors);
  EXPECT_FALSE(errors) << first_error(small());
  const auto again = kept_document(json::serialize(to_json(q)));
  EXPECT_EQ(again.questions, q.questions);
  EXPECT_EQ(again.pages, q.pages);
  EXPECT_EQ(again.title, q.title);
}

TEST(Document, RefusesWhatWaitsForItself) {
  auto d = small();
  question(d, 0)["shown_if"] = json::object{{"question", "size"}, {"is", json::array{"s"}}};
  EXPECT_TRUE(refused(d, "questions"));
  auto own = small();
  question(own, 0)["shown_if"] = json::object{{"question", "boat"}, {"is", json::array{"yes"}}};
  EXPECT_TRUE(refused(own, "questions"));
}

TEST(Document, RefusesConditionsThatCannotBe) {
  auto later = small();
  question(later, 0)["page"] = 3;
  EXPECT_TRUE(refused(later, "questions.1.shown_if.question"));
  auto gone = small();
  question(gone, 1)["shown_if"] = json::object{{"question", "car"}, {"is", json::array{"yes"}}};
  EXPECT_TRUE(refused(gone, "questions.1.shown_if.question"));
  auto number = small();
  question(number, 1)["shown_if"] = json::object{{"question", "berths"}, {"is", json::array{"2"}}};
  EXPECT_TRUE(refused(number, "questions.1.shown_if.question"));
}

TEST(Document, HasLimits) {
  auto options = small();
  json::array many;
  for (int i = 0; i < 10'000; ++i)
    many.push_back(json::object{{"value", std::to_string(i)},
                                {"label", json::object{{"fr", "x"}, {"en", "x"}}}});
  question(options, 1)["options"] = many;
  EXPECT_TRUE(refused(options, "questions.1.options"));
  auto questions = small();
  for (int i = 0; i < 500; ++i)
    questions["questions"].as_array().push_back(
        json::object{{"code", "q" + std::to_string(i)},
                     {"kind", "text"},
                     {"label", json::object{{"fr", "x"}, {"en", "x"}}}});
  EXPECT_TRUE(refused(questions, "questions"));
  auto text = small();
  question(text, 0)["label"] = json::object{{"fr", std::string(5000, 'x')}, {"en", "x"}};
  EXPECT_TRUE(refused(text, "questions.0.label.fr"));
}

TEST(Document, RefusesOddWords) {
  for (const char* code : {"", "Flood", "a b", "é", "../x", "fill", "desk"}) {
    auto d = small();
    d["code"] = code;
    EXPECT_TRUE(refused(d, "code")) << code;
  }
  auto blank = small();
  blank["title"] = json::object{{"fr", "\u200b\u200b"}, {"en", "Flood"}};
  EXPECT_TRUE(refused(blank, "title.fr"));
  auto twice = small();
  question(twice, 1)["code"] = "boat";
  EXPECT_TRUE(refused(twice, "questions.1.code"));
  auto kind = small();
  question(kind, 1)["kind"] = "oracle";
  EXPECT_TRUE(refused(kind, "questions.1.kind"));
  auto means = small();
  question(means, 0)["means"] = "home";
  EXPECT_TRUE(refused(means, "questions.0.means"));
  auto shape = small();
  shape["questions"] = "none";
  shape["pages"] = 7;
  EXPECT_TRUE(refused(shape, "pages"));
}

TEST(Document, OpenOnesAskWhatTheyNeed) {
  auto d = small();
  d["open"] = true;
  EXPECT_TRUE(refused(d, "questions"));
}

TEST(Document, KeepsWhatIsLeftOut) {
  Errors errors;
  const auto before = read_document(Input::from_json(small()), errors);
  auto d = small();
  d["questions"].as_array().pop_back();
  question(d, 1)["options"].as_array().pop_back();
  question(d, 1)["options"].as_array().push_back(
      json::object{{"value", "m"}, {"label", json::object{{"fr", "Moyen"}, {"en", "Middle"}}}});
  auto now = read_document(Input::from_json(d), errors);
  ASSERT_FALSE(errors);
  keep_retired(now, before);
  ASSERT_TRUE(now.find("berths"));
  EXPECT_TRUE(now.find("berths")->retired);
  ASSERT_TRUE(now.find("size")->option("l"));
  EXPECT_TRUE(now.find("size")->option("l")->retired);
  kept_document(json::serialize(to_json(now)));
}

TEST(Conditions, LeadThroughTheirPages) {
  Errors errors;
  const auto q = read_document(Input::from_json(small()), errors);
  const auto steps = [&](Pairs given) {
    std::string out;
    for (const auto& s : steps_of(q, {}, Input::from_pairs(given))) out += s.name;
    return out;
  };
  EXPECT_EQ(steps({}), "1");
  EXPECT_EQ(steps({{"q.boat", "no"}}), "1");
  EXPECT_EQ(steps({{"q.boat", "yes"}}), "12");
  EXPECT_EQ(steps({{"q.boat", "yes"}, {"q.size", "l"}}), "123");
  // What was said on a page that is no longer there does not count.
  EXPECT_EQ(steps({{"q.boat", "no"}, {"q.size", "l"}}), "1");
}

}  // namespace
}  // namespace palier::frontline
