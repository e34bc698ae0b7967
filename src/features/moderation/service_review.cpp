// Neighbours who help: they vote without seeing who reported, and a moderator can overturn them.
#include <algorithm>
#include <set>

#include "core/jobs/event_json.hpp"
#include "features/moderation/service.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

constexpr int kToReview = 20;

/// What neighbours may vote on: nothing held, dangerous or private.
bool for_neighbours(const Case& about, const std::vector<Report>& reports) {
  return about.state == CaseState::open && !about.held && !about.danger &&
         std::none_of(reports.begin(), reports.end(),
                      [](const Report& r) { return r.reason == "private"; });
}

}  // namespace

std::vector<Service::ToReview> Service::to_review(db::Session& s, AccountId who,
                                                  places::TerritoryId territory) const {
  std::vector<ToReview> out;
  if (!store::is_reviewer(s, territory, who) || store::settings(s, territory).votes_needed == 0)
    return out;
  for (const auto& about : store::to_review(s, territory, who, kToReview)) {
    auto thing = describe_to(s, about.kind, about.subject_id, who);
    if (!thing || bar(s, about, who) != Bar::none) continue;
    std::set<std::string> reasons;
    for (const auto& r : store::reports_of(s, about.id)) reasons.insert(r.reason);
    out.push_back({about, std::move(*thing), {reasons.begin(), reasons.end()}});
  }
  return out;
}

void Service::decided_by_votes(db::Transaction& tx, const Case& about, bool hidden) {
  std::map<std::string, int> often;
  for (const auto& r : store::reports_of(tx, about.id)) ++often[r.reason];
  std::string reason;
  for (const auto& [word, times] : often)
    if (reason.empty() || times > often[reason]) reason = word;

  Decision d;
  d.id = DecisionId::make();
  d.territory_id = about.territory_id;
  d.case_id = about.id;
  d.kind = about.kind;
  d.subject_id = about.subject_id;
  d.author_id = about.author_id;
  d.title = about.title;
  if (const auto thing = describe(tx, about.kind, about.subject_id)) {
    d.author_id = thing->author;
    d.title = thing->title;
  }
  d.action = hidden ? Action::hide : Action::keep;
  d.provisional = true;
  d.at = core_.clock.now();
  if (hidden)
    for (const auto& rule : store::rules(tx, about.territory_id))
      if (rule.active && rule.reason == reason && d.rule.empty()) d.rule = rule.code;
  if (!store::close(tx, about.id, CaseState::provisional, d.id, true, d.at)) return;
  store::insert(tx, d);
  apply(tx, about, d);
  letters_.reporters(tx,
                     store::settle(tx, about.id, hidden ? ReportState::hidden : ReportState::kept),
                     hidden ? Letters::Came::hidden_for_now : Letters::Came::kept_for_now);
  note(tx, d.territory_id, {}, hidden ? "votes_hid" : "votes_kept", d.kind, d.subject_id, d.rule);
  core_.events.emit(tx, Decided{about.id.value, d.kind, d.subject_id, hidden});
}

Service::Voted Service::vote(CaseId id, AccountId reviewer, places::TerritoryId territory,
                             bool hidden) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto about = store::find(tx, id);
    if (!about || about->territory_id != territory || !store::is_reviewer(tx, territory, reviewer))
      return Voted::gone;
    if (!for_neighbours(*about, store::reports_of(tx, id)) ||
        !describe_to(tx, about->kind, about->subject_id, reviewer))
      return Voted::gone;
    if (bar(tx, *about, reviewer) != Bar::none) return Voted::barred;
    if (!store::cast(tx, *about, {reviewer, hidden, core_.clock.now()})) return Voted::already;
    note(tx, territory, reviewer, "voted", about->kind, about->subject_id,
         hidden ? "hide" : "keep");
    const auto votes = store::votes(tx, id);
    const auto agreeing =
        std::count_if(votes.begin(), votes.end(), [&](const Vote& v) { return v.hide == hidden; });
    const auto needed = store::settings(tx, territory).votes_needed;
    if (needed == 0 || agreeing < needed) return Voted::counted;
    decided_by_votes(tx, *about, hidden);
    return Voted::decided;
  });
}

bool Service::name_reviewer(AccountId who, places::TerritoryId territory, AccountId by) {
  return core_.db.write([&](db::Transaction& tx) {
    if (!accounts_.person(tx, who)) return false;
    if (store::add_reviewer(tx, territory, {who, by, core_.clock.now()}))
      note(tx, territory, by, "reviewer_named", "account", who.value);
    return true;
  });
}

bool Service::remove_reviewer(AccountId who, places::TerritoryId territory, AccountId by) {
  return core_.db.write([&](db::Transaction& tx) {
    if (!store::remove_reviewer(tx, territory, who)) return false;
    note(tx, territory, by, "reviewer_removed", "account", who.value);
    return true;
  });
}

}  // namespace palier::moderation
