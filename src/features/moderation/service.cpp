#include "features/moderation/service.hpp"

#include "core/jobs/event_json.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {

bool Service::blocked(db::Session& s, AccountId a, AccountId b) const {
  return store::apart(s, a, b);
}

std::vector<AccountId> Service::apart_from(db::Session& s, AccountId a) const {
  return store::apart_from(s, a);
}

std::optional<Reported> Service::describe(db::Session& s, std::string_view kind,
                                          std::int64_t id) const {
  const auto known = kinds_.find(kind);
  if (known == kinds_.end()) return {};
  return known->second.describe(s, id);
}

std::optional<Reported> Service::describe_to(db::Session& s, std::string_view kind, std::int64_t id,
                                             AccountId viewer) const {
  const auto known = kinds_.find(kind);
  if (known == kinds_.end()) return {};
  const Kind& how = known->second;
  if (how.visible && !how.visible(s, id, viewer)) return {};
  return how.describe(s, id);
}

bool Service::report(std::string_view kind, std::int64_t id, AccountId by,
                     places::TerritoryId territory, const ReportDraft& draft) {
  return core_.db.write([&](db::Transaction& tx) {
    return report(tx, kind, id, by, territory, draft.reason, draft.note);
  });
}

bool Service::report(db::Transaction& tx, std::string_view kind, std::int64_t id, AccountId by,
                     places::TerritoryId territory, std::string_view reason,
                     std::string_view note) {
  Report report;
  report.id = ReportId::make();
  report.territory_id = territory;
  report.kind = kind;
  report.subject_id = id;
  report.reporter_id = by;
  report.reason = reason;
  report.note = note;
  report.created_at = core_.clock.now();
  if (!store::insert(tx, report)) return false;
  core_.events.emit(tx, ReportMade{report.id.value});
  return true;
}

Service::Outcome Service::decide(ReportId id, AccountId moderator, const DecisionDraft& draft) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto report = store::find(tx, id);
    if (!report) return Outcome::gone;
    const auto about = describe(tx, report->kind, report->subject_id);
    if (report->reporter_id == moderator || (about && about->author == moderator))
      return Outcome::own_report;

    const auto reporters =
        store::decide(tx, *report, draft.hide ? ReportState::hidden : ReportState::kept, moderator,
                      draft.note, core_.clock.now());
    if (reporters.empty()) return Outcome::late;
    if (draft.hide) {
      const auto known = kinds_.find(report->kind);
      if (known != kinds_.end()) known->second.hide(tx, report->subject_id, true);
      if (about)
        accounts_.write_to(tx, about->author, [&](const i18n::Language& language) {
          return accounts::Accounts::Letter{
              .subject = language.tr(N_("Something you wrote was hidden")),
              .text = language.tr(i18n::Message{
                  N_("Hello,\n\nA moderator has hidden this from our pages: “{1}”.\n\nThe reason: "
                     "{2}\n\nIf you think this is a mistake, answer the people who run this site: "
                     "another moderator will look at it."),
                  {about->title, draft.note}})};
        });
    }
    for (const AccountId reporter : reporters)
      accounts_.write_to(tx, reporter, [&](const i18n::Language& language) {
        return accounts::Accounts::Letter{
            .subject = language.tr(N_("Thank you for your report")),
            .text = language.tr(
                draft.hide
                    ? N_("Hello,\n\nYou reported something. A moderator has looked at it and "
                         "hidden it. Thank you for taking care of the neighbourhood.")
                    : N_("Hello,\n\nYou reported something. A moderator has looked at it and "
                         "found that it respects the house rules. You can block the person if "
                         "you prefer not to meet them again."))};
      });
    core_.events.emit(tx, Decided{id.value});
    return Outcome::done;
  });
}

bool Service::block(AccountId blocker, AccountId blocked, places::TerritoryId territory) {
  if (blocker == blocked) return false;
  return core_.db.write([&](db::Transaction& tx) {
    if (!accounts_.person(tx, blocked)) return false;
    store::block(tx, blocker, blocked, territory, core_.clock.now());
    core_.events.emit(tx, Blocked{blocker.value, blocked.value});
    return true;
  });
}

bool Service::unblock(AccountId blocker, AccountId blocked) {
  return core_.db.write([&](db::Transaction& tx) { return store::unblock(tx, blocker, blocked); });
}

}  // namespace palier::moderation
