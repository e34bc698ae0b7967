#pragma once

#include <string>
#include <vector>

#include "features/matching/live.hpp"

namespace palier::matching {

/// A unit given away for good, by ids: accepted, or asked and not yet answered.
struct Promise {
  std::string need, helper, block;  ///< "" for no block.
  bool operator==(const Promise&) const = default;
};

struct Followed {
  bool rebuilt = false;  ///< More than a third had changed: built anew, with a new basis.
  int steps = 0;         ///< Changes made to the plan; 0: it was what was wanted already.
  /// Promises that the rules do not allow (any more): a helper who made their circle smaller after
  /// they accepted, two needs in one block… They are facts all the same: each takes its unit of the
  /// need and its place with the helper out of the plan, which says no more about it.
  std::vector<Promise> outside;
};

/// Brings a plan to what is wanted, in as few steps as that takes: needs and helpers that came,
/// went or changed, hours waited, promises made and taken back, `wanted.blocked` (all pairs kept
/// apart: what is not among them may meet again). Ids are unique; promises about who is not in
/// `wanted` are passed over. The plan's cost is then that of the best plan of `wanted` under
/// plan.basis().
Followed follow(LivePlan& plan, const Instance& wanted, const std::vector<Promise>& promises);

}  // namespace palier::matching
