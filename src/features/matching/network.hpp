#pragma once

#include <cstdint>
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
struct Weights {
  Wide urgent = 0, unserved = 0, waiting = 0, distance = 0, load = 1;
  Wide longest = 0;  ///< Bound of a path's cost: what potentials stay within.

  Wide of(const Cost& c) const {
    return c.urgent_unserved * urgent + c.unserved * unserved + c.waiting * waiting +
           c.distance * distance + c.load * load;
  }
};

/// The network of docs/matching.md §1 as plain arrays. Node 0 is the sink, then needs, helpers,
/// districts, slots (helper and named block), and pairs (a need for several people and a helper).
struct Network {
  struct Arc {
    int from = 0, to = 0;
    int capacity = 1;
  };
  struct Origin {  ///< Which meeting an arc stands for; −1 elsewhere.
    int need = -1, helper = -1, block = kNoBlock;
  };

  int nodes = 1;
  std::vector<int> supply;  ///< By node.
  std::vector<Arc> arcs;
  std::vector<Wide> cost;       ///< By arc, weighed.
  std::vector<Origin> origins;  ///< Of the first arcs: those into a slot or helper.
  Weights weights;

  // Filled by run().
  std::vector<int> flow;        ///< By arc.
  std::vector<Wide> potential;  ///< By node: cost + potential(from) − potential(to) ≥ 0 where there
                                ///< is room, ≤ 0 where there is flow.
  double solver_seconds = 0;  ///< In LEMON alone.

  /// Where a pair's meeting leads: the helper, or the slot of a block there; −1 where no arc leads
  /// to that slot yet.
  int helper_node(int helper) const { return first_helper + helper; }
  int need_node(int need) const { return 1 + need; }
  int first_helper = 0;
  std::vector<std::vector<std::pair<int, int>>> slots;  ///< By helper: (block, node), blocks named
                                                        ///< by interned number.
};

Network build(const Compact& compact, const Basis& basis, const Candidates& candidates);
/// LEMON's network simplex, with 64 bits where the weights leave room and 128 where not. Throws
/// std::logic_error where it finds no optimum, which cannot be: leaving all unserved is a flow.
void run(Network& network);

}  // namespace palier::matching
