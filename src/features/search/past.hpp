#pragma once

#include "features/search/search.hpp"

namespace palier::search {

/// Adds to the count of a word on a day (since 1970, in the territory's zone): for the demo town's
/// past alone. Living searches are counted by the page.
void count_past(db::Transaction& tx, places::TerritoryId territory, places::AreaId area,
                std::int64_t day, std::string_view word, std::int64_t count);

}  // namespace palier::search
