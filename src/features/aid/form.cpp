#include "features/aid/form.hpp"

#include <charconv>

#include "core/i18n/zone.hpp"

namespace palier::aid {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using i18n::Message;
namespace chrono = std::chrono;

constexpr std::size_t kTitleMax = 80;
constexpr std::size_t kDetailsMax = 2000;
constexpr std::size_t kDatesMax = 10;
constexpr chrono::days kFarthest{366};

/// The place of a word in an enum's words, which are in its order.
template <class E>
E enum_of(std::string_view text, const std::vector<std::string>& words, E otherwise) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return static_cast<E>(i);
  return otherwise;
}

const std::vector<std::string>& repeats_words() {
  static const std::vector<std::string> words{"once", "daily", "weekly", "fortnightly", "monthly"};
  return words;
}
const std::vector<std::string>& scope_words() {
  static const std::vector<std::string> words{"building", "street", "quarter", "city", "radius"};
  return words;
}
const std::vector<std::string>& payment_words() {
  static const std::vector<std::string> words{"free", "expenses", "paid"};
  return words;
}
const std::vector<std::string>& consent_words() {
  static const std::vector<std::string> words{"none", "spoken", "written", "guardian"};
  return words;
}

void read_category(const Input& input, Errors& errors, const FormContext& context, PostForm& out) {
  const std::string& typed = input.one("category");
  if (typed.empty()) {
    errors.add("category", Message{context.kind == Kind::need ? N_("Choose what you need.")
                                                              : N_("Choose what you offer.")});
    return;
  }
  const Category* found = category_of(input, context.catalogue);
  if (!found || (!found->active && found->id != context.kept)) {
    errors.add("category",
               Message{N_("This kind of help does not exist. Choose one in the list.")});
    return;
  }
  out.category = found;
}

std::vector<std::string> values_of(const Question& q) {
  std::vector<std::string> values;
  values.reserve(q.choices.size());
  for (const auto& o : q.choices) values.push_back(o.value);
  return values;
}

void read_question(const Question& q, Reader& reader, Replies& replies) {
  const std::string field = q.field();
  std::vector<std::string> said;
  const auto keep = [&](std::string v) {
    if (!v.empty()) said.push_back(std::move(v));
  };
  const std::size_t most = q.maximum > 0 ? static_cast<std::size_t>(q.maximum) : 200;
  switch (q.kind) {
    case QuestionKind::text:
      keep(reader.text(field, {.required = q.required, .max = most}));
      break;
    case QuestionKind::lines:
      keep(reader.text(field, {.required = q.required, .max = most, .lines = true}));
      break;
    case QuestionKind::number: {
      const std::int64_t top = q.maximum > 0 ? q.maximum : 1'000'000;
      if (const auto n =
              reader.number(field, {.required = q.required, .min = q.minimum, .max = top}))
        keep(std::to_string(*n));
      break;
    }
    case QuestionKind::money: {
      const std::int64_t top = q.maximum > 0 ? q.maximum : 10'000'000;
      if (const auto n =
              reader.euros(field, {.required = q.required, .min = q.minimum, .max = top}))
        keep(std::to_string(*n));
      break;
    }
    case QuestionKind::choice:
      keep(reader.choice(field, values_of(q), q.required));
      break;
    case QuestionKind::choices:
      said = reader.choices(field, values_of(q), q.required);
      break;
    case QuestionKind::yes_no: {
      const auto v = reader.choice(field, {"yes", "no", "1"}, q.required);
      keep(v == "1" ? "yes" : v);  // JSON's true is "1".
      break;
    }
  }
  if (!said.empty()) replies[q.code] = std::move(said);
}

void read_questions(const Input& input, Errors& errors, const FormContext& context, PostForm& out) {
  if (!out.category) return;
  Reader reader(input, errors);
  for (const Question* q : out.category->asked(context.kind))
    read_question(*q, reader, out.replies);
}

void read_details(const Input& input, Errors& errors, const FormContext& context, PostForm& out) {
  Reader reader(input, errors);
  out.title = reader.text("title", {.max = kTitleMax});
  const bool nothing_asked = out.category && out.category->asked(context.kind).empty();
  out.details = reader.text("details", {.required = nothing_asked,
                                        .max = kDetailsMax,
                                        .lines = true,
                                        .missing = {N_("Say in a few words what it is about.")}});
}

void read_whom(const Input& input, Errors& errors, const FormContext&, PostForm& out) {
  Reader reader(input, errors);
  out.for_other = reader.choice("for", {"me", "other"}, false) == "other";
  out.vulnerable = reader.flag("vulnerable");
  if (!out.for_other) return;
  out.other_name = reader.text(
      "other_name",
      {.required = true, .max = 60, .missing = {N_("Write this person’s first name.")}});
  out.consent = enum_of(
      reader.choice("consent", {"spoken", "written", "guardian"}, true,
                    {N_("Say how this person agreed. We cannot ask for somebody who does not know "
                        "about it.")}),
      consent_words(), Consent::none);
}

/// Several in a JSON array, or in one line between commas.
std::vector<std::string> dates_typed(const Input& input) {
  std::vector<std::string> out;
  for (const auto& value : input.many("dates")) {
    std::size_t from = 0;
    while (from <= value.size()) {
      const auto comma = std::min(value.find_first_of(",;\n", from), value.size());
      std::string part = value.substr(from, comma - from);
      std::erase(part, ' ');
      if (!part.empty()) out.push_back(std::move(part));
      from = comma + 1;
    }
  }
  return out;
}

void read_dates(const Input& input, Errors& errors, Instant now, PostForm& out) {
  for (const auto& typed : dates_typed(input)) {
    if (out.dates.size() == kDatesMax) {
      errors.add("dates", Message{N_("Give at most {1} dates."), {std::to_string(kDatesMax)}});
      return;
    }
    Input single;
    single.set("dates", typed);
    Reader reader(single, errors);
    if (const auto day = reader.day("dates", false, now, now + kFarthest))
      out.dates.push_back(*day);
  }
  std::sort(out.dates.begin(), out.dates.end());
  out.dates.erase(std::unique(out.dates.begin(), out.dates.end()), out.dates.end());
}

void read_when(const Input& input, Errors& errors, const FormContext& context, PostForm& out) {
  Reader reader(input, errors);
  if (context.kind == Kind::need) {
    out.urgent = reader.choice("urgency", {"normal", "urgent"}, false) == "urgent";
    out.needed_by = reader.day("needed_by", false, context.now, context.now + kFarthest);
  }
  std::vector<std::string> blocks;
  blocks.reserve(kBlocks);
  for (int i = 0; i < kBlocks; ++i) blocks.push_back(block_word(i));
  for (const auto& w : reader.choices("windows", blocks, false))
    out.windows |= std::int64_t{1} << *block_of(w);
  read_dates(input, errors, context.now, out);
  out.repeats =
      enum_of(reader.choice("repeats", repeats_words(), false), repeats_words(), Repeats::once);
}

void read_how(const Input& input, Errors& errors, const FormContext&, PostForm& out) {
  Reader reader(input, errors);
  const auto contactless = reader.choice("contactless", {"yes", "no", "1"}, false);
  out.contactless = out.category && out.category->contactless && contactless != "no";
  out.payment =
      enum_of(reader.choice("payment", payment_words(), false), payment_words(), Payment::free);
  if (out.payment == Payment::paid)
    out.amount_cents = reader.euros("amount", {.required = true,
                                               .min = 100,
                                               .max = 100'000,
                                               .missing = {N_("Write how much, in euros.")}});
  out.people = reader.number("people", {.min = 1, .max = 20}).value_or(1);
  out.scope = enum_of(reader.choice("scope", scope_words(), false), scope_words(), Scope::city);
  if (out.scope == Scope::radius)
    out.radius_m = reader
                       .number("radius", {.required = true,
                                          .min = 300,
                                          .max = 50'000,
                                          .missing = {N_("Write how far, in metres.")}})
                       .value_or(0);
  out.verified_only = reader.flag("verified_only");
}

}  // namespace

std::string_view word(Step step) {
  constexpr std::array<std::string_view, kSteps.size()> words{
      "category", "questions", "details", "whom", "where", "when", "how"};
  return words[static_cast<std::size_t>(step)];
}

std::optional<Step> step_of_word(std::string_view text) {
  for (const Step s : kSteps)
    if (word(s) == text) return s;
  return {};
}

const Category* category_of(const Input& input, const Catalogue& catalogue) {
  const std::string& typed = input.one("category");
  if (const Category* by_code = catalogue.find(std::string_view(typed))) return by_code;
  const auto id = CategoryId::parse(typed);
  return id ? catalogue.find(*id) : nullptr;
}

void read_step(Step step, const Input& input, Errors& errors, const FormContext& context,
               PostForm& out) {
  switch (step) {
    case Step::category:
      return read_category(input, errors, context, out);
    case Step::questions:
      return read_questions(input, errors, context, out);
    case Step::details:
      return read_details(input, errors, context, out);
    case Step::whom:
      return read_whom(input, errors, context, out);
    case Step::where:
      return;
    case Step::when:
      return read_when(input, errors, context, out);
    case Step::how:
      return read_how(input, errors, context, out);
  }
}

PostForm read_post(const Input& input, Errors& errors, const FormContext& context) {
  PostForm out;
  for (const Step step : kSteps) read_step(step, input, errors, context, out);
  return out;
}

AnswerForm read_answer(const Input& input, Errors& errors, Kind kind) {
  Reader reader(input, errors);
  AnswerForm out;
  out.message = reader.text("message", {.max = 1000, .lines = true});
  out.available = reader.text("available", {.max = 200});
  if (kind == Kind::offer) out.vulnerable = reader.flag("vulnerable");
  return out;
}

std::string read_word(std::string_view field, const Input& input, Errors& errors) {
  Reader reader(input, errors);
  return reader.text(field, {.max = 500, .lines = true});
}

}  // namespace palier::aid
