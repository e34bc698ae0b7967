#pragma once

#include <vector>

#include "app/town/people.hpp"

namespace palier::app::town {

/// What the town's people have looked for in the last nine weeks, as counts by day and quarter, a
/// little more each week; and has its figures counted.
void look_back(db::Transaction& tx, Rooms& rooms, Instant now,
               const std::vector<Resident>& residents, Random& random);

}  // namespace palier::app::town
