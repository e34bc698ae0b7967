#include "features/moderation/form.hpp"

#include <array>

namespace palier::moderation {

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
  for (const Reason& r : reasons()) words.emplace_back(r.word);
  ReportDraft draft;
  draft.reason = read.choice("reason", words, true, {N_("Say what is wrong.")});
  draft.note = read.text("note", {.required = draft.reason == "other",
                                  .max = 1000,
                                  .lines = true,
                                  .missing = {N_("Say in a few words what is wrong.")}});
  return draft;
}

DecisionDraft read_decision(const form::Input& input, form::Errors& errors) {
  form::Reader read(input, errors);
  DecisionDraft draft;
  draft.hide = read.choice("decision", {"keep", "hide"}, true) == "hide";
  draft.note = read.text("note", {.required = draft.hide,
                                  .max = 1000,
                                  .lines = true,
                                  .missing = {N_("Write the reason: its author will read it.")}});
  return draft;
}

}  // namespace palier::moderation
