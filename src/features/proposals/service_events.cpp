// What happens elsewhere and bears on who is asked.
#include <algorithm>

#include "core/jobs/event_json.hpp"
#include "features/proposals/service.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

Profile nobodys(AccountId account) {
  Profile p;
  p.account_id = account;
  return p;
}

}  // namespace

std::optional<Profile> Service::profile_of(db::Session& s, AccountId account) const {
  const auto home = p_.accounts.home(s, account);
  const auto known = known_of(
      s, p_, account, home ? home->scopes.territory : places::TerritoryId{1}, p_.core.clock.now());
  return known ? std::optional(known->profile) : std::nullopt;
}

void Service::plan_soon(db::Transaction& tx, places::TerritoryId territory, std::string_view why,
                        std::chrono::seconds delay) const {
  jobs::Options options;
  options.unique_key = fmt::format("proposals.plan/{}/{}", territory.value, why);
  options.delay = delay;
  p_.core.queue.add(
      tx, "proposals.plan",
      boost::json::serialize(boost::json::object{{"territory", territory.value}, {"why", why}}),
      options);
}

bool Service::may_still(db::Session& s, const Proposal& p, Instant now) const {
  const auto need = p_.aid.wanted(s, p.need_id);
  const auto person = p_.accounts.person(s, p.helper_id);
  const auto home = p_.accounts.home(s, p.helper_id);
  if (!need || !person || !home || p_.accounts.roles(s, p.helper_id, p.territory_id).empty())
    return false;
  if (apart(s, p_, need->owner, p.helper_id)) return false;
  const auto known = known_of(s, p_, p.helper_id, p.territory_id, now);
  auto asks = rules_of(s, p_, *need);
  auto helper = rules_of(s, p_, known ? known->profile : nobodys(p.helper_id));
  if (!helper) return false;
  // They may have drawn their circle tighter since, for others.
  helper->kinds.reset();
  helper->radius_m.reset();
  return !matching::barred(asks, *helper);
}

void Service::look_again(db::Transaction& tx, aid::PostId need, Instant now) {
  const auto wanted = p_.aid.wanted(tx, need);
  if (!wanted || wanted->missing <= 0) {
    close_need(tx, need, now);
    return;
  }
  for (auto& p : store::of_need(tx, need)) {
    if (!live(p.state) || may_still(tx, p, now)) continue;
    store::lock_need(tx, p.need_id, p.territory_id, now);
    move(tx, p, State::closed, {}, "barred", now);
    if (p.sent_at) p_.letters.closed(tx, p);
  }
}

void Service::look_again(db::Transaction& tx, AccountId helper, Instant now) {
  for (const auto& p : store::of_helper(tx, helper, 1000))
    if (live(p.state)) look_again(tx, p.need_id, now);
}

void Service::released(db::Transaction& tx, aid::PostId need, aid::AnswerId answer, Instant now) {
  auto p = store::agreed_by(tx, need, answer);
  if (!p) return;
  store::lock_need(tx, p->need_id, p->territory_id, now);
  // The one who left has told the other through the request's own page.
  move(tx, *p, State::cancelled, {}, "released", now);
}

void Service::answered_there(db::Transaction& tx, aid::PostId need, Instant now) {
  const auto answering = p_.aid.answering(tx, need);
  for (auto& p : store::of_need(tx, need)) {
    if (p.state != State::asked) continue;
    if (std::find(answering.begin(), answering.end(), p.helper_id) == answering.end()) continue;
    store::lock_need(tx, p.need_id, p.territory_id, now);
    p.answered_at = now;
    store::add_answer(tx, p.helper_id, p.kind, true);
    move(tx, p, State::closed, p.helper_id, "answered on the request", now);
  }
}

}  // namespace palier::proposals
