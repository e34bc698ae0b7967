// An author asks once for another look, and somebody other than the first gives it.
#include "core/jobs/event_json.hpp"
#include "features/moderation/service.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {

Service::Asked Service::appeal(DecisionId id, std::string_view words) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto d = store::find(tx, id);
    if (!d || d->action == Action::keep || !d->author_id) return Asked::gone;
    if (store::appeal_of(tx, id)) return Asked::already;
    const Instant now = core_.clock.now();
    if (d->state != DecisionState::stands || now >= d->at + kAppealTime) return Asked::over;
    Appeal a;
    a.id = AppealId::make();
    a.territory_id = d->territory_id;
    a.decision_id = id;
    a.author_id = d->author_id;
    a.words = words;
    a.at = now;
    if (!store::insert(tx, a)) return Asked::already;
    letters_.moderators(tx, d->territory_id, d->by_account, false,
                        "/moderation/appeals/" + a.id.str());
    return Asked::done;
  });
}

Bar Service::bar(db::Session& s, const Decision& d, AccountId who) const {
  if (d.by_account == who) return Bar::first;
  return moderation::bar(s, accounts_, who, d.territory_id, {d.author_id, reporters(s, d.case_id)});
}

bool Service::somebody_else(db::Session& s, const Decision& d) const {
  for (const auto role : {http::Role::moderator, http::Role::keeper})
    for (const AccountId one : accounts_.with_role(s, d.territory_id, role))
      if (bar(s, d, one) == Bar::none) return true;
  return false;
}

void Service::revert(db::Transaction& tx, const Decision& d, AccountId by) {
  store::end(tx, d.id, DecisionState::undone, core_.clock.now());
  if (!store::still_hidden(tx, d)) hide(tx, d.kind, d.subject_id, false);
  if (d.action == Action::limit) store::lift_limit(tx, d.id);
  if (d.action == Action::suspend && !store::still_suspended(tx, d))
    accounts_.set_suspended(tx, d.author_id, false, by, "");
}

Service::Answer Service::decide(AppealId id, AccountId moderator, const AppealDraft& draft) {
  return core_.db.write([&](db::Transaction& tx) -> Answer {
    auto a = store::find(tx, id);
    if (!a) return {Outcome::gone};
    const auto d = store::find(tx, a->decision_id);
    if (!d) return {Outcome::gone};
    if (a->state != AppealState::open) return {Outcome::late};
    if (const Bar why = bar(tx, *d, moderator); why != Bar::none) return {Outcome::barred, why};
    a->state = draft.undo ? AppealState::undone : AppealState::confirmed;
    a->decided_by = moderator;
    a->decided_at = core_.clock.now();
    a->answer = draft.answer;
    if (!store::decide(tx, *a)) return {Outcome::late};
    if (draft.undo) {
      revert(tx, *d, moderator);
      letters_.reporters(tx, reporters(tx, d->case_id), Letters::Came::back);
      core_.events.emit(tx, Decided{d->case_id.value, d->kind, d->subject_id, false});
    }
    letters_.appeal(tx, *d, *a);
    note(tx, d->territory_id, moderator, draft.undo ? "appeal_undone" : "appeal_confirmed", d->kind,
         d->subject_id, d->rule);
    return {Outcome::done};
  });
}

}  // namespace palier::moderation
