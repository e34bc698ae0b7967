// Reading what was filled in: conditions, kinds of answers, what they mean.
#include "features/frontline/form.hpp"

#include <boost/json.hpp>

namespace palier::frontline {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using i18n::Message;

const std::vector<std::string>& place_fields() {
  static const std::vector<std::string> names{"address_id", "address_text", "address_for",
                                              "lat",        "lon",          "map.x",
                                              "map.y",      "quarter",      "postcode"};
  return names;
}

std::vector<std::string> values_of(const Question& q) {
  std::vector<std::string> out;
  for (const auto& o : q.options)
    if (!o.retired) out.push_back(o.value);
  return out;
}

const aid::Aid::Asked* kind_named(const Kinds& kinds, std::string_view code) {
  for (const auto& k : kinds)
    if (k.code == code) return &k;
  return nullptr;
}

std::vector<std::string> codes_of(const Question& q, const Kinds& kinds) {
  std::vector<std::string> out;
  for (const auto* k : kinds_asked(q, kinds)) out.push_back(k->code);
  return out;
}

void take_text(const Question& q, std::string value, Reader& reader, const Against& a,
               Filled& out) {
  switch (q.means) {
    case Means::first_name:
      out.first_name = std::move(value);
      break;
    case Means::last_name:
      out.last_name = std::move(value);
      break;
    case Means::other_name:
      out.other_name = std::move(value);
      break;
    case Means::details:
      out.details = std::move(value);
      break;
    case Means::email:
      if (value.empty()) break;
      out.email = form::normal_email(value);
      if (out.email.empty())
        reader.errors().add(q.field(), Message{N_("This is not an e-mail address. For example: "
                                                  "jeanne@example.org")});
      break;
    case Means::phone:
      if (value.empty()) break;
      out.phone = form::normal_phone(value, a.region);
      if (out.phone.empty())
        reader.errors().add(q.field(), Message{N_("This is not a telephone number. For example: "
                                                  "01 99 00 12 34")});
      break;
    default:
      break;
  }
}

void take_number(const Question& q, std::optional<std::int64_t> n, Filled& out) {
  if (!n) return;
  if (q.means == Means::children) out.children = n;
  if (q.means == Means::radius) out.radius_m = n;
  if (q.means == Means::per_week) out.per_week = n;
}

void take_choice(const Question& q, const std::string& value, Filled& out) {
  if (q.means == Means::job) out.job = value;
  if (q.means == Means::whom) out.other = value == "other";
  if (q.means == Means::consent_how) out.consent_how = value;
  if (!value.empty() &&
      (q.means == Means::children || q.means == Means::radius || q.means == Means::per_week))
    take_number(q, std::stoll(value), out);
}

void take_yes_no(const Question& q, bool yes, Filled& out) {
  if (q.means == Means::urgency) out.urgent = yes;
  if (q.means == Means::prefers_parent) out.prefers_parent = yes;
  if (q.means == Means::has_children) out.has_children = yes;
  if (q.means == Means::accepts_vulnerable) out.accepts_vulnerable = yes;
}

void read_contact(Reader& reader, const Against& a, Filled& out) {
  const auto way = reader.choice("contact_way", {"online", "call", "letter"}, true,
                                 {N_("Choose how you can be reached.")});
  out.way = way == "call" ? Way::call : way == "letter" ? Way::letter : Way::online;
  const auto typed =
      reader.text("contact_phone", {.required = out.way == Way::call,
                                    .max = 40,
                                    .missing = {N_("Write the number that we can call.")}});
  if (typed.empty()) return;
  out.contact_phone = form::normal_phone(typed, a.region);
  if (out.contact_phone.empty())
    reader.errors().add("contact_phone",
                        Message{N_("This is not a telephone number. For example: 01 99 00 12 34")});
}

void read_question(const Against& a, const Question& q, Reader& reader, Filled& out) {
  const auto field = q.field();
  const auto most = q.maximum > 0 ? static_cast<std::size_t>(q.maximum) : std::size_t{200};
  switch (q.kind) {
    case Kind::text:
      return take_text(
          q, reader.text(field, {.required = q.required, .max = std::min<std::size_t>(most, 500)}),
          reader, a, out);
    case Kind::lines:
      return take_text(
          q,
          reader.text(field,
                      {.required = q.required, .max = q.maximum > 0 ? most : 2000, .lines = true}),
          reader, a, out);
    case Kind::number:
      return take_number(q,
                         reader.number(field, {.required = q.required,
                                               .min = q.minimum,
                                               .max = q.maximum > 0 ? q.maximum : 1'000'000}),
                         out);
    case Kind::choice:
      return take_choice(q, reader.choice(field, values_of(q), q.required), out);
    case Kind::choices: {
      auto chosen = reader.choices(field, values_of(q), q.required);
      if (q.means == Means::spoken) out.spoken = std::move(chosen);
      return;
    }
    case Kind::yes_no: {
      const auto v = reader.choice(field, {"yes", "no", "1"}, q.required);
      return take_yes_no(q, v == "yes" || v == "1", out);
    }
    case Kind::ages:
      out.child_ages = reader.choices(field, age_words(), q.required);
      return;
    case Kind::week:
      out.windows = reader.choices(field, week_words(), q.required);
      return;
    case Kind::needs:
      out.kinds = reader.choices(field, codes_of(q, a.kinds), q.required,
                                 {N_("Choose at least one kind of help.")});
      return;
    case Kind::place: {
      places::LocationRule rule;
      rule.required = q.required;
      rule.sole_match = a.sole_match;
      out.where = places::read_location(a.places, reader.input(), reader.errors(), rule);
      return;
    }
    case Kind::contact:
      return read_contact(reader, a, out);
    case Kind::consent:
      if (reader.flag(field)) {
        out.consent = true;
      } else if (q.required) {
        reader.errors().add(field, Message{N_("Tick the box if you agree. Without it we cannot "
                                              "pass this on.")});
      }
      return;
  }
}

std::string prefix(std::string_view kind) {
  return "need." + std::string(kind) + ".";
}

}  // namespace

std::vector<const aid::Aid::Asked*> kinds_asked(const Question& q, const Kinds& kinds) {
  std::vector<const aid::Aid::Asked*> out;
  if (q.options.empty())
    for (const auto& k : kinds) out.push_back(&k);
  for (const auto& o : q.options)
    if (const auto* k = o.retired ? nullptr : kind_named(kinds, o.value)) out.push_back(k);
  return out;
}

bool shown(const Questionnaire& q, const Question& one, const Input& fields) {
  if (one.retired) return false;
  const Question* at = &one;
  // A question is there only if those it depends on are; the chain is short, and never a circle.
  for (std::size_t i = 0; at->shown_if; ++i) {
    const Question* other = q.find(at->shown_if->question);
    if (!other || other->retired || i > q.questions.size()) return false;
    const auto& given = fields.many(other->field());
    const auto& is = at->shown_if->is;
    const bool fits = std::any_of(given.begin(), given.end(), [&](const auto& v) {
      return std::find(is.begin(), is.end(), v == "1" && other->kind == Kind::yes_no ? "yes" : v) !=
             is.end();
    });
    if (!fits) return false;
    at = other;
  }
  return true;
}

std::vector<Step> steps_of(const Questionnaire& q, const Kinds& kinds, const Input& fields) {
  std::vector<Step> out;
  for (std::int64_t page = 1; page <= static_cast<std::int64_t>(q.pages.size()); ++page) {
    const Question* needs = nullptr;
    bool any = false;
    for (const auto& one : q.questions) {
      if (one.page != page || !shown(q, one, fields)) continue;
      any = true;
      if (one.kind == Kind::needs) needs = &one;
    }
    if (any) out.push_back({std::to_string(page), page, ""});
    if (!needs || q.audience == Audience::helper) continue;
    const auto& chosen = fields.many(needs->field());
    for (const auto& k : kinds)
      if (std::find(chosen.begin(), chosen.end(), k.code) != chosen.end())
        out.push_back({"need-" + k.code, 0, k.code});
  }
  return out;
}

std::vector<std::string> fields_of(const Against& a, const Step& step) {
  std::vector<std::string> out;
  if (const auto* kind = kind_named(a.kinds, step.kind)) {
    for (const auto& f : kind->fields) out.push_back(prefix(step.kind) + f.name);
    return out;
  }
  for (const auto& q : a.questionnaire.questions) {
    if (q.page != step.page || q.retired) continue;
    if (q.kind == Kind::place) {
      out.insert(out.end(), place_fields().begin(), place_fields().end());
    } else if (q.kind == Kind::contact) {
      out.insert(out.end(), {"contact_way", "contact_phone"});
    } else {
      out.push_back(q.field());
    }
  }
  return out;
}

std::optional<Step> step_of(const Against& a, const Input& fields, std::string_view field) {
  for (const auto& step : steps_of(a.questionnaire, a.kinds, fields)) {
    const auto names = fields_of(a, step);
    if (std::find(names.begin(), names.end(), field) != names.end()) return step;
  }
  return {};
}

void read_step(const Against& a, const Step& step, const Input& fields, Errors& errors,
               Filled& out) {
  if (!step.kind.empty()) {
    // What this page asks; the rest of the need is looked at when all is known.
    Input own;
    own.set("category", step.kind);
    Pairs all{{"category", step.kind}};
    const auto start = prefix(step.kind);
    for (const auto& [name, values] : fields.all())
      if (name.starts_with(start))
        for (const auto& v : values) all.emplace_back(name.substr(start.size()), v);
    add_errors(a.aid.check(aid::Kind::need, Input::from_pairs(all)), step.kind, errors);
    return;
  }
  Reader reader(fields, errors);
  for (const auto& q : a.questionnaire.questions)
    if (q.page == step.page && shown(a.questionnaire, q, fields)) read_question(a, q, reader, out);
}

Filled read_all(const Against& a, const Input& fields, Errors& errors) {
  Filled out;
  for (const auto& step : steps_of(a.questionnaire, a.kinds, fields))
    read_step(a, step, fields, errors, out);
  const bool exact = out.where.location && out.where.location->address;
  if (out.way == Way::letter && out.where.location && !exact)
    errors.add("contact_way", Message{N_("To write a letter we need the full address, with the "
                                         "number and the street.")});
  return out;
}

Input need_fields(const Against& a, const Filled& filled, const Input& fields,
                  std::string_view kind) {
  Pairs out{{"category", std::string(kind)}};
  const auto start = prefix(kind);
  for (const auto& [name, values] : fields.all())
    if (name.starts_with(start))
      for (const auto& v : values) out.emplace_back(name.substr(start.size()), v);
  Input given = Input::from_pairs(out);
  const auto put = [&](const std::string& name, const std::vector<std::string>& values) {
    if (given.has(name) || values.empty()) return;
    for (const auto& v : values) out.emplace_back(name, v);
  };
  if (const auto* asked = kind_named(a.kinds, kind)) {
    const auto asks = [&](std::string_view name) {
      return std::any_of(asked->fields.begin(), asked->fields.end(),
                         [&](const auto& f) { return f.name == name; });
    };
    if (asks("questions.ages")) put("questions.ages", filled.child_ages);
    if (asks("questions.children") && filled.children)
      put("questions.children", {std::to_string(*filled.children)});
    if (asks("questions.prefers_parent") && filled.prefers_parent)
      put("questions.prefers_parent", {"yes"});
  }
  if (!filled.details.empty()) put("details", {filled.details});
  put("windows", filled.windows);
  if (filled.urgent) put("urgency", {"urgent"});
  if (a.questionnaire.audience == Audience::person) put("vulnerable", {"1"});
  if (filled.other) {
    put("for", {"other"});
    put("other_name", {filled.other_name});
    put("consent", {filled.consent_how.empty() ? "spoken" : filled.consent_how});
  }
  return Input::from_pairs(out);
}

void add_errors(const Errors& of_need, std::string_view kind, Errors& errors) {
  for (const auto& e : of_need.entries()) {
    const bool ours = e.field.starts_with("questions.") || e.field == "details";
    errors.add(ours ? prefix(kind) + e.field : std::string(), e.message);
  }
}

Pairs pairs(const Input& input) {
  Pairs out;
  for (const auto& [name, values] : input.all())
    for (const auto& v : values) out.emplace_back(name, v);
  return out;
}

std::string to_text(const Input& input) {
  boost::json::object out;
  for (const auto& [name, values] : input.all()) {
    boost::json::array list;
    for (const auto& v : values) list.emplace_back(v);
    out[name] = std::move(list);
  }
  return boost::json::serialize(out);
}

Input from_text(std::string_view text) {
  Pairs out;
  if (text.empty()) return {};
  const auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()));
  for (const auto& [name, list] : value.as_object())
    for (const auto& v : list.as_array())
      out.emplace_back(std::string(name), std::string(v.as_string()));
  return Input::from_pairs(out);
}

}  // namespace palier::frontline
