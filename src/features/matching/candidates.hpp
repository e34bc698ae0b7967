#pragma once

#include <functional>
#include <vector>

#include "features/matching/compact.hpp"

namespace palier::matching {

/// A need and a helper who may meet, and what level 4 asks for it.
struct Pair {
  int need = 0;
  int helper = 0;
  std::int32_t price = 0;
};

/// Calls `look` for every pair that may meet, helper by helper: those within each helper's radius
/// are found by S2 cell.
void each_pair(const Compact& compact, const std::function<void(const Pair&)>& look);

struct Candidates {
  std::vector<Pair> pairs;   ///< Sorted by need, then helper.
  std::int64_t omitted = 0;  ///< Feasible pairs left out.
  std::int64_t dearest = 0;  ///< No feasible pair costs more at level 4, given or left out.
};

/// Every pair, or the `most` nearest a need (0: all). Beyond kMostPairs in all, the 64 nearest a
/// need: the rest is priced with the duals.
inline constexpr std::size_t kMostPairs = 25'000'000;
Candidates candidates_of(const Compact& compact, int most);

}  // namespace palier::matching
