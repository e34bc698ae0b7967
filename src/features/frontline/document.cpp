#include "features/frontline/document.hpp"

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <set>

namespace palier::frontline {
namespace {

namespace json = boost::json;
using form::Errors;
using form::Input;
using form::Reader;
using i18n::Message;

constexpr std::size_t kTitleMax = 120, kLeadMax = 600, kLabelMax = 200, kHintMax = 400;

json::object words_json(const Words& w) {
  return {{"fr", w.fr}, {"en", w.en}};
}

json::object question_json(const Question& q) {
  json::object out{{"code", q.code},
                   {"page", q.page},
                   {"kind", word(q.kind)},
                   {"means", word(q.means)},
                   {"label", words_json(q.label)},
                   {"hint", words_json(q.hint)},
                   {"required", q.required},
                   {"retired", q.retired},
                   {"minimum", q.minimum},
                   {"maximum", q.maximum}};
  json::array options;
  for (const auto& o : q.options)
    options.push_back(
        json::object{{"value", o.value}, {"label", words_json(o.label)}, {"retired", o.retired}});
  out["options"] = std::move(options);
  if (q.shown_if) {
    json::array is;
    for (const auto& v : q.shown_if->is) is.emplace_back(v);
    out["shown_if"] = json::object{{"question", q.shown_if->question}, {"is", std::move(is)}};
  }
  return out;
}

class DocumentReader {
 public:
  DocumentReader(const Input& input, Errors& errors)
      : input_(input), errors_(errors), reader_(input, errors) {}

  Questionnaire run() {
    Questionnaire q;
    q.code = code("code");
    // These words are taken by pages of ours.
    for (const char* ours : {"fill", "desk", "code", "import", "new"})
      if (q.code == ours)
        errors_.add("code", Message{N_("This word is taken already. Choose another.")});
    q.audience = audience_of(reader_.choice("audience", audience_words(), true));
    q.open = reader_.flag("open");
    q.position = reader_.number("position", {.max = 100'000}).value_or(0);
    q.title = words("title", kTitleMax, true);
    q.lead = words("lead", kLeadMax, false);
    for (std::size_t i = 0; more("pages", i, {".fr", ".en"}, kMostPages); ++i)
      q.pages.push_back(words("pages." + std::to_string(i), kTitleMax, true));
    for (std::size_t i = 0;
         more("questions", i, {".code", ".kind", ".label.fr"}, 2 * kMostQuestions); ++i)
      q.questions.push_back(question("questions." + std::to_string(i)));
    return q;
  }

 private:
  /// Whether the list goes on; an error where it is longer than may be.
  bool more(const std::string& list, std::size_t i, std::initializer_list<const char*> parts,
            std::size_t most) {
    const std::string one = list + "." + std::to_string(i);
    const bool there = input_.nested(one) || std::any_of(parts.begin(), parts.end(), [&](auto p) {
                         return input_.sent(one + p);
                       });
    if (!there || i < most) return there;
    errors_.add(list, Message{N_("At most {1} of these."), {std::to_string(most)}});
    return false;
  }
  std::string code(const std::string& field) {
    auto c = reader_.text(field, {.required = true, .max = 40});
    if (!c.empty() && !is_code(c))
      errors_.add(field, Message{N_("Write small letters, digits and hyphens only.")});
    return c;
  }
  Words words(const std::string& field, std::size_t most, bool required) {
    return {reader_.text(field + ".fr", {.required = required, .max = most, .lines = !required}),
            reader_.text(field + ".en", {.required = required, .max = most, .lines = !required})};
  }
  Option option(const std::string& at) {
    Option o;
    o.value = reader_.text(at + ".value", {.required = true, .max = 40});
    o.label = words(at + ".label", kLabelMax, true);
    o.retired = reader_.flag(at + ".retired");
    return o;
  }
  Question question(const std::string& at) {
    Question q;
    q.code = code(at + ".code");
    q.kind = kind_of(reader_.choice(at + ".kind", kind_words(), true));
    q.means = means_of(reader_.choice(at + ".means", means_words(), false));
    q.label = words(at + ".label", kLabelMax, true);
    q.hint = words(at + ".hint", kHintMax, false);
    q.required = reader_.flag(at + ".required");
    q.retired = reader_.flag(at + ".retired");
    q.minimum = reader_.number(at + ".minimum", {.max = 10'000'000}).value_or(0);
    q.maximum = reader_.number(at + ".maximum", {.max = 10'000'000}).value_or(0);
    q.page = reader_.number(at + ".page", {.min = 1, .max = kMostPages}).value_or(1);
    for (std::size_t i = 0; more(at + ".options", i, {".value", ".label.fr"}, kMostOptions); ++i)
      q.options.push_back(option(at + ".options." + std::to_string(i)));
    if (input_.has(at + ".shown_if.question")) {
      Condition c;
      c.question = reader_.text(at + ".shown_if.question", {.max = 40});
      c.is = input_.many(at + ".shown_if.is");
      if (c.is.empty() || c.is.size() > kMostOptions)
        errors_.add(at + ".shown_if.is", Message{N_("Say which answers show it.")});
      q.shown_if = std::move(c);
    }
    return q;
  }

  const Input& input_;
  Errors& errors_;
  Reader reader_;
};

/// The questions that wait for each other, as "a, b, a"; "" where none do.
std::string circle(const Questionnaire& q) {
  for (const auto& start : q.questions) {
    std::string path = start.code;
    std::set<std::string> seen{start.code};
    const Question* at = &start;
    while (at && at->shown_if) {
      at = q.find(at->shown_if->question);
      if (!at) break;
      path += ", " + at->code;
      if (!seen.insert(at->code).second) return path;
    }
  }
  return "";
}

void check_options(const Question& q, const std::string& at, Errors& errors) {
  std::set<std::string> values;
  std::size_t in_use = 0;
  for (const auto& o : q.options) {
    if (!values.insert(o.value).second)
      errors.add(at + ".options", Message{N_("Two answers have the same word: {1}."), {o.value}});
    in_use += o.retired ? 0 : 1;
  }
  if ((q.kind == Kind::choice || q.kind == Kind::choices) && in_use < 2 && !q.retired)
    errors.add(at + ".options", Message{N_("Write at least two answers to choose from.")});
  const auto only = [&](std::initializer_list<std::string_view> allowed) {
    for (const auto& o : q.options)
      if (std::find(allowed.begin(), allowed.end(), o.value) == allowed.end())
        errors.add(at + ".options",
                   Message{N_("With this meaning, the word “{1}” says nothing."), {o.value}});
  };
  if (q.means == Means::whom) only({"me", "other"});
  if (q.means == Means::consent_how) only({"spoken", "written", "guardian"});
  const bool counts =
      q.means == Means::radius || q.means == Means::per_week || q.means == Means::children;
  if (counts && q.kind == Kind::choice)
    for (const auto& o : q.options)
      if (o.value.empty() || o.value.size() > 6 ||
          o.value.find_first_not_of("0123456789") != std::string::npos)
        errors.add(at + ".options", Message{N_("With this meaning, each word is a number.")});
}

void check_condition(const Questionnaire& q, const Question& one, const std::string& at,
                     Errors& errors) {
  const Question* other = q.find(one.shown_if->question);
  if (!other) {
    errors.add(at + ".shown_if.question",
               Message{N_("There is no question “{1}”."), {one.shown_if->question}});
    return;
  }
  const bool answers = other->kind == Kind::choice || other->kind == Kind::choices ||
                       other->kind == Kind::yes_no || other->kind == Kind::needs;
  if (!answers)
    errors.add(at + ".shown_if.question",
               Message{N_("Only a question with answers to choose from can decide this.")});
  else if (!one.retired && other->page >= one.page)
    errors.add(at + ".shown_if.question",
               Message{N_("The question that decides must stand on an earlier page.")});
}

void need(const Questionnaire& q, Means means, const char* sentence, Errors& errors) {
  if (!q.meaning(means)) errors.add("questions", Message{sentence});
}

}  // namespace

bool is_code(std::string_view s) {
  return !s.empty() && s.size() <= 40 &&
         s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

json::object to_json(const Questionnaire& q) {
  json::array pages, questions;
  for (const auto& p : q.pages) pages.push_back(words_json(p));
  for (const auto& one : q.questions) questions.push_back(question_json(one));
  return {{"code", q.code},
          {"audience", word(q.audience)},
          {"open", q.open},
          {"position", q.position},
          {"title", words_json(q.title)},
          {"lead", words_json(q.lead)},
          {"pages", std::move(pages)},
          {"questions", std::move(questions)}};
}

Questionnaire read_document(const Input& input, Errors& errors) {
  auto q = DocumentReader(input, errors).run();
  if (!errors) check(q, errors);
  return q;
}

Questionnaire kept_document(std::string_view text) {
  Errors errors;
  const auto value = json::parse(json::string_view(text.data(), text.size()));
  auto q = DocumentReader(Input::from_json(value.as_object()), errors).run();
  if (errors)
    throw std::runtime_error("a questionnaire as it was kept cannot be read: " +
                             errors.entries().front().field);
  return q;
}

void check(const Questionnaire& q, Errors& errors) {
  if (q.pages.empty()) errors.add("pages", Message{N_("Write at least one page.")});
  if (const auto path = circle(q); !path.empty())
    errors.add("questions", Message{N_("These questions wait for each other: {1}."), {path}});
  const auto in_use = std::count_if(q.questions.begin(), q.questions.end(),
                                    [](const auto& one) { return !one.retired; });
  if (in_use > static_cast<std::ptrdiff_t>(kMostQuestions))
    errors.add("questions", Message{N_("At most {1} of these."), {std::to_string(kMostQuestions)}});
  std::map<std::string, int> codes;
  std::map<Means, int> meanings;
  for (std::size_t i = 0; i < q.questions.size(); ++i) {
    const auto& one = q.questions[i];
    const std::string at = "questions." + std::to_string(i);
    if (++codes[one.code] > 1)
      errors.add(at + ".code", Message{N_("This word is taken already. Choose another.")});
    if (!fits(one.kind, one.means))
      errors.add(at + ".means",
                 Message{N_("An answer of this kind cannot lead to that. Choose another.")});
    if (one.means != Means::nothing && !one.retired && ++meanings[one.means] > 1)
      errors.add(at + ".means", Message{N_("Another question leads to the same.")});
    if (!one.retired && one.page > static_cast<std::int64_t>(q.pages.size()))
      errors.add(at + ".page", Message{N_("There is no such page.")});
    if (one.maximum && one.maximum < one.minimum)
      errors.add(at + ".maximum",
                 Message{N_("The largest must not be smaller than the smallest.")});
    check_options(one, at, errors);
    if (one.shown_if) check_condition(q, one, at, errors);
  }
  if (!q.open) return;
  need(q, Means::first_name, N_("An open questionnaire asks the first name."), errors);
  need(q, Means::home, N_("An open questionnaire asks the place."), errors);
  need(q, Means::needs, N_("An open questionnaire asks the kinds of help."), errors);
  need(q, Means::consent, N_("An open questionnaire asks for consent."), errors);
  if (q.audience == Audience::person)
    need(q, Means::contact, N_("This questionnaire must ask how the person can be reached."),
         errors);
}

void keep_retired(Questionnaire& now, const Questionnaire& before) {
  for (const auto& old : before.questions) {
    auto same = std::find_if(now.questions.begin(), now.questions.end(),
                             [&](const auto& q) { return q.code == old.code; });
    if (same == now.questions.end()) {
      if (now.questions.size() >= 2 * kMostQuestions) continue;
      now.questions.push_back(old);
      now.questions.back().retired = true;
      now.questions.back().shown_if.reset();
      now.questions.back().page = 1;
      continue;
    }
    for (const auto& option : old.options)
      if (!same->option(option.value) && same->options.size() < kMostOptions) {
        same->options.push_back(option);
        same->options.back().retired = true;
      }
  }
}

}  // namespace palier::frontline
