#include "core/audit/audit.hpp"

#include "core/db/rows.hpp"
#include "core/util/id.hpp"

namespace palier::audit {

void write(db::Transaction& tx, const Clock& clock, Line line) {
  tx.run(
      "insert into audit_log (id, territory_id, by_account, what, kind, subject, detail, at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      new_id(), line.territory_id, line.by_account, line.what, line.kind, line.subject, line.detail,
      clock.now());
}

std::vector<Line> read(db::Session& s, const Look& look) {
  return s.all<Line>(
      "select id, territory_id, by_account, what, kind, subject, detail, at from audit_log "
      "where territory_id = $1 and ($2 = '' or substr(what, 1, length($2)) = $2) "
      "and ($3 = 0 or by_account = $3) and ($4 = 0 or id < $4) order by id desc limit $5",
      look.territory, look.what, look.by, look.before, look.limit);
}

}  // namespace palier::audit
