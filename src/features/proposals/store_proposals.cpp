#include "core/db/rows.hpp"
#include "features/proposals/store.hpp"

namespace palier::proposals::store {
namespace {

#define PALIER_PROPOSAL_COLUMNS                                                          \
  "id, territory_id, need_id, helper_id, author_id, state, block, week, wave, planned, " \
  "by_hand, metres, kind, confirm, confirmed_by, created_at, sent_at, expires_at, "      \
  "answered_at, closed_at, no, no_text, answer_id, settled_by_desk"
#define PALIER_PROPOSAL_SELECT "select " PALIER_PROPOSAL_COLUMNS " from proposals "

}  // namespace

bool insert(db::Transaction& tx, const Proposal& p) {
  // Without naming an index: either of the two may refuse it.
  return tx.run("insert into proposals (" PALIER_PROPOSAL_COLUMNS
                ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
                "$17, $18, $19, $20, $21, $22, $23, $24) on conflict do nothing",
                p.id, p.territory_id, p.need_id, p.helper_id, p.author_id, p.state, p.block, p.week,
                p.wave, p.planned, p.by_hand.value, p.metres, p.kind, p.confirm,
                p.confirmed_by.value, p.created_at, p.sent_at, p.expires_at, p.answered_at,
                p.closed_at, p.no, p.no_text, p.answer_id.value, p.settled_by_desk) > 0;
}

std::optional<Proposal> find(db::Session& s, ProposalId id) {
  return s.maybe<Proposal>(PALIER_PROPOSAL_SELECT "where id = $1", id);
}

void save(db::Transaction& tx, const Proposal& p) {
  tx.run(
      "update proposals set state = $2, confirm = $3, confirmed_by = $4, sent_at = $5, "
      "expires_at = $6, answered_at = $7, closed_at = $8, no = $9, no_text = $10, "
      "answer_id = $11, settled_by_desk = $12 where id = $1",
      p.id, p.state, p.confirm, p.confirmed_by.value, p.sent_at, p.expires_at, p.answered_at,
      p.closed_at, p.no, p.no_text, p.answer_id.value, p.settled_by_desk);
}

void lock_need(db::Transaction& tx, aid::PostId need, places::TerritoryId territory, Instant) {
  tx.run(
      "insert into matching_needs (need_id, territory_id, version) values ($1, $2, 1) "
      "on conflict (need_id) do update set version = matching_needs.version + 1",
      need, territory);
}

std::vector<Proposal> of_need(db::Session& s, aid::PostId need) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT "where need_id = $1 order by id", need);
}

std::vector<Proposal> of_helper(db::Session& s, AccountId helper, int limit) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT "where helper_id = $1 order by id desc limit $2",
                         helper, limit);
}

std::vector<Proposal> of_author(db::Session& s, AccountId author, int limit) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT "where author_id = $1 order by id desc limit $2",
                         author, limit);
}

std::vector<Proposal> live(db::Session& s, places::TerritoryId territory) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT
                         "where territory_id = $1 and state in (0, 1, 2) order by id",
                         territory);
}

std::vector<Proposal> to_lapse(db::Session& s, Instant now, int limit) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT
                         "where state in (0, 1, 2) and sent_at is not null and expires_at <= $1 "
                         "order by expires_at limit $2",
                         now, limit);
}

std::vector<Proposal> to_send(db::Session& s, Instant now, int limit) {
  return s.all<Proposal>(PALIER_PROPOSAL_SELECT
                         "where state = 0 and sent_at is null and expires_at <= $1 "
                         "order by expires_at limit $2",
                         now + kTimeToAnswer, limit);
}

std::int64_t asked_since(db::Session& s, AccountId helper, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from proposals where helper_id = $1 and created_at >= $2", helper, since);
}

std::int64_t jobs_since(db::Session& s, AccountId helper, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from proposals where helper_id = $1 and state = 3 and answered_at >= $2",
      helper, since);
}

Waiting waiting(db::Session& s, AccountId account, Instant now) {
  // One held back by quiet hours has not begun to run out.
  const auto count = [&](const char* sql) {
    return static_cast<int>(s.one<std::int64_t>(sql, account, now));
  };
  return {count("select count(*) from proposals where helper_id = $1 and state = 0 "
                "and (sent_at is null or expires_at > $2)"),
          count("select count(*) from proposals where author_id = $1 and state = 2 "
                "and expires_at > $2")};
}

bool met_before(db::Session& s, AccountId helper, AccountId author) {
  return s
      .maybe<std::int64_t>(
          "select id from proposals where helper_id = $1 and author_id = $2 and state = 3 limit 1",
          helper, author)
      .has_value();
}

std::vector<Proposal> list(db::Session& s, const Filter& f) {
  const auto before = f.before > 0 ? f.before : std::numeric_limits<std::int64_t>::max();
  return s.all<Proposal>(
      PALIER_PROPOSAL_SELECT
      "where territory_id = $1 and id < $2 and ($3 < 0 or state = $3) "
      "and ($4 = 0 or helper_id = $4) and ($5 = 0 or need_id = $5) and created_at >= $6 "
      "order by id desc limit $7",
      f.territory, before, f.state ? static_cast<std::int64_t>(*f.state) : std::int64_t{-1},
      f.helper.value, f.need.value, f.since ? to_micros(*f.since) : std::int64_t{0}, f.limit);
}

void record(db::Transaction& tx, const Proposal& p, std::optional<State> from, Instant at,
            AccountId actor, std::string_view note) {
  tx.run(
      "insert into proposal_history (id, proposal_id, at, actor_id, from_state, to_state, note) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      new_id(), p.id, at, actor.value, from, p.state, note);
}

std::vector<HistoryLine> history(db::Session& s, ProposalId id) {
  return s.all<HistoryLine>(
      "select proposal_id, at, actor_id, from_state, to_state, note from proposal_history "
      "where proposal_id = $1 order by id",
      id);
}

bool take_lock(db::Transaction& tx, places::TerritoryId territory, std::string_view token,
               Instant now, std::chrono::seconds length) {
  return tx.run(
             "insert into matching_locks (territory_id, token, until) values ($1, $2, $3) "
             "on conflict (territory_id) do update set token = excluded.token, "
             "until = excluded.until "
             "where matching_locks.until <= $4 or matching_locks.token = excluded.token",
             territory, token, now + length, now) > 0;
}

void drop_lock(db::Transaction& tx, places::TerritoryId territory, std::string_view token) {
  tx.run("delete from matching_locks where territory_id = $1 and token = $2", territory, token);
}

void save(db::Transaction& tx, const Run& r) {
  tx.run(
      "insert into matching_runs (id, territory_id, why, state, progress, needs, helpers, "
      "assigned, unserved, asked, cost, certificate, started_at, finished_at, error) values ($1, "
      "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (id) do update "
      "set state = excluded.state, progress = excluded.progress, needs = excluded.needs, "
      "helpers = excluded.helpers, assigned = excluded.assigned, unserved = excluded.unserved, "
      "asked = excluded.asked, cost = excluded.cost, certificate = excluded.certificate, "
      "finished_at = excluded.finished_at, error = excluded.error",
      r.id, r.territory_id, r.why, r.state, r.progress, r.needs, r.helpers, r.assigned, r.unserved,
      r.asked, r.cost, r.certificate, r.started_at, r.finished_at, r.error);
}

std::vector<Run> runs(db::Session& s, places::TerritoryId territory, int limit) {
  return s.all<Run>(
      "select id, territory_id, why, state, progress, needs, helpers, assigned, unserved, asked, "
      "cost, certificate, started_at, finished_at, error from matching_runs "
      "where territory_id = $1 order by id desc limit $2",
      territory, limit);
}

void replace_lacking(db::Transaction& tx, places::TerritoryId territory,
                     const std::vector<Lacking>& rows) {
  tx.run("delete from matching_lacking where territory_id = $1", territory);
  for (const auto& r : rows)
    tx.run(
        "insert into matching_lacking (need_id, territory_id, units, because, barred, at) values "
        "($1, $2, $3, $4, $5, $6) on conflict (need_id) do update set units = excluded.units, "
        "because = excluded.because, barred = excluded.barred, at = excluded.at, "
        "territory_id = excluded.territory_id",
        r.need_id, r.territory_id, r.units, r.because, r.barred, r.at);
}

std::vector<Lacking> lacking(db::Session& s, places::TerritoryId territory) {
  return s.all<Lacking>(
      "select need_id, territory_id, units, because, barred, at from matching_lacking "
      "where territory_id = $1 order by need_id",
      territory);
}

std::optional<Lacking> lacking(db::Session& s, aid::PostId need) {
  return s.maybe<Lacking>(
      "select need_id, territory_id, units, because, barred, at from matching_lacking "
      "where need_id = $1",
      need);
}

}  // namespace palier::proposals::store
