#include "core/db/rows.hpp"
#include "features/circles/store.hpp"

namespace palier::circles::store {
namespace {

#define SELECT_TURN                                                                        \
  "select t.id, t.territory_id, t.circle_id, t.task_id, t.day, t.starts_at, t.ends_at, "   \
  "t.state, t.member_id, t.ask_id, t.reply_by, t.sought_at, t.alarmed_at, t.reminded_at, " \
  "t.note, t.note_by, t.changed_at from circle_turns t "
#define SELECT_ASK                                                                \
  "select a.id, a.turn_id, a.member_id, a.kind, a.answer, a.made_at, a.sent_at, " \
  "a.answered_at from circle_asks a "
#define SELECT_SWAP \
  "select id, circle_id, give_ask, want_ask, state, made_at, answered_at from circle_swaps "

// A turn t that waits for the word of account $1: proposed to them, or a substitute is wanted.
#define WAITS_FOR                                                                  \
  "from circle_turns t join circle_asks a on a.turn_id = t.id "                    \
  "join circle_members m on m.id = a.member_id "                                   \
  "where m.account_id = $1 and m.state = 0 and a.answer = 0 and t.starts_at > $2 " \
  "and t.state in (1, 3) "

}  // namespace

bool insert(db::Transaction& tx, const TurnRow& t) {
  return tx.run(
             "insert into circle_turns (id, territory_id, circle_id, task_id, day, starts_at, "
             "ends_at, state, note, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, '', $9) "
             "on conflict (task_id, day) do nothing",
             t.id, t.territory_id, t.circle_id, t.task_id, t.day, t.starts_at, t.ends_at, t.state,
             t.changed_at) > 0;
}

void save(db::Transaction& tx, const TurnRow& t) {
  tx.run(
      "update circle_turns set state = $2, member_id = $3, ask_id = $4, reply_by = $5, "
      "sought_at = $6, alarmed_at = $7, reminded_at = $8, note = $9, note_by = $10, "
      "changed_at = $11 where id = $1",
      t.id, t.state, t.member_id, t.ask_id, t.reply_by, t.sought_at, t.alarmed_at, t.reminded_at,
      t.note, t.note_by, t.changed_at);
}

std::optional<TurnRow> turn(db::Session& s, TurnId id) {
  return s.maybe<TurnRow>(SELECT_TURN "where t.id = $1", id);
}

std::vector<TurnRow> turns(db::Session& s, CircleId circle, std::int64_t from, std::int64_t to) {
  return s.all<TurnRow>(SELECT_TURN
                        "where t.circle_id = $1 and t.day >= $2 and t.day <= $3 "
                        "order by t.starts_at, t.id",
                        circle, from, to);
}

std::vector<TurnRow> turns_of_task(db::Session& s, TaskId task, Instant after) {
  return s.all<TurnRow>(SELECT_TURN "where t.task_id = $1 and t.starts_at > $2 order by t.day",
                        task, after);
}

std::vector<TurnRow> held(db::Session& s, MemberId member, Instant now) {
  return s.all<TurnRow>(SELECT_TURN
                        "where t.member_id = $1 and t.starts_at > $2 and t.state in (1, 2) "
                        "order by t.starts_at, t.id",
                        member, now);
}

std::vector<TurnRow> turns_of(db::Session& s, MemberId member, int limit) {
  return s.all<TurnRow>(
      SELECT_TURN "where t.member_id = $1 order by t.starts_at desc, t.id limit $2", member, limit);
}

std::vector<Load> loads(db::Session& s, CircleId circle, std::int64_t from) {
  return s.all<Load>(
      "select member_id, count(*) as turns from circle_turns where circle_id = $1 and day >= $2 "
      "and member_id is not null and state in (1, 2, 4) group by member_id",
      circle, from);
}

std::vector<TurnId> lapsing(db::Session& s, Instant now) {
  return s.all<TurnId>(
      "select id from circle_turns where state = 1 and reply_by <= $1 and starts_at > $1 "
      "order by starts_at, id limit 500",
      now);
}

std::vector<TurnId> still_open(db::Session& s, Instant now, Instant until) {
  return s.all<TurnId>(
      "select id from circle_turns where state = 0 and starts_at > $1 and starts_at <= $2 "
      "order by starts_at, id limit 500",
      now, until);
}

std::vector<TurnId> seeking(db::Session& s, Instant now) {
  return s.all<TurnId>(
      "select id from circle_turns where state = 3 and alarmed_at is null and starts_at > $1 "
      "order by starts_at, id limit 500",
      now);
}

std::vector<TurnId> to_remind(db::Session& s, Instant now, Instant until) {
  return s.all<TurnId>(
      "select id from circle_turns where state = 2 and reminded_at is null and starts_at > $1 "
      "and starts_at <= $2 order by starts_at, id limit 500",
      now, until);
}

std::vector<TurnId> over(db::Session& s, Instant now, Instant reported_by) {
  return s.all<TurnId>(
      "select id from circle_turns where (state in (0, 1, 3) and starts_at <= $1) "
      "or (state = 2 and ends_at <= $2) order by starts_at, id limit 500",
      now, reported_by);
}

std::vector<TurnRow> unmet(db::Session& s, Instant now) {
  return s.all<TurnRow>(SELECT_TURN
                        "where t.state = 3 and t.alarmed_at is not null and t.starts_at > $1 "
                        "order by t.starts_at, t.id limit 100",
                        now);
}

void insert(db::Transaction& tx, const Ask& a) {
  tx.run(
      "insert into circle_asks (id, turn_id, member_id, kind, answer, made_at, sent_at, "
      "answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      a.id, a.turn_id, a.member_id, a.kind, a.answer, a.made_at, a.sent_at, a.answered_at);
}

void save(db::Transaction& tx, const Ask& a) {
  tx.run("update circle_asks set answer = $2, sent_at = $3, answered_at = $4 where id = $1", a.id,
         a.answer, a.sent_at, a.answered_at);
}

std::optional<Ask> ask(db::Session& s, AskId id) {
  return s.maybe<Ask>(SELECT_ASK "where a.id = $1", id);
}

std::vector<Ask> asks(db::Session& s, TurnId turn) {
  return s.all<Ask>(SELECT_ASK "where a.turn_id = $1 order by a.id", turn);
}

std::vector<Ask> asks_of_circle(db::Session& s, CircleId circle, std::int64_t from) {
  return s.all<Ask>(SELECT_ASK
                    "join circle_turns t on t.id = a.turn_id where t.circle_id = $1 and "
                    "t.day >= $2 order by a.id",
                    circle, from);
}

std::vector<Ask> unsent(db::Session& s) {
  return s.all<Ask>(SELECT_ASK
                    "where a.sent_at is null and a.answer = 0 order by a.member_id, a.id "
                    "limit 500");
}

std::int64_t waiting(db::Session& s, AccountId account, Instant now) {
  return s.one<std::int64_t>("select count(*) " WAITS_FOR, account, now);
}

std::vector<TurnRow> waiting_turns(db::Session& s, AccountId account, Instant now) {
  return s.all<TurnRow>(
      "select t.id, t.territory_id, t.circle_id, t.task_id, t.day, t.starts_at, t.ends_at, "
      "t.state, t.member_id, t.ask_id, t.reply_by, t.sought_at, t.alarmed_at, t.reminded_at, "
      "t.note, t.note_by, t.changed_at " WAITS_FOR "order by t.starts_at, t.id",
      account, now);
}

void insert(db::Transaction& tx, const Swap& w) {
  tx.run(
      "insert into circle_swaps (id, circle_id, give_ask, want_ask, state, made_at) "
      "values ($1, $2, $3, $4, $5, $6)",
      w.id, w.circle_id, w.give_ask, w.want_ask, w.state, w.made_at);
}

void save(db::Transaction& tx, const Swap& w) {
  tx.run("update circle_swaps set state = $2, answered_at = $3 where id = $1", w.id, w.state,
         w.answered_at);
}

std::optional<Swap> swap(db::Session& s, SwapId id) {
  return s.maybe<Swap>(SELECT_SWAP "where id = $1", id);
}

std::vector<Swap> open_swaps(db::Session& s, CircleId circle) {
  return s.all<Swap>(SELECT_SWAP "where circle_id = $1 and state = 0 order by id", circle);
}

}  // namespace palier::circles::store
