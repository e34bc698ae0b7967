#pragma once

#include "features/proposals/store.hpp"

namespace palier::proposals::store {

/// A line that says who looked at an address, or took a list away.
struct Look {
  AccountId by_id{};
  std::string detail;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Look, (), (by_id, detail, at))
void log_look(db::Transaction& tx, places::TerritoryId territory, AccountId by,
              std::string_view what, std::int64_t subject, std::string_view detail, Instant now);
/// Newest first.
std::vector<Look> looks(db::Session& s, places::TerritoryId territory, std::string_view what,
                        std::int64_t subject, int limit);

std::int64_t count_to_confirm(db::Session& s, places::TerritoryId territory);

}  // namespace palier::proposals::store
