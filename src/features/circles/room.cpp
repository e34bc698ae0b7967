#include "features/circles/room.hpp"

#include <fmt/format.h>

#include "core/i18n/zone.hpp"
#include "features/circles/templates.hpp"

namespace palier::circles {

using http::Context;
using i18n::Language;
using i18n::Message;
using std::chrono::days;
using std::chrono::minutes;

Room::Seen Room::see(db::Session& s, const Context& c, CircleId id, Tier least) const {
  auto circle = store::circle(s, id);
  if (!circle) http::not_found();
  Seen seen;
  seen.seer = service.seer(s, *circle, viewer(c), c.viewer.roles.has(http::Role::operator_));
  seen.tier = tier(seen.seer);
  if (seen.tier == Tier::none || seen.tier < least) http::not_found();
  seen.person = p.letters.person(s, *circle, c.language);
  seen.circle = std::move(*circle);
  return seen;
}

Member Room::me(const Seen& seen) const {
  if (!seen.seer.member) http::not_found();
  return *seen.seer.member;
}

Room::SeenTurn Room::turn(db::Session& s, const Seen& seen, TurnId id) const {
  auto row = store::turn(s, id);
  if (!row || row->circle_id != seen.circle.id) http::not_found();
  auto task = store::task(s, row->task_id);
  if (!task) http::not_found();
  return {std::move(*row), std::move(*task)};
}

Room::Names Room::names(db::Session& s, CircleId circle, const Language& l) const {
  Names out;
  for (const auto& m : store::members(s, circle)) out[m.id] = p.letters.name(s, m.account_id, l);
  return out;
}

namespace {

std::string mark_of(TurnState s) {
  switch (s) {
    case TurnState::open:
    case TurnState::proposed:
      return "mark-need";
    case TurnState::seeking:
    case TurnState::missed:
      return "mark-urgent";
    case TurnState::confirmed:
    case TurnState::done:
      return "mark-good";
    case TurnState::cancelled:
      return "mark-over";
  }
  return "";
}

int part_of(const Task& task) {
  return block(Day{}, minutes(task.from_time)) % 3;
}

}  // namespace

TurnView Room::turn_view(const Seen& seen, const TurnRow& t, const Task& task, const Names& names,
                         const std::vector<Ask>& asks, const Context& c) const {
  const auto& l = c.language;
  TurnView v;
  v.id = t.id;
  v.url = t.url();
  v.what = Letters::what(task, l);
  v.icon = icon(task.kind);
  v.when = clock_text(t.starts_at) + "–" + clock_text(t.ends_at);
  v.day = l.date(t.starts_at);
  v.state = t.state;
  v.label = l.tr(label(t.state));
  v.mark = mark_of(t.state);
  v.part = part_of(task);
  v.starts_at = t.starts_at;
  v.ends_at = t.ends_at;
  if (t.member_id && t.state != TurnState::cancelled) {
    const auto found = names.find(t.member_id);
    if (found != names.end()) v.who = found->second;
  }
  if (const auto& m = seen.seer.member; m && t.starts_at > c.now && seen.circle.running()) {
    v.mine = t.member_id == m->id;
    const bool asked = std::any_of(asks.begin(), asks.end(), [&](const Ask& a) {
      return a.turn_id == t.id && a.member_id == m->id && a.answer == Answer::waiting;
    });
    v.wants_me = asked && (t.state == TurnState::proposed || t.state == TurnState::seeking);
    const bool free = t.state == TurnState::open || t.state == TurnState::seeking ||
                      (t.state == TurnState::proposed && v.mine);
    v.can_take =
        free && !circles::may_take(seen.circle, task.kind, seen.seer.verified, seen.seer.person);
  }
  return v;
}

std::vector<DayView> Room::days(db::Session& s, const Seen& seen, Day from, int count,
                                const Context& c) const {
  const auto& l = c.language;
  const Day now = today(c.now);
  const auto who = names(s, seen.circle.id, l);
  const auto asks = store::asks_of_circle(s, seen.circle.id, number(from));
  std::map<TaskId, Task> tasks;
  for (auto& t : store::tasks(s, seen.circle.id)) tasks[t.id] = t;
  const auto pauses = store::pauses(s, seen.circle.id);
  const auto rows =
      store::turns(s, seen.circle.id, number(from), number(from + std::chrono::days(count - 1)));
  std::vector<DayView> out;
  for (int i = 0; i < count; ++i) {
    const Day d = from + std::chrono::days(i);
    DayView v;
    v.name = day_text(number(d), l);
    v.head = fmt::format("{} {}", day_name(weekday(d), l),
                         static_cast<unsigned>(std::chrono::year_month_day{d}.day()));
    v.today = d == now;
    v.past = d < now;
    if (const char* name = holiday(d)) v.note = l.tr(name);
    for (const auto& pause : pauses)
      if (pause.holds(number(d)))
        v.note = pause.why.empty() ? std::string(l.tr(N_("Pause"))) : pause.why;
    for (const auto& t : rows)
      if (t.day == number(d) && t.state != TurnState::cancelled)
        v.turns.push_back(turn_view(seen, t, tasks.at(t.task_id), who, asks, c));
    out.push_back(std::move(v));
  }
  return out;
}

ReachView Room::reach(db::Session& s, const Seen& seen, Instant now) const {
  std::vector<Kind> coming;
  if (const auto& m = seen.seer.member)
    for (const auto& t : store::turns_of(s, m->id, 200))
      if (t.state == TurnState::confirmed && t.ends_at + kReachAfter > now)
        if (const auto task = store::task(s, t.task_id)) coming.push_back(task->kind);
  const auto may = circles::reach(seen.circle, seen.seer, coming);
  ReachView v;
  if (!may.phone) return v;
  if (seen.circle.person_id) {
    const auto contact = p.accounts.contact(s, seen.circle.person_id);
    v.name = contact.full_name;
    v.phone = contact.phone;
    v.email = contact.email;
    if (may.address) v.address = contact.address;
  } else {
    v.name = seen.circle.person_name;
    v.phone = seen.circle.phone;
    if (may.address) {
      v.address = seen.circle.place_label;
      if (!v.address.empty() && !seen.circle.home_details.empty())
        v.address += ", " + seen.circle.home_details;
    }
  }
  return v;
}

std::vector<TurnView> Room::waiting(db::Session& s, const Context& c, CircleId only) const {
  std::vector<TurnView> out;
  for (const auto& t : store::waiting_turns(s, viewer(c), c.now)) {
    if (only && t.circle_id != only) continue;
    const auto circle = store::circle(s, t.circle_id);
    const auto task = store::task(s, t.task_id);
    if (!circle || !circle->running() || !task) continue;
    Seen seen;
    seen.circle = *circle;
    seen.seer = service.seer(s, *circle, viewer(c), false);
    auto v = turn_view(seen, t, *task, names(s, circle->id, c.language), store::asks(s, t.id), c);
    if (!only)
      v.what = c.language.tr(
          Message{N_("{1}, for {2}"), {v.what, p.letters.person(s, *circle, c.language)}});
    if (v.wants_me) out.push_back(std::move(v));
  }
  return out;
}

CirclePage Room::circle_page(db::Session& s, const Seen& seen, Day week, const Context& c) const {
  const auto& l = c.language;
  CirclePage v;
  v.url = seen.circle.url();
  v.name = seen.person;
  v.ended = !seen.circle.running();
  v.manages = seen.manages();
  v.member = seen.seer.member.has_value();
  v.helps = v.member && !seen.seer.person;
  const Day first = monday(week);
  v.days = days(s, seen, first, 7, c);
  v.week = l.tr(Message{N_("Week of {1}"), {day_text(number(first), l)}});
  const auto link = [&](Day d) { return v.url + "?week=" + iso(d); };
  v.previous = link(first - std::chrono::days(7));
  v.next = link(first + std::chrono::days(7));
  v.now = v.url;
  v.this_week = first == monday(today(c.now));
  const char* names[] = {N_("Morning"), N_("Afternoon"), N_("Evening")};
  bool none = true;
  for (const auto& day : v.days) none = none && day.turns.empty();
  for (int part = 0; part < 3; ++part)
    if (none || std::any_of(v.days.begin(), v.days.end(), [&](const DayView& day) {
          return std::any_of(day.turns.begin(), day.turns.end(),
                             [&](const TurnView& t) { return t.part == part; });
        }))
      v.parts.emplace_back(part, l.tr(names[part]));
  v.waiting = waiting(s, c, seen.circle.id);
  v.reach = reach(s, seen, c.now);
  bool any = false;
  for (const auto& t : store::tasks(s, seen.circle.id)) any = any || !t.ended;
  v.no_tasks = !any;
  std::size_t helpers = 0;
  for (const auto& m : store::members(s, seen.circle.id))
    helpers +=
        m.state == MemberState::active && m.account_id && m.account_id != seen.circle.person_id;
  v.alone = helpers <= (v.helps ? 1 : 0);
  v.no_days = v.helps && !v.manages && seen.seer.member->slots == 0;
  v.unverified = v.helps && circles::may_take(seen.circle, Kind::visit, seen.seer.verified,
                                              false) == Refusal::unverified;
  return v;
}

MembersPage Room::members_page(db::Session& s, const Seen& seen, const Context& c) const {
  const auto& l = c.language;
  MembersPage v;
  v.url = seen.circle.url();
  v.name = seen.person;
  v.manages = seen.manages();
  v.member = seen.seer.member.has_value();
  v.ended = !seen.circle.running();
  const auto away = store::away(s, seen.circle.id);
  std::map<MemberId, std::int64_t> loads;
  for (const auto& load :
       store::loads(s, seen.circle.id, number(today(c.now) - std::chrono::days(28))))
    loads[load.member_id] = load.turns;
  for (const auto& m : store::members(s, seen.circle.id)) {
    if (m.state != MemberState::active || !m.account_id) continue;
    const auto person = p.accounts.person(s, m.account_id);
    MemberLine line;
    line.id = m.id.str();
    line.name = p.letters.name(s, m.account_id, l);
    line.verified = person && person->verified;
    line.organiser = m.role == Role::organiser;
    line.self = m.account_id == viewer(c);
    line.person = m.account_id == seen.circle.person_id;
    line.since = l.tr(Message{N_("since {1}"), {l.date(m.joined_at)}});
    line.unverified_note = seen.circle.vulnerable && !line.verified && !line.person;
    if (!line.person) {
      line.days = slots_text(m.slots, l);
      const std::string args[] = {l.number(loads[m.id])};
      line.turns =
          Language::fill(l.tr("{1} turn, four weeks back and what is planned",
                              "{1} turns, four weeks back and what is planned", loads[m.id]),
                         args);
    }
    for (const auto& a : away)
      if (a.owner_id == m.id.value && a.last_day >= number(today(c.now)))
        line.away += (line.away.empty() ? "" : " · ") + span_text(a.first_day, a.last_day, l);
    v.members.push_back(std::move(line));
  }
  if (v.manages)
    for (const auto& i : store::invitations(s, seen.circle.id)) {
      if (i.state != InvitationState::waiting || i.expires_at <= c.now) continue;
      const std::string to = i.way == Way::link ? std::string(l.tr(N_("By a link"))) : i.sent_to;
      v.invitations.push_back(
          {i.id.str(), l.tr(Message{N_("{1}, until {2}"), {to, l.date(i.expires_at)}})});
    }
  return v;
}

TasksPage Room::tasks_page(db::Session& s, const Seen& seen, const Context& c) const {
  TasksPage v;
  v.url = seen.circle.url();
  v.name = seen.person;
  v.manages = seen.manages();
  v.ended = !seen.circle.running();
  const auto now = number(today(c.now));
  for (const auto& t : store::tasks(s, seen.circle.id)) {
    const bool over =
        t.ended || (t.days == 0 ? t.first_day < now : t.last_day && *t.last_day < now);
    if (over) continue;
    v.tasks.push_back({t.id.str(), Letters::what(t, c.language), icon(t.kind),
                       rule_text(t, c.language), t.notes, t.ended});
  }
  for (const auto& span : store::pauses(s, seen.circle.id))
    if (span.last_day >= now)
      v.pauses.push_back({span.id.str(), span_text(span.first_day, span.last_day, c.language) +
                                             (span.why.empty() ? "" : " · " + span.why)});
  return v;
}

TurnPage Room::turn_page(db::Session& s, const Seen& seen, const SeenTurn& turn,
                         const Context& c) const {
  const auto& l = c.language;
  const auto& t = turn.row;
  const auto who = names(s, seen.circle.id, l);
  TurnPage v;
  v.circle_url = seen.circle.url();
  v.name = seen.person;
  v.turn = turn_view(seen, t, turn.task, who, store::asks(s, t.id), c);
  v.notes = turn.task.notes;
  v.note = t.note;
  if (t.note_by) v.note_by = p.letters.name(s, t.note_by, l);
  v.reach = reach(s, seen, c.now);
  const bool running = seen.circle.running();
  const bool begun = t.starts_at <= c.now;
  v.over = t.ends_at <= c.now;
  const bool mine = seen.seer.member && t.member_id == seen.seer.member->id;
  v.promised = mine && t.state == TurnState::confirmed;
  v.can_yes = running && v.turn.can_take;
  v.can_no = running && !v.over && ((mine && ahead(t.state)) || v.turn.wants_me);
  v.can_report =
      begun && (((mine || seen.manages()) && t.state == TurnState::confirmed) ||
                (seen.manages() && (t.state == TurnState::missed || t.state == TurnState::done)));
  const bool manage = running && seen.manages() && ahead(t.state) && !begun;
  v.can_cancel = manage;
  v.can_give = manage && t.state != TurnState::confirmed;
  v.can_swap = running && v.promised && !begun;
  if (t.state == TurnState::proposed && t.reply_by && (mine || seen.manages()))
    v.reply_by = l.date(*t.reply_by, Language::Style::day_and_time);
  if (running && !begun && !v.can_yes && seen.seer.member && !mine &&
      (t.state == TurnState::open || t.state == TurnState::seeking))
    if (const auto no =
            circles::may_take(seen.circle, turn.task.kind, seen.seer.verified, seen.seer.person))
      if (*no == Refusal::unverified) v.barred = l.tr(sentence(*no));
  for (const auto& h : store::history(s, t.id)) {
    const auto found = who.find(h.member_id);
    v.history.push_back(
        l.date(h.at, Language::Style::day_and_time) + " · " +
        l.tr(Message{label(h.action),
                     {found == who.end() ? std::string(l.tr(N_("Somebody"))) : found->second}}));
  }
  return v;
}

MinePage Room::mine_page(db::Session& s, const Context& c) const {
  const auto& l = c.language;
  MinePage v;
  v.waiting = waiting(s, c);
  for (const auto& circle : store::circles_of(s, viewer(c))) {
    MinePage::Line line;
    line.url = circle.url();
    line.name = p.letters.person(s, circle, l);
    line.ended = !circle.running();
    line.about_me = circle.person_id == viewer(c);
    if (const auto m = store::member_of(s, circle.id, viewer(c))) {
      line.organiser = m->role == Role::organiser;
      for (const auto& t : store::held(s, m->id, c.now))
        if (t.state == TurnState::confirmed && line.next.empty())
          line.next = l.tr(Message{N_("You come {1}"), {Letters::when(t, l)}});
    }
    v.circles.push_back(std::move(line));
  }
  if (c.viewer.roles.has(http::Role::operator_))
    for (const auto& t : store::unmet(s, c.now)) {
      const auto circle = store::circle(s, t.circle_id);
      const auto task = store::task(s, t.task_id);
      if (!circle || !circle->running() || !task) continue;
      v.unmet.push_back({t.url(), fmt::format("{} · {} · {}", p.letters.person(s, *circle, l),
                                              Letters::what(*task, l), Letters::when(t, l))});
    }
  return v;
}

void fill(QuestionPage& p, const Context& c, const form::Errors& errors) {
  for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
}

http::Response question(Context& c, QuestionPage p, const form::Errors& errors, int status) {
  if (errors) fill(p, c, errors);
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, p, errors);
  return http::page(out.take(), status ? status : errors ? 422 : 200);
}

http::Response refuse(Context& c, Refusal r, const std::string& back) {
  if (r == Refusal::not_found) http::not_found();
  QuestionPage p;
  p.heading = c.language.tr(N_("This was not possible"));
  p.lead = {c.language.tr(sentence(r))};
  p.back = back;
  return question(c, p, {}, status_of(r));
}

http::Response tell(Context& c, const AnswerPage& p, int status) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::answer(out, page, p);
  return http::page(out.take(), status);
}

}  // namespace palier::circles
