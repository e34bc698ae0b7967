#include "core/jobs/event_json.hpp"
#include "features/circles/service.hpp"

namespace palier::circles {
namespace {

bool overlap(const TurnRow& a, const TurnRow& b) {
  return a.starts_at < b.ends_at && b.starts_at < a.ends_at;
}

Ask made(TurnId turn, MemberId member, AskKind kind, Answer answer, Instant now) {
  Ask a;
  a.id = AskId::make();
  a.turn_id = turn;
  a.member_id = member;
  a.kind = kind;
  a.answer = answer;
  a.made_at = now;
  if (answer != Answer::waiting) a.sent_at = a.answered_at = now;  // Nothing to send.
  return a;
}

}  // namespace

Letters::Line Service::line(db::Session& s, const TurnRow& t, const Ask& ask) const {
  return {t, store::task(s, t.task_id).value_or(Task{}), ask};
}

std::optional<Refusal> Service::may_take(db::Session& s, const Circle& c, const TurnRow& t,
                                         Kind kind, const Member& who, TurnId but_for) const {
  if (const auto no =
          circles::may_take(c, kind, verified(s, who.account_id), who.account_id == c.person_id))
    return no;
  // In any of their circles: nobody is in two places at once.
  for (const auto& m : store::memberships(s, who.account_id))
    for (const auto& other : store::held(s, m.id, t.starts_at - std::chrono::days(1)))
      if (other.state == TurnState::confirmed && other.id != t.id && other.id != but_for &&
          overlap(other, t))
        return Refusal::busy;
  return {};
}

void Service::close_asks(db::Transaction& tx, TurnId turn, AskId but, Answer how, Instant now) {
  for (auto a : store::asks(tx, turn)) {
    if (a.id == but || a.answer != Answer::waiting) continue;
    a.answer = how;
    a.answered_at = now;
    store::save(tx, a);
  }
}

void Service::settle(db::Transaction& tx, const Circle& c, TurnRow& t, const Ask& held,
                     const Member& who, Action action, Instant now) {
  t.state = TurnState::confirmed;
  t.member_id = who.id;
  t.ask_id = held.id;
  t.reply_by.reset();
  // Whoever says yes for tomorrow needs no reminder tonight.
  t.reminded_at = t.starts_at - now < std::chrono::hours(12) ? std::optional(now) : std::nullopt;
  t.changed_at = now;
  store::save(tx, t);
  close_asks(tx, t.id, held.id, Answer::late, now);
  store::record(tx, c, action, who.account_id, now, who.id, t.id);
  p.core.events.emit(tx, TurnTaken{t.id.value, who.id.value});
}

Service::Outcome<> Service::take(db::Transaction& tx, const Circle& c, TurnRow t, const Member& who,
                                 Instant now) {
  if (!c.running()) return tl::unexpected(Refusal::ended);
  const bool mine = t.member_id == who.id;
  if (t.state == TurnState::confirmed && mine) return {};  // A second click.
  if (t.state == TurnState::confirmed || (t.state == TurnState::proposed && !mine))
    return tl::unexpected(Refusal::taken);
  if (!ahead(t.state)) return tl::unexpected(Refusal::decided);
  if (t.starts_at <= now) return tl::unexpected(Refusal::late);
  const auto task = store::task(tx, t.task_id);
  if (const auto no = may_take(tx, c, t, task ? task->kind : Kind::other, who))
    return tl::unexpected(*no);
  Ask held;
  bool found = false;
  for (const auto& a : store::asks(tx, t.id))
    if (a.member_id == who.id && a.answer == Answer::waiting) {
      held = a;
      found = true;
    }
  if (found) {
    held.answer = Answer::yes;
    held.answered_at = now;
    store::save(tx, held);
  } else {
    held = made(t.id, who.id, AskKind::taken, Answer::yes, now);
    store::insert(tx, held);
  }
  const bool stepped_in = t.state == TurnState::seeking;
  settle(tx, c, t, held, who, Action::confirmed, now);
  if (stepped_in)
    for (const AccountId manager : managers(tx, c))
      if (manager != who.account_id)
        p.letters.stepped_in(tx, c, manager, line(tx, t, held), who.account_id);
  return {};
}

void Service::give_back(db::Transaction& tx, const Circle& c, TurnRow t, Answer how, Action action,
                        AccountId by, Instant now) {
  const MemberId who = t.member_id;
  const bool promised = t.state == TurnState::confirmed;
  if (auto held = store::ask(tx, t.ask_id)) {
    held->answer = how;
    held->answered_at = now;
    store::save(tx, *held);
  }
  t.member_id = {};
  t.ask_id = {};
  t.reply_by.reset();
  t.reminded_at.reset();
  t.changed_at = now;
  t.state = TurnState::open;
  store::save(tx, t);
  store::record(tx, c, action, by, now, who, t.id);
  p.core.events.emit(tx, TurnGivenBack{t.id.value, who.value});
  if (promised || t.starts_at - now <= kAskAllBefore) seek(tx, c, t, now);
}

void Service::seek(db::Transaction& tx, const Circle& c, TurnRow t, Instant now) {
  if (!c.running() || t.starts_at <= now) return;
  t.state = TurnState::seeking;
  t.sought_at = now;
  t.alarmed_at.reset();
  t.changed_at = now;
  store::save(tx, t);
  store::record(tx, c, Action::sought, {}, now, {}, t.id);
  const auto task = store::task(tx, t.task_id);
  const Kind kind = task ? task->kind : Kind::other;
  const auto asked = store::asks(tx, t.id);
  const auto away = store::away(tx, c.id);
  const int part = block(day_of(t.day), std::chrono::minutes(task ? task->from_time : 0));
  std::vector<Member> fit, free;
  for (const auto& m : store::members(tx, c.id)) {
    if (m.state != MemberState::active || !m.account_id || m.account_id == c.person_id) continue;
    if (std::any_of(asked.begin(), asked.end(),
                    [&](const Ask& a) { return a.member_id == m.id && a.answer != Answer::late; }))
      continue;
    if (std::any_of(away.begin(), away.end(),
                    [&](const Span& a) { return a.owner_id == m.id.value && a.holds(t.day); }))
      continue;
    if (p.accounts.roles(tx, m.account_id, c.territory_id).empty()) continue;  // Suspended.
    if (may_take(tx, c, t, kind, m)) continue;
    (m.slots >> part & 1U ? fit : free).push_back(m);
  }
  for (const auto& m : fit.empty() ? free : fit)
    store::insert(tx, made(t.id, m.id, AskKind::substitute, Answer::waiting, now));
  wake(tx);
}

Service::Outcome<> Service::cannot(db::Transaction& tx, const Circle& c, TurnRow t,
                                   const Member& who, Instant now) {
  if (t.member_id != who.id) {
    // Asked to step in, and says no.
    for (auto a : store::asks(tx, t.id))
      if (a.member_id == who.id && a.answer == Answer::waiting) {
        a.answer = Answer::no;
        a.answered_at = now;
        store::save(tx, a);
        store::record(tx, c, Action::declined, who.account_id, now, who.id, t.id);
        wake(tx);
        return {};
      }
    return tl::unexpected(ahead(t.state) ? Refusal::taken : Refusal::decided);
  }
  if (t.state != TurnState::proposed && t.state != TurnState::confirmed)
    return tl::unexpected(Refusal::decided);
  if (t.ends_at <= now) return tl::unexpected(Refusal::late);
  const bool proposed = t.state == TurnState::proposed;
  give_back(tx, c, t, proposed ? Answer::no : Answer::over,
            proposed ? Action::declined : Action::given_back, who.account_id, now);
  plan(tx, c, now);
  return {};
}

Service::Outcome<> Service::answer(db::Transaction& tx, const Ask& ask, bool yes, Instant now) {
  const auto t = store::turn(tx, ask.turn_id);
  const auto who = store::member(tx, ask.member_id);
  const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
  if (!c || !who || who->state != MemberState::active || !who->account_id)
    return tl::unexpected(Refusal::not_found);
  const bool holds = t->ask_id == ask.id;
  if (yes) {
    if (!holds && ask.answer == Answer::over) return tl::unexpected(Refusal::decided);
    return take(tx, *c, *t, *who, now);
  }
  // A link in an old message must not give back what they took anew since.
  if (!holds && ask.answer != Answer::waiting) return tl::unexpected(Refusal::decided);
  return cannot(tx, *c, *t, *who, now);
}

void Service::propose(db::Transaction& tx, const Circle& c, TurnRow& t, const Member& m,
                      Instant now) {
  const Ask a = made(t.id, m.id, AskKind::proposal, Answer::waiting, now);
  store::insert(tx, a);
  t.state = TurnState::proposed;
  t.member_id = m.id;
  t.ask_id = a.id;
  t.reply_by = std::max(now + std::chrono::hours(12),
                        std::min<Instant>(now + kAnswerIn, t.starts_at - kAnswerBefore));
  if (*t.reply_by >= t.starts_at) t.reply_by = now + (t.starts_at - now) / 2;
  t.sought_at.reset();
  t.alarmed_at.reset();
  t.changed_at = now;
  store::save(tx, t);
  store::record(tx, c, Action::proposed, {}, now, m.id, t.id);
}

Service::Outcome<> Service::propose_to(db::Transaction& tx, const Circle& c, TurnRow t, MemberId to,
                                       AccountId by, Instant now) {
  const auto m = store::member(tx, to);
  if (!m || m->circle_id != c.id || m->state != MemberState::active || !m->account_id)
    return tl::unexpected(Refusal::not_found);
  if (t.state == TurnState::confirmed) return tl::unexpected(Refusal::taken);
  if (!ahead(t.state)) return tl::unexpected(Refusal::decided);
  if (t.starts_at <= now) return tl::unexpected(Refusal::late);
  if (t.state == TurnState::proposed && t.member_id == to) return {};
  const auto task = store::task(tx, t.task_id);
  if (const auto no = may_take(tx, c, t, task ? task->kind : Kind::other, *m))
    return tl::unexpected(*no);
  close_asks(tx, t.id, {}, Answer::over, now);
  propose(tx, c, t, *m, now);
  (void)by;
  wake(tx);
  return {};
}

Service::Outcome<> Service::report(db::Transaction& tx, const Circle& c, TurnRow t, const Seer& by,
                                   const Report& report, Instant now) {
  const bool holder = by.member && t.member_id == by.member->id;
  const bool manages = tier(by) == Tier::manages;
  if (!holder && !manages) return tl::unexpected(Refusal::not_found);
  if (t.starts_at > now) return tl::unexpected(Refusal::not_yet);
  const bool open = t.state == TurnState::confirmed || t.state == TurnState::done ||
                    (manages && t.state == TurnState::missed);
  if (!open || (!report.done && !manages)) return tl::unexpected(Refusal::decided);
  const bool again = t.state == TurnState::done && report.done;
  t.state = report.done ? TurnState::done : TurnState::missed;
  t.note = report.note;
  t.note_by = report.note.empty() ? AccountId{} : by.account;
  t.changed_at = now;
  store::save(tx, t);
  if (again) return {};
  store::record(tx, c, report.done ? Action::done : Action::missed, by.account, now, t.member_id,
                t.id);
  if (report.done) p.core.events.emit(tx, TurnDone{t.id.value});
  return {};
}

void Service::cancel_quietly(db::Transaction& tx, const Circle& c, std::vector<TurnRow> turns,
                             AccountId by, Instant now) {
  std::map<MemberId, std::vector<Letters::Line>> told;
  for (auto& t : turns) {
    if (!ahead(t.state)) continue;
    if (const auto held = store::ask(tx, t.ask_id); held && t.member_id)
      told[t.member_id].push_back(line(tx, t, *held));
    close_asks(tx, t.id, {}, Answer::over, now);
    t.state = TurnState::cancelled;
    t.changed_at = now;
    store::save(tx, t);
    store::record(tx, c, Action::cancelled, by, now, t.member_id, t.id);
  }
  for (const auto& [id, lines] : told)
    if (const auto m = store::member(tx, id); m && m->account_id && m->account_id != by)
      p.letters.cancelled(tx, c, *m, lines);
}

Service::Outcome<> Service::cancel(db::Transaction& tx, const Circle& c, TurnRow t, AccountId by,
                                   Instant now) {
  if (!ahead(t.state)) return tl::unexpected(Refusal::decided);
  if (t.ends_at <= now) return tl::unexpected(Refusal::late);
  cancel_quietly(tx, c, {t}, by, now);
  return {};
}

Service::Outcome<Swap> Service::ask_swap(db::Transaction& tx, const Circle& c, const TurnRow& give,
                                         const TurnRow& want, const Member& who, Instant now) {
  if (give.member_id != who.id || give.circle_id != c.id || want.circle_id != c.id ||
      !want.member_id || want.member_id == who.id)
    return tl::unexpected(Refusal::not_found);
  if (give.state != TurnState::confirmed || want.state != TurnState::confirmed)
    return tl::unexpected(Refusal::decided);
  if (give.starts_at <= now || want.starts_at <= now) return tl::unexpected(Refusal::late);
  const auto other = store::member(tx, want.member_id);
  const auto gives = store::task(tx, give.task_id), wants = store::task(tx, want.task_id);
  if (!other || !gives || !wants) return tl::unexpected(Refusal::not_found);
  if (const auto no = may_take(tx, c, want, wants->kind, who, give.id)) return tl::unexpected(*no);
  if (const auto no = may_take(tx, c, give, gives->kind, *other, want.id))
    return tl::unexpected(*no);
  for (const auto& open : store::open_swaps(tx, c.id))
    if (open.give_ask == give.ask_id && open.want_ask == want.ask_id) return open;
  Swap w;
  w.id = SwapId::make();
  w.circle_id = c.id;
  w.give_ask = give.ask_id;
  w.want_ask = want.ask_id;
  w.made_at = now;
  store::insert(tx, w);
  const auto give_ask = store::ask(tx, give.ask_id), want_ask = store::ask(tx, want.ask_id);
  p.letters.swap_asked(tx, c, *other, line(tx, give, *give_ask), line(tx, want, *want_ask), w);
  return w;
}

Service::Outcome<> Service::answer_swap(db::Transaction& tx, SwapId id, bool yes, Instant now) {
  auto w = store::swap(tx, id);
  const auto c = w ? store::circle(tx, w->circle_id) : std::nullopt;
  if (!c) return tl::unexpected(Refusal::not_found);
  if (w->state != SwapState::waiting || !c->running()) return tl::unexpected(Refusal::decided);
  const auto give_ask = store::ask(tx, w->give_ask), want_ask = store::ask(tx, w->want_ask);
  auto give = store::turn(tx, give_ask->turn_id), want = store::turn(tx, want_ask->turn_id);
  const auto asker = store::member(tx, give_ask->member_id);
  const auto other = store::member(tx, want_ask->member_id);
  w->answered_at = now;
  const bool stands = give->ask_id == give_ask->id && want->ask_id == want_ask->id &&
                      give->state == TurnState::confirmed && want->state == TurnState::confirmed &&
                      give->starts_at > now && want->starts_at > now;
  const auto gives = store::task(tx, give->task_id), wants = store::task(tx, want->task_id);
  std::optional<Refusal> no;
  if (stands && yes) {
    no = may_take(tx, *c, *want, wants->kind, *asker, give->id);
    if (!no) no = may_take(tx, *c, *give, gives->kind, *other, want->id);
  }
  if (!stands || !yes || no) {
    w->state = stands ? SwapState::refused : SwapState::over;
    store::save(tx, *w);
    p.letters.swap_answered(tx, *c, *asker, line(tx, *give, *give_ask), false);
    if (!stands) return tl::unexpected(Refusal::decided);
    if (no) return tl::unexpected(*no);
    return {};
  }
  w->state = SwapState::done;
  store::save(tx, *w);
  for (auto old : {*give_ask, *want_ask}) {
    old.answer = Answer::over;
    old.answered_at = now;
    store::save(tx, old);
  }
  const Ask a = made(want->id, asker->id, AskKind::swap, Answer::yes, now);
  const Ask b = made(give->id, other->id, AskKind::swap, Answer::yes, now);
  store::insert(tx, a);
  store::insert(tx, b);
  settle(tx, *c, *want, a, *asker, Action::swapped, now);
  settle(tx, *c, *give, b, *other, Action::swapped, now);
  p.letters.swap_answered(tx, *c, *asker, line(tx, *want, a), true);
  return {};
}

void Service::lapse(db::Transaction& tx, TurnId id, Instant now) {
  const auto t = store::turn(tx, id);
  const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
  if (!c || t->state != TurnState::proposed || !t->reply_by || *t->reply_by > now) return;
  give_back(tx, *c, *t, Answer::lapsed, Action::lapsed, {}, now);
  plan(tx, *c, now);
}

void Service::close_over(db::Transaction& tx, TurnId id, Instant now) {
  auto t = store::turn(tx, id);
  const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
  if (!c || !ahead(t->state)) return;
  const bool came = t->state == TurnState::confirmed;
  close_asks(tx, t->id, {}, Answer::over, now);
  // Nobody has complained: whoever said that they come, came.
  t->state = came ? TurnState::done : TurnState::missed;
  if (!came) t->member_id = {};
  t->changed_at = now;
  store::save(tx, *t);
  store::record(tx, *c, came ? Action::done : Action::missed, {}, now, t->member_id, t->id);
  if (came) p.core.events.emit(tx, TurnDone{t->id.value});
}

}  // namespace palier::circles
