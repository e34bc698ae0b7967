#include "features/insight/store.hpp"

#include "core/db/rows.hpp"

namespace palier::insight::store {

void replace(db::Transaction& tx, places::TerritoryId t, Day from, Day to,
             const std::vector<Cell>& cells, const std::vector<Wait>& waits, Instant now) {
  tx.run("delete from insight_counts where territory_id = $1 and day >= $2 and day < $3", t, from,
         to);
  tx.run("delete from insight_waits where territory_id = $1 and day >= $2 and day < $3", t, from,
         to);
  for (const auto& c : cells)
    tx.run(
        "insert into insight_counts (territory_id, day, measure, quarter_id, district_id, "
        "commune_id, count) values ($1, $2, $3, $4, $5, $6, $7)",
        t, c.day, c.measure, c.quarter_id, c.district_id, c.commune_id, c.count);
  for (const auto& w : waits)
    tx.run(
        "insert into insight_waits (territory_id, day, quarter_id, district_id, commune_id, "
        "seconds) values ($1, $2, $3, $4, $5, $6)",
        t, w.day, w.quarter_id, w.district_id, w.commune_id, w.seconds);
  for (Day day = from; day < to; ++day)
    tx.run(
        "insert into insight_days (territory_id, day, counted_at) values ($1, $2, $3) "
        "on conflict (territory_id, day) do update set counted_at = excluded.counted_at",
        t, day, now);
}

std::optional<Day> first_day(db::Session& s, places::TerritoryId t) {
  return s.maybe<Day>("select day from insight_days where territory_id = $1 order by day limit 1",
                      t);
}
std::optional<Day> last_day(db::Session& s, places::TerritoryId t) {
  return s.maybe<Day>(
      "select day from insight_days where territory_id = $1 order by day desc limit 1", t);
}

std::vector<Cell> sums(db::Session& s, places::TerritoryId t, Day from, Day to) {
  return s.all<Cell>(
      "select cast(0 as bigint) as day, measure, quarter_id, district_id, commune_id, "
      "cast(sum(count) as bigint) as count from insight_counts where territory_id = $1 "
      "and day >= $2 and day < $3 group by measure, quarter_id, district_id, commune_id",
      t, from, to);
}

std::vector<Cell> on(db::Session& s, places::TerritoryId t, Day day, std::string_view measure) {
  return s.all<Cell>(
      "select day, measure, quarter_id, district_id, commune_id, count from insight_counts "
      "where territory_id = $1 and day = $2 and measure = $3",
      t, day, measure);
}

std::vector<Cell> by_day(db::Session& s, places::TerritoryId t, Day from, Day to) {
  return s.all<Cell>(
      "select day, measure, cast(0 as bigint) as quarter_id, cast(0 as bigint) as district_id, "
      "cast(0 as bigint) as commune_id, cast(sum(count) as bigint) as count from insight_counts "
      "where territory_id = $1 and day >= $2 and day < $3 group by day, measure order by day, "
      "measure",
      t, from, to);
}

std::vector<Wait> waits(db::Session& s, places::TerritoryId t, Day from, Day to) {
  return s.all<Wait>(
      "select day, quarter_id, district_id, commune_id, seconds from insight_waits "
      "where territory_id = $1 and day >= $2 and day < $3",
      t, from, to);
}

bool refused(db::Session& s, AccountId account) {
  return s
      .maybe<std::int64_t>("select account_id from insight_refusals where account_id = $1", account)
      .has_value();
}

std::set<AccountId> all_refused(db::Session& s, places::TerritoryId t) {
  const auto all =
      s.all<AccountId>("select account_id from insight_refusals where territory_id = $1", t);
  return {all.begin(), all.end()};
}

void refuse(db::Transaction& tx, AccountId account, places::TerritoryId t, bool refused,
            Instant now) {
  if (refused)
    tx.run(
        "insert into insight_refusals (account_id, territory_id, refused_at) values ($1, $2, $3) "
        "on conflict (account_id) do nothing",
        account, t, now);
  else
    tx.run("delete from insight_refusals where account_id = $1", account);
}

}  // namespace palier::insight::store
