#pragma once

#include <vector>

#include "app/town/people.hpp"

namespace palier::app::town {

/// Two circles that have run for five weeks, through the face of their room: one that Jeanne
/// started for herself, one that Mireille started for her neighbour Simone, who has no account.
/// Turns were taken, done and told of; some ahead are promised, some wait for a word, one was given
/// back.
void make_circles(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                  const std::vector<Resident>& residents, Random& random);

}  // namespace palier::app::town
