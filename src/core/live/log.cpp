#include "core/live/log.hpp"

#include "core/db/rows.hpp"
#include "core/util/id.hpp"

namespace palier::live::log {

void add(db::Transaction& tx, std::string_view topic, std::string_view kind, std::int64_t subject,
         std::int64_t author, Instant now) {
  tx.run(
      "insert into live_events (id, topic, kind, subject, author, at) "
      "values ($1, $2, $3, $4, $5, $6)",
      new_id(), topic, kind, subject, author, now);
}

bool unnumbered(db::Session& s) {
  return s.maybe<std::int64_t>("select id from live_events where seq is null limit 1").has_value();
}

std::int64_t number(db::Transaction& tx, int most) {
  // The lock first: what is read after it, no other node is numbering.
  auto next =
      tx.one<std::int64_t>("update live_stream set last = last where id = 1 returning last");
  const auto ids = tx.all<std::int64_t>(
      "select id from live_events where seq is null order by id limit $1", most);
  if (ids.empty()) return 0;
  for (const auto id : ids) tx.run("update live_events set seq = $2 where id = $1", id, ++next);
  tx.run("update live_stream set last = $1 where id = 1", next);
  db::Database::signal(tx, kSignal);
  return static_cast<std::int64_t>(ids.size());
}

std::int64_t last(db::Session& s) {
  return s.one<std::int64_t>("select last from live_stream where id = 1");
}

std::int64_t first(db::Session& s) {
  return s.one<std::int64_t>("select coalesce(min(seq), 0) from live_events");
}

std::vector<Row> after(db::Session& s, std::int64_t seq, int most) {
  return s.all<Row>(
      "select seq, topic, kind, subject, author from live_events where seq > $1 "
      "order by seq limit $2",
      seq, most);
}

std::vector<Row> of(db::Session& s, std::string_view topic, std::int64_t seq, std::int64_t until,
                    int most) {
  return s.all<Row>(
      "select seq, topic, kind, subject, author from live_events "
      "where topic = $1 and seq > $2 and seq <= $3 order by seq limit $4",
      topic, seq, until, most);
}

void sweep(db::Transaction& tx, Instant before) {
  tx.run("delete from live_events where at < $1 and seq is not null", before);
}

}  // namespace palier::live::log
