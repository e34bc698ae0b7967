#include "features/moderation/view.hpp"

namespace palier::moderation {

ReportView report_view(const Reported& about, std::string action, const form::Input& input,
                       const form::Errors& errors, const i18n::Language& language) {
  html::Field reason{.name = "reason",
                     .label = language.tr(N_("What is wrong?")),
                     .hint = language.tr(N_("Only the moderators will read your answer."))};
  reason.required = true;
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

QueueLine queue_line(const Report& report, const std::optional<Reported>& about,
                     const i18n::Language& language, Instant now) {
  QueueLine line;
  line.url = "/moderation/" + report.id.str();
  line.title = about ? about->title : language.tr(N_("It is no longer there"));
  line.reason = language.tr(label_of(report.reason));
  line.note = report.note;
  line.when = language.ago(report.created_at, now);
  line.state = language.tr(report.state == ReportState::open   ? N_("To look at")
                           : report.state == ReportState::kept ? N_("Kept")
                                                               : N_("Hidden"));
  return line;
}

DecisionView decision_view(const Report& report, const std::optional<Reported>& about,
                           std::string author, const form::Input& input, const form::Errors& errors,
                           const i18n::Language& language, Instant now) {
  DecisionView view;
  view.line = queue_line(report, about, language, now);
  view.about = about;
  view.author = std::move(author);
  view.action = view.line.url;
  view.open = report.state == ReportState::open;
  view.decision_note = report.decision_note;
  html::Field decision{.name = "decision", .label = language.tr(N_("What do you decide?"))};
  decision.required = true;
  decision.options = {
      {"keep", language.tr(N_("Keep it")), language.tr(N_("It respects the house rules.")), false},
      {"hide", language.tr(N_("Hide it")),
       language.tr(N_("Nobody will see it any more, but its author and the moderators.")), false}};
  html::Field note{
      .name = "note",
      .label = language.tr(N_("The reason")),
      .hint = language.tr(N_("If you hide it, its author reads this. Plain and kind.")),
      .rows = 4,
      .max = 1000};
  view.decision = html::filled(std::move(decision), input, errors, language);
  view.note = html::filled(std::move(note), input, errors, language);
  return view;
}

}  // namespace palier::moderation
