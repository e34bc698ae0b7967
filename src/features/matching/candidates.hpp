#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "core/geo/cells.hpp"
#include "features/matching/compact.hpp"

namespace palier::matching {

/// A need and a helper who may meet, and what level 4 asks for it.
struct Pair {
  int need = 0;
  int helper = 0;
  std::int32_t price = 0;
};

/// Calls `look(need, helper)` for every pair that may meet and for which `first(need, helper)`,
/// asked before, says so; helper by helper. Needs within a helper's radius are found by S2 cell,
/// those that can be met from anywhere by kind.
template <class First, class Look>
void for_pairs(const Compact& c, First&& first, Look&& look) {
  std::vector<geo::CellRange> ranges;
  const auto& cells = c.cells();
  for (const int h : c.helpers_by_place()) {
    const Helper& helper = c.helper(h);
    if (helper.capacity && *helper.capacity <= 0) continue;
    const auto consider = [&](int n) {
      if (first(n, h) && !c.barred(n, h)) look(n, h);
    };
    c.of_kinds(h, helper.radius_m.has_value(), consider);
    if (!helper.radius_m) continue;
    geo::cover_roughly(helper.at, *helper.radius_m + 0.01, ranges);
    for (const auto& range : ranges) {
      auto at = static_cast<std::size_t>(std::lower_bound(cells.begin(), cells.end(), range.first) -
                                         cells.begin());
      for (; at < cells.size() && cells[at] <= range.last; ++at) consider(c.by_place()[at]);
    }
  }
}
template <class Look>
void for_pairs(const Compact& c, Look&& look) {
  for_pairs(
      c, [](int, int) { return true; }, look);
}

/// The same, with what level 4 asks for.
inline void each_pair(const Compact& c, const std::function<void(const Pair&)>& look) {
  for_pairs(c, [&](int n, int h) { look({n, h, static_cast<std::int32_t>(c.price(n, h))}); });
}

struct Candidates {
  std::vector<Pair> pairs;   ///< Sorted by need, then helper.
  std::int64_t omitted = 0;  ///< Feasible pairs left out.
  std::int64_t dearest = 0;  ///< No feasible pair costs more at level 4, given or left out.
};

/// Every pair; or the `most` cheapest a need. Beyond kMostPairs in all, which is what a gigabyte
/// holds, as many a need as fit: the rest is priced.
inline constexpr std::size_t kMostPairs = 5'000'000;
Candidates candidates_of(const Compact& compact, int most);

}  // namespace palier::matching
