#include "features/matching/candidates.hpp"
#include "features/matching/reasons.hpp"

namespace palier::matching {

void explain(const Instance& instance, Plan& plan) {
  const Compact compact(instance, basis_of(instance));
  std::vector<int> able(instance.needs.size());
  each_pair(compact, [&](const Pair& pair) { ++able[static_cast<std::size_t>(pair.need)]; });
  plan.unserved.clear();
  explain(compact, able, plan);
}

}  // namespace palier::matching
