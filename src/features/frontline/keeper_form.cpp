#include "features/frontline/document.hpp"
#include "features/frontline/keeper.hpp"

namespace palier::frontline {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using html::Field;
using i18n::Language;
using i18n::Message;

Field text(std::string name, const char* label, std::string value, const Language& l,
           bool required = true) {
  Field f;
  f.name = std::move(name);
  f.label = l.tr(label);
  f.value = std::move(value);
  f.required = required;
  return f;
}

Field area(std::string name, const char* label, std::string value, const Language& l,
           const char* hint = nullptr) {
  Field f = text(std::move(name), label, std::move(value), l, false);
  f.type = "textarea";
  f.rows = hint ? 8 : 2;  // Lists are long, sentences short.
  if (hint) f.hint = l.tr(hint);
  return f;
}

Field tick(std::string name, const char* label, bool chosen, const Language& l) {
  Field f = text(std::move(name), label, "", l);
  f.type = "checkboxes";
  f.options.push_back({"1", l.tr(N_("Yes")), "", chosen});
  return f;
}

Field number(std::string name, const char* label, std::int64_t value, const Language& l) {
  Field f = text(std::move(name), label, std::to_string(value), l);
  f.inputmode = "numeric";
  f.width = 5;
  return f;
}

template <class E>
Field select(std::string name, const char* title, const std::vector<std::string>& words, E chosen,
             const Language& l) {
  Field f = text(std::move(name), title, std::string(word(chosen)), l);
  f.type = "select";
  for (std::size_t i = 0; i < words.size(); ++i)
    f.options.push_back({words[i], l.tr(label(static_cast<E>(i))), "", words[i] == word(chosen)});
  return f;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    auto line = text.substr(from, end - from);
    if (line.find_first_not_of(' ') != std::string::npos) out.push_back(std::move(line));
    from = end + 1;
  }
  return out;
}

std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> out;
  for (;;) {
    const auto bar = line.find('|');
    auto part = line.substr(0, bar);
    const auto from = part.find_first_not_of(' ');
    out.emplace_back(from == std::string_view::npos
                         ? std::string_view{}
                         : part.substr(from, part.find_last_not_of(' ') - from + 1));
    if (bar == std::string_view::npos) return out;
    line.remove_prefix(bar + 1);
  }
}

void read_options(Reader& reader, Question& one) {
  const auto typed = reader.text("options", {.max = 8000, .lines = true});
  std::vector<Option> now;
  for (const auto& line : lines_of(typed)) {
    const auto p = parts_of(line);
    const bool code_only = one.kind == Kind::needs && p.size() == 1;
    if (!code_only && (p.size() != 3 || p[0].empty() || p[1].empty() || p[2].empty())) {
      reader.errors().add(
          "options", Message{N_("Write each answer on a line: word | in French | in English.")});
      return;
    }
    now.push_back(code_only ? Option{p[0], {p[0], p[0]}} : Option{p[0], {p[1], p[2]}});
  }
  if (now.size() > kMostOptions) {
    reader.errors().add("options",
                        Message{N_("At most {1} of these."), {std::to_string(kMostOptions)}});
    return;
  }
  for (const auto& old : one.options) {
    const bool kept =
        std::any_of(now.begin(), now.end(), [&](const auto& o) { return o.value == old.value; });
    if (kept || now.size() >= kMostOptions) continue;
    now.push_back(old);
    now.back().retired = true;
  }
  one.options = std::move(now);
}

}  // namespace

Message label(Kind v) {
  switch (v) {
    case Kind::text:
      return {N_("A line of text")};
    case Kind::lines:
      return {N_("Several lines of text")};
    case Kind::number:
      return {N_("A number")};
    case Kind::choice:
      return {N_("One answer among several")};
    case Kind::choices:
      return {N_("Several answers to tick")};
    case Kind::yes_no:
      return {N_("Yes or no")};
    case Kind::ages:
      return {N_("Ages of children")};
    case Kind::week:
      return {N_("Moments of the week")};
    case Kind::place:
      return {N_("A place")};
    case Kind::contact:
      return {N_("How to be reached")};
    case Kind::consent:
      return {N_("Consent, to tick")};
    case Kind::needs:
      return {N_("Kinds of help")};
  }
  return {""};
}

Message label(Means v) {
  switch (v) {
    case Means::nothing:
      return {N_("Nothing: kept with the form")};
    case Means::first_name:
      return {N_("First name of whoever fills it in")};
    case Means::last_name:
      return {N_("Last name of whoever fills it in")};
    case Means::email:
      return {N_("E-mail address")};
    case Means::phone:
      return {N_("Telephone of whoever fills it in")};
    case Means::home:
      return {N_("The place of the help, or the helper’s home")};
    case Means::job:
      return {N_("Job")};
    case Means::needs:
      return {N_("A request for each kind of help, or what a helper can do")};
    case Means::details:
      return {N_("Words added to each request")};
    case Means::urgency:
      return {N_("Makes the requests urgent")};
    case Means::windows:
      return {N_("When it suits")};
    case Means::child_ages:
      return {N_("Ages of the children")};
    case Means::children:
      return {N_("Number of children")};
    case Means::prefers_parent:
      return {N_("Prefers somebody who has children")};
    case Means::has_children:
      return {N_("The helper has children")};
    case Means::accepts_vulnerable:
      return {N_("The helper would help somebody frail")};
    case Means::radius:
      return {N_("How far a helper goes, in metres")};
    case Means::per_week:
      return {N_("How many times a week a helper comes")};
    case Means::spoken:
      return {N_("Languages spoken")};
    case Means::whom:
      return {N_("For oneself (me) or somebody else (other)")};
    case Means::other_name:
      return {N_("Name of the other person")};
    case Means::contact:
      return {N_("How the person is reached")};
    case Means::consent:
      return {N_("Consent, and the house rules")};
    case Means::consent_how:
      return {N_("How the other person agreed (spoken, written, guardian)")};
  }
  return {""};
}

Message label(Audience v) {
  switch (v) {
    case Audience::helper:
      return {N_("Helpers")};
    case Audience::worker:
      return {N_("Front-line workers")};
    case Audience::person:
      return {N_("People who may be frail, or somebody for them")};
  }
  return {""};
}

std::vector<Field> questionnaire_fields(const Questionnaire& q, const Language& l) {
  std::vector<Field> out;
  out.push_back(text("title_fr", N_("Title in French"), q.title.fr, l));
  out.push_back(text("title_en", N_("Title in English"), q.title.en, l));
  out.push_back(area("lead_fr", N_("Introduction in French"), q.lead.fr, l));
  out.push_back(area("lead_en", N_("Introduction in English"), q.lead.en, l));
  std::string pages;
  for (const auto& p : q.pages) pages += p.fr + " | " + p.en + "\n";
  out.push_back(area("pages", N_("Pages"), pages, l,
                     N_("The headings, one a line: in French | in English. Each question says on "
                        "which page it stands.")));
  out.push_back(number("position", N_("Place in the list (small numbers first)"), q.position, l));
  out.push_back(tick("open", N_("Open: people can fill it in"), q.open, l));
  return out;
}

std::vector<Field> question_fields(const Questionnaire& q, const Question& one, bool fresh,
                                   const Language& l) {
  std::vector<Field> out;
  if (fresh) {
    Field code = text("code", N_("Word for the API"), one.code, l);
    code.hint = l.tr(N_("Small letters, digits and hyphens. It does not change afterwards."));
    out.push_back(std::move(code));
  }
  out.push_back(text("label_fr", N_("Question in French"), one.label.fr, l));
  out.push_back(text("label_en", N_("Question in English"), one.label.en, l));
  out.push_back(area("hint_fr", N_("Explanation in French"), one.hint.fr, l));
  out.push_back(area("hint_en", N_("Explanation in English"), one.hint.en, l));
  out.push_back(select("kind", N_("Kind of answer"), kind_words(), one.kind, l));
  out.push_back(select("means", N_("What the answer leads to"), means_words(), one.means, l));
  std::string options;
  for (const auto& o : one.options)
    if (!o.retired) options += o.value + " | " + o.label.fr + " | " + o.label.en + "\n";
  out.push_back(area("options", N_("Answers to choose from"), options, l,
                     N_("One a line: word | in French | in English. For kinds of help: their "
                        "words; none for all. What you take away is kept for old forms.")));
  Field page = text("page", N_("Page"), std::to_string(one.page), l);
  page.type = "select";
  for (std::size_t i = 0; i < q.pages.size(); ++i)
    page.options.push_back({std::to_string(i + 1),
                            std::to_string(i + 1) + ". " + q.pages[i].in(l.code()), "",
                            one.page == static_cast<std::int64_t>(i + 1)});
  out.push_back(std::move(page));
  Field shown = text("shown_question", N_("Shown only if this question"),
                     one.shown_if ? one.shown_if->question : "", l, false);
  shown.type = "select";
  shown.options.push_back({"", l.tr(N_("Always shown")), "", !one.shown_if});
  for (const auto& other : q.questions)
    if (!other.retired && other.code != one.code &&
        (other.kind == Kind::choice || other.kind == Kind::choices || other.kind == Kind::yes_no ||
         other.kind == Kind::needs))
      shown.options.push_back({other.code, other.label.in(l.code()), "",
                               one.shown_if && one.shown_if->question == other.code});
  out.push_back(std::move(shown));
  std::string is;
  if (one.shown_if)
    for (const auto& v : one.shown_if->is) is += (is.empty() ? "" : ", ") + v;
  Field answers = text("shown_is", N_("has one of these answers"), is, l, false);
  answers.hint = l.tr(N_("Their words, with commas between. For yes or no: yes, no."));
  out.push_back(std::move(answers));
  out.push_back(number("minimum", N_("Smallest number"), one.minimum, l));
  out.push_back(
      number("maximum", N_("Largest number or number of letters (0: as usual)"), one.maximum, l));
  out.push_back(tick("needed", N_("Must be answered"), one.required, l));
  if (!fresh) out.push_back(tick("retired", N_("Retired: no longer asked"), one.retired, l));
  return out;
}

void read_questionnaire_form(const Input& input, Errors& errors, Questionnaire& q) {
  Reader reader(input, errors);
  q.title.fr = reader.text("title_fr", {.required = true, .max = 120});
  q.title.en = reader.text("title_en", {.required = true, .max = 120});
  q.lead.fr = reader.text("lead_fr", {.max = 600, .lines = true});
  q.lead.en = reader.text("lead_en", {.max = 600, .lines = true});
  q.pages.clear();
  for (const auto& line :
       lines_of(reader.text("pages", {.required = true, .max = 4000, .lines = true}))) {
    const auto p = parts_of(line);
    if (p.size() != 2 || p[0].empty() || p[1].empty()) {
      errors.add("pages", Message{N_("Write each page on a line: in French | in English.")});
      break;
    }
    q.pages.push_back({p[0], p[1]});
  }
  if (q.pages.size() > kMostPages)
    errors.add("pages", Message{N_("At most {1} of these."), {std::to_string(kMostPages)}});
  q.position = reader.number("position", {.required = true, .max = 100'000}).value_or(0);
  q.open = reader.flag("open");
}

void read_question_form(const Input& input, Errors& errors, Question& one) {
  Reader reader(input, errors);
  if (one.code.empty()) {
    one.code = reader.text("code", {.required = true, .max = 40});
    if (!one.code.empty() && !is_code(one.code))
      errors.add("code", Message{N_("Write small letters, digits and hyphens only.")});
  }
  one.label.fr = reader.text("label_fr", {.required = true, .max = 200});
  one.label.en = reader.text("label_en", {.required = true, .max = 200});
  one.hint.fr = reader.text("hint_fr", {.max = 400, .lines = true});
  one.hint.en = reader.text("hint_en", {.max = 400, .lines = true});
  one.kind = kind_of(reader.choice("kind", kind_words(), true));
  one.means = means_of(reader.choice("means", means_words(), true));
  read_options(reader, one);
  one.page = reader.number("page", {.required = true, .min = 1, .max = kMostPages}).value_or(1);
  one.shown_if.reset();
  if (input.has("shown_question")) {
    Condition condition;
    condition.question = reader.text("shown_question", {.max = 40});
    std::string typed = reader.text(
        "shown_is", {.required = true, .max = 400, .missing = {N_("Say which answers show it.")}});
    std::replace(typed.begin(), typed.end(), ',', '|');
    for (auto& part : parts_of(typed))
      if (!part.empty()) condition.is.push_back(std::move(part));
    one.shown_if = std::move(condition);
  }
  one.minimum = reader.number("minimum", {.max = 10'000'000}).value_or(0);
  one.maximum = reader.number("maximum", {.max = 10'000'000}).value_or(0);
  one.required = reader.flag("needed");
  one.retired = reader.flag("retired");
}

}  // namespace palier::frontline
