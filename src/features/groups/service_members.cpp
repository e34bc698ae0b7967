// Coming in, being trusted, leaving.
#include <algorithm>

#include "core/html/markdown.hpp"
#include "core/http/keys.hpp"
#include "core/jobs/event_json.hpp"
#include "features/groups/service.hpp"

namespace palier::groups {

using moderation::Moderation;

bool Service::join(db::Transaction& tx, const Group& g, AccountId who, Role role, Instant agreed,
                   Instant now) {
  Member m;
  m.id = MemberId::make();
  m.group_id = g.id;
  m.account_id = who;
  m.role = role;
  m.trusted = role != Role::member;
  m.calendar_key = http::random_token(18);
  m.joined_at = now;
  m.agreed_at = agreed;
  if (!store::insert(tx, g, m)) return false;
  store::count_members(tx, g.id);
  if (g.door != Door::hidden) p.core.events.emit(tx, Joined{g.id.value, who.value});
  return true;
}

bool Service::direct(db::Session& s, const Group& g, AccountId who,
                     const std::optional<Invitation>& link, Instant now) const {
  if (g.door == Door::open) return true;
  const auto own = store::invitation_of(s, g.id, who, now);
  for (const auto& i : {link, own}) {
    if (!i || !i->open(now) || i->group_id != g.id) continue;
    const auto by = store::member(s, g.id, i->by_id);
    if (by && may_let_in(g, *by)) return true;
  }
  return false;
}

Service::Outcome<Service::Entered> Service::enter(db::Transaction& tx, const Group& g,
                                                  AccountId who, const JoinForm& form,
                                                  const std::optional<Invitation>& link,
                                                  form::Errors& errors, Instant now) {
  if (store::member(tx, g.id, who)) return Entered::already;
  if (g.unseen) return tl::unexpected(Refusal::not_found);
  if (store::banned(tx, g.id, who)) return tl::unexpected(Refusal::banned);
  if (g.members >= kMostMembers) return tl::unexpected(Refusal::full);
  const bool at_once = direct(tx, g, who, link, now);
  const auto last = store::request_of(tx, g.id, who);
  const bool waits = last && last->state == RequestState::waiting;
  if (at_once) {
    join(tx, g, who, Role::member, now, now);
    if (waits) store::decide(tx, last->id, RequestState::let_in, who, now);
    while (const auto own = store::invitation_of(tx, g.id, who, now))
      store::decide(tx, own->id, InvitationState::accepted);
    return Entered::joined;
  }
  if (waits) return Entered::asked;
  const bool invited = link || store::invitation_of(tx, g.id, who, now);
  if (last && last->state == RequestState::declined && !invited &&
      last->decided_at.value_or(now) + kRest > now)
    return tl::unexpected(Refusal::too_soon);
  Request r;
  r.id = RequestId::make();
  r.group_id = g.id;
  r.account_id = who;
  r.answers = answers_json(form.answers);
  r.created_at = r.agreed_at = now;
  std::string text;
  for (const auto& a : form.answers) text.append(a.answer).append("\n");
  Moderation::Text wrote{who, g.territory_id, "group_request", text};
  Moderation::Verdict verdict;
  if (!text.empty()) {
    verdict = p.below.moderation.weigh(tx, wrote);
    // Those who run the group look at it anyway: there is nothing to hold back.
    if (verdict.act == Moderation::Verdict::Do::hold) verdict.act = Moderation::Verdict::Do::keep;
    if (!verdict.ok()) {
      errors.add("answer_1", verdict.why);
      return Entered::asked;
    }
  }
  if (!store::insert(tx, g, r)) return Entered::asked;
  wrote.id = r.id.value;
  if (!text.empty()) p.below.moderation.wrote(tx, wrote, verdict);
  for (const AccountId to : store::who_let_in(tx, g.id, g.lets_in == LetsIn::trusted))
    if (!p.below.moderation.blocked(tx, to, who)) p.letters.asked(tx, g, to, who);
  return Entered::asked;
}

Service::Outcome<> Service::withdraw(db::Transaction& tx, const Group& g, AccountId who,
                                     Instant now) {
  const auto r = store::request_of(tx, g.id, who);
  if (!r || !store::decide(tx, r->id, RequestState::withdrawn, who, now))
    return tl::unexpected(Refusal::decided);
  return {};
}

Service::Outcome<> Service::decide(db::Transaction& tx, const Group& g, const Member& by,
                                   RequestId id, bool let_in, Instant now) {
  if (!may_let_in(g, by)) return tl::unexpected(Refusal::not_allowed);
  const auto r = store::request(tx, id);
  if (!r || r->group_id != g.id) return tl::unexpected(Refusal::not_found);
  if (let_in && g.members >= kMostMembers) return tl::unexpected(Refusal::full);
  if (!store::decide(tx, id, let_in ? RequestState::let_in : RequestState::declined, by.account_id,
                     now))
    return tl::unexpected(Refusal::decided);
  if (!let_in) {
    p.letters.declined(tx, g, r->account_id);
    return {};
  }
  if (join(tx, g, r->account_id, Role::member, r->agreed_at, now))
    p.letters.let_in(tx, g, r->account_id);
  return {};
}

void Service::hand_over(db::Transaction& tx, const Group& g, Instant) {
  auto left = store::members(tx, g.id);
  if (left.empty()) return erase(tx, g);
  if (left.front().role == Role::organiser) return;
  // Helpers come first, then whoever is trusted, each by how long they have been there.
  auto next = std::min_element(left.begin(), left.end(), [](const Member& a, const Member& b) {
    return std::tuple(a.role, !a.trusted, a.joined_at, a.id) <
           std::tuple(b.role, !b.trusted, b.joined_at, b.id);
  });
  next->role = Role::organiser;
  next->trusted = true;
  store::save(tx, *next);
  p.letters.organiser(tx, g, next->account_id);
}

void Service::depart(db::Transaction& tx, const Group& g, const Member& m, Instant now) {
  store::erase(tx, m);
  store::unlist_by(tx, g.id, m.account_id);
  for (const auto& i : store::invitations(tx, g.id, now))
    if (i.by_id == m.account_id) store::decide(tx, i.id, InvitationState::withdrawn);
  store::count_members(tx, g.id);
  hand_over(tx, g, now);
}

void Service::leave(db::Transaction& tx, const Group& g, const Member& m, Instant now) {
  depart(tx, g, m, now);
}

Service::Outcome<> Service::remove_member(db::Transaction& tx, const Group& g, const Member& by,
                                          AccountId whom, bool for_good, Instant now) {
  const auto m = store::member(tx, g.id, whom);
  if (!m) return tl::unexpected(Refusal::not_found);
  if (!may_remove(by, *m)) return tl::unexpected(Refusal::not_allowed);
  if (for_good) store::ban(tx, g, whom, by.account_id, now);
  audit(tx, g, by.account_id, for_good ? "groups.member_banned" : "groups.member_removed",
        "account " + whom.str());
  p.letters.removed(tx, g, whom);
  depart(tx, g, *m, now);
  return {};
}

Service::Outcome<> Service::lift(db::Transaction& tx, const Group& g, const Member& by,
                                 AccountId whom) {
  if (by.role == Role::member) return tl::unexpected(Refusal::not_allowed);
  if (!store::lift(tx, g.id, whom)) return tl::unexpected(Refusal::not_found);
  audit(tx, g, by.account_id, "groups.ban_lifted", "account " + whom.str());
  return {};
}

Service::Outcome<> Service::set_role(db::Transaction& tx, const Group& g, const Member& by,
                                     AccountId whom, Role role, Instant) {
  if (!may_set_role(by)) return tl::unexpected(Refusal::not_allowed);
  auto m = store::member(tx, g.id, whom);
  if (!m) return tl::unexpected(Refusal::not_found);
  if (m->role == role) return {};
  if (m->role == Role::organiser) {
    const auto all = store::members(tx, g.id, 2);
    if (all.size() < 2 || all[1].role != Role::organiser)
      return tl::unexpected(Refusal::last_organiser);
  }
  m->role = role;
  if (role != Role::member) m->trusted = true;
  store::save(tx, *m);
  audit(tx, g, by.account_id, "groups.role_given",
        "account " + whom.str() + ": " + std::string(word(role)));
  return {};
}

Service::Outcome<> Service::trust(db::Transaction& tx, const Group& g, const Member& by,
                                  AccountId whom, bool on, Instant now) {
  auto m = store::member(tx, g.id, whom);
  if (!m) return tl::unexpected(Refusal::not_found);
  if (m->trusted) return {};  // The others were as quick.
  if (!may_trust(by, *m)) return tl::unexpected(Refusal::not_trusted);
  if (!on) {
    store::take_trust_back(tx, g.id, whom, by.account_id);
    return {};
  }
  store::trust(tx, g, whom, by.account_id, now);
  if (store::trusts(tx, g.id, whom) < trust_needed(store::trusted(tx, g.id))) return {};
  m->trusted = true;
  store::save(tx, *m);
  p.letters.trusted(tx, g, whom);
  return {};
}

void Service::agree(db::Transaction& tx, Member m, Instant now) {
  m.agreed_at = now;
  store::save(tx, m);
}

void Service::tell_by(db::Transaction& tx, Member m, Notice notice) {
  m.notice = notice;
  store::save(tx, m);
}

}  // namespace palier::groups
