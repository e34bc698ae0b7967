#pragma once

#include "features/matching/compact.hpp"
#include "features/matching/plan.hpp"

namespace palier::matching {

/// Fills plan.unserved from its assignments: which units got nobody, and why. `able`: how many
/// helpers are known to be able to, by need. Where needs times helpers are too many to look at, the
/// nearest helpers of each need speak for all who cannot.
void explain(const Compact& compact, const std::vector<int>& able, Plan& plan);

/// Why nobody of these can: the bar that keeps away most of those who do this kind and are within
/// reach; else that none is, or that nobody does it. Nothing where somebody could.
std::optional<Bar> main_bar(const std::array<int, kBars>& barred, int able);

}  // namespace palier::matching
