#include "features/moderation/form.hpp"

#include <array>

namespace palier::moderation {

std::string_view word(Action a) {
  static constexpr std::array<std::string_view, 5> kWords{"keep", "hide", "warn", "limit",
                                                          "suspend"};
  return kWords[static_cast<std::size_t>(a)];
}

std::optional<Action> action(std::string_view text) {
  for (const auto a : {Action::keep, Action::hide, Action::warn, Action::limit, Action::suspend})
    if (word(a) == text) return a;
  return {};
}

std::span<const Reason> reasons() {
  static constexpr std::array kReasons{
      Reason{"danger", N_("Someone may be in danger")},
      Reason{"scam", N_("It looks like a scam, or asks for money")},
      Reason{"insult", N_("It is hurtful or hateful")},
      Reason{"private", N_("It shows somebody’s private details")},
      Reason{"spam", N_("It is advertising, or off the subject")},
      Reason{"other", N_("Something else")},
  };
  return kReasons;
}

const char* label_of(std::string_view reason) {
  for (const Reason& r : reasons())
    if (r.word == reason) return r.label;
  return "";
}

ReportDraft read_report(const form::Input& input, form::Errors& errors) {
  form::Reader read(input, errors);
  std::vector<std::string> words;
  words.reserve(reasons().size());
  for (const Reason& r : reasons()) words.emplace_back(r.word);
  ReportDraft draft;
  draft.reason = read.choice("reason", words, true, {N_("Say what is wrong.")});
  draft.note = read.text("note", {.required = draft.reason == "other",
                                  .max = 1000,
                                  .lines = true,
                                  .missing = {N_("Say in a few words what is wrong.")}});
  return draft;
}

DecisionDraft read_decision(const form::Input& input, const std::vector<std::string>& rules,
                            form::Errors& errors) {
  form::Reader read(input, errors);
  DecisionDraft draft;
  draft.action = action(read.choice("decision", {"keep", "hide", "warn", "limit", "suspend"}, true))
                     .value_or(Action::keep);
  const bool acts = draft.action != Action::keep;
  draft.rule = read.choice("rule", rules, acts, {N_("Choose the house rule it rests on.")});
  if (draft.action == Action::limit) {
    const auto days = read.choice("days", {"1", "7", "30"}, true, {N_("Say for how many days.")});
    draft.days = days == "30" ? 30 : days == "7" ? 7 : 1;
  }
  draft.note = read.text("note", {.required = acts,
                                  .max = 1000,
                                  .lines = true,
                                  .missing = {N_("Write the reason: its author will read it.")}});
  if (!acts) draft.rule.clear();
  return draft;
}

std::string read_appeal(const form::Input& input, form::Errors& errors) {
  return form::Reader(input, errors)
      .text("words", {.required = true,
                      .max = 2000,
                      .lines = true,
                      .missing = {N_("Say in your own words why you think it is a mistake.")}});
}

AppealDraft read_appeal_decision(const form::Input& input, form::Errors& errors) {
  form::Reader read(input, errors);
  AppealDraft draft;
  draft.undo = read.choice("decision", {"undo", "confirm"}, true) == "undo";
  draft.answer = read.text("note", {.required = true,
                                    .max = 1000,
                                    .lines = true,
                                    .missing = {N_("Write the reason: its author will read it.")}});
  return draft;
}

void read_rule(const form::Input& input, bool fresh, Rule& rule, form::Errors& errors) {
  form::Reader read(input, errors);
  if (fresh) {
    rule.code = read.text("code", {.required = true, .max = 12});
    for (const char c : rule.code)
      if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
        errors.add("code", {N_("Letters without accents, digits and hyphens only.")});
  }
  rule.title_fr = read.text("title_fr", {.required = true, .max = 80});
  rule.text_fr = read.text("text_fr", {.required = true, .max = 600, .lines = true});
  rule.title_en = read.text("title_en", {.required = true, .max = 80});
  rule.text_en = read.text("text_en", {.required = true, .max = 600, .lines = true});
  rule.active = read.choice("active", {"yes", "no"}, true) == "yes";
}

Settings read_settings(const form::Input& input, form::Errors& errors) {
  form::Reader read(input, errors);
  Settings s;
  s.votes_needed = read.number("votes_needed", {.required = true, .min = 0, .max = 50}).value_or(0);
  s.new_days = read.number("new_days", {.required = true, .min = 0, .max = 90}).value_or(0);
  s.words = read.text("words", {.max = 4000, .lines = true});
  return s;
}

}  // namespace palier::moderation
