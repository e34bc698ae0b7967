#pragma once

#include "policies.hpp"

namespace palier::bench {

/// Plays the scene's weeks with this policy. People's moods come from streams that depend on
/// (need, helper) and (helper, n-th request) alone.
Outcome simulate(const Scene& scene, const People& people, Policy& policy);

}  // namespace palier::bench
