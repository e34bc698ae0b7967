#include "core/db/rows.hpp"
#include "core/util/id.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {
namespace {

#define WRITTEN_COLUMNS "select author_id, kind, subject_id, at, exact, sketch from mod_written "

}  // namespace

void wrote(db::Transaction& tx, places::TerritoryId territory, const Written& w, const Print& p) {
  const auto edited = tx.run(
      "update mod_written set exact = $1, sketch = $2, band_a = $3, band_b = $4, band_c = $5, "
      "band_d = $6 where kind = $7 and subject_id = $8 and author_id = $9",
      p.exact, w.sketch, p.bands[0], p.bands[1], p.bands[2], p.bands[3], w.kind, w.subject_id,
      w.author_id);
  if (edited > 0) return;
  tx.run(
      "insert into mod_written (id, territory_id, author_id, kind, subject_id, at, exact, sketch, "
      "band_a, band_b, band_c, band_d) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      new_id(), territory, w.author_id, w.kind, w.subject_id, w.at, p.exact, w.sketch, p.bands[0],
      p.bands[1], p.bands[2], p.bands[3]);
}

std::vector<Written> written_by(db::Session& s, AccountId author, Instant since, int limit) {
  return s.all<Written>(WRITTEN_COLUMNS
                        "where author_id = $1 and at >= $2 order by at desc limit $3",
                        author, since, limit);
}

std::vector<Written> written_alike(db::Session& s, const Print& p, Instant since, int limit) {
  return s.all<Written>(WRITTEN_COLUMNS "where exact = $1 and at >= $2 union " WRITTEN_COLUMNS
                                        "where band_a = $3 and at >= $4 union " WRITTEN_COLUMNS
                                        "where band_b = $5 and at >= $6 union " WRITTEN_COLUMNS
                                        "where band_c = $7 and at >= $8 union " WRITTEN_COLUMNS
                                        "where band_d = $9 and at >= $10 limit $11",
                        p.exact, since, p.bands[0], since, p.bands[1], since, p.bands[2], since,
                        p.bands[3], since, limit);
}

std::int64_t sweep_written(db::Transaction& tx, Instant before, int limit) {
  return tx.run(
      "delete from mod_written where id in (select id from mod_written where at < $1 limit $2)",
      before, limit);
}

}  // namespace palier::moderation::store
