#include "core/db/rows.hpp"
#include "features/circles/store.hpp"

namespace palier::circles::store {
namespace {

#define SELECT_CIRCLE                                                                     \
  "select c.id, c.territory_id, c.person_id, c.person_name, c.consent, c.consent_at, "    \
  "c.vulnerable, c.started_by, c.place_label, c.exact_lat, c.exact_lon, c.home_details, " \
  "c.phone, c.state, c.created_at, c.ended_at from circles c "
#define SELECT_MEMBER                                                                        \
  "select id, territory_id, circle_id, account_id, role, state, slots, per_week, feed_key, " \
  "joined_at, left_at from circle_members "
#define SELECT_INVITATION                                                                    \
  "select id, territory_id, circle_id, by_id, way, sent_to, state, created_at, expires_at, " \
  "decided_at from circle_invitations "
#define SELECT_TASK                                                                        \
  "select id, territory_id, circle_id, kind, title, notes, days, every_weeks, first_day, " \
  "last_day, from_time, to_time, on_holidays, ended, created_at from circle_tasks "

}  // namespace

void insert(db::Transaction& tx, const Circle& c) {
  tx.run(
      "insert into circles (id, territory_id, person_id, person_name, consent, consent_at, "
      "vulnerable, started_by, place_label, exact_lat, exact_lon, home_details, phone, state, "
      "created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      c.id, c.territory_id, c.person_id, c.person_name, c.consent, c.consent_at, c.vulnerable,
      c.started_by, c.place_label, c.exact_lat, c.exact_lon, c.home_details, c.phone, c.state,
      c.created_at);
}

void save(db::Transaction& tx, const Circle& c) {
  tx.run(
      "update circles set person_id = $2, person_name = $3, consent = $4, consent_at = $5, "
      "vulnerable = $6, place_label = $7, exact_lat = $8, exact_lon = $9, home_details = $10, "
      "phone = $11, state = $12, ended_at = $13 where id = $1",
      c.id, c.person_id, c.person_name, c.consent, c.consent_at, c.vulnerable, c.place_label,
      c.exact_lat, c.exact_lon, c.home_details, c.phone, c.state, c.ended_at);
}

std::optional<Circle> circle(db::Session& s, CircleId id) {
  return s.maybe<Circle>(SELECT_CIRCLE "where c.id = $1", id);
}

std::vector<CircleId> running(db::Session& s) {
  return s.all<CircleId>("select id from circles where state = 0 order by id");
}

std::vector<Circle> circles_of(db::Session& s, AccountId account) {
  return s.all<Circle>(SELECT_CIRCLE
                       "where c.person_id = $1 or exists (select 1 from circle_members m where "
                       "m.circle_id = c.id and m.account_id = $1 and m.state = 0) "
                       "order by c.state, c.id desc",
                       account);
}

MemberId join(db::Transaction& tx, const Member& m) {
  return tx.one<MemberId>(
      "insert into circle_members (id, territory_id, circle_id, account_id, role, state, slots, "
      "per_week, feed_key, joined_at) values ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9) "
      "on conflict (circle_id, account_id) do update set state = 0, left_at = null, "
      "feed_key = excluded.feed_key, joined_at = excluded.joined_at returning id",
      m.id, m.territory_id, m.circle_id, m.account_id, m.role, static_cast<std::int64_t>(m.slots),
      m.per_week, m.feed_key, m.joined_at);
}

void save(db::Transaction& tx, const Member& m) {
  tx.run(
      "update circle_members set account_id = $2, role = $3, state = $4, slots = $5, "
      "per_week = $6, feed_key = $7, left_at = $8 where id = $1",
      m.id, m.account_id, m.role, m.state, static_cast<std::int64_t>(m.slots), m.per_week,
      m.feed_key, m.left_at);
}

std::optional<Member> member(db::Session& s, MemberId id) {
  return s.maybe<Member>(SELECT_MEMBER "where id = $1", id);
}

std::optional<Member> member_of(db::Session& s, CircleId circle, AccountId account) {
  return s.maybe<Member>(SELECT_MEMBER "where circle_id = $1 and account_id = $2 and state = 0",
                         circle, account);
}

std::optional<Member> member_by_feed(db::Session& s, std::string_view key) {
  return s.maybe<Member>(SELECT_MEMBER "where feed_key = $1 and state = 0", key);
}

std::vector<Member> members(db::Session& s, CircleId circle) {
  return s.all<Member>(SELECT_MEMBER "where circle_id = $1 order by joined_at, id", circle);
}

std::vector<Member> memberships(db::Session& s, AccountId account) {
  return s.all<Member>(SELECT_MEMBER "where account_id = $1 order by id", account);
}

void insert_away(db::Transaction& tx, const Span& span) {
  tx.run("insert into circle_away (id, member_id, first_day, last_day) values ($1, $2, $3, $4)",
         span.id, span.owner_id, span.first_day, span.last_day);
}

void delete_away(db::Transaction& tx, SpanId id, MemberId member) {
  tx.run("delete from circle_away where id = $1 and member_id = $2", id, member);
}

std::vector<Span> away(db::Session& s, CircleId circle) {
  return s.all<Span>(
      "select a.id, a.member_id as owner_id, a.first_day, a.last_day, '' as why "
      "from circle_away a join circle_members m on m.id = a.member_id "
      "where m.circle_id = $1 order by a.first_day, a.id",
      circle);
}

void insert_pause(db::Transaction& tx, const Span& span) {
  tx.run(
      "insert into circle_pauses (id, circle_id, first_day, last_day, why) "
      "values ($1, $2, $3, $4, $5)",
      span.id, span.owner_id, span.first_day, span.last_day, span.why);
}

bool delete_pause(db::Transaction& tx, SpanId id, CircleId circle) {
  return tx.run("delete from circle_pauses where id = $1 and circle_id = $2", id, circle) > 0;
}

std::vector<Span> pauses(db::Session& s, CircleId circle) {
  return s.all<Span>(
      "select id, circle_id as owner_id, first_day, last_day, why from circle_pauses "
      "where circle_id = $1 order by first_day, id",
      circle);
}

void insert(db::Transaction& tx, const Invitation& i) {
  tx.run(
      "insert into circle_invitations (id, territory_id, circle_id, by_id, way, sent_to, state, "
      "created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      i.id, i.territory_id, i.circle_id, i.by_id, i.way, i.sent_to, i.state, i.created_at,
      i.expires_at);
}

void save(db::Transaction& tx, const Invitation& i) {
  tx.run("update circle_invitations set state = $2, sent_to = $3, decided_at = $4 where id = $1",
         i.id, i.state, i.sent_to, i.decided_at);
}

std::optional<Invitation> invitation(db::Session& s, InvitationId id) {
  return s.maybe<Invitation>(SELECT_INVITATION "where id = $1", id);
}

std::vector<Invitation> invitations(db::Session& s, CircleId circle) {
  return s.all<Invitation>(SELECT_INVITATION "where circle_id = $1 order by id", circle);
}

void insert(db::Transaction& tx, const Task& t) {
  tx.run(
      "insert into circle_tasks (id, territory_id, circle_id, kind, title, notes, days, "
      "every_weeks, first_day, last_day, from_time, to_time, on_holidays, ended, created_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      t.id, t.territory_id, t.circle_id, t.kind, t.title, t.notes,
      static_cast<std::int64_t>(t.days), t.every_weeks, t.first_day, t.last_day, t.from_time,
      t.to_time, t.on_holidays, t.ended, t.created_at);
}

void save(db::Transaction& tx, const Task& t) {
  tx.run("update circle_tasks set title = $2, notes = $3, last_day = $4, ended = $5 where id = $1",
         t.id, t.title, t.notes, t.last_day, t.ended);
}

std::optional<Task> task(db::Session& s, TaskId id) {
  return s.maybe<Task>(SELECT_TASK "where id = $1", id);
}

std::vector<Task> tasks(db::Session& s, CircleId circle) {
  return s.all<Task>(SELECT_TASK "where circle_id = $1 order by id", circle);
}

void record(db::Transaction& tx, const Circle& c, Action action, AccountId actor, Instant at,
            MemberId member, TurnId turn) {
  tx.run(
      "insert into circle_history (id, territory_id, circle_id, turn_id, member_id, actor_id, "
      "action, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      new_id(), c.territory_id, c.id, turn, member, actor, action, at);
}

std::vector<HistoryLine> history(db::Session& s, TurnId turn) {
  return s.all<HistoryLine>(
      "select turn_id, member_id, actor_id, action, at from circle_history where turn_id = $1 "
      "order by id",
      turn);
}

void forget(db::Transaction& tx, AccountId account) {
  tx.run(
      "delete from circle_away where member_id in "
      "(select id from circle_members where account_id = $1)",
      account);
  tx.run("update circle_turns set note = '', note_by = null where note_by = $1", account);
  tx.run("update circle_history set actor_id = null where actor_id = $1", account);
  tx.run("update circle_invitations set sent_to = '' where by_id = $1", account);
  tx.run("update circle_members set account_id = null, slots = 0 where account_id = $1", account);
}

}  // namespace palier::circles::store
