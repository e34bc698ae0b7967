#pragma once

#include "app/town/people.hpp"

namespace palier::app::town {

/// A conversation of four who live by the station, Sandrine and Thomas among them.
void talk_in_rounds(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                    const std::vector<Resident>& residents);

}  // namespace palier::app::town
