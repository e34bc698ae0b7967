// What planning reads of a whole territory at once, and the waves in which people are asked.
#include "features/proposals/store_planning.hpp"
#include "core/db/rows.hpp"

namespace palier::proposals::store {

std::vector<Load> loads(db::Session& s, places::TerritoryId territory, Instant week,
                        Instant month) {
  return s.all<Load>(
      "select helper_id, "
      "count(case when created_at >= $2 then 1 end) as asked_7d, "
      "count(case when state = 3 and answered_at >= $2 then 1 end) as jobs_7d, "
      "count(case when state = 3 and answered_at >= $3 then 1 end) as jobs_28d "
      "from proposals where territory_id = $1 and (created_at >= $3 or answered_at >= $3) "
      "group by helper_id",
      territory, week, month);
}

std::vector<Taken> taken(db::Session& s, places::TerritoryId territory, Instant since) {
  return s.all<Taken>(
      "select helper_id, state, week, block from proposals where territory_id = $1 "
      "and (state in (0, 1, 2) or (state = 3 and created_at >= $2))",
      territory, since);
}

std::vector<Tried> tried(db::Session& s, places::TerritoryId territory, Instant since) {
  return s.all<Tried>(
      "select need_id, helper_id, state, answered_at, closed_at from proposals "
      "where territory_id = $1 and created_at >= $2",
      territory, since);
}

std::vector<Rate> rates(db::Session& s, places::TerritoryId territory) {
  return s.all<Rate>(
      "select r.account_id as account_id, r.kind as kind, r.yes as yes, r.no as no "
      "from helper_rates r join helper_asks a on a.account_id = r.account_id "
      "where a.territory_id = $1",
      territory);
}

Wave wave(db::Session& s, aid::PostId need) {
  return s
      .maybe<Wave>("select waves, wave_size, next_wave_at from matching_needs where need_id = $1",
                   need)
      .value_or(Wave{});
}

void save_wave(db::Transaction& tx, aid::PostId need, const Wave& wave) {
  tx.run(
      "update matching_needs set waves = $2, wave_size = $3, next_wave_at = $4 where need_id = $1",
      need, wave.waves, wave.wave_size, wave.next_wave_at);
}

std::vector<places::TerritoryId> with_waves_due(db::Session& s, Instant now) {
  return s.all<places::TerritoryId>(
      "select distinct territory_id from matching_needs where next_wave_at <= $1", now);
}

places::TerritoryId territory_of(db::Session& s, aid::PostId need) {
  return s
      .maybe<places::TerritoryId>("select territory_id from matching_needs where need_id = $1",
                                  need)
      .value_or(places::TerritoryId{1});
}

std::vector<places::TerritoryId> territories(db::Session& s) {
  return s.all<places::TerritoryId>(
      "select territory_id from helper_profiles union select territory_id from matching_needs");
}

double cost_of_asking(db::Session& s, Instant now) {
  const auto sum = [&](std::string_view sql) {
    return static_cast<double>(s.one<std::int64_t>(sql));
  };
  const double asks = sum("select cast(coalesce(sum(asked_total), 0) as bigint) from helper_asks");
  const double yeses = sum("select cast(coalesce(sum(yes_total), 0) as bigint) from helper_asks");
  const double left = sum(
      "select count(*) from helper_profiles p join helper_asks a on a.account_id = p.account_id "
      "where not p.active and a.asked_total > 0");
  const auto lived = s.one<std::int64_t>(
      "select cast(coalesce(sum($1 - created_at), 0) as bigint) from helper_profiles", now);
  constexpr double kWeek = 7.0 * 24 * 3600 * 1e6;
  return matching::ask_cost(asks, left, yeses, static_cast<double>(lived) / kWeek);
}

std::optional<Proposal> agreed_by(db::Session& s, aid::PostId need, aid::AnswerId answer) {
  const auto id = s.maybe<ProposalId>(
      "select id from proposals where need_id = $1 and answer_id = $2 and state = 3", need, answer);
  return id ? find(s, *id) : std::nullopt;
}

bool digest_now(db::Transaction& tx, AccountId account, Instant now) {
  return tx.run(
             "update helper_profiles set digest_at = $2 where account_id = $1 and digest "
             "and (digest_at is null or digest_at < $3)",
             account, now, now - std::chrono::days(3)) > 0;
}

std::int64_t fail_running(db::Transaction& tx, places::TerritoryId territory, Instant now) {
  return tx.run(
      "update matching_runs set state = 'failed', finished_at = $2, "
      "error = 'the node that planned stopped before the end' "
      "where territory_id = $1 and state = 'running'",
      territory, now);
}

void prune_runs(db::Transaction& tx, Instant before) {
  tx.run("delete from matching_runs where started_at < $1", before);
}

}  // namespace palier::proposals::store
