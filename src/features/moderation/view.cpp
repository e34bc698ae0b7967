#include "features/moderation/view.hpp"

namespace palier::moderation {

using i18n::Language;
using i18n::Message;

ReportView report_view(const Reported& about, std::string action, const form::Input& input,
                       const form::Errors& errors, const Language& language) {
  html::Field reason{.name = "reason",
                     .label = language.tr(N_("What is wrong?")),
                     .hint = language.tr(N_("Only the moderators will read your answer."))};
  reason.required = true;
  reason.options.reserve(reasons().size());
  for (const Reason& r : reasons())
    reason.options.push_back({r.word, language.tr(r.label), "", false});
  html::Field note{.name = "note",
                   .label = language.tr(N_("Tell us more")),
                   .hint = language.tr(N_("In a few words, if you wish.")),
                   .rows = 4,
                   .max = 1000};
  return {about, std::move(action), html::filled(std::move(reason), input, errors, language),
          html::filled(std::move(note), input, errors, language)};
}

std::string kind_name(std::string_view kind, const Language& l) {
  if (kind == "aid") return l.tr(N_("Request or offer"));
  if (kind == "message") return l.tr(N_("Private message"));
  if (kind == "post") return l.tr(N_("Post"));
  if (kind == "comment") return l.tr(N_("Comment"));
  if (kind == "group") return l.tr(N_("Group"));
  if (kind == "bulletin") return l.tr(N_("Bulletin"));
  return std::string(kind);
}

std::string action_name(const Decision& d, const Language& l) {
  if (d.provisional)
    return l.tr(d.action == Action::keep ? N_("Kept by neighbours’ votes")
                                         : N_("Hidden by neighbours’ votes"));
  switch (d.action) {
    case Action::keep:
      return l.tr(N_("Kept"));
    case Action::hide:
      return l.tr(N_("Hidden"));
    case Action::warn:
      return l.tr(N_("Hidden, with a warning"));
    case Action::limit:
      return d.days == 1
                 ? std::string(l.tr(N_("Hidden; may not write for one day")))
                 : l.tr(Message{N_("Hidden; may not write for {1} days"), {l.number(d.days)}});
    case Action::suspend:
      return l.tr(N_("Hidden, and account suspended"));
  }
  return {};
}

std::string state_name(DecisionState state, const Language& l) {
  switch (state) {
    case DecisionState::stands:
      return {};
    case DecisionState::undone:
      return l.tr(N_("Undone on appeal"));
    case DecisionState::overturned:
      return l.tr(N_("Overturned by a moderator"));
    case DecisionState::confirmed:
      return l.tr(N_("Confirmed by a moderator"));
  }
  return {};
}

std::vector<html::Field> decision_fields(const std::vector<Rule>& rules, const form::Input& input,
                                         const form::Errors& errors, const Language& l) {
  html::Field decision{.name = "decision", .label = l.tr(N_("What do you decide?"))};
  decision.required = true;
  decision.options = {
      {"keep", l.tr(N_("Keep it")), l.tr(N_("It respects the house rules.")), false},
      {"hide", l.tr(N_("Hide it")),
       l.tr(N_("Nobody will see it any more, but its author and the moderators.")), false},
      {"warn", l.tr(N_("Hide it, and warn its author")),
       l.tr(N_("The warning stays in their history.")), false},
      {"limit", l.tr(N_("Hide it, and stop its author from writing for some days")),
       l.tr(N_("They can still read.")), false},
      {"suspend", l.tr(N_("Hide it, and suspend the account")),
       l.tr(N_("They can no longer sign in. Only for what is grave.")), false}};
  html::Field rule{.name = "rule",
                   .label = l.tr(N_("The house rule it rests on")),
                   .hint = l.tr(N_("Not needed to keep it."))};
  rule.options.push_back({"", l.tr(N_("Choose a rule")), "", false});
  for (const Rule& r : rules)
    if (r.active) rule.options.push_back({r.code, r.code + " · " + r.title(l.code()), "", false});
  html::Field days{.name = "days",
                   .label = l.tr(N_("For how long?")),
                   .hint = l.tr(N_("Only where you stop its author from writing."))};
  days.options = {{"1", l.tr(N_("One day")), "", false},
                  {"7", l.tr(N_("A week")), "", false},
                  {"30", l.tr(N_("Thirty days")), "", false}};
  html::Field note{.name = "note",
                   .label = l.tr(N_("The reason")),
                   .hint = l.tr(N_("If you hide it, its author reads this. Plain and kind.")),
                   .rows = 4,
                   .max = 1000};
  // Needed for all but keeping, as their hints say: "(optional)" would mislead.
  rule.required = days.required = note.required = true;
  std::vector<html::Field> out{std::move(decision), std::move(rule), std::move(days),
                               std::move(note)};
  for (auto& f : out) f = html::filled(std::move(f), input, errors, l);
  return out;
}

}  // namespace palier::moderation
