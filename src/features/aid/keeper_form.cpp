#include "features/aid/keeper.hpp"

namespace palier::aid {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using html::Field;
using i18n::Language;
using i18n::Message;

const std::vector<std::string>& icons() {
  static const std::vector<std::string> names{
      "basket", "pharmacy", "printer", "meal",    "child", "book",    "dog",   "car",
      "wrench", "toolbox",  "plant",   "paper",   "phone", "lantern", "star",  "heart",
      "home",   "people",   "cup",     "message", "bag",   "globe",   "other", "help"};
  return names;
}

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> words{"text",    "lines", "number", "choice",
                                              "choices", "money", "yes_no"};
  return words;
}

bool is_code(std::string_view s) {
  return !s.empty() && s.size() <= 40 &&
         s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::string read_code(Reader& reader) {
  auto code = reader.text("code", {.required = true, .max = 40});
  if (!code.empty() && !is_code(code))
    reader.errors().add("code", Message{N_("Write small letters, digits and hyphens only.")});
  return code;
}

std::string part(std::string_view line, std::size_t n) {
  for (; n > 0; --n) {
    const auto bar = line.find('|');
    if (bar == std::string_view::npos) return "";
    line.remove_prefix(bar + 1);
  }
  line = line.substr(0, line.find('|'));
  const auto from = line.find_first_not_of(' ');
  if (from == std::string_view::npos) return "";
  return std::string(line.substr(from, line.find_last_not_of(' ') - from + 1));
}

std::vector<Option> read_options(Reader& reader) {
  std::vector<Option> out;
  std::string text = reader.text("options", {.max = 4000, .lines = true});
  std::size_t from = 0;
  while (from < text.size()) {
    const auto end = std::min(text.find('\n', from), text.size());
    const std::string_view line = std::string_view(text).substr(from, end - from);
    from = end + 1;
    if (line.find_first_not_of(' ') == std::string_view::npos) continue;
    Option o{part(line, 0), part(line, 1), part(line, 2)};
    if (o.value.empty() || o.fr.empty() || o.en.empty()) {
      reader.errors().add(
          "options", Message{N_("Write each answer on a line: word | in French | in English.")});
      return {};
    }
    out.push_back(std::move(o));
  }
  return out;
}

Field text(std::string name, const char* label, std::string value, const Language& l,
           bool required = true) {
  Field f;
  f.name = std::move(name);
  f.label = l.tr(label);
  f.value = std::move(value);
  f.required = required;
  return f;
}

Field tick(std::string name, const char* label, bool chosen, const Language& l) {
  Field f;
  f.name = std::move(name);
  f.type = "checkboxes";
  f.label = l.tr(label);
  f.required = true;
  f.options.push_back({"1", l.tr(N_("Yes")), "", chosen});
  return f;
}

Field code_field(const std::string& code, const Language& l) {
  Field f = text("code", N_("Word for the API"), code, l);
  f.hint = l.tr(N_("Small letters, digits and hyphens. It does not change afterwards."));
  return f;
}

Field number(std::string name, const char* label, std::int64_t value, const Language& l) {
  Field f = text(std::move(name), label, std::to_string(value), l);
  f.inputmode = "numeric";
  f.width = 5;
  return f;
}

Field select(std::string name, const char* label, const std::vector<std::string>& words,
             std::string_view chosen, const Language& l) {
  Field f = text(std::move(name), label, std::string(chosen), l);
  f.type = "select";
  for (const auto& w : words) f.options.push_back({w, w, "", w == chosen});
  return f;
}

}  // namespace

void read_category_form(const Input& input, Errors& errors, Category& c) {
  Reader reader(input, errors);
  if (c.code.empty()) c.code = read_code(reader);
  c.name_fr = reader.text("name_fr", {.required = true, .max = 60});
  c.name_en = reader.text("name_en", {.required = true, .max = 60});
  c.hint_fr = reader.text("hint_fr", {.max = 200});
  c.hint_en = reader.text("hint_en", {.max = 200});
  c.icon = reader.choice("icon", icons(), true);
  c.contactless = reader.flag("contactless");
  c.needs_verified = reader.flag("needs_verified");
  c.anywhere = reader.flag("anywhere");
  c.position = reader.number("position", {.required = true, .max = 100'000}).value_or(0);
  c.active = !reader.flag("retired");
}

void read_question_form(const Input& input, Errors& errors, Question& q) {
  Reader reader(input, errors);
  if (q.code.empty()) q.code = read_code(reader);
  const auto kind = reader.choice("kind", kinds(), true);
  for (std::size_t i = 0; i < kinds().size(); ++i)
    if (kinds()[i] == kind) q.kind = static_cast<QuestionKind>(i);
  q.label_fr = reader.text("label_fr", {.required = true, .max = 120});
  q.label_en = reader.text("label_en", {.required = true, .max = 120});
  q.hint_fr = reader.text("hint_fr", {.max = 200});
  q.hint_en = reader.text("hint_en", {.max = 200});
  const auto applies = reader.choice("applies", {"both", "needs", "offers"}, true);
  q.applies = applies == "needs"    ? Applies::needs
              : applies == "offers" ? Applies::offers
                                    : Applies::both;
  q.seen = reader.flag("private") ? Seen::accepted : Seen::neighbours;
  q.required = reader.flag("needed");
  q.choices = read_options(reader);
  q.options = to_json(q.choices);
  const bool choice = q.kind == QuestionKind::choice || q.kind == QuestionKind::choices;
  if (choice && q.choices.size() < 2)
    errors.add("options", Message{N_("Write at least two answers to choose from.")});
  q.minimum = reader.number("minimum", {.max = 10'000'000}).value_or(0);
  q.maximum = reader.number("maximum", {.max = 10'000'000}).value_or(0);
  if (q.maximum && q.maximum < q.minimum)
    errors.add("maximum", Message{N_("The largest must not be smaller than the smallest.")});
  q.position = reader.number("position", {.required = true, .max = 100'000}).value_or(0);
  q.active = !reader.flag("retired");
}

std::vector<Field> category_fields(const Category& c, bool fresh, const Language& l) {
  std::vector<Field> out;
  if (fresh) out.push_back(code_field(c.code, l));
  out.push_back(text("name_fr", N_("Name in French"), c.name_fr, l));
  out.push_back(text("name_en", N_("Name in English"), c.name_en, l));
  out.push_back(text("hint_fr", N_("Explanation in French"), c.hint_fr, l, false));
  out.push_back(text("hint_en", N_("Explanation in English"), c.hint_en, l, false));
  out.push_back(select("icon", N_("Picture"), icons(), c.icon.empty() ? "star" : c.icon, l));
  out.push_back(tick("contactless", N_("Can be done without meeting"), c.contactless, l));
  out.push_back(tick("needs_verified", N_("Only verified neighbours help"), c.needs_verified, l));
  out.push_back(tick("anywhere", N_("Distance does not matter"), c.anywhere, l));
  out.push_back(number("position", N_("Place in the list (small numbers first)"), c.position, l));
  if (!fresh)
    out.push_back(tick("retired", N_("Retired: no longer offered to choose"), !c.active, l));
  return out;
}

std::vector<Field> question_fields(const Question& q, bool fresh, const Language& l) {
  std::vector<Field> out;
  if (fresh) out.push_back(code_field(q.code, l));
  out.push_back(text("label_fr", N_("Question in French"), q.label_fr, l));
  out.push_back(text("label_en", N_("Question in English"), q.label_en, l));
  out.push_back(text("hint_fr", N_("Explanation in French"), q.hint_fr, l, false));
  out.push_back(text("hint_en", N_("Explanation in English"), q.hint_en, l, false));
  out.push_back(select("kind", N_("Kind of answer"), kinds(), word(q.kind), l));
  out.push_back(select("applies", N_("Asked of"), {"both", "needs", "offers"}, word(q.applies), l));
  Field options;
  options.name = "options";
  options.type = "textarea";
  options.label = l.tr(N_("Answers to choose from"));
  options.hint = l.tr(N_("One a line: word | in French | in English."));
  for (const auto& o : q.choices) options.value += o.value + " | " + o.fr + " | " + o.en + "\n";
  out.push_back(std::move(options));
  out.push_back(number("minimum", N_("Smallest number"), q.minimum, l));
  out.push_back(
      number("maximum", N_("Largest number or number of letters (0: as usual)"), q.maximum, l));
  out.push_back(tick("needed", N_("Must be answered"), q.required, l));
  out.push_back(
      tick("private", N_("Shown only to the neighbour accepted"), q.seen == Seen::accepted, l));
  out.push_back(number("position", N_("Place in the list (small numbers first)"), q.position, l));
  if (!fresh) out.push_back(tick("retired", N_("Retired: no longer asked"), !q.active, l));
  return out;
}

}  // namespace palier::aid
