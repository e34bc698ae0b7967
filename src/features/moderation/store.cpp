#include "features/moderation/store.hpp"

#include "core/db/rows.hpp"

namespace palier::moderation::store {
namespace {

#define REPORT_COLUMNS                                                                        \
  "select id, territory_id, kind, subject_id, reporter_id, reason, note, state, created_at, " \
  "decided_by, decided_at, decision_note from reports "

}  // namespace

bool insert(db::Transaction& tx, const Report& r) {
  return tx.run(
             "insert into reports (id, territory_id, kind, subject_id, reporter_id, reason, note, "
             "state, created_at, decision_note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '') "
             "on conflict (kind, subject_id, reporter_id) do nothing",
             r.id, r.territory_id, r.kind, r.subject_id, r.reporter_id, r.reason, r.note, r.state,
             r.created_at) == 1;
}

std::optional<Report> find(db::Session& s, ReportId id) {
  return s.maybe<Report>(REPORT_COLUMNS "where id = $1", id);
}

std::vector<Report> waiting(db::Session& s, places::TerritoryId territory, int limit) {
  return s.all<Report>(REPORT_COLUMNS
                       "where territory_id = $1 and state = 0 order by created_at, id limit $2",
                       territory, limit);
}

std::vector<Report> decided(db::Session& s, places::TerritoryId territory, int limit) {
  return s.all<Report>(REPORT_COLUMNS
                       "where territory_id = $1 and state <> 0 "
                       "order by decided_at desc, id desc limit $2",
                       territory, limit);
}

std::int64_t count_waiting(db::Session& s, places::TerritoryId territory) {
  return s.one<std::int64_t>("select count(*) from reports where territory_id = $1 and state = 0",
                             territory);
}

std::vector<AccountId> decide(db::Transaction& tx, const Report& r, ReportState state, AccountId by,
                              std::string_view note, Instant now) {
  return tx.all<AccountId>(
      "update reports set state = $1, decided_by = $2, decided_at = $3, decision_note = $4 "
      "where kind = $5 and subject_id = $6 and state = 0 returning reporter_id",
      state, by, now, note, r.kind, r.subject_id);
}

void block(db::Transaction& tx, AccountId blocker, AccountId blocked, places::TerritoryId territory,
           Instant now) {
  tx.run(
      "insert into blocks (blocker_id, blocked_id, territory_id, created_at) "
      "values ($1, $2, $3, $4) on conflict (blocker_id, blocked_id) do nothing",
      blocker, blocked, territory, now);
}

bool unblock(db::Transaction& tx, AccountId blocker, AccountId blocked) {
  return tx.run("delete from blocks where blocker_id = $1 and blocked_id = $2", blocker, blocked) >
         0;
}

bool apart(db::Session& s, AccountId a, AccountId b) {
  return s.one<std::int64_t>(
             "select count(*) from blocks where (blocker_id = $1 and blocked_id = $2) "
             "or (blocker_id = $3 and blocked_id = $4)",
             a, b, b, a) > 0;
}

std::vector<AccountId> apart_from(db::Session& s, AccountId a) {
  return s.all<AccountId>(
      "select blocked_id as id from blocks where blocker_id = $1 "
      "union select blocker_id as id from blocks where blocked_id = $2",
      a, a);
}

std::vector<BlockedPerson> blocked_by(db::Session& s, AccountId blocker) {
  return s.all<BlockedPerson>(
      "select blocked_id, created_at from blocks where blocker_id = $1 order by created_at desc",
      blocker);
}

std::vector<Report> reports_of(db::Session& s, AccountId reporter) {
  return s.all<Report>(REPORT_COLUMNS "where reporter_id = $1 order by created_at, id", reporter);
}

void forget(db::Transaction& tx, AccountId account) {
  // A report stays for the moderators' record, without its author: 0 is nobody. The id keeps two
  // such rows about one thing apart.
  tx.run("update reports set reporter_id = -id, note = '' where reporter_id = $1", account);
  tx.run("delete from blocks where blocker_id = $1 or blocked_id = $2", account, account);
}

}  // namespace palier::moderation::store
