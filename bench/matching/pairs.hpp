#pragma once

#include <functional>

#include "features/matching/instance.hpp"

namespace palier::bench {

/// Every (need, helper) that the rules let meet, helper by helper: found over a grid of our own, so
/// that what the bench counts on is not the solver's index. Blocked pairs are not looked up.
void each_pair(const matching::Instance& instance, const std::function<void(int, int)>& look);

}  // namespace palier::bench
