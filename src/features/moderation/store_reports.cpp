#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {
namespace {

#define REPORT_COLUMNS                                                                        \
  "select id, territory_id, kind, subject_id, reporter_id, reason, note, state, created_at, " \
  "case_id from reports "

}  // namespace

bool insert(db::Transaction& tx, const Report& r) {
  return tx.run(
             "insert into reports (id, territory_id, kind, subject_id, reporter_id, reason, note, "
             "state, created_at, case_id, decision_note) "
             "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '') "
             "on conflict (kind, subject_id, reporter_id) do nothing",
             r.id, r.territory_id, r.kind, r.subject_id, r.reporter_id, r.reason, r.note, r.state,
             r.created_at, r.case_id.value) == 1;
}

std::optional<Report> find(db::Session& s, ReportId id) {
  return s.maybe<Report>(REPORT_COLUMNS "where id = $1", id);
}

std::vector<Report> reports_of(db::Session& s, CaseId id) {
  return s.all<Report>(REPORT_COLUMNS "where case_id = $1 order by created_at, id", id);
}

std::vector<Report> reports_by(db::Session& s, AccountId reporter) {
  return s.all<Report>(REPORT_COLUMNS "where reporter_id = $1 order by created_at, id", reporter);
}

std::vector<AccountId> settle(db::Transaction& tx, CaseId id, ReportState state) {
  return tx.all<AccountId>(
      "update reports set state = $1 where case_id = $2 and state = 0 returning reporter_id", state,
      id);
}

}  // namespace palier::moderation::store
