#include "features/matching/network.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace palier::matching {
namespace {

/// No more needs than this can reach one helper, so no more of their load arcs are wanted.
int places_of(const Helper& helper, int degree) {
  // One more than can be filled now: its price then bounds what another candidate would cost.
  return std::min(helper.capacity.value_or(degree + 1), degree + 1);
}

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

/// `degree`: how many candidates each helper has.
Weights weights_of(const Compact& c, const Basis& basis, const std::vector<int>& degree,
                   std::int64_t dearest) {
  std::map<std::string_view, int> units;
  for (int n = 0; n < c.needs(); ++n) units[c.need(n).district] += c.need(n).people;
  std::int64_t most_load = 1, most_share = 0;
  for (int h = 0; h < c.helpers(); ++h) {
    const Helper& helper = c.helper(h);
    const int places = places_of(helper, degree[static_cast<std::size_t>(h)]);
    most_load = std::max(most_load, load_cost(helper.jobs_28d, places).load);
  }
  for (const auto& [district, n] : units) {
    const auto known = basis.district_units.find(district);
    const int posted = known == basis.district_units.end() ? n : known->second;
    most_share = std::max(most_share, district_cost(n, posted).waiting);
  }
  const Wide districts = static_cast<Wide>(units.size());
  const Wide load_change = Wide{2} * most_load;
  const Wide distance_change = Wide{2} * (c.needs() + 1) * std::max<std::int64_t>(1, dearest);
  const Wide waiting_change = Wide{2} * (districts + 1) * kMostHours + Wide{2} * most_share;
  Weights w;
  w.load = 1;
  w.distance = load_change + 1;
  w.waiting = distance_change * w.distance + load_change + 1;
  const Wide below = waiting_change * w.waiting + distance_change * w.distance + load_change;
  w.unserved = below + 1;
  w.urgent = w.unserved + below + 1;
  w.longest = Wide{2} * (districts + 1) * (w.urgent + w.unserved) + below;
  return w;
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
      [&](Graph::Arc a) { return static_cast<Number>(net.cost[arc_number(a)]); });
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

Network build(const Compact& c, const Basis& basis, const Candidates& candidates) {
  const auto& pairs = candidates.pairs;
  Network net;
  std::vector<int> degree(static_cast<std::size_t>(c.helpers()));
  for (const Pair& pair : pairs) ++degree[static_cast<std::size_t>(pair.helper)];
  net.weights = weights_of(c, basis, degree, candidates.dearest);
  const auto& w = net.weights;
  const auto add = [&](int from, int to, int capacity, Wide cost) {
    net.arcs.push_back({from, to, capacity});
    net.cost.push_back(cost);
  };
  net.first_helper = 1 + c.needs();
  net.nodes = net.first_helper + c.helpers();
  net.slots.resize(static_cast<std::size_t>(c.helpers()));
  net.arcs.reserve(pairs.size() * 5 / 4 + static_cast<std::size_t>(3 * c.needs()));
  net.cost.reserve(net.arcs.capacity());
  net.origins.reserve(net.arcs.capacity());

  std::unordered_map<std::string_view, int> blocks;
  struct Through {
    int need, node;
    std::int32_t price;
  };
  std::vector<Through> through;  // Needs for several people: at most one unit to each helper.
  for (const Pair& pair : pairs) {
    const Need& need = c.need(pair.need);
    const Helper& helper = c.helper(pair.helper);
    const auto meeting = meeting_blocks(need, helper);
    int from = net.need_node(pair.need);
    Wide cost = pair.price * w.distance;
    if (need.people > 1 && meeting.size() > 1) {
      from = net.nodes++;
      through.push_back({pair.need, from, pair.price});
      cost = 0;
    }
    for (const int block : meeting) {
      int to = net.helper_node(pair.helper);
      if (block != kNoBlock) {
        const int number =
            blocks.try_emplace(block_name(need, helper, block), static_cast<int>(blocks.size()))
                .first->second;
        auto& known = net.slots[static_cast<std::size_t>(pair.helper)];
        const auto slot = std::find_if(known.begin(), known.end(),
                                       [&](const auto& s) { return s.first == number; });
        if (slot == known.end()) {
          to = net.nodes++;
          known.emplace_back(number, to);
        } else {
          to = slot->second;
        }
      }
      add(from, to, 1, cost);
      net.origins.push_back({pair.need, pair.helper, block});
    }
  }
  for (const auto& t : through) add(net.need_node(t.need), t.node, 1, t.price * w.distance);
  for (int h = 0; h < c.helpers(); ++h) {
    for (const auto& [block, slot] : net.slots[static_cast<std::size_t>(h)])
      add(slot, net.helper_node(h), 1, 0);
    const int places = places_of(c.helper(h), degree[static_cast<std::size_t>(h)]);
    for (int k = 1; k <= places; ++k)
      add(net.helper_node(h), 0, 1, load_cost(c.helper(h).jobs_28d, k).load);
  }
  struct District {
    int node, units;
  };
  std::map<std::string_view, District> districts;
  for (int n = 0; n < c.needs(); ++n) {
    const Need& need = c.need(n);
    auto [known, fresh] = districts.try_emplace(need.district, District{0, 0});
    if (fresh) known->second.node = net.nodes++;
    known->second.units += need.people;
    add(net.need_node(n), known->second.node, need.people, w.of(unserved_cost(need)));
  }
  for (const auto& [name, district] : districts) {
    const auto known = basis.district_units.find(name);
    const int posted = known == basis.district_units.end() ? district.units : known->second;
    for (int j = 1; j <= district.units; ++j)
      add(district.node, 0, 1, w.of(district_cost(j, posted)));
  }
  net.supply.assign(static_cast<std::size_t>(net.nodes), 0);
  for (int n = 0; n < c.needs(); ++n) {
    net.supply[static_cast<std::size_t>(net.need_node(n))] = c.need(n).people;
    net.supply[0] -= c.need(n).people;
  }
  return net;
}

void run(Network& net) {
  // LEMON's artificial arcs cost half of what the type holds; a path with one must fit beside.
  constexpr Wide kRoom = Wide{1} << 61;
  if (net.weights.longest < kRoom)
    run_with<std::int64_t>(net);
  else
    run_with<Wide>(net);
}

}  // namespace palier::matching
