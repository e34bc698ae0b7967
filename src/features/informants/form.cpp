#include "features/informants/form.hpp"

#include <algorithm>

#include "core/form/clean.hpp"

namespace palier::informants {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using html::Field;
using i18n::Language;

Field field(const char* name, std::string label, const char* type = "text") {
  Field f;
  f.name = name;
  f.label = std::move(label);
  f.type = type;
  f.required = true;
  return f;
}

Field lines(const char* name, std::string label, std::string hint, int max = 600) {
  auto f = field(name, std::move(label), "textarea");
  f.hint = std::move(hint);
  f.max = max;
  f.rows = 3;
  return f;
}

std::string seen(Reader& reader, const char* name, const Reader::Text& rule) {
  auto text = reader.text(name, rule);
  if (!text.empty() && form::looks_empty(text)) reader.errors().add(name, rule.missing);
  return text;
}

places::AreaId read_quarter(Reader& reader, const std::vector<places::Area>& quarters) {
  std::vector<std::string> ids;
  ids.reserve(quarters.size());
  for (const auto& q : quarters) ids.push_back(q.id.str());
  const auto chosen = reader.choice("quarter", ids, true, {N_("Choose the quarter.")});
  return places::AreaId::parse(chosen).value_or(places::AreaId{});
}

Field quarter_field(const std::vector<places::Area>& quarters, places::AreaId own,
                    const Language& l) {
  auto f = field("quarter", l.tr(N_("Which quarter?")), "select");
  f.options.reserve(quarters.size() + 1);
  f.options.push_back({"", l.tr(N_("Choose")), "", !own});
  for (const auto& q : quarters) f.options.push_back({q.id.str(), q.name, "", q.id == own});
  return f;
}

constexpr const char* kConsents[] = {"spoken", "written", "guardian"};

}  // namespace

CandidateForm read_candidate(const Input& input, Errors& errors,
                             const std::vector<places::Area>& quarters) {
  Reader reader(input, errors);
  CandidateForm out;
  out.quarter = read_quarter(reader, quarters);
  out.why = seen(reader, "why",
                 {.required = true,
                  .max = 600,
                  .lines = true,
                  .missing = {N_("Say in a few words why you would like to.")}});
  out.knows = seen(reader, "knows",
                   {.required = true,
                    .max = 600,
                    .lines = true,
                    .missing = {N_("Say how you know the quarter.")}});
  out.hours =
      seen(reader, "hours",
           {.required = true, .max = 200, .missing = {N_("Say when neighbours can find you.")}});
  return out;
}

std::vector<Field> candidate_fields(const std::vector<places::Area>& quarters, places::AreaId own,
                                    const Language& l) {
  return {
      quarter_field(quarters, own, l),
      lines("why", l.tr(N_("Why would you like to?")), l.tr(N_("Two sentences are enough."))),
      lines("knows", l.tr(N_("How do you know the quarter?")),
            l.tr(N_("Since when you live there, which shops or stairs you know, whom you meet."))),
      [&] {
        auto f = field("hours", l.tr(N_("When can neighbours find you?")));
        f.hint = l.tr(N_("For example: at the market on Saturday, by phone in the evening."));
        f.max = 200;
        return f;
      }()};
}

InviteForm read_invite(const Input& input, Errors& errors,
                       const std::vector<places::Area>& quarters, std::string_view region) {
  Reader reader(input, errors);
  InviteForm out;
  const auto typed = reader.text(
      "contact",
      {.required = true, .max = 200, .missing = {N_("Write their e-mail address or phone.")}});
  out.email = form::normal_email(typed);
  if (out.email.empty()) out.phone = form::normal_phone(typed, region);
  if (!typed.empty() && out.email.empty() && out.phone.empty())
    errors.add("contact", {N_("This is neither an e-mail address nor a phone number.")});
  out.quarter = read_quarter(reader, quarters);
  return out;
}

std::vector<Field> invite_fields(const std::vector<places::Area>& quarters, places::AreaId own,
                                 const Language& l) {
  auto contact = field("contact", l.tr(N_("Their e-mail address or phone number")));
  contact.hint =
      l.tr(N_("We write to them once, in your first name. They decide. We do not keep "
              "the address."));
  contact.max = 200;
  std::vector<Field> out;
  out.reserve(2);
  out.push_back(std::move(contact));
  out.push_back(quarter_field(quarters, own, l));
  return out;
}

DecisionForm read_decision(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  DecisionForm out;
  out.confirm =
      reader.choice("decision", {"confirm", "refuse"}, true, {N_("Decide.")}) == "confirm";
  out.reason = read_reason(input, errors);
  return out;
}

std::vector<Field> decision_fields(const Language& l) {
  auto decision = field("decision", l.tr(N_("Your decision")), "radios");
  decision.options = {{"confirm", l.tr(N_("Confirm: for a year")), "", false},
                      {"refuse", l.tr(N_("Not this time")), "", false}};
  std::vector<Field> out;
  out.reserve(2);
  out.push_back(std::move(decision));
  out.push_back(reason_field(l, N_("Why?")));
  out.back().hint = l.tr(
      N_("They can read it: whom you asked, whether you met them, what spoke for or against."));
  return out;
}

std::string read_reason(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  return seen(
      reader, "reason",
      {.required = true, .max = 600, .lines = true, .missing = {N_("Say why, in a few words.")}});
}

Field reason_field(const Language& l, const char* label) {
  return lines("reason", l.tr(label), l.tr(N_("They can read it.")));
}

CareForm read_care(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  CareForm out;
  out.on = reader.choice("on", {"yes", "no"}, true, {N_("Say yes or no.")}) == "yes";
  if (!out.on) return out;
  out.days = reader
                 .number("days", {.required = true,
                                  .min = 1,
                                  .max = 30,
                                  .missing = {N_("Write a number of days, from 1 to 30.")}})
                 .value_or(3);
  out.way = reader.choice("way", {"phone", "door"}, true,
                          {N_("Say how one should ask after you.")}) == "door"
                ? Way::door
                : Way::phone;
  out.note = reader.text("note", {.max = 200});
  return out;
}

std::vector<Field> care_fields(const std::optional<CareRow>& now, const Language& l) {
  std::vector<Field> out;
  out.reserve(4);
  auto on = field("on", l.tr(N_("Should somebody ask after you?")), "radios");
  on.options = {
      {"yes", l.tr(N_("Yes, if nobody has heard from me for a while")), "", now.has_value()},
      {"no", l.tr(N_("No")), "", !now}};
  out.push_back(std::move(on));
  auto days = field("days", l.tr(N_("After how many days?")));
  days.hint = l.tr(N_("Opening this site counts as news, and so does the button in our letter."));
  days.inputmode = "numeric";
  days.width = 3;
  days.value = std::to_string(now ? now->days : 3);
  out.push_back(std::move(days));
  auto way = field("way", l.tr(N_("How?")), "radios");
  way.options = {{"phone", l.tr(N_("By telephone")),
                  l.tr(N_("The informant then sees your first name and your number.")),
                  !now || now->way == Way::phone},
                 {"door", l.tr(N_("At my door")),
                  l.tr(N_("The informant then sees your first name and your address.")),
                  now && now->way == Way::door}};
  out.push_back(std::move(way));
  auto note = field("note", l.tr(N_("What helps?")));
  note.hint = l.tr(N_("For example: let it ring for long, or knock at the window."));
  note.required = false;
  note.max = 200;
  if (now) note.value = now->note;
  out.push_back(std::move(note));
  return out;
}

CheckForm read_check(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  CheckForm out;
  const auto word =
      reader.choice("outcome", {"well", "needs_help", "nobody"}, true, {N_("Say what you found.")});
  out.outcome = word == "nobody"       ? Outcome::nobody
                : word == "needs_help" ? Outcome::needs_help
                                       : Outcome::well;
  out.note = reader.text("note", {.max = 300});
  return out;
}

std::vector<Field> check_fields(const Language& l) {
  auto what = field("outcome", l.tr(N_("What did you find?")), "radios");
  what.options = {
      {"well", l.tr(N_("I reached them, all is well")), "", false},
      {"needs_help", l.tr(N_("I reached them, they need help")),
       l.tr(N_("You then pass on what they ask for.")), false},
      {"nobody", l.tr(N_("Nobody answers")), l.tr(N_("The desk is told at once.")), false}};
  auto note = field("note", l.tr(N_("A note for the desk")));
  note.required = false;
  note.max = 300;
  std::vector<Field> out;
  out.reserve(2);
  out.push_back(std::move(what));
  out.push_back(std::move(note));
  return out;
}

HeardForm read_heard(const Input& input, Errors& errors, bool known, std::string_view region) {
  Reader reader(input, errors);
  HeardForm out;
  if (!known) {
    out.first_name =
        seen(reader, "first_name",
             {.required = true, .max = 60, .missing = {N_("Write this person’s first name.")}});
    out.last_name = reader.text("last_name", {.max = 60});
    const auto phone = reader.text("phone", {.max = 30});
    out.phone = phone.empty() ? "" : form::normal_phone(phone, region);
    if (!phone.empty() && out.phone.empty())
      errors.add("phone", {N_("This is not a phone number.")});
  }
  out.vulnerable = reader.flag("vulnerable");
  out.urgent = reader.choice("urgency", {"normal", "urgent"}, false) == "urgent";
  out.consent = reader.choice("consent", {std::begin(kConsents), std::end(kConsents)}, true,
                              {N_("Say how this person agreed. Nothing is passed on without it.")});
  return out;
}

std::vector<Field> person_fields(const Language& l) {
  std::vector<Field> out;
  out.reserve(3);
  out.push_back(field("first_name", l.tr(N_("Their first name"))));
  out.back().max = 60;
  out.push_back(field("last_name", l.tr(N_("Their last name"))));
  out.back().max = 60;
  out.back().required = false;
  out.push_back(field("phone", l.tr(N_("Their phone number")), "tel"));
  out.back().hint = l.tr(N_("If they have one: whoever is accepted to help can then ring them."));
  out.back().required = false;
  out.back().width = 20;
  return out;
}

std::vector<Field> consent_fields(const Language& l) {
  std::vector<Field> out;
  out.reserve(3);
  auto frail = field("vulnerable", l.tr(N_("Protection")), "checkboxes");
  frail.options = {
      {"1", l.tr(N_("A person to protect: only verified neighbours may come")), "", false}};
  frail.required = false;
  out.push_back(std::move(frail));
  auto urgency = field("urgency", l.tr(N_("How urgent is it?")), "radios");
  urgency.options = {{"normal", l.tr(N_("It can wait a little")), "", true},
                     {"urgent", l.tr(N_("It is urgent")), "", false}};
  out.push_back(std::move(urgency));
  auto consent = field("consent", l.tr(N_("How did the person agree?")), "radios");
  consent.hint = l.tr(N_("Read them the words above. They are kept with the day and your name."));
  consent.options = {{"spoken", l.tr(N_("I spoke to them, and they agree")), "", false},
                     {"written", l.tr(N_("In writing")), "", false},
                     {"guardian", l.tr(N_("I spoke to their guardian, who agrees")), "", false}};
  out.push_back(std::move(consent));
  return out;
}

const char* consent_words() {
  return N_(
      "Your neighbours see what you ask for, with your first name and your quarter. Your address "
      "and "
      "your telephone go only to the one who is accepted to help you. You can take it back "
      "whenever "
      "you like: tell me, or ring the desk.");
}

}  // namespace palier::informants
