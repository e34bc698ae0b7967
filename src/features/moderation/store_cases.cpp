#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {
namespace {

#define CASE_COLUMNS                                                                           \
  "select id, territory_id, kind, subject_id, author_id, title, excerpt, state, held, signs, " \
  "danger, reports, opened_at, assigned_to, assigned_at, decision_id, closed_at from mod_cases "

}  // namespace

Case open_case(db::Transaction& tx, const Case& c) {
  tx.run(
      "insert into mod_cases (id, territory_id, kind, subject_id, author_id, title, excerpt, "
      "state, held, signs, danger, reports, opened_at, assigned_to, assigned_at, decision_id, "
      "closed_at) values ($1, $2, $3, $4, $5, $6, $7, 0, false, '', false, 0, $8, 0, null, 0, "
      "null) "
      "on conflict (kind, subject_id) where state <> 1 do nothing",
      c.id, c.territory_id, c.kind, c.subject_id, c.author_id.value, c.title, c.excerpt,
      c.opened_at);
  return tx.one<Case>(CASE_COLUMNS "where kind = $1 and subject_id = $2 and state <> 1", c.kind,
                      c.subject_id);
}

std::optional<Case> find(db::Session& s, CaseId id) {
  return s.maybe<Case>(CASE_COLUMNS "where id = $1", id);
}

void count_report(db::Transaction& tx, CaseId id, bool danger) {
  tx.run("update mod_cases set reports = reports + 1, danger = (danger or $1) where id = $2",
         danger, id);
}

void say_author(db::Transaction& tx, CaseId id, AccountId author, std::string_view title,
                std::string_view excerpt) {
  tx.run("update mod_cases set author_id = $1, title = $2, excerpt = $3 where id = $4",
         author.value, title, excerpt, id);
}

void hold(db::Transaction& tx, CaseId id, std::string_view signs) {
  tx.run("update mod_cases set held = true, signs = $1 where id = $2", signs, id);
}

void drop_if_empty(db::Transaction& tx, CaseId id) {
  tx.run("delete from mod_cases where id = $1 and reports = 0 and not held and state = 0", id);
}

std::vector<Case> queue(db::Session& s, const Queue& q) {
  if (q.assigned_to)
    return s.all<Case>(CASE_COLUMNS
                       "where territory_id = $1 and state = $2 and assigned_to = $3 "
                       "order by danger desc, opened_at, id limit $4 offset $5",
                       q.territory, q.state, q.assigned_to, q.limit, q.offset);
  if (q.state == CaseState::open)
    return s.all<Case>(CASE_COLUMNS
                       "where territory_id = $1 and state = 0 "
                       "order by danger desc, reports desc, opened_at, id limit $2 offset $3",
                       q.territory, q.limit, q.offset);
  return s.all<Case>(CASE_COLUMNS
                     "where territory_id = $1 and state = $2 "
                     "order by closed_at desc, id desc limit $3 offset $4",
                     q.territory, q.state, q.limit, q.offset);
}

std::int64_t count_waiting(db::Session& s, places::TerritoryId territory) {
  return s.one<std::int64_t>(
      "select (select count(*) from mod_cases where territory_id = $1 and state = 0) + "
      "(select count(*) from mod_appeals where territory_id = $2 and state = 0)",
      territory, territory);
}

bool assign(db::Transaction& tx, CaseId id, AccountId who, Instant now, Instant stale) {
  return tx.run(
             "update mod_cases set assigned_to = $1, assigned_at = $2 where id = $3 and state <> 1 "
             "and (assigned_to = 0 or assigned_to = $4 or assigned_at < $5)",
             who, now, id, who, stale) == 1;
}

bool release(db::Transaction& tx, CaseId id, AccountId who) {
  return tx.run(
             "update mod_cases set assigned_to = 0, assigned_at = null "
             "where id = $1 and assigned_to = $2",
             id, who) == 1;
}

bool close(db::Transaction& tx, CaseId id, CaseState state, DecisionId decision, bool from_votes,
           Instant now) {
  return tx.run(
             "update mod_cases set state = $1, decision_id = $2, closed_at = $3 "
             "where id = $4 and state <> 1 and (state = 0 or $5)",
             state, decision, now, id, !from_votes) == 1;
}

std::int64_t count_cases_about(db::Session& s, AccountId author, CaseId without) {
  return s.one<std::int64_t>(
      "select count(*) from mod_cases where author_id = $1 and id <> $2 and reports > 0", author,
      without);
}

void settle_provisional(db::Transaction& tx, Instant before) {
  tx.run("update mod_cases set state = 1 where state = 2 and closed_at < $1", before);
}

}  // namespace palier::moderation::store
