#pragma once

#include "app/town/people.hpp"

namespace palier::app::town {

/// Three weeks of the feed, from feed.txt: posts of every kind in every circle, their comments,
/// thanks, polls and events, by personas and by others who live where they speak.
void write_feed(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                const std::vector<Resident>& residents, Random& random);

}  // namespace palier::app::town
