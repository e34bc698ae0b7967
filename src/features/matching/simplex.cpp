// The only file that knows LEMON: its headers and glib's cannot share a translation unit.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <limits>
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

template <class Number>
void run_with(Network& net) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  graph.reserveNode(net.nodes);
  graph.reserveArc(static_cast<int>(net.arcs.size()));
  for (int i = 0; i < net.nodes; ++i) graph.addNode();
  for (const auto& arc : net.arcs)
    graph.addArc(graph.nodeFromId(arc.from), graph.nodeFromId(arc.to));
  const auto arc_number = [](Graph::Arc arc) { return static_cast<std::size_t>(Graph::id(arc)); };
  const auto upper =
      reads<Graph::Arc, int>([&](Graph::Arc a) { return net.arcs[arc_number(a)].capacity; });
  const auto cost = reads<Graph::Arc, Number>(
      [&](Graph::Arc a) { return static_cast<Number>(net.weighed(arc_number(a))); });
  const auto supply = reads<Graph::Node, int>(
      [&](Graph::Node n) { return net.supply[static_cast<std::size_t>(Graph::id(n))]; });
  lemon::NetworkSimplex<Graph, int, Number> simplex(graph);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  const auto begin = std::chrono::steady_clock::now();
  if (simplex.run() != simplex.OPTIMAL) throw std::logic_error("the network has no optimum");
  net.solver_seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  net.flow.resize(net.arcs.size());
  for (std::size_t i = 0; i < net.arcs.size(); ++i)
    net.flow[i] = simplex.flow(graph.arcFromId(static_cast<int>(i)));
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
