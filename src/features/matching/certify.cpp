#include "features/matching/certify.hpp"

#include <algorithm>

namespace palier::matching {

Verdict certify(const Network& net) {
  Verdict out;
  std::vector<std::int64_t> balance(static_cast<std::size_t>(net.nodes));
  for (std::size_t i = 0; i < net.arcs.size(); ++i) {
    const auto& arc = net.arcs[i];
    const auto from = static_cast<std::size_t>(arc.from), to = static_cast<std::size_t>(arc.to);
    const int flow = net.flow[i];
    if (flow < 0 || flow > arc.capacity) out.feasible = false;
    balance[from] += flow;
    balance[to] -= flow;
    const Wide reduced = net.cost[i] + net.potential[from] - net.potential[to];
    if (flow < arc.capacity) {
      ++out.residual_arcs;
      if (reduced < 0) out.optimal = false;
    }
    if (flow > 0) {
      ++out.residual_arcs;
      if (reduced > 0) out.optimal = false;
    }
  }
  for (int i = 0; i < net.nodes; ++i)
    if (balance[static_cast<std::size_t>(i)] != net.supply[static_cast<std::size_t>(i)])
      out.feasible = false;
  return out;
}

std::vector<Pair> worth_adding(const Compact& c, const Network& net, const std::vector<Pair>& given,
                               int most, std::int64_t& omitted) {
  struct Saving {
    Wide reduced;
    Pair pair;
    bool operator<(const Saving& o) const {
      return reduced != o.reduced ? reduced < o.reduced : pair.helper < o.pair.helper;
    }
  };
  omitted = 0;
  std::vector<std::vector<Saving>> savings(static_cast<std::size_t>(c.needs()));
  const auto less = [](const Pair& a, const Pair& b) {
    return a.need != b.need ? a.need < b.need : a.helper < b.helper;
  };
  each_pair(c, [&](const Pair& pair) {
    if (std::binary_search(given.begin(), given.end(), pair, less)) return;
    ++omitted;
    // The cheapest way in: a slot that nobody uses is worth as much as the helper; one in use costs
    // more, which its own potential says. Taking the helper's for all is never too hopeful a price
    // to overlook a pair, only sometimes one pair too many is added.
    const Wide reduced = pair.price * net.weights.distance +
                         net.potential[static_cast<std::size_t>(net.need_node(pair.need))] -
                         net.potential[static_cast<std::size_t>(net.helper_node(pair.helper))];
    if (reduced >= 0) return;
    auto& list = savings[static_cast<std::size_t>(pair.need)];
    list.push_back({reduced, pair});
    if (list.size() > static_cast<std::size_t>(2 * most)) {
      std::nth_element(list.begin(), list.begin() + most, list.end());
      list.resize(static_cast<std::size_t>(most));
    }
  });
  std::vector<Pair> out;
  for (auto& list : savings) {
    std::sort(list.begin(), list.end());
    for (std::size_t i = 0; i < list.size() && i < static_cast<std::size_t>(most); ++i)
      out.push_back(list[i].pair);
  }
  return out;
}

}  // namespace palier::matching
