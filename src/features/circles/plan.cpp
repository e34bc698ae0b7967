// What is to be done becomes turns, and the turns nobody has are shared out.
#include "core/jobs/event_json.hpp"
#include "features/circles/rotation.hpp"
#include "features/circles/service.hpp"

namespace palier::circles {
namespace {

using std::chrono::days;

/// Turns of the last four weeks count for fairness.
constexpr days kMemory{28};

void make_turns(db::Transaction& tx, const Circle& c, const std::vector<Task>& tasks,
                const std::vector<Span>& pauses, Instant now) {
  const Day from = today(now);
  for (const auto& task : tasks) {
    if (task.ended) continue;
    const Rule rule = task.rule();
    for (Day d = std::max(from, rule.first); d <= from + kHorizon; d += days{1}) {
      if (!falls_on(rule, d)) continue;
      const auto n = number(d);
      if (std::any_of(pauses.begin(), pauses.end(), [&](const Span& s) { return s.holds(n); }))
        continue;
      TurnRow t;
      t.starts_at = moment(d, std::chrono::minutes(task.from_time));
      t.ends_at = moment(d, std::chrono::minutes(task.to_time));
      if (t.starts_at <= now) continue;
      t.id = TurnId::make();
      t.territory_id = c.territory_id;
      t.circle_id = c.id;
      t.task_id = task.id;
      t.day = n;
      t.changed_at = now;
      (void)store::insert(tx, t);
    }
  }
}

}  // namespace

void Service::plan(db::Transaction& tx, const Circle& c, Instant now) {
  if (!c.running()) return;
  const auto tasks = store::tasks(tx, c.id);
  make_turns(tx, c, tasks, store::pauses(tx, c.id), now);

  std::map<TaskId, const Task*> by_id;
  for (const auto& t : tasks) by_id[t.id] = &t;
  const Day from = monday(today(now));
  auto rows = store::turns(tx, c.id, number(from), number(today(now) + kHorizon));
  std::map<std::int64_t, std::vector<std::int64_t>> said_no;
  for (const auto& a : store::asks_of_circle(tx, c.id, number(from)))
    if (a.answer == Answer::no || a.answer == Answer::lapsed || a.answer == Answer::over)
      said_no[a.turn_id.value].push_back(a.member_id.value);

  std::vector<rotation::Turn> turns;
  for (const auto& t : rows) {
    const Task& task = *by_id.at(t.task_id);
    rotation::Turn r;
    r.id = t.id.value;
    r.day = day_of(t.day);
    r.block = block(r.day, std::chrono::minutes(task.from_time));
    r.visit = visits(task.kind);
    r.not_for = said_no[t.id.value];
    const bool held =
        t.member_id && (t.state == TurnState::proposed || t.state == TurnState::confirmed ||
                        t.state == TurnState::done);
    if (held)
      r.held_by = t.member_id.value;
    else if (t.state != TurnState::open || t.starts_at - now <= kAskAllBefore)
      continue;
    turns.push_back(std::move(r));
  }

  std::map<std::int64_t, int> loads;
  for (const auto& l : store::loads(tx, c.id, number(today(now) - kMemory)))
    loads[l.member_id.value] = static_cast<int>(l.turns);
  std::vector<rotation::Helper> helpers;
  std::map<std::int64_t, Member> members;
  const auto away = store::away(tx, c.id);
  int least = INT_MAX;
  for (const auto& m : store::members(tx, c.id)) {
    if (m.state != MemberState::active || !m.account_id || m.account_id == c.person_id) continue;
    if (m.slots == 0 || p.accounts.roles(tx, m.account_id, c.territory_id).empty()) continue;
    rotation::Helper h;
    h.id = m.id.value;
    h.slots = m.slots;
    h.per_week = m.per_week;
    h.visits = !circles::may_take(c, Kind::visit, verified(tx, m.account_id), false);
    h.load = loads[h.id];
    for (const auto& a : away)
      if (a.owner_id == h.id) h.away.emplace_back(day_of(a.first_day), day_of(a.last_day));
    if (now - m.joined_at >= kMemory) least = std::min(least, h.load);
    members[h.id] = m;
    helpers.push_back(std::move(h));
  }
  // A newcomer begins where the least busy stands, and is not given all of the next weeks.
  if (least != INT_MAX)
    for (auto& h : helpers)
      if (now - members[h.id].joined_at < kMemory) h.load = std::max(h.load, least);

  bool given = false;
  for (const auto& s : rotation::share(helpers, turns)) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const TurnRow& t) { return t.id.value == s.turn; });
    const Member& m = members.at(s.helper);
    if (may_take(tx, c, *row, by_id.at(row->task_id)->kind, m))
      continue;  // Busy in another circle.
    propose(tx, c, *row, m, now);
    given = true;
  }
  if (given) wake(tx);
}

Service::Outcome<TaskId> Service::add_task(db::Transaction& tx, const Circle& c, AccountId by,
                                           const Circles::Plan& plan, Instant now) {
  if (!c.running()) return tl::unexpected(Refusal::ended);
  std::size_t running = 0;
  for (const auto& t : store::tasks(tx, c.id)) running += !t.ended;
  if (running >= kMostTasks) return tl::unexpected(Refusal::full);
  Task t;
  t.id = TaskId::make();
  t.territory_id = c.territory_id;
  t.circle_id = c.id;
  t.kind = plan.kind;
  t.title = plan.title;
  t.notes = plan.notes;
  t.days = plan.days;
  t.every_weeks = plan.every_weeks;
  t.first_day = number(plan.first);
  if (plan.last) t.last_day = number(*plan.last);
  t.from_time = plan.from.count();
  t.to_time = plan.to.count();
  t.on_holidays = plan.on_holidays;
  t.created_at = now;
  store::insert(tx, t);
  (void)by;
  this->plan(tx, c, now);
  for (const auto& row : store::turns_of_task(tx, t.id, now))
    if (row.state == TurnState::open && row.starts_at - now <= kAskAllBefore) seek(tx, c, row, now);
  return t.id;
}

void Service::end_task(db::Transaction& tx, const Circle& c, Task task, Instant now) {
  if (task.ended) return;
  task.ended = true;
  store::save(tx, task);
  cancel_quietly(tx, c, store::turns_of_task(tx, task.id, now), {}, now);
}

void Service::pause(db::Transaction& tx, const Circle& c, AccountId by, const SpanForm& form,
                    Instant now) {
  store::insert_pause(
      tx, {SpanId::make(), c.id.value, number(form.first), number(form.last), form.why});
  auto turns = store::turns(tx, c.id, number(form.first), number(form.last));
  std::erase_if(turns, [&](const TurnRow& t) { return t.starts_at <= now; });
  cancel_quietly(tx, c, std::move(turns), by, now);
}

void Service::unpause(db::Transaction& tx, const Circle& c, SpanId id, Instant now) {
  Span gone;
  for (const auto& s : store::pauses(tx, c.id))
    if (s.id == id) gone = s;
  if (!store::delete_pause(tx, id, c.id)) return;
  const auto still = store::pauses(tx, c.id);
  for (auto t : store::turns(tx, c.id, gone.first_day, gone.last_day)) {
    const auto task = store::task(tx, t.task_id);
    if (t.state != TurnState::cancelled || t.starts_at <= now || !task || task->ended ||
        std::any_of(still.begin(), still.end(), [&](const Span& s) { return s.holds(t.day); }))
      continue;
    t.state = TurnState::open;
    t.member_id = {};
    t.ask_id = {};
    t.reply_by.reset();
    t.changed_at = now;
    store::save(tx, t);
  }
  plan(tx, c, now);
}

}  // namespace palier::circles
