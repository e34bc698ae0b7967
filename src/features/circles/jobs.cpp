#include "features/circles/jobs.hpp"

#include <spdlog/spdlog.h>

#include "core/i18n/zone.hpp"
#include "core/jobs/event_json.hpp"

namespace palier::circles {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// From five in the afternoon of the day before.
constexpr hours kRemindFrom{17};
/// Who said nothing for that long after a turn came.
constexpr days kReportedIn{3};

/// Whether it is too late at night, and the turn far enough to wait for the morning.
bool wait_for_morning(Instant now, const TurnRow& t) {
  return quiet(now) && t.starts_at > awake(now) + hours(3);
}

template <class F>
void each(Service& service, const std::vector<TurnId>& ids, F what) {
  for (const TurnId id : ids) service.p.core.db.write([&](db::Transaction& tx) { what(tx, id); });
}

void lapse(Service& service, Instant now) {
  const auto ids = service.p.core.db.read([&](db::Session& s) { return store::lapsing(s, now); });
  each(service, ids, [&](db::Transaction& tx, TurnId id) { service.lapse(tx, id, now); });
}

void seek(Service& service, Instant now) {
  const auto ids = service.p.core.db.read(
      [&](db::Session& s) { return store::still_open(s, now, now + kAskAllBefore); });
  each(service, ids, [&](db::Transaction& tx, TurnId id) {
    const auto t = store::turn(tx, id);
    const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
    if (c && t->state == TurnState::open) service.seek(tx, *c, *t, now);
  });
}

/// A member's proposals make one letter; each request to step in one of its own.
void send_asks(Service& service, Instant now) {
  const auto waiting = service.p.core.db.read([&](db::Session& s) { return store::unsent(s); });
  std::map<MemberId, std::vector<Ask>> by_member;
  for (const auto& a : waiting) by_member[a.member_id].push_back(a);
  for (const auto& [id, asks] : by_member)
    service.p.core.db.write([&](db::Transaction& tx) {
      const auto m = store::member(tx, id);
      const auto c = m ? store::circle(tx, m->circle_id) : std::nullopt;
      std::vector<Letters::Line> proposals;
      for (const auto& old : asks) {
        auto ask = store::ask(tx, old.id);
        if (!ask || ask->sent_at || ask->answer != Answer::waiting) continue;
        const auto t = store::turn(tx, ask->turn_id);
        if (wait_for_morning(now, *t)) continue;
        ask->sent_at = now;
        store::save(tx, *ask);
        if (!c->running() || m->state != MemberState::active || t->starts_at <= now) continue;
        if (ask->kind == AskKind::proposal)
          proposals.push_back(service.line(tx, *t, *ask));
        else
          service.p.letters.substitute(tx, *c, *m, service.line(tx, *t, *ask));
      }
      if (!proposals.empty()) service.p.letters.proposed(tx, *c, *m, proposals);
    });
}

void alarm(Service& service, Instant now) {
  const auto ids = service.p.core.db.read([&](db::Session& s) { return store::seeking(s, now); });
  each(service, ids, [&](db::Transaction& tx, TurnId id) {
    auto t = store::turn(tx, id);
    const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
    if (!c || !c->running() || t->state != TurnState::seeking || t->alarmed_at || !t->sought_at)
      return;
    const auto asks = store::asks(tx, id);
    const bool hope = std::any_of(asks.begin(), asks.end(),
                                  [](const Ask& a) { return a.answer == Answer::waiting; });
    // Where nobody is left to say yes, there is nothing to wait for.
    if (hope && now < alarm_at(*t->sought_at, t->starts_at)) return;
    if (wait_for_morning(now, *t)) return;
    t->alarmed_at = now;
    store::save(tx, *t);
    store::record(tx, *c, Action::alarmed, {}, now, {}, id);
    auto told = service.managers(tx, *c);
    for (const AccountId desk :
         service.p.accounts.with_role(tx, c->territory_id, http::Role::operator_))
      if (std::find(told.begin(), told.end(), desk) == told.end()) told.push_back(desk);
    for (const AccountId to : told) service.p.letters.unmet(tx, *c, to, service.line(tx, *t, {}));
    service.p.core.events.emit(tx, TurnUnmet{id.value});
    spdlog::info("circle turn unmet turn={} told={}", id.value, told.size());
  });
}

void remind(Service& service, Instant now) {
  if (quiet(now)) return;
  const auto ids = service.p.core.db.read(
      [&](db::Session& s) { return store::to_remind(s, now, now + hours(48)); });
  each(service, ids, [&](db::Transaction& tx, TurnId id) {
    auto t = store::turn(tx, id);
    if (!t || t->state != TurnState::confirmed || t->reminded_at || t->starts_at <= now) return;
    if (now < moment(day_of(t->day) - days{1}, kRemindFrom)) return;
    const auto c = store::circle(tx, t->circle_id);
    const auto m = store::member(tx, t->member_id);
    const auto ask = store::ask(tx, t->ask_id);
    t->reminded_at = now;
    store::save(tx, *t);
    if (c && c->running() && m && ask)
      service.p.letters.reminder(tx, *c, *m, service.line(tx, *t, *ask));
  });
}

void close(Service& service, Instant now) {
  const auto ids = service.p.core.db.read(
      [&](db::Session& s) { return store::over(s, now, now - kReportedIn); });
  each(service, ids, [&](db::Transaction& tx, TurnId id) { service.close_over(tx, id, now); });
}

void plan_all(Service& service, Instant now) {
  for (const CircleId id : service.p.core.db.read([](db::Session& s) { return store::running(s); }))
    service.p.core.db.write([&](db::Transaction& tx) {
      if (const auto c = store::circle(tx, id)) service.plan(tx, *c, now);
    });
}

}  // namespace

void open_jobs(Service& service) {
  auto& queue = service.p.core.queue;
  const Clock& clock = service.p.core.clock;
  queue.handle("circles.plan",
               [&service, &clock](const jobs::Job&) { plan_all(service, clock.now()); });
  queue.daily("circles.plan", std::chrono::hours(3) + std::chrono::minutes(40), "circles.plan");
  queue.handle("circles.tick", [&service, &clock](const jobs::Job&) {
    const Instant now = clock.now();
    close(service, now);
    lapse(service, now);
    seek(service, now);
    send_asks(service, now);
    alarm(service, now);
    remind(service, now);
  });
  queue.every("circles.tick", std::chrono::minutes(5), "circles.tick");
}

}  // namespace palier::circles
