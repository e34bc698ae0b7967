#include "features/matching/costs.hpp"

#include "features/matching/rules.hpp"

namespace palier::matching {

Cost arc_cost(const Need& need, const Helper& helper, double metres, int scarcity) {
  const std::int64_t distance =
      from_anywhere(need) ? 0 : static_cast<std::int64_t>(std::floor(metres / 10));
  const std::int64_t wish = need.prefers_parent && !helper.has_children ? kParentWish : 0;
  return {0, 0, 0, distance + scarcity + wish, 0};
}

Basis basis_of(const Instance& instance) {
  Basis basis;
  for (const auto& need : instance.needs) basis.district_units[need.district] += need.people;
  for (const auto& helper : instance.helpers)
    if (helper.kinds)
      for (const auto& kind : *helper.kinds) ++basis.helpers_by_kind[kind];
  basis.helpers = static_cast<int>(instance.helpers.size());
  return basis;
}

int scarcity_of(const Helper& helper, std::string_view kind, const Basis& basis) {
  constexpr int kMost = 50;
  if (!helper.kinds || basis.helpers == 0) return 0;
  int fewest = basis.helpers;
  for (const auto& other : *helper.kinds)
    if (other != kind)
      if (const auto it = basis.helpers_by_kind.find(other); it != basis.helpers_by_kind.end())
        fewest = std::min(fewest, it->second);
  // A skill that everybody has costs nothing; one that nobody else has, half a kilometre.
  return kMost - static_cast<int>(std::int64_t{kMost} * fewest / basis.helpers);
}

}  // namespace palier::matching
