#include "core/http/keys.hpp"
#include "core/jobs/event_json.hpp"
#include "features/circles/service.hpp"

namespace palier::circles {

Seer Service::seer(db::Session& s, const Circle& c, AccountId account, bool desk) const {
  Seer out;
  out.account = account;
  if (!account) return out;
  out.desk = desk;
  out.person = c.person_id == account;
  out.member = store::member_of(s, c.id, account);
  out.verified = verified(s, account);
  return out;
}

bool Service::verified(db::Session& s, AccountId account) const {
  const auto person = p.accounts.person(s, account);
  return person && person->verified;
}

std::vector<AccountId> Service::managers(db::Session& s, const Circle& c) const {
  std::vector<AccountId> out;
  for (const auto& m : store::members(s, c.id))
    if (m.state == MemberState::active && m.role == Role::organiser && m.account_id)
      out.push_back(m.account_id);
  if (c.person_id && std::find(out.begin(), out.end(), c.person_id) == out.end())
    out.push_back(c.person_id);
  return out;
}

void Service::wake(db::Transaction& tx) {
  p.core.queue.add(tx, "circles.tick", "{}", {.unique_key = "circles.tick"});
}

Service::Outcome<CircleId> Service::start(db::Transaction& tx, const Circles::Start& start,
                                          Instant now) {
  std::size_t live = 0;
  for (const auto& c : store::circles_of(tx, start.by)) live += c.running();
  if (live >= kMostCircles) return tl::unexpected(Refusal::full);
  Circle c;
  c.id = CircleId::make();
  c.started_by = start.by;
  c.vulnerable = start.vulnerable;
  c.created_at = now;
  if (start.for_self) {
    c.person_id = start.by;
    if (const auto home = p.accounts.home(tx, start.by)) c.territory_id = home->scopes.territory;
  } else {
    c.person_name = start.first_name;
    c.consent = start.consent;
    c.consent_at = now;
    c.home_details = start.home_details;
    c.phone = start.phone;
    if (start.home) {
      c.place_label = start.home->label;
      c.exact_lat = start.home->exact.lat;
      c.exact_lon = start.home->exact.lon;
      c.territory_id = start.home->scopes.territory;
    }
  }
  store::insert(tx, c);
  Member m;
  m.id = MemberId::make();
  m.territory_id = c.territory_id;
  m.circle_id = c.id;
  m.account_id = start.by;
  m.role = Role::organiser;
  m.feed_key = http::random_token(18);
  m.joined_at = now;
  (void)store::join(tx, m);
  store::record(tx, c, Action::started, start.by, now, m.id);
  p.core.events.emit(tx, Started{c.id.value});
  return c.id;
}

Service::Outcome<Invitation> Service::invite(db::Transaction& tx, const Circle& c, AccountId by,
                                             const InviteForm& form, const i18n::Language& language,
                                             Instant now) {
  if (!c.running()) return tl::unexpected(Refusal::ended);
  std::size_t waiting = 0, active = 0;
  for (const auto& i : store::invitations(tx, c.id))
    waiting += i.state == InvitationState::waiting && i.expires_at > now;
  for (const auto& m : store::members(tx, c.id)) active += m.state == MemberState::active;
  if (waiting >= kMostWaiting || active >= kMostMembers) return tl::unexpected(Refusal::full);
  Invitation i;
  i.id = InvitationId::make();
  i.territory_id = c.territory_id;
  i.circle_id = c.id;
  i.by_id = by;
  i.way = form.way;
  i.sent_to = form.to;
  i.created_at = now;
  i.expires_at = now + kInvitationLasts;
  store::insert(tx, i);
  if (i.way == Way::link) return i;
  // Whoever is kept apart from somebody here is not written to, and the inviter learns nothing.
  const auto known = p.accounts.find(
      tx, i.way == Way::email ? accounts::Kind::email : accounts::Kind::phone, i.sent_to);
  bool apart = known && p.moderation.blocked(tx, *known, by);
  if (known && c.person_id) apart = apart || p.moderation.blocked(tx, *known, c.person_id);
  if (apart) return i;
  const i18n::Language* theirs = &language;
  if (known)
    if (const auto person = p.accounts.person(tx, *known))
      if (const auto* found = i18n::find(person->language)) theirs = found;
  p.letters.invitation(tx, c, i, p.letters.join_url(i), *theirs);
  return i;
}

void Service::withdraw(db::Transaction& tx, const Circle& c, InvitationId id, Instant now) {
  auto i = store::invitation(tx, id);
  if (!i || i->circle_id != c.id || i->state != InvitationState::waiting) return;
  i->state = InvitationState::withdrawn;
  i->sent_to.clear();
  i->decided_at = now;
  store::save(tx, *i);
}

Service::Outcome<MemberId> Service::accept(db::Transaction& tx, InvitationId id, AccountId who,
                                           Instant now) {
  auto i = store::invitation(tx, id);
  const auto c = i ? store::circle(tx, i->circle_id) : std::nullopt;
  if (!c) return tl::unexpected(Refusal::not_found);
  if (const auto already = store::member_of(tx, c->id, who)) return already->id;
  if (i->state != InvitationState::waiting || i->expires_at <= now)
    return tl::unexpected(Refusal::decided);
  auto joined = join(tx, *c, who, now);
  if (!joined) return joined;
  i->state = InvitationState::accepted;
  i->sent_to.clear();
  i->decided_at = now;
  store::save(tx, *i);
  for (const AccountId manager : managers(tx, *c))
    if (manager != who) p.letters.joined(tx, *c, manager, who);
  return joined;
}

Service::Outcome<> Service::refuse(db::Transaction& tx, InvitationId id, Instant now) {
  auto i = store::invitation(tx, id);
  if (!i || i->state != InvitationState::waiting) return tl::unexpected(Refusal::decided);
  i->state = InvitationState::refused;
  i->sent_to.clear();
  i->decided_at = now;
  store::save(tx, *i);
  return {};
}

Service::Outcome<MemberId> Service::join(db::Transaction& tx, const Circle& c, AccountId who,
                                         Instant now) {
  if (!c.running()) return tl::unexpected(Refusal::ended);
  if (const auto already = store::member_of(tx, c.id, who)) return already->id;
  std::size_t active = 0;
  for (const auto& m : store::members(tx, c.id)) {
    if (m.state != MemberState::active || !m.account_id) continue;
    ++active;
    if (p.moderation.blocked(tx, who, m.account_id)) return tl::unexpected(Refusal::apart);
  }
  if (c.person_id && p.moderation.blocked(tx, who, c.person_id))
    return tl::unexpected(Refusal::apart);
  if (active >= kMostMembers) return tl::unexpected(Refusal::full);
  Member m;
  m.id = MemberId::make();
  m.territory_id = c.territory_id;
  m.circle_id = c.id;
  m.account_id = who;
  m.feed_key = http::random_token(18);
  m.joined_at = now;
  const MemberId id = store::join(tx, m);
  store::record(tx, c, Action::joined, who, now, id);
  p.core.events.emit(tx, Joined{c.id.value, id.value});
  return id;
}

void Service::available(db::Transaction& tx, const Circle& c, Member m, const Availability& form,
                        Instant now) {
  m.slots = form.slots;
  m.per_week = form.per_week;
  store::save(tx, m);
  plan(tx, c, now);
}

void Service::be_away(db::Transaction& tx, const Circle& c, const Member& m, const SpanForm& form,
                      Instant now) {
  store::insert_away(tx, {SpanId::make(), m.id.value, number(form.first), number(form.last), ""});
  for (const auto& t : store::held(tx, m.id, now))
    if (number(form.first) <= t.day && t.day <= number(form.last))
      give_back(tx, c, t, t.state == TurnState::proposed ? Answer::no : Answer::over,
                Action::given_back, m.account_id, now);
  plan(tx, c, now);
}

void Service::give_all_back(db::Transaction& tx, const Circle& c, const Member& m, Action action,
                            AccountId by, Instant now) {
  for (const auto& t : store::held(tx, m.id, now))
    give_back(tx, c, t, Answer::over, action, by, now);
}

void Service::depart(db::Transaction& tx, const Circle& c, Member m, MemberState how, AccountId by,
                     Instant now) {
  m.state = how;
  m.role = Role::helper;
  m.left_at = now;
  m.feed_key = http::random_token(18);  // The calendar's address dies with it.
  store::save(tx, m);
  give_all_back(tx, c, m, Action::given_back, by, now);
  for (const auto& a : store::asks_of_circle(tx, c.id, number(today(now))))
    if (a.member_id == m.id && a.answer == Answer::waiting) {
      auto ask = a;
      ask.answer = Answer::over;
      ask.answered_at = now;
      store::save(tx, ask);
    }
  store::record(tx, c, how == MemberState::left ? Action::left : Action::removed, by, now, m.id);
  p.core.events.emit(tx, Left{c.id.value, m.id.value});
  plan(tx, c, now);
}

Service::Outcome<> Service::leave(db::Transaction& tx, const Circle& c, Member m, Instant now) {
  const auto all = managers(tx, c);
  if (m.role == Role::organiser && c.running() && all.size() <= 1)
    return tl::unexpected(Refusal::last_organiser);
  depart(tx, c, m, MemberState::left, m.account_id, now);
  const auto person = p.accounts.person(tx, m.account_id);
  for (const AccountId manager : all)
    if (manager != m.account_id) p.letters.left(tx, c, manager, person ? person->first_name : "");
  return {};
}

Service::Outcome<> Service::remove(db::Transaction& tx, const Circle& c, MemberId id, AccountId by,
                                   Instant now) {
  auto m = store::member(tx, id);
  if (!m || m->circle_id != c.id || m->state != MemberState::active)
    return tl::unexpected(Refusal::not_found);
  if (m->account_id == by) return tl::unexpected(Refusal::last_organiser);
  depart(tx, c, *m, MemberState::removed, by, now);
  p.letters.removed(tx, c, m->account_id);
  return {};
}

Service::Outcome<> Service::hand_over(db::Transaction& tx, const Circle& c, MemberId to,
                                      AccountId by, Instant now) {
  auto next = store::member(tx, to);
  if (!next || next->circle_id != c.id || next->state != MemberState::active || !next->account_id)
    return tl::unexpected(Refusal::not_found);
  if (!c.running()) return tl::unexpected(Refusal::ended);
  next->role = Role::organiser;
  store::save(tx, *next);
  if (auto me = store::member_of(tx, c.id, by); me && me->id != to) {
    me->role = Role::helper;
    store::save(tx, *me);
  }
  store::record(tx, c, Action::handed_over, by, now, to);
  p.letters.now_organiser(tx, c, next->account_id);
  return {};
}

void Service::end(db::Transaction& tx, Circle c, AccountId by, Instant now) {
  if (!c.running()) return;
  auto turns = store::turns(tx, c.id, number(today(now)), number(today(now) + kHorizon * 2));
  std::erase_if(turns, [&](const TurnRow& t) { return !ahead(t.state) || t.starts_at <= now; });
  for (auto t : turns) {
    close_asks(tx, t.id, {}, Answer::over, now);
    t.state = TurnState::cancelled;
    t.changed_at = now;
    store::save(tx, t);
  }
  for (const auto& i : store::invitations(tx, c.id)) withdraw(tx, c, i.id, now);
  for (const auto& m : store::members(tx, c.id))
    if (m.state == MemberState::active && m.account_id != by) p.letters.ended(tx, c, m.account_id);
  c.state = CircleState::ended;
  c.ended_at = now;
  // What it takes to find the door is needed by nobody now.
  c.place_label = c.home_details = c.phone = "";
  c.exact_lat = c.exact_lon = 0;
  store::save(tx, c);
  store::record(tx, c, Action::ended, by, now);
}

void Service::part(db::Transaction& tx, AccountId a, AccountId b, Instant now) {
  for (const auto& c : store::circles_of(tx, a)) {
    if (!c.running()) continue;
    const auto ma = store::member_of(tx, c.id, a), mb = store::member_of(tx, c.id, b);
    const bool there_a = ma || c.person_id == a, there_b = mb || c.person_id == b;
    if (!there_a || !there_b) continue;
    const auto rank = [&](AccountId who, const std::optional<Member>& m) {
      if (who == c.person_id) return 2;
      return m && m->role == Role::organiser ? 1 : 0;
    };
    const int ra = rank(a, ma), rb = rank(b, mb);
    const bool a_goes = ra != rb ? ra < rb : ma && mb && ma->joined_at > mb->joined_at;
    const auto& goes = a_goes ? ma : mb;
    if (!goes) continue;
    const auto person = p.accounts.person(tx, goes->account_id);
    depart(tx, c, *goes, MemberState::removed, {}, now);
    p.letters.removed(tx, c, goes->account_id);
    for (const AccountId manager : managers(tx, c))
      p.letters.left(tx, c, manager, person ? person->first_name : "");
  }
}

void Service::reverify(db::Transaction& tx, AccountId account, Instant now) {
  const bool good = verified(tx, account);
  for (const auto& m : store::memberships(tx, account)) {
    const auto c = store::circle(tx, m.circle_id);
    if (m.state != MemberState::active || !c || !c->running() || !c->vulnerable) continue;
    if (!good)
      for (const auto& t : store::held(tx, m.id, now)) {
        const auto task = store::task(tx, t.task_id);
        if (task && visits(task->kind))
          give_back(tx, *c, t, Answer::over, Action::given_back, {}, now);
      }
    plan(tx, *c, now);
  }
}

void Service::forget(db::Transaction& tx, AccountId account, Instant now) {
  for (auto c : store::circles_of(tx, account)) {
    if (c.person_id == account) {
      end(tx, c, account, now);
      c = *store::circle(tx, c.id);
      c.person_id = {};
      c.person_name.clear();
      store::save(tx, c);
    }
    const auto me = store::member_of(tx, c.id, account);
    if (!me) continue;
    const bool last = me->role == Role::organiser && managers(tx, c).size() <= 1;
    depart(tx, c, *me, MemberState::left, {}, now);
    if (!c.running()) continue;
    if (!last) continue;
    // Somebody must be told when nobody comes: whoever has been there longest.
    bool found = false;
    for (auto m : store::members(tx, c.id)) {
      if (found || m.state != MemberState::active || !m.account_id) continue;
      found = true;
      m.role = Role::organiser;
      store::save(tx, m);
      store::record(tx, c, Action::handed_over, {}, now, m.id);
      p.letters.now_organiser(tx, c, m.account_id);
    }
    if (!found) {
      end(tx, c, {}, now);
      c = *store::circle(tx, c.id);
      c.person_name.clear();
      store::save(tx, c);
    }
  }
  store::forget(tx, account);
}

}  // namespace palier::circles
