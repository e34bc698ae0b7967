#pragma once

#include "features/matching/instance.hpp"

namespace palier::bench {

/// How many units any plan could serve: a maximum flow by Dinic's algorithm over every pair that
/// may meet, sharing nothing with the solver but the rules. `urgent_only`: were there no other
/// needs.
int most_served(const matching::Instance& instance, bool urgent_only = false);

}  // namespace palier::bench
