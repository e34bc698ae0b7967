#pragma once

#include "features/proposals/model.hpp"

namespace palier::proposals {

/// Whether nothing is to be sent to them at that moment, on the territory's clocks.
bool quiet(const Profile& profile, Instant now);

}  // namespace palier::proposals
