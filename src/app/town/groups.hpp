#pragma once

#include <vector>

#include "app/town/people.hpp"

namespace palier::app::town {

/// The groups of groups.txt, through the face of their room: founded over the last months, joined
/// by neighbours who live near, with posts, events ahead and a hidden one among them.
void make_groups(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                 const std::vector<Resident>& residents, Random& random);

}  // namespace palier::app::town
