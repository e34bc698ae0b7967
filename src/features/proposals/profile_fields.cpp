// The pages of "When and how can you help?", drawn.
#include "core/i18n/zone.hpp"
#include "features/proposals/profile_form.hpp"

namespace palier::proposals {
namespace {

using html::Field;
using i18n::Language;
using i18n::Message;

constexpr int kBlocks = 21;

// In sentences and lists alike: "It would be {1}." Whole names, for word order is a language's own.
constexpr std::array<const char*, kBlocks> kBlockNames{
    N_("on Monday morning"),    N_("on Monday afternoon"),    N_("on Monday evening"),
    N_("on Tuesday morning"),   N_("on Tuesday afternoon"),   N_("on Tuesday evening"),
    N_("on Wednesday morning"), N_("on Wednesday afternoon"), N_("on Wednesday evening"),
    N_("on Thursday morning"),  N_("on Thursday afternoon"),  N_("on Thursday evening"),
    N_("on Friday morning"),    N_("on Friday afternoon"),    N_("on Friday evening"),
    N_("on Saturday morning"),  N_("on Saturday afternoon"),  N_("on Saturday evening"),
    N_("on Sunday morning"),    N_("on Sunday afternoon"),    N_("on Sunday evening")};

Field field(std::string name, std::string type, std::string label, std::string hint = {}) {
  Field f;
  f.name = std::move(name);
  f.type = std::move(type);
  f.label = std::move(label);
  f.hint = std::move(hint);
  f.required = true;
  return f;
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

Field yes_or_no(std::string name, const char* label, const char* hint, bool yes,
                const Language& l) {
  Field f = field(std::move(name), "radios", l.tr(label), hint ? l.tr(hint) : "");
  f.options = {{"yes", l.tr(N_("Yes")), "", yes}, {"no", l.tr(N_("No")), "", !yes}};
  return f;
}

/// Numbers to choose from; what was chosen before is among them.
Field numbers(std::string name, const char* label, const char* hint,
              std::vector<std::int64_t> choices, std::int64_t chosen,
              const std::function<std::string(std::int64_t)>& label_of, const Language& l) {
  Field f = field(std::move(name), "radios", l.tr(label), hint ? l.tr(hint) : "");
  if (std::find(choices.begin(), choices.end(), chosen) == choices.end())
    choices.insert(std::upper_bound(choices.begin(), choices.end(), chosen), chosen);
  for (const auto n : choices)
    f.options.push_back({std::to_string(n), label_of(n), "", n == chosen});
  return f;
}

Field hour(std::string name, const char* label, const char* hint, std::int64_t chosen,
           const Language& l) {
  Field f = field(std::move(name), "select", l.tr(label), hint ? l.tr(hint) : "");
  f.width = 5;
  const auto add = [&](std::int64_t m) {
    f.options.push_back(
        {fmt::format("{:02}:{:02}", m / 60, m % 60), hour_name(m, l), "", m == chosen});
  };
  for (std::int64_t m = 0; m < 24 * 60; m += 60) {
    add(m);
    if (chosen > m && chosen < m + 60) add(chosen);
  }
  return f;
}

std::vector<Field> children_fields(const Profile& p, const Kinds& kinds, const Language& l) {
  Field ages = field("child_ages", "checkboxes", l.tr(N_("Of what ages?")),
                     l.tr(N_("Tick all that apply.")));
  for (const auto& k : kinds)
    for (const auto& [value, label] : k.ages)
      ages.options.push_back({value, label, "", has(p.child_ages, value)});
  Field most =
      field("max_children", "text", l.tr(N_("How many children can you look after at a time?")));
  most.inputmode = "numeric";
  most.width = 2;
  if (p.max_children) most.value = std::to_string(p.max_children);
  return {
      ages, most,
      yes_or_no("has_children", N_("Do you have children yourself?"),
                N_("Some parents prefer another parent. Nobody else is told."), p.has_children, l)};
}

std::vector<Field> when_fields(const Profile& p, const Language& l) {
  Field week = field("windows", "week", l.tr(N_("Which moments of the week suit you?")),
                     l.tr(N_("Tick nothing if any moment suits.")));
  for (int i = 0; i < kBlocks; ++i)
    week.options.push_back({block_word(i), block_name(i, l), "", (p.windows >> i & 1) != 0});
  Field per_week =
      field("per_week", "text", l.tr(N_("How many people can you help in a week?")),
            l.tr(N_("From 1 to 14. Once your week is full, we ask you nothing more.")));
  per_week.inputmode = "numeric";
  per_week.width = 2;
  per_week.value = std::to_string(p.per_week);
  return {week, per_week};
}

}  // namespace

std::string block_name(std::int64_t block, const Language& l) {
  if (block < 0 || block >= kBlocks) return "";
  return l.tr(kBlockNames[static_cast<std::size_t>(block)]);
}

std::string week_line(std::int64_t windows, const Language& l) {
  if (windows == 0) return l.tr(N_("Any time"));
  static constexpr std::array<const char*, 3> kParts{N_("morning"), N_("afternoon"), N_("evening")};
  const auto days = html::day_names(l);
  std::string out;
  for (std::size_t day = 0; day < 7; ++day) {
    std::string parts;
    int count = 0;
    for (std::size_t part = 0; part < 3; ++part)
      if (windows >> (day * 3 + part) & 1) {
        parts += (count++ ? ", " : "") + std::string(l.tr(kParts[part]));
      }
    if (!count) continue;
    out += (out.empty() ? "" : ", ") + days[day] + (count == 3 ? "" : " (" + parts + ")");
  }
  return out;
}

std::string hour_name(std::int64_t m, const Language& l) {
  if (m % 60 == 0) return l.tr(Message{N_("{1}:00"), {std::to_string(m / 60)}});
  return l.tr(Message{N_("{1}:{2}"), {std::to_string(m / 60), fmt::format("{:02}", m % 60)}});
}

std::string radius_name(std::int64_t metres, const Language& l) {
  if (metres >= kAnywhere) return l.tr(N_("Anywhere in town"));
  const auto far = metres % 1000 == 0 ? l.number(metres / 1000) + "\u00a0km"
                                      : l.distance(static_cast<double>(metres));
  return l.tr(Message{N_("Up to {1} from home"), {far}});
}

Message question(Section section) {
  switch (section) {
    case Section::what:
      return {N_("What can you do?")};
    case Section::children:
      return {N_("Looking after children")};
    case Section::where:
      return {N_("How far from home can you go?")};
    case Section::when:
      return {N_("When can you help?")};
    case Section::frail:
      return {N_("Would you help somebody frail?")};
    case Section::asks:
      return {N_("How often may we ask you?")};
  }
  return {""};
}

std::vector<Field> section_fields(Section section, const Profile& p, const Kinds& kinds,
                                  const Language& l) {
  switch (section) {
    case Section::what: {
      Field f = field("kinds", "checkboxes", l.tr(question(section)),
                      l.tr(N_("Tick all that apply. We ask you only for these.")));
      f.as_heading = true;
      for (const auto& k : kinds)
        f.options.push_back({k.code, k.name, k.hint, has(p.kinds, k.code), k.icon});
      return {f};
    }
    case Section::children:
      return children_fields(p, kinds, l);
    case Section::where: {
      Field f = numbers(
          "radius", question(section).msgid,
          N_("As the crow flies. Calls by telephone are not counted."),
          {300, 500, 1000, 2000, 5000, kAnywhere}, p.radius_m,
          [&](std::int64_t m) { return radius_name(m, l); }, l);
      f.as_heading = true;
      return {f};
    }
    case Section::when:
      return when_fields(p, l);
    case Section::frail: {
      Field f = yes_or_no(
          "accepts_vulnerable", question(section).msgid,
          N_("People who are elderly, ill or disabled. For their safety we ask only neighbours "
             "whose address has been checked."),
          p.accepts_vulnerable, l);
      f.as_heading = true;
      return {f};
    }
    case Section::asks: {
      const auto times = [&](std::int64_t n) {
        const std::vector<std::string> args{l.number(n)};
        return Language::fill(l.tr("At most once a week", "At most {1} times a week", n), args);
      };
      return {numbers("asks_per_week", N_("How often may we write to ask for help?"),
                      N_("You can say no each time, in one click."), {1, 2, 3, 5, 7, 14},
                      p.asks_per_week, times, l),
              hour("quiet_from", N_("No message from"), nullptr, p.quiet_from, l),
              hour("quiet_to", N_("No message before"),
                   N_("The same hour twice means at any hour."), p.quiet_to, l),
              yes_or_no("digest", N_("A letter once a week with what is needed near you?"),
                        N_("Only what nobody has been found for."), p.digest, l)};
    }
  }
  return {};
}

Message reason(No why) {
  switch (why) {
    case No::not_now:
      return {N_("Not now")};
    case No::too_far:
      return {N_("It is too far")};
    case No::not_this_kind:
      return {N_("It is not my kind of thing")};
    case No::not_then:
      return {N_("Not at that time")};
    case No::too_often:
      return {N_("I am asked too often")};
    case No::not_them:
      return {N_("I would rather not help this person")};
    case No::other:
      return {N_("Another reason")};
  }
  return {""};
}

std::vector<Field> no_fields(const Language& l) {
  Field why = field("reason", "radios", l.tr(N_("Would you like to say why?")),
                    l.tr(N_("So that we ask you better next time. The person who asked is not "
                            "told.")));
  why.required = false;
  const std::array<const char*, 7> hints{
      nullptr,
      N_("We will ask you nearer to your home."),
      N_("We will not ask you for this kind of help again."),
      N_("We will not ask you at this moment of the week again."),
      N_("We will leave you in peace for a week, then ask less."),
      N_("You will not be asked for each other. Nobody is told."),
      nullptr};
  for (std::size_t i = 0; i < hints.size(); ++i) {
    const No no = static_cast<No>(i);
    why.options.push_back(
        {std::string(word(no)), l.tr(reason(no)), hints[i] ? l.tr(hints[i]) : "", false});
  }
  Field text = field("text", "textarea", l.tr(N_("A few words, if you like")),
                     l.tr(N_("Only the town’s coordinators read them.")));
  text.required = false;
  text.rows = 2;
  text.max = 500;
  return {why, text};
}

}  // namespace palier::proposals
