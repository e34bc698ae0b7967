#include "features/proposals/board_store.hpp"

#include "core/db/rows.hpp"
#include "core/util/id.hpp"

namespace palier::proposals::store {

void log_look(db::Transaction& tx, places::TerritoryId territory, AccountId by,
              std::string_view what, std::int64_t subject, std::string_view detail, Instant now) {
  tx.run(
      "insert into board_log (id, territory_id, by_id, what, subject_id, detail, at) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      new_id(), territory, by, what, subject, detail, now);
}

std::vector<Look> looks(db::Session& s, places::TerritoryId territory, std::string_view what,
                        std::int64_t subject, int limit) {
  return s.all<Look>(
      "select by_id, detail, at from board_log where territory_id = $1 and what = $2 "
      "and subject_id = $3 order by id desc limit $4",
      territory, what, subject, limit);
}

std::int64_t count_to_confirm(db::Session& s, places::TerritoryId territory) {
  return s.one<std::int64_t>("select count(*) from proposals where territory_id = $1 and state = 1",
                             territory);
}

}  // namespace palier::proposals::store
