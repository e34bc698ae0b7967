#pragma once

#include "app/town/people.hpp"

namespace palier::app::town {

/// Two public bodies and what they say, the informants of most quarters and what they say, people
/// who asked to be looked after, and somebody who would like to be an informant.
void make_bulletins(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                    std::vector<Resident>& residents);

}  // namespace palier::app::town
