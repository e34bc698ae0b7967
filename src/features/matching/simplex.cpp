// The only file that knows LEMON: its headers and glib's cannot share a translation unit.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "features/matching/network.hpp"

namespace palier::matching {
namespace {

static_assert(std::numeric_limits<Wide>::is_exact && std::numeric_limits<Wide>::max() > 0);

/// A read map as LEMON takes it: its own map types do not compile as C++20 for 128 bits.
template <class K, class V, class F>
struct Reads {
  using Key = K;
  using Value = V;
  F read;
  V operator[](const K& key) const { return read(key); }
};
template <class K, class V, class F>
Reads<K, V, F> reads(F read) {
  return {std::move(read)};
}

/// The arcs in an order drawn by lot, the same each time. The simplex looks for its next arc block
/// by block: where a block is a fair sample of the network it finds a good one, and needs a fifth
/// of the steps that LEMON's own mixing by strides leaves it on crowded towns (docs/adr/0009).
std::vector<std::uint32_t> drawn(std::size_t arcs) {
  std::vector<std::uint32_t> order(arcs);
  std::iota(order.begin(), order.end(), 0U);
  std::uint64_t lot = 1;
  for (std::size_t i = arcs; i > 1; --i) {
    lot = lot * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX.
    std::swap(order[i - 1], order[static_cast<std::size_t>((lot >> 32) * i >> 32)]);
  }
  return order;
}

template <class Number>
void run_with(Network& net) {
  using Graph = lemon::SmartDigraph;
  const auto order = drawn(net.arcs.size());
  Graph graph;
  graph.reserveNode(net.nodes);
  graph.reserveArc(static_cast<int>(net.arcs.size()));
  for (int i = 0; i < net.nodes; ++i) graph.addNode();
  for (const auto i : order)
    graph.addArc(graph.nodeFromId(net.arcs[i].from), graph.nodeFromId(net.arcs[i].to));
  const auto arc_number = [&](Graph::Arc arc) {
    return static_cast<std::size_t>(order[static_cast<std::size_t>(Graph::id(arc))]);
  };
  const auto upper =
      reads<Graph::Arc, int>([&](Graph::Arc a) { return net.arcs[arc_number(a)].capacity; });
  const auto cost = reads<Graph::Arc, Number>(
      [&](Graph::Arc a) { return static_cast<Number>(net.weighed(arc_number(a))); });
  const auto supply = reads<Graph::Node, int>(
      [&](Graph::Node n) { return net.supply[static_cast<std::size_t>(Graph::id(n))]; });
  lemon::NetworkSimplex<Graph, int, Number> simplex(graph, false);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  const auto begin = std::chrono::steady_clock::now();
  if (simplex.run() != simplex.OPTIMAL) throw std::logic_error("the network has no optimum");
  net.solver_seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  net.flow.resize(net.arcs.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    net.flow[order[i]] = simplex.flow(graph.arcFromId(static_cast<int>(i)));
  net.potential.resize(static_cast<std::size_t>(net.nodes));
  for (int i = 0; i < net.nodes; ++i)
    net.potential[static_cast<std::size_t>(i)] = simplex.potential(graph.nodeFromId(i));
}

}  // namespace

void run(Network& net, bool wide) {
  // LEMON's artificial arcs cost half of what the type holds; a path with one must fit beside.
  constexpr Wide kRoom = Wide{1} << 61;
  if (!wide && net.weights.longest < kRoom)
    run_with<std::int64_t>(net);
  else
    run_with<Wide>(net);
}

}  // namespace palier::matching
