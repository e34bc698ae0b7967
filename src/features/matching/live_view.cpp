#include <algorithm>

#include "features/matching/live_impl.hpp"

namespace palier::matching {

void LivePlan::Impl::each_given(const NeedSlot& n,
                                const std::function<void(int h, int block)>& then) const {
  for (const auto a : flow.out(n.node)) {
    const auto& edge = flow.arc(a);
    if (edge.flow == 0) continue;
    const Tag& t = tag(edge.head);
    if (t.role == Tag::Role::helper || t.role == Tag::Role::block) then(t.helper, t.block);
    if (t.role == Tag::Role::pair)
      for (const auto b : flow.out(edge.head))
        if (flow.arc(b).flow > 0) then(t.helper, tag(flow.arc(b).head).block);
  }
}

LivePlan::Pair LivePlan::Impl::pair_of(const NeedSlot& n, int h, int block, bool frozen) const {
  const auto& to = helper(h).helper;
  return {n.need.id, to.id, block == kNoBlock ? "" : texts[static_cast<std::size_t>(block)],
          metres(n.need, to), frozen};
}

void LivePlan::Impl::pairs_of(const NeedSlot& n, std::vector<Pair>& out) const {
  for (const auto& unit : n.held) out.push_back(pair_of(n, unit.helper, unit.block, true));
  each_given(n, [&](int h, int block) { out.push_back(pair_of(n, h, block, false)); });
}

Cost LivePlan::Impl::cost() const {
  Cost total;
  std::vector<int> taken(helpers.size()), unserved(districts.size());
  for (const auto& n : needs) {
    if (!n.here) continue;
    const auto give = [&](int h) {
      const auto& to = helper(h);
      total += arc_cost(n.need, to.helper, metres(n.need, to.helper), scarcity(to, n.kind));
      total += load_cost(to.helper.jobs_28d, ++taken[static_cast<std::size_t>(h)]);
    };
    for (const auto& unit : n.held) give(unit.helper);
    each_given(n, [&](int h, int) { give(h); });
    for (int i = 0; i < flow.arc(n.unserved).flow; ++i) {
      total += unserved_cost(n.need);
      const auto& district = districts[static_cast<std::size_t>(n.district)];
      total += district_cost(++unserved[static_cast<std::size_t>(n.district)],
                             basis.district_units.at(district.name));
    }
  }
  return total;
}

Instance LivePlan::Impl::instance() const {
  Instance out;
  ByName<int> need_index, helper_index;
  for (const auto& n : needs)
    if (n.here) {
      need_index.emplace(n.need.id, static_cast<int>(out.needs.size()));
      out.needs.push_back(n.need);
    }
  for (const auto& h : helpers)
    if (h.here) {
      helper_index.emplace(h.helper.id, static_cast<int>(out.helpers.size()));
      out.helpers.push_back(h.helper);
    }
  for (const auto& [need, others] : apart)
    if (const auto n = need_index.find(need); n != need_index.end())
      for (const auto& other : others)
        if (const auto h = helper_index.find(other); h != helper_index.end())
          out.blocked.emplace_back(n->second, h->second);
  std::sort(out.blocked.begin(), out.blocked.end());
  return out;
}

}  // namespace palier::matching
