#pragma once

#include "features/proposals/model.hpp"

namespace palier::proposals {

/// Whether nothing is to be sent to them at that moment, on the territory's clocks.
bool quiet(const Profile& profile, Instant now);
/// When that ends, asked within.
Instant quiet_until(const Profile& profile, Instant now);

/// What asking them again costs, taken on to now; `asked`: just now, 1 or 0.
void reprice(AskRecord& record, int asked, Instant now);

}  // namespace palier::proposals
