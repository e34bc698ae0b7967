#include "features/matching/certify.hpp"

#include <algorithm>
#include <queue>

namespace palier::matching {
namespace {

/// The residual arcs that lead into each node, as arc numbers; ~arc where flow would be taken back.
class Into {
 public:
  explicit Into(const Network& net) : begin_(static_cast<std::size_t>(net.nodes) + 1) {
    each(net, [&](int node, std::int32_t) { ++begin_[static_cast<std::size_t>(node) + 1]; });
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    arcs_.resize(begin_.back());
    std::vector<std::uint32_t> at(begin_.begin(), begin_.end() - 1);
    each(net,
         [&](int node, std::int32_t arc) { arcs_[at[static_cast<std::size_t>(node)]++] = arc; });
  }
  std::span<const std::int32_t> of(int node) const {
    const auto i = static_cast<std::size_t>(node);
    return {arcs_.data() + begin_[i], begin_[i + 1] - begin_[i]};
  }

 private:
  template <class Look>
  static void each(const Network& net, Look&& look) {
    for (std::size_t i = 0; i < net.arcs.size(); ++i) {
      if (net.flow[i] < net.arcs[i].capacity) look(net.arcs[i].to, static_cast<std::int32_t>(i));
      if (net.flow[i] > 0) look(net.arcs[i].from, ~static_cast<std::int32_t>(i));
    }
  }
  std::vector<std::uint32_t> begin_;
  std::vector<std::int32_t> arcs_;
};

/// What a unit at each node costs at least on its way to the sink: shortest residual paths, found
/// by Dijkstra's algorithm on the reduced costs of the solver's potentials, added up in all five
/// levels. Whether they are prices that prove the plan is then looked at without the potentials.
std::vector<Cost> prices_of(const Network& net) {
  const Into into(net);
  std::vector<Cost> price(static_cast<std::size_t>(net.nodes));
  std::vector<Wide> key(price.size(), Wide{1} << 126);
  std::vector<bool> done(price.size());
  std::vector<int> now{0};  // Nodes as near as the nearest.
  using Entry = std::pair<Wide, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> later;
  key[0] = 0;
  for (;;) {
    if (now.empty()) {
      while (!later.empty() && done[static_cast<std::size_t>(later.top().second)]) later.pop();
      if (later.empty()) return price;
      now.push_back(later.top().second);
    }
    const int node = now.back();
    now.pop_back();
    const auto v = static_cast<std::size_t>(node);
    if (done[v]) continue;
    done[v] = true;
    for (const std::int32_t code : into.of(node)) {
      const bool back = code < 0;
      const auto arc = static_cast<std::size_t>(back ? ~code : code);
      const auto from = static_cast<std::size_t>(back ? net.arcs[arc].to : net.arcs[arc].from);
      if (done[from]) continue;
      const Cost cost = net.cost(arc);
      Wide reduced = net.weights.of(cost);
      reduced = (back ? -reduced : reduced) + net.potential[from] - net.potential[v];
      if (key[v] + reduced >= key[from]) continue;
      key[from] = key[v] + reduced;
      price[from] = back ? price[v] - cost : price[v] + cost;
      if (reduced <= 0)
        now.push_back(static_cast<int>(from));
      else
        later.emplace(key[from], static_cast<int>(from));
    }
  }
}

bool by_need(const Pair& a, const Pair& b) {
  return a.need != b.need ? a.need < b.need : a.helper < b.helper;
}

}  // namespace

Verdict certify(const Network& net) {
  Verdict out;
  out.prices = prices_of(net);
  std::vector<std::int64_t> balance(static_cast<std::size_t>(net.nodes));
  for (std::size_t i = 0; i < net.arcs.size(); ++i) {
    const auto& arc = net.arcs[i];
    const auto from = static_cast<std::size_t>(arc.from), to = static_cast<std::size_t>(arc.to);
    const int flow = net.flow[i];
    if (flow < 0 || flow > arc.capacity) out.feasible = false;
    balance[from] += flow;
    balance[to] -= flow;
    const Cost onward = out.prices[to] + net.cost(i);
    if (flow < arc.capacity) {
      ++out.residual_arcs;
      if (onward < out.prices[from]) out.optimal = false;
    }
    if (flow > 0) {
      ++out.residual_arcs;
      if (onward > out.prices[from]) out.optimal = false;
    }
  }
  for (std::size_t i = 0; i < balance.size(); ++i)
    if (balance[i] != net.supply[i]) out.feasible = false;
  return out;
}

std::vector<Pair> worth_adding(const Compact& c, const Network& net,
                               const std::vector<Cost>& prices, const std::vector<Pair>& given,
                               std::size_t most) {
  struct Saving {
    Cost saved;
    Pair pair;
    bool operator<(const Saving& o) const {
      return saved != o.saved ? saved > o.saved : pair.helper < o.pair.helper;
    }
  };
  const auto of_need = [&](int n) -> const Cost& {
    return prices[static_cast<std::size_t>(net.need_node(n))];
  };
  const auto of_helper = [&](int h) -> const Cost& {
    return prices[static_cast<std::size_t>(net.helper_node(h))];
  };
  // A free slot has its helper's price; one in use may be dearer, never cheaper.
  const auto cheapest = [&](int n, int h, std::vector<Compact::Meeting>& meeting) {
    if (!c.timed(n, h)) return of_helper(h);
    c.meet(n, h, meeting);
    std::optional<Cost> least;
    for (const auto& m : meeting) {
      Cost here = of_helper(h);
      for (const auto& [block, node] : net.slots[static_cast<std::size_t>(h)])
        if (block == m.number) here = prices[static_cast<std::size_t>(node)];
      if (!least || here < *least) least = here;
    }
    return least.value_or(of_helper(h));
  };
  std::vector<std::vector<Saving>> savings(static_cast<std::size_t>(c.needs()));
  std::vector<Compact::Meeting> meeting;
  for_pairs(
      c, [&](int n, int h) { return of_helper(h) < of_need(n); },
      [&](int n, int h) {
        const Pair pair{n, h, static_cast<std::int32_t>(c.price(n, h))};
        const Cost saved = of_need(n) - (cheapest(n, h, meeting) + Cost{0, 0, 0, pair.price, 0});
        if (saved <= Cost{} || std::binary_search(given.begin(), given.end(), pair, by_need))
          return;
        auto& list = savings[static_cast<std::size_t>(n)];
        list.push_back({saved, pair});
        if (list.size() > 2 * most) {
          std::nth_element(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(most),
                           list.end());
          list.resize(most);
        }
      });
  std::vector<Pair> out;
  for (auto& list : savings) {
    std::sort(list.begin(), list.end());
    for (std::size_t i = 0; i < list.size() && i < most; ++i) out.push_back(list[i].pair);
  }
  std::sort(out.begin(), out.end(), by_need);
  return out;
}

}  // namespace palier::matching
