#include "core/audit/audit.hpp"

#include "core/db/rows.hpp"
#include "core/util/id.hpp"

namespace palier::audit {

void write(db::Transaction& tx, const Clock& clock, Line line) {
  line.at = clock.now();
  write(tx, line.at, line);
}

void write(db::Transaction& tx, Instant at, const Line& line) {
  tx.run(
      "insert into audit_log (id, territory_id, by_account, what, kind, subject, detail, at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      new_id(), line.territory_id, line.by_account, line.what, line.kind, line.subject, line.detail,
      at);
}

std::vector<Line> read(db::Session& s, const Look& look) {
  return s.all<Line>(
      "select id, territory_id, by_account, what, kind, subject, detail, at from audit_log "
      "where territory_id = $1 and ($2 = '' or substr(what, 1, length($3)) = $4) "
      "and (cast($5 as bigint) = 0 or by_account = $6) and (cast($7 as bigint) = 0 or id < $8) "
      "and ($9 = '' or kind = $10) and (cast($11 as bigint) = 0 or subject = $12) and at >= $13 "
      "and at < $14 "
      "order by id desc limit $15",
      look.territory, look.what, look.what, look.what, look.by, look.by, look.before, look.before,
      look.kind, look.kind, look.subject, look.subject, look.from, look.until, look.limit);
}

}  // namespace palier::audit
