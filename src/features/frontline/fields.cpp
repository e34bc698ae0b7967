// What the pages of a questionnaire show: its inputs, and what was answered, in words.
#include "features/frontline/form.hpp"

namespace palier::frontline {
namespace {

using form::Input;
using html::Field;
using i18n::Language;

constexpr std::array<const char*, 6> kAgeLabels{N_("0 to 1 year"),    N_("1 to 2 years"),
                                                N_("3 to 5 years"),   N_("6 to 9 years"),
                                                N_("10 to 12 years"), N_("13 years and over")};

std::string week_label(std::size_t block, const Language& l) {
  static constexpr std::array<const char*, 3> parts{N_("morning"), N_("afternoon"), N_("evening")};
  return html::day_names(l)[block / 3] + " " + l.tr(parts[block % 3]);
}

Field of_question(const Question& q, const Against& a, const Language& l) {
  Field f;
  f.name = q.field();
  f.label = q.label.in(l.code());
  f.hint = q.hint.in(l.code());
  f.required = q.required;
  const auto options = [&] {
    for (const auto& o : q.options)
      if (!o.retired) f.options.push_back({o.value, o.label.in(l.code()), "", false});
  };
  switch (q.kind) {
    case Kind::text:
      if (q.means == Means::first_name) f.autocomplete = "given-name";
      if (q.means == Means::last_name) f.autocomplete = "family-name";
      if (q.means == Means::email) f.type = f.autocomplete = "email";
      if (q.means == Means::phone) f.type = f.autocomplete = "tel";
      break;
    case Kind::lines:
      f.type = "textarea";
      f.max = q.maximum > 0 ? static_cast<int>(q.maximum) : 2000;
      break;
    case Kind::number:
      f.inputmode = "numeric";
      f.width = 4;
      break;
    case Kind::choice:
      f.type = "radios";
      options();
      break;
    case Kind::choices:
      f.type = "checkboxes";
      options();
      break;
    case Kind::yes_no:
      f.type = "radios";
      f.options = {{"yes", l.tr(N_("Yes")), "", false}, {"no", l.tr(N_("No")), "", false}};
      break;
    case Kind::ages:
      f.type = "checkboxes";
      for (const auto& age : age_words()) f.options.push_back({age, age_label(age, l), "", false});
      break;
    case Kind::week:
      f.type = "week";
      for (std::size_t i = 0; i < week_words().size(); ++i)
        f.options.push_back({week_words()[i], week_label(i, l), "", false});
      break;
    case Kind::consent:
      f.type = "checkboxes";
      f.options.push_back({"1", l.tr(N_("Yes, I agree")), "", false});
      break;
    case Kind::needs:
      f.type = "checkboxes";
      for (const auto* k : kinds_asked(q, a.kinds))
        f.options.push_back({k->code, k->name, "", false, k->icon});
      break;
    case Kind::place:
      f.type = "place";
      break;
    case Kind::contact:
      break;
  }
  return f;
}

void contact_fields(const Question& q, const Language& l, std::vector<Field>& out) {
  Field way;
  way.name = "contact_way";
  way.type = "radios";
  way.label = q.label.in(l.code());
  way.hint = q.hint.in(l.code());
  way.required = true;
  way.options = {{"call", l.tr(N_("By a telephone call, also on a landline")), "", false},
                 {"letter", l.tr(N_("By a letter, at the address given")), "", false},
                 {"online", l.tr(N_("By e-mail or text message")),
                  l.tr(N_("We send a code at once, and you follow the request online.")), false}};
  Field phone;
  phone.name = "contact_phone";
  phone.type = "tel";
  phone.label = l.tr(N_("Telephone number"));
  phone.hint = l.tr(N_("Needed if we should call. For example: 01 99 00 12 34"));
  phone.autocomplete = "tel";
  phone.width = 20;
  out.push_back(std::move(way));
  out.push_back(std::move(phone));
}

std::vector<std::string> values_said(const Question& q, const Against& a, const Input& fields,
                                     const Language& l) {
  std::vector<std::string> out;
  for (const auto& v : fields.many(q.field())) {
    if (v.empty()) continue;
    switch (q.kind) {
      case Kind::choice:
      case Kind::choices:
        if (const auto* o = q.option(v)) out.push_back(o->label.in(l.code()));
        break;
      case Kind::yes_no: {
        const bool yes = v == "yes" || v == "1";
        out.emplace_back(yes ? l.tr(N_("Yes")) : l.tr(N_("No")));
      } break;
      case Kind::consent:
        out.emplace_back(l.tr(N_("Yes, I agree")));
        break;
      case Kind::ages:
        out.push_back(age_label(v, l));
        break;
      case Kind::week:
        for (std::size_t i = 0; i < week_words().size(); ++i)
          if (week_words()[i] == v) out.push_back(week_label(i, l));
        break;
      case Kind::needs:
        for (const auto& k : a.kinds)
          if (k.code == v) out.push_back(k.name);
        break;
      default:
        out.push_back(v);
    }
  }
  return out;
}

std::vector<std::string> contact_said(const Filled& f, const Language& l) {
  std::vector<std::string> out;
  out.emplace_back(l.tr(f.way == Way::call     ? N_("By a telephone call, also on a landline")
                        : f.way == Way::letter ? N_("By a letter, at the address given")
                                               : N_("By e-mail or text message")));
  if (!f.contact_phone.empty()) out.push_back(f.contact_phone);
  return out;
}

}  // namespace

const std::vector<std::string>& week_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> out;
    for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
      for (const char* part : {"morning", "afternoon", "evening"})
        out.push_back(std::string(day) + "-" + part);
    return out;
  }();
  return words;
}

const std::vector<std::string>& age_words() {
  static const std::vector<std::string> words{"0-1", "1-2", "3-5", "6-9", "10-12", "13+"};
  return words;
}

std::string age_label(std::string_view age, const Language& l) {
  for (std::size_t i = 0; i < age_words().size(); ++i)
    if (age_words()[i] == age) return l.tr(kAgeLabels[i]);
  return std::string(age);
}

std::int64_t windows_of(const std::vector<std::string>& words) {
  std::int64_t out = 0;
  for (std::size_t i = 0; i < week_words().size(); ++i)
    if (std::find(words.begin(), words.end(), week_words()[i]) != words.end())
      out |= std::int64_t{1} << i;
  return out;
}

std::vector<Field> page_fields(const Against& a, const Step& step, const Input& fields,
                               const Language& l) {
  std::vector<Field> out;
  if (!step.kind.empty()) {
    for (const auto& k : a.kinds) {
      if (k.code != step.kind) continue;
      for (Field f : k.fields) {
        f.name = "need." + step.kind + "." + f.name;
        out.push_back(std::move(f));
      }
    }
    return out;
  }
  for (const auto& q : a.questionnaire.questions) {
    if (q.page != step.page || !shown(a.questionnaire, q, fields)) continue;
    if (q.kind == Kind::contact)
      contact_fields(q, l, out);
    else
      out.push_back(of_question(q, a, l));
  }
  return out;
}

std::vector<Line> said(const Against& a, const Input& fields, const Filled& filled,
                       const Language& l) {
  std::vector<Line> out;
  for (const auto& step : steps_of(a.questionnaire, a.kinds, fields)) {
    if (!step.kind.empty()) {
      std::string name = step.kind;
      for (const auto& k : a.kinds)
        if (k.code == step.kind) name = k.name;
      Pairs own{{"category", step.kind}};
      const auto start = "need." + step.kind + ".";
      for (const auto& [field, values] : fields.all())
        if (field.starts_with(start))
          for (const auto& v : values) own.emplace_back(field.substr(start.size()), v);
      Line line{name, {}, step};
      for (const auto& one : a.aid.said(aid::Kind::need, Input::from_pairs(own), l)) {
        std::string values;
        for (const auto& v : one.answers) values += (values.empty() ? "" : ", ") + v;
        line.values.push_back(one.question + " " + values);
      }
      if (line.values.empty()) line.values.emplace_back(l.tr(N_("Nothing more")));
      out.push_back(std::move(line));
      continue;
    }
    for (const auto& q : a.questionnaire.questions) {
      if (q.page != step.page || !shown(a.questionnaire, q, fields)) continue;
      Line line{q.label.in(l.code()), {}, step};
      if (q.kind == Kind::place) {
        if (filled.where.location) line.values.push_back(filled.where.location->label);
      } else if (q.kind == Kind::contact) {
        line.values = contact_said(filled, l);
      } else {
        line.values = values_said(q, a, fields, l);
      }
      if (line.values.empty()) line.values.emplace_back(l.tr(N_("No answer")));
      out.push_back(std::move(line));
    }
  }
  return out;
}

}  // namespace palier::frontline
