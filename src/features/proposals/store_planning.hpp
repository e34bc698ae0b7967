#pragma once

#include "features/proposals/store.hpp"

namespace palier::proposals::store {

/// What a helper was asked and has taken on. A job counts from the day they said yes.
struct Load {
  AccountId helper_id{};
  std::int64_t asked_7d = 0, jobs_7d = 0, jobs_28d = 0;
};
BOOST_DESCRIBE_STRUCT(Load, (), (helper_id, asked_7d, jobs_7d, jobs_28d))
std::vector<Load> loads(db::Session& s, places::TerritoryId territory, Instant week, Instant month);

/// Slots that are somebody's already, by live proposals and agreed ones made since then.
struct Taken {
  AccountId helper_id{};
  State state = State::asked;
  std::int64_t week = 0, block = -1;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (helper_id, state, week, block))
std::vector<Taken> taken(db::Session& s, places::TerritoryId territory, Instant since);

/// Who was asked about what, whatever came of it.
struct Tried {
  aid::PostId need_id{};
  AccountId helper_id{};
  State state = State::asked;
  std::optional<Instant> answered_at, closed_at;
};
BOOST_DESCRIBE_STRUCT(Tried, (), (need_id, helper_id, state, answered_at, closed_at))
std::vector<Tried> tried(db::Session& s, places::TerritoryId territory, Instant since);

struct Rate {
  AccountId account_id{};
  std::string kind;
  std::int64_t yes = 0, no = 0;
};
BOOST_DESCRIBE_STRUCT(Rate, (), (account_id, kind, yes, no))
std::vector<Rate> rates(db::Session& s, places::TerritoryId territory);

/// In which wave a need is: how many there were, how many were asked in this one, and when the next
/// goes out if nobody has said yes.
struct Wave {
  std::int64_t waves = 0, wave_size = 0;
  std::optional<Instant> next_wave_at;
};
BOOST_DESCRIBE_STRUCT(Wave, (), (waves, wave_size, next_wave_at))
Wave wave(db::Session& s, aid::PostId need);
/// Under lock_need(), which makes the row.
void save_wave(db::Transaction& tx, aid::PostId need, const Wave& wave);
std::vector<places::TerritoryId> with_waves_due(db::Session& s, Instant now);

/// What one more request costs whoever gets it, in needs met, by what was seen so far: requests,
/// people who then asked not to be asked again, and yeses (matching::ask_cost).
double cost_of_asking(db::Session& s, Instant now);

/// Where a need was planned; 1 where it never was.
places::TerritoryId territory_of(db::Session& s, aid::PostId need);
std::vector<places::TerritoryId> territories(db::Session& s);
/// The agreed proposal that became this answer.
std::optional<Proposal> agreed_by(db::Session& s, aid::PostId need, aid::AnswerId answer);
/// Marks that the week's digest goes to them now; false where they want none, or it went already.
bool digest_now(db::Transaction& tx, AccountId account, Instant now);
/// Runs that a dead node left behind.
std::int64_t fail_running(db::Transaction& tx, places::TerritoryId territory, Instant now);
void prune_runs(db::Transaction& tx, Instant before);

}  // namespace palier::proposals::store
