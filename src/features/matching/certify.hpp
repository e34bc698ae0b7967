#pragma once

#include "features/matching/network.hpp"
#include "features/matching/plan.hpp"

namespace palier::matching {

/// Looks at every arc of a solved network, without the solver: the flow is conserved and within
/// capacities, and no arc on which a unit could be moved has a negative reduced cost.
struct Verdict {
  bool feasible = true, optimal = true;
  std::int64_t residual_arcs = 0;
};
Verdict certify(const Network& network);

/// Feasible pairs that are not in the network and would lower the cost, most first at most `most` a
/// need; `omitted` counts all that are not in it.
std::vector<Pair> worth_adding(const Compact& compact, const Network& network,
                               const std::vector<Pair>& given, int most, std::int64_t& omitted);

}  // namespace palier::matching
