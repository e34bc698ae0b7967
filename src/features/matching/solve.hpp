#pragma once

#include <functional>
#include <optional>

#include "features/matching/plan.hpp"

namespace palier::matching {

struct Options {
  /// Helpers a need keeps, those that cost least; 0: all, or as many as memory holds.
  int candidates = 0;
  /// Price omitted pairs with the duals and solve again with those that matter, until none does:
  /// then the plan is the best of all pairs, whatever was left out.
  bool price_in = true;
  bool prices = false;                         ///< Keep the prices that prove the plan.
  std::optional<Basis> basis;                  ///< Of the instance itself, unless given.
  std::function<void(double share)> progress;  ///< 0 to 1, now and then.
};

/// The best plan there is, by lexicographic minimum-cost flow (docs/matching.md; LEMON's network
/// simplex, Kovács 2015), with its certificate. Deterministic; the same for any order of ids.
Plan solve(const Instance& instance, const Options& options = {});

/// Needs by urgency, then waiting; each takes the nearest free helper.
Plan greedy(const Instance& instance);

/// En première ligne's rule of 2020, restated in docs/matching.md: a requester's needs one by one,
/// oldest first among those with any match, the first free helper of the sorted pool.
/// `as_written`: with only the second of the two nearest postcodes, as its code had it.
Plan epl(const Instance& instance, bool as_written = false);

}  // namespace palier::matching
