#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/db/database.hpp"
#include "features/insight/model.hpp"

namespace palier::insight::store {

using accounts::AccountId;

/// What was counted of the days [from, to), in place of what was there.
void replace(db::Transaction& tx, places::TerritoryId t, Day from, Day to,
             const std::vector<Cell>& cells, const std::vector<Wait>& waits, Instant now);
std::optional<Day> first_day(db::Session& s, places::TerritoryId t);
std::optional<Day> last_day(db::Session& s, places::TerritoryId t);

/// Sums over the days, by measure and area (`day` is 0).
std::vector<Cell> sums(db::Session& s, places::TerritoryId t, Day from, Day to);
/// One measure on one day.
std::vector<Cell> on(db::Session& s, places::TerritoryId t, Day day, std::string_view measure);
/// By day and measure, all areas together.
std::vector<Cell> by_day(db::Session& s, places::TerritoryId t, Day from, Day to);
std::vector<Wait> waits(db::Session& s, places::TerritoryId t, Day from, Day to);

bool refused(db::Session& s, AccountId account);
std::set<AccountId> all_refused(db::Session& s, places::TerritoryId t);
void refuse(db::Transaction& tx, AccountId account, places::TerritoryId t, bool refused,
            Instant now);

}  // namespace palier::insight::store
