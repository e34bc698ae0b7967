#pragma once

#include "features/matching/network.hpp"
#include "features/matching/plan.hpp"

namespace palier::matching {

/// Looks at every arc of a solved network, without the solver: the flow is conserved and within
/// capacities, and there are prices of nodes, in all five levels, at which no unit can be moved
/// for less than it costs now.
struct Verdict {
  bool feasible = true, optimal = true;
  std::int64_t residual_arcs = 0;
  /// By node: the least that one more unit there would cost, on its way to the sink.
  std::vector<Cost> prices;
};
Verdict certify(const Network& network);

/// Feasible pairs that are not `given` (sorted) and would lower the cost at these prices: at most
/// `most` a need, those that promise most.
std::vector<Pair> worth_adding(const Compact& compact, const Network& network,
                               const std::vector<Cost>& prices, const std::vector<Pair>& given,
                               std::size_t most);

}  // namespace palier::matching
