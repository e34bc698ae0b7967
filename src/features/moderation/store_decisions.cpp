#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {
namespace {

#define DECISION_COLUMNS                                                                       \
  "select id, territory_id, case_id, kind, subject_id, author_id, title, action, days, rule, " \
  "words, by_account, provisional, state, at, ended_at from mod_decisions "
#define APPEAL_COLUMNS                                                              \
  "select id, territory_id, decision_id, author_id, words, at, state, decided_by, " \
  "decided_at, answer from mod_appeals "

}  // namespace

void insert(db::Transaction& tx, const Decision& d) {
  tx.run(
      "insert into mod_decisions (id, territory_id, case_id, kind, subject_id, author_id, title, "
      "action, days, rule, words, by_account, provisional, state, at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14)",
      d.id, d.territory_id, d.case_id, d.kind, d.subject_id, d.author_id.value, d.title, d.action,
      d.days, d.rule, d.words, d.by_account.value, d.provisional, d.at);
}

std::optional<Decision> find(db::Session& s, DecisionId id) {
  return s.maybe<Decision>(DECISION_COLUMNS "where id = $1", id);
}

std::vector<Decision> decisions_of(db::Session& s, CaseId id) {
  return s.all<Decision>(DECISION_COLUMNS "where case_id = $1 order by id", id);
}

std::vector<Decision> decisions_about(db::Session& s, AccountId author, int limit) {
  return s.all<Decision>(DECISION_COLUMNS "where author_id = $1 order by id desc limit $2", author,
                         limit);
}

void end(db::Transaction& tx, DecisionId id, DecisionState state, Instant now) {
  tx.run("update mod_decisions set state = $1, ended_at = $2 where id = $3", state, now, id);
}

bool still_hidden(db::Session& s, const Decision& d) {
  return s.one<std::int64_t>(
             "select count(*) from mod_decisions where kind = $1 and subject_id = $2 and id <> $3 "
             "and state = 0 and action > 0",
             d.kind, d.subject_id, d.id) > 0;
}

bool still_suspended(db::Session& s, const Decision& d) {
  return s.one<std::int64_t>(
             "select count(*) from mod_decisions where author_id = $1 and id <> $2 and state = 0 "
             "and action = $3",
             d.author_id.value, d.id, Action::suspend) > 0;
}

bool insert(db::Transaction& tx, const Appeal& a) {
  return tx.run(
             "insert into mod_appeals (id, territory_id, decision_id, author_id, words, at, state, "
             "decided_by, answer) values ($1, $2, $3, $4, $5, $6, 0, 0, '') "
             "on conflict (decision_id) do nothing",
             a.id, a.territory_id, a.decision_id, a.author_id.value, a.words, a.at) == 1;
}

std::optional<Appeal> find(db::Session& s, AppealId id) {
  return s.maybe<Appeal>(APPEAL_COLUMNS "where id = $1", id);
}

std::optional<Appeal> appeal_of(db::Session& s, DecisionId id) {
  return s.maybe<Appeal>(APPEAL_COLUMNS "where decision_id = $1", id);
}

std::vector<Appeal> appeals(db::Session& s, places::TerritoryId territory, AppealState state,
                            int limit) {
  return s.all<Appeal>(APPEAL_COLUMNS
                       "where territory_id = $1 and state = $2 order by at, id limit $3",
                       territory, state, limit);
}

bool decide(db::Transaction& tx, const Appeal& a) {
  return tx.run(
             "update mod_appeals set state = $1, decided_by = $2, decided_at = $3, answer = $4 "
             "where id = $5 and state = 0",
             a.state, a.decided_by.value, a.decided_at, a.answer, a.id) == 1;
}

void limit(db::Transaction& tx, const Decision& d, Instant until) {
  tx.run(
      "insert into mod_limits (decision_id, account_id, territory_id, until) "
      "values ($1, $2, $3, $4)",
      d.id, d.author_id, d.territory_id, until);
}

void lift_limit(db::Transaction& tx, DecisionId id) {
  tx.run("delete from mod_limits where decision_id = $1", id);
}

std::optional<Instant> limited_until(db::Session& s, AccountId account, Instant now) {
  const auto until = s.one<std::optional<std::int64_t>>(
      "select max(until) from mod_limits where account_id = $1 and until > $2", account, now);
  if (!until) return {};
  return from_micros(*until);
}

void sweep_limits(db::Transaction& tx, Instant now) {
  tx.run("delete from mod_limits where until <= $1", now);
}

}  // namespace palier::moderation::store
