#include "features/matching/network.hpp"

#include <algorithm>
#include <stdexcept>

namespace palier::matching {
namespace {

std::int32_t narrow(std::int64_t n) {
  if (n < 0 || n > std::numeric_limits<std::int32_t>::max())
    throw std::overflow_error("a cost of the network does not fit");
  return static_cast<std::int32_t>(n);
}

/// One more place than can be filled now: its price then bounds what another candidate would cost.
int places_of(const Helper& helper, int degree) {
  return std::min(helper.capacity.value_or(degree + 1), degree + 1);
}

int posted_in(std::string_view district, int here, const Basis& basis) {
  const auto known = basis.district_units.find(district);
  return known == basis.district_units.end() ? here : known->second;
}

struct Sizes {
  std::vector<int> degree;  ///< Candidates, by helper.
  std::map<std::string_view, int> units;
};

Weights weights_of(const Compact& c, const Basis& basis, const Sizes& sizes, std::int64_t dearest) {
  std::int64_t most_load = 1, most_share = 0;
  for (int h = 0; h < c.helpers(); ++h) {
    const int places = places_of(c.helper(h), sizes.degree[static_cast<std::size_t>(h)]);
    most_load = std::max(most_load, load_cost(c.helper(h).jobs_28d, places).load);
  }
  for (const auto& [district, n] : sizes.units)
    most_share = std::max(most_share, district_cost(n + 1, posted_in(district, n, basis)).waiting);
  const Wide districts = static_cast<Wide>(sizes.units.size());
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

/// Arcs from needs to helpers, through slots and pairs.
void add_meetings(const Compact& c, const Candidates& candidates, Network& net) {
  struct Through {
    int need, node;
    std::int32_t price;
  };
  std::vector<Through> through;  // Needs for several people: at most one unit to each helper.
  std::vector<Compact::Meeting> meeting;
  for (const Pair& pair : candidates.pairs) {
    c.meet(pair.need, pair.helper, meeting);
    int from = net.need_node(pair.need);
    std::int32_t price = pair.price;
    if (c.need(pair.need).people > 1 && meeting.size() > 1) {
      from = net.nodes++;
      through.push_back({pair.need, from, price});
      price = 0;
    }
    for (const auto& m : meeting) {
      int to = net.helper_node(pair.helper);
      if (m.index != kNoBlock) {
        auto& known = net.slots[static_cast<std::size_t>(pair.helper)];
        const auto slot = std::find_if(known.begin(), known.end(),
                                       [&](const auto& s) { return s.first == m.number; });
        to = slot == known.end() ? known.emplace_back(m.number, net.nodes++).second : slot->second;
      }
      net.arcs.push_back({from, to, price});
      net.origins.push_back({pair.need, pair.helper, m.index});
    }
  }
  net.throughs = net.arcs.size();
  for (const auto& t : through) net.arcs.push_back({net.need_node(t.need), t.node, t.price});
}

}  // namespace

Network build(const Compact& c, const Basis& basis, const Candidates& candidates) {
  Network net;
  Sizes sizes;
  sizes.degree.resize(static_cast<std::size_t>(c.helpers()));
  for (const Pair& pair : candidates.pairs) ++sizes.degree[static_cast<std::size_t>(pair.helper)];
  for (int n = 0; n < c.needs(); ++n) sizes.units[c.need(n).district] += c.need(n).people;
  net.weights = weights_of(c, basis, sizes, candidates.dearest);
  net.first_helper = 1 + c.needs();
  net.nodes = net.first_helper + c.helpers();
  for (const auto& [district, units] : sizes.units) net.district_nodes[district] = net.nodes++;
  net.slots.resize(static_cast<std::size_t>(c.helpers()));
  net.arcs.reserve(candidates.pairs.size() + static_cast<std::size_t>(5 * c.needs()));
  net.origins.reserve(candidates.pairs.size());
  add_meetings(c, candidates, net);

  net.slot_arcs = net.arcs.size();
  for (int h = 0; h < c.helpers(); ++h)
    for (const auto& [block, slot] : net.slots[static_cast<std::size_t>(h)])
      net.arcs.push_back({slot, net.helper_node(h)});
  net.places = net.arcs.size();
  for (int h = 0; h < c.helpers(); ++h) {
    const int places = places_of(c.helper(h), sizes.degree[static_cast<std::size_t>(h)]);
    for (int k = 1; k <= places; ++k)
      net.arcs.push_back({net.helper_node(h), 0, narrow(load_cost(c.helper(h).jobs_28d, k).load)});
  }
  net.unserved = net.arcs.size();
  net.urgent.resize(static_cast<std::size_t>(c.needs()));
  for (int n = 0; n < c.needs(); ++n) {
    const Need& need = c.need(n);
    net.urgent[static_cast<std::size_t>(n)] = need.urgent;
    // With room for one more than there are, here and below: so that each node has a price.
    net.arcs.push_back({net.need_node(n), net.district_nodes[need.district],
                        narrow(unserved_cost(need).waiting), need.people + 1});
  }
  net.shares = net.arcs.size();
  for (const auto& [district, units] : sizes.units) {
    const int posted = posted_in(district, units, basis);
    for (int j = 1; j <= units + 1; ++j)
      net.arcs.push_back(
          {net.district_nodes[district], 0, narrow(district_cost(j, posted).waiting)});
  }
  net.supply.assign(static_cast<std::size_t>(net.nodes), 0);
  for (int n = 0; n < c.needs(); ++n) {
    net.supply[static_cast<std::size_t>(net.need_node(n))] = c.need(n).people;
    net.supply[0] -= c.need(n).people;
  }
  return net;
}

}  // namespace palier::matching
