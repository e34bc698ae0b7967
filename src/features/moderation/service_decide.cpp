// Deciding on a case: who may, what follows, and looking over what neighbours voted.
#include "core/jobs/event_json.hpp"
#include "features/moderation/service.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

const char* past(Action a) {
  switch (a) {
    case Action::keep:
      return "kept";
    case Action::hide:
      return "hidden";
    case Action::warn:
      return "warned";
    case Action::limit:
      return "limited";
    case Action::suspend:
      return "suspended";
  }
  return "";
}

}  // namespace

std::vector<AccountId> Service::reporters(db::Session& s, CaseId id) const {
  std::vector<AccountId> out;
  const auto reports = store::reports_of(s, id);
  out.reserve(reports.size());
  for (const auto& r : reports) out.push_back(r.reporter_id);
  return out;
}

void Service::hide(db::Transaction& tx, std::string_view kind, std::int64_t id, bool hidden) const {
  const auto known = kinds_.find(kind);
  if (known != kinds_.end() && known->second.hide) known->second.hide(tx, id, hidden);
}

Bar Service::bar(db::Session& s, const Case& about, AccountId who) const {
  // Older cases do not know their author.
  AccountId author = about.author_id;
  if (!author)
    if (const auto thing = describe(s, about.kind, about.subject_id)) author = thing->author;
  return moderation::bar(s, accounts_, who, about.territory_id, {author, reporters(s, about.id)});
}

bool Service::take(CaseId id, AccountId moderator) {
  const Instant now = core_.clock.now();
  return core_.db.write([&](db::Transaction& tx) {
    const auto about = store::find(tx, id);
    if (!about || !store::assign(tx, id, moderator, now, now - kLooking)) return false;
    note(tx, about->territory_id, moderator, "taken", about->kind, about->subject_id);
    return true;
  });
}

bool Service::give_back(CaseId id, AccountId moderator) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto about = store::find(tx, id);
    if (!about || !store::release(tx, id, moderator)) return false;
    note(tx, about->territory_id, moderator, "given_back", about->kind, about->subject_id);
    return true;
  });
}

void Service::apply(db::Transaction& tx, const Case& about, const Decision& d) {
  if (d.action == Action::keep) {
    // What was held is shown now. So is what votes had hidden: replace() says so.
    if (about.held) hide(tx, d.kind, d.subject_id, false);
    if (about.held) letters_.released(tx, d.author_id, d.title);
    return;
  }
  hide(tx, d.kind, d.subject_id, true);
  letters_.decided(tx, d, store::rule(tx, d.territory_id, d.rule));
  if (!d.author_id) return;
  if (d.action == Action::limit) store::limit(tx, d, d.at + std::chrono::days{d.days});
  if (d.action == Action::suspend)
    accounts_.set_suspended(tx, d.author_id, true, d.by_account, d.words);
}

void Service::replace(db::Transaction& tx, const Case& about, const Decision& d) {
  const auto before = store::find(tx, about.decision_id);
  if (!before) return;
  const bool same = (before->action == Action::keep) == (d.action == Action::keep);
  store::end(tx, before->id, same ? DecisionState::confirmed : DecisionState::overturned, d.at);
  if (!same && d.action == Action::keep) hide(tx, d.kind, d.subject_id, false);
  // An appeal against the vote is answered by this.
  auto appeal = store::appeal_of(tx, before->id);
  const bool answered = appeal && appeal->state == AppealState::open;
  if (answered) {
    appeal->state = same ? AppealState::confirmed : AppealState::undone;
    appeal->decided_by = d.by_account;
    appeal->decided_at = d.at;
    appeal->answer = d.words;
    store::decide(tx, *appeal);
    letters_.appeal(tx, *before, *appeal);
  } else if (!same && d.action == Action::keep) {
    letters_.released(tx, d.author_id, d.title);
  }
  if (!same)
    letters_.reporters(tx, reporters(tx, about.id),
                       d.action == Action::keep ? Letters::Came::back : Letters::Came::hidden);
}

Service::Answer Service::decide(CaseId id, AccountId moderator, const DecisionDraft& draft) {
  return core_.db.write([&](db::Transaction& tx) -> Answer {
    const auto about = store::find(tx, id);
    if (!about) return {Outcome::gone};
    if (about->state == CaseState::decided) return {Outcome::late};
    if (const Bar why = bar(tx, *about, moderator); why != Bar::none) return {Outcome::barred, why};

    const auto thing = describe(tx, about->kind, about->subject_id);
    Decision d;
    d.id = DecisionId::make();
    d.territory_id = about->territory_id;
    d.case_id = id;
    d.kind = about->kind;
    d.subject_id = about->subject_id;
    d.author_id = thing && thing->author ? thing->author : about->author_id;
    d.title = thing ? thing->title : about->title;
    d.action = draft.action;
    d.days = draft.days;
    d.rule = draft.rule;
    d.words = draft.note;
    d.by_account = moderator;
    d.at = core_.clock.now();
    if (!store::close(tx, id, CaseState::decided, d.id, false, d.at)) return {Outcome::late};
    store::insert(tx, d);
    if (about->state == CaseState::provisional) replace(tx, *about, d);
    apply(tx, *about, d);
    const bool acts = d.action != Action::keep;
    letters_.reporters(tx, store::settle(tx, id, acts ? ReportState::hidden : ReportState::kept),
                       acts ? Letters::Came::hidden : Letters::Came::kept);
    std::string detail = d.rule;
    if (d.days > 0) detail += fmt::format("{}{} days", detail.empty() ? "" : ", ", d.days);
    note(tx, d.territory_id, moderator, past(d.action), d.kind, d.subject_id, std::move(detail));
    core_.events.emit(tx, Decided{id.value, d.kind, d.subject_id, acts});
    return {Outcome::done};
  });
}

}  // namespace palier::moderation
