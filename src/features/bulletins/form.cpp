#include "features/bulletins/form.hpp"

#include <algorithm>

#include "core/form/clean.hpp"
#include "core/i18n/zone.hpp"

namespace palier::bulletins {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using i18n::Language;

constexpr std::chrono::days kLongest{366};

Instant start_of_day(Instant t) {
  return i18n::from_local(i18n::local(t).day);
}
Instant next_day(Instant day) {
  const auto local = std::chrono::sys_days{i18n::local(day).day} + std::chrono::days{1};
  return i18n::from_local(std::chrono::year_month_day{local});
}

std::vector<std::string> known_circles(const FormContext& c) {
  std::vector<std::string> out;
  out.reserve(c.communes.size() + c.quarters.size());
  for (const auto& a : c.communes) out.push_back("city/" + a.id.str());
  for (const auto& a : c.quarters) out.push_back("quarter/" + a.id.str());
  return out;
}

Signature read_sign(Reader& reader, const FormContext& c) {
  std::vector<std::string> codes;
  codes.reserve(c.signatures.size());
  for (const auto& s : c.signatures) codes.push_back(s.code);
  auto code =
      reader.choice("sign", codes, codes.size() != 1, {N_("Say in whose name this is written.")});
  if (code.empty() && codes.size() == 1) code = codes.front();
  const auto it = std::find_if(c.signatures.begin(), c.signatures.end(),
                               [&](const Signature& s) { return s.code == code; });
  return it == c.signatures.end() ? Signature{} : *it;
}

std::string visible_text(Reader& reader, const char* field, const Reader::Text& rule) {
  auto text = reader.text(field, rule);
  if (!text.empty() && form::looks_empty(text)) reader.errors().add(field, rule.missing);
  return text;
}

std::string read_title(Reader& reader) {
  return visible_text(reader, "title",
                      {.required = true,
                       .max = kTitleMax,
                       .missing = {N_("Write a title: what it is about, in a few words.")}});
}
std::string read_text(Reader& reader) {
  return visible_text(
      reader, "text",
      {.required = true, .max = kTextMax, .lines = true, .missing = {N_("Write the text.")}});
}

html::Field field(const char* name, std::string label, const char* type = "text") {
  html::Field f;
  f.name = name;
  f.label = std::move(label);
  f.type = type;
  f.required = true;
  return f;
}

html::Field title_field(const Language& l) {
  auto f = field("title", l.tr(N_("Title")));
  f.hint = l.tr(N_("What it is about, in a few words: “Water cut on Tuesday morning”."));
  f.max = static_cast<int>(kTitleMax);
  return f;
}

html::Field text_field(const Language& l) {
  auto f = field("text", l.tr(N_("Text")), "textarea");
  f.hint =
      l.tr(N_("Short sentences: what happens, where, until when, what to do, whom to ring. A line "
              "that begins with a hyphen makes a list."));
  f.max = static_cast<int>(kTextMax);
  f.rows = 10;
  return f;
}

html::Field tell_field(const Language& l, const char* label) {
  auto f = field("tell", l.tr(N_("Writing to people")), "checkboxes");
  f.options = {{"1", l.tr(label), "", false}};
  return f;
}

}  // namespace

BulletinForm read_bulletin(const Input& input, Errors& errors, const FormContext& c) {
  Reader reader(input, errors);
  BulletinForm out;
  out.sign = read_sign(reader, c);
  const bool local = !out.sign.circle.empty();
  out.title = read_title(reader);
  out.text = read_text(reader);
  const auto urgent = reader.choice("urgency", {"usual", "important", "urgent"}, false);
  out.urgency = urgency(urgent).value_or(Urgency::usual);
  if (local && out.urgency == Urgency::urgent)
    errors.add("urgency", {N_("Only public bodies write urgent bulletins. In danger, ring 112.")});
  const bool areas = !c.communes.empty() || !c.quarters.empty();
  if (local) {
    out.circles = {out.sign.circle};
  } else if (areas) {
    const auto where =
        reader.choice("where", {"everywhere", "chosen"}, true, {N_("Say for whom it is.")});
    if (where == "chosen")
      out.circles = reader.choices("circles", known_circles(c), true,
                                   {N_("Choose at least one town or quarter.")});
  }
  const Instant today = start_of_day(c.now);
  const auto from = reader.day("from", false, today, today + kLongest);
  out.from = from && *from > c.now ? *from : c.now;
  const auto until = reader.day("until", true, from.value_or(today), today + 2 * kLongest);
  out.ends = until ? next_day(*until) : kNever;
  return out;
}

const std::vector<std::string>& bulletin_inputs() {
  static const std::vector<std::string> all{
      "sign",     "title",      "text",      "urgency", "where",     "circles",     "from",
      "from_day", "from_month", "from_year", "until",   "until_day", "until_month", "until_year"};
  return all;
}

std::vector<html::Field> bulletin_fields(const FormContext& c, const Language& l) {
  std::vector<html::Field> out;
  out.reserve(8);
  const bool official = std::any_of(c.signatures.begin(), c.signatures.end(),
                                    [](const Signature& s) { return s.circle.empty(); });
  if (c.signatures.size() > 1) {
    auto f = field("sign", l.tr(N_("In whose name do you write?")), "radios");
    for (const auto& s : c.signatures) f.options.push_back({s.code, s.label, "", false});
    out.push_back(std::move(f));
  }
  out.push_back(title_field(l));
  out.push_back(text_field(l));
  auto how = field("urgency", l.tr(N_("How urgent is it?")), "radios");
  how.options = {
      {"usual", l.tr(N_("Usual")),
       l.tr(N_("It is on the pages of the area, and in people’s next summary by e-mail.")), true},
      {"important", l.tr(N_("Important")),
       l.tr(N_("It stands on top, and everyone in the area is written to as they wish: at once or "
               "in their summary.")),
       false}};
  if (official)
    how.options.push_back(
        {"urgent", l.tr(N_("Urgent")),
         l.tr(N_("Everyone in the area is written to at once, by every way they allow. For danger "
                 "to health and safety, or what cannot wait until tomorrow.")),
         false});
  out.push_back(std::move(how));
  if (official && (!c.communes.empty() || !c.quarters.empty())) {
    auto where = field("where", l.tr(N_("For whom is it?")), "radios");
    where.options = {{"everywhere", l.tr(N_("Everyone here")), "", false},
                     {"chosen", l.tr(N_("Some towns or quarters, chosen below")), "", false}};
    out.push_back(std::move(where));
    auto which = field("circles", l.tr(N_("Which ones?")), "checkboxes");
    which.hint = l.tr(N_("Only where you chose so above."));
    which.required = false;
    for (const auto& a : c.communes)
      which.options.push_back({"city/" + a.id.str(), a.name, "", false});
    for (const auto& a : c.quarters)
      which.options.push_back({"quarter/" + a.id.str(), a.name, "", false});
    out.push_back(std::move(which));
  }
  auto from = field("from", l.tr(N_("From which day?")), "date");
  from.hint = l.tr(N_("Left empty, it is out at once."));
  from.required = false;
  out.push_back(std::move(from));
  auto until = field("until", l.tr(N_("Until which day, included?")), "date");
  until.hint = l.tr(N_("Afterwards it goes to the archive by itself."));
  out.push_back(std::move(until));
  return out;
}

AmendForm read_amend(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  AmendForm out;
  out.title = read_title(reader);
  out.text = read_text(reader);
  out.note = visible_text(
      reader, "note",
      {.required = true, .max = kNoteMax, .missing = {N_("Say what you have corrected.")}});
  out.tell = reader.flag("tell");
  return out;
}

std::vector<html::Field> amend_fields(const Bulletin& b, const Language& l) {
  std::vector<html::Field> out;
  out.reserve(4);
  out.push_back(title_field(l));
  out.back().value = b.title;
  out.push_back(text_field(l));
  out.back().value = b.text;
  auto note = field("note", l.tr(N_("What have you corrected?")));
  note.hint =
      l.tr(N_("It is shown with the bulletin: “The water comes back at 18:00, not 16:00”."));
  note.max = static_cast<int>(kNoteMax);
  out.push_back(std::move(note));
  if (b.urgency != Urgency::usual)
    out.push_back(tell_field(l, N_("Write to everyone in the area again, with the correction")));
  return out;
}

WithdrawForm read_withdraw(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  WithdrawForm out;
  out.why = visible_text(
      reader, "why",
      {.required = true, .max = kNoteMax, .missing = {N_("Say why it does not hold any more.")}});
  out.tell = reader.flag("tell");
  return out;
}

std::vector<html::Field> withdraw_fields(const Bulletin& b, const Language& l) {
  std::vector<html::Field> out;
  out.reserve(2);
  auto why = field("why", l.tr(N_("Why does it not hold any more?")));
  why.hint = l.tr(N_("It is shown with the bulletin, which stays in the archive."));
  why.max = static_cast<int>(kNoteMax);
  out.push_back(std::move(why));
  if (b.urgency != Urgency::usual)
    out.push_back(tell_field(l, N_("Tell everyone in the area that it does not hold any more")));
  return out;
}

BodyForm read_body(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  BodyForm out;
  out.name = visible_text(reader, "name",
                          {.required = true, .max = 80, .missing = {N_("Write the body’s name.")}});
  out.short_name =
      visible_text(reader, "short_name",
                   {.max = 30, .missing = {N_("Write it in letters, or leave it empty.")}});
  out.kind = body_kind(reader.choice("kind", {"city", "health", "state", "other"}, true,
                                     {N_("Say what kind of body it is.")}))
                 .value_or(BodyKind::other);
  for (const auto& id : input.many("signers"))
    if (const auto account = AccountId::parse(id)) out.signers.push_back(*account);
  if (out.signers.size() > 200) errors.add("signers", {N_("At most 200 people.")});
  out.closed = reader.flag("closed");
  return out;
}

}  // namespace palier::bulletins
