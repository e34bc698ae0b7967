#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "features/matching/candidates.hpp"

namespace palier::matching {

__extension__ using Wide = __int128;

/// Weights that make one number of a five-level cost, so that every simple cycle of the network has
/// the sign of its lexicographic cost: a flow is optimal exactly where no simple residual cycle is
/// negative (Klein 1967), so the weights need not outweigh whole sums, only what one cycle can
/// change. A simple cycle passes the sink once and each district once:
///   load      at most two arcs at the sink
///   distance  at most two arcs a need
///   waiting   at most two arcs a district and two at the sink
///   unserved  none or one unit, at the sink
/// certify() does not lean on this: it compares the five levels themselves.
struct Weights {
  Wide urgent = 0, unserved = 0, waiting = 0, distance = 0, load = 1;
  Wide longest = 0;  ///< Bound of a path's cost: what potentials stay within.

  Wide of(const Cost& c) const {
    return c.urgent_unserved * urgent + c.unserved * unserved + c.waiting * waiting +
           c.distance * distance + c.load * load;
  }
};

/// The network of docs/matching.md as plain arrays. Node 0 is the sink, then needs, helpers,
/// districts, slots (helper and named block), and pairs (a need for several people and a helper).
/// Arcs lie in six stretches; each arc's cost is one number, at the level of its stretch:
///   meetings (need or pair → helper or slot), throughs (need → pair): distance
///   slots (slot → helper): nothing
///   places (helper → sink): load
///   unserved (need → district): waiting, besides the unit itself
///   shares (district → sink): waiting
struct Network {
  struct Arc {
    int from = 0, to = 0;
    std::int32_t amount = 0;
    int capacity = 1;
  };
  struct Origin {  ///< Which meeting an arc stands for.
    int need = 0, helper = 0, block = kNoBlock;
  };

  int nodes = 1;
  std::vector<int> supply;  ///< By node.
  std::vector<Arc> arcs;
  std::vector<Origin> origins;  ///< By meeting.
  std::size_t throughs = 0, slot_arcs = 0, places = 0, unserved = 0,
              shares = 0;    ///< First of each.
  std::vector<bool> urgent;  ///< By need.
  Weights weights;

  int first_helper = 0;
  int need_node(int need) const { return 1 + need; }
  int helper_node(int helper) const { return first_helper + helper; }
  /// By helper: (block as Compact numbers it, node).
  std::vector<std::vector<std::pair<int, int>>> slots;
  std::map<std::string_view, int> district_nodes;

  Cost cost(std::size_t arc) const {
    const std::int64_t n = arcs[arc].amount;
    if (arc < slot_arcs) return {0, 0, 0, n, 0};
    if (arc < places) return {};
    if (arc < unserved) return {0, 0, 0, 0, n};
    if (arc < shares)
      return {urgent[static_cast<std::size_t>(arcs[arc].from - 1)] ? 1 : 0, 1, n, 0, 0};
    return {0, 0, n, 0, 0};
  }
  Wide weighed(std::size_t arc) const { return weights.of(cost(arc)); }

  // Filled by run().
  std::vector<int> flow;        ///< By arc.
  std::vector<Wide> potential;  ///< By node: cost + potential(from) − potential(to) ≥ 0 where there
                                ///< is room, ≤ 0 where there is flow.
  double solver_seconds = 0;  ///< In LEMON alone.
};

Network build(const Compact& compact, const Basis& basis, const Candidates& candidates);

/// LEMON's network simplex, with 64 bits where the weights leave room and 128 where not, or `wide`.
/// Throws std::logic_error where it finds no optimum, which cannot be: leaving all unserved is a
/// flow.
void run(Network& network, bool wide = false);

}  // namespace palier::matching
