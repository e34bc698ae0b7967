#include <algorithm>

#include "features/matching/live_impl.hpp"
#include "features/matching/solve.hpp"

namespace palier::matching {

LivePlan::Impl::Impl(Instance instance, Basis with) : basis(std::move(with)) {
  const auto at = [](auto& list, int i) -> auto& { return list.at(static_cast<std::size_t>(i)); };
  for (const auto& [n, h] : instance.blocked)
    apart[at(instance.needs, n).id].push_back(at(instance.helpers, h).id);
  for (auto& need : instance.needs) need.people = std::max(0, need.people);
  for (const auto& helper : instance.helpers) place(helper);
  for (const auto& need : instance.needs) place(need);
  if (instance.needs.empty()) return;
  Options options;
  options.basis = basis;
  options.prices = true;
  take_over(instance, solve(instance, options));
}

void LivePlan::Impl::take_over(const Instance& from, const Plan& plan) {
  // Slots were placed in the order of the instance. Our prices grow towards the sink, whose own is
  // 0; the solver's say what is still to pay.
  const auto price = [](const Cost& left) { return -live::priced(left); };
  const Prices& prices = *plan.prices;
  for (std::size_t h = 0; h < helpers.size(); ++h) {
    flow.set_price(helpers[h].node, price(prices.helpers[h]));
    for (const auto& block : helpers[h].blocks)
      flow.set_price(block.node, price(prices.helpers[h]));
  }
  for (const auto& slot : prices.slots)
    if (const auto known = words.find(slot.block); known != words.end())
      for (const auto& block : helper(slot.helper).blocks)
        if (block.block == known->second) flow.set_price(block.node, price(slot.price));
  for (const auto& [name, left] : prices.districts)
    if (const auto known = district_ids.find(name); known != district_ids.end())
      flow.set_price(districts[static_cast<std::size_t>(known->second)].node, price(left));
  for (std::size_t n = 0; n < needs.size(); ++n) {
    for (const auto a : flow.out(needs[n].node))
      if (const auto head = flow.arc(a).head; tag(head).role == Tag::Role::pair)
        flow.set_price(head, flow.lowest_price(head));
    flow.set_price(needs[n].node, price(prices.needs[n]));
  }
  // Who takes nothing leads nowhere, and has no price with the solver.
  for (std::size_t h = 0; h < helpers.size(); ++h)
    if (helpers[h].full()) price_by_needs(static_cast<int>(h));

  std::vector<int> unserved;
  unserved.reserve(needs.size());
  for (const auto& n : needs) unserved.push_back(n.need.people);
  for (const auto& given : plan.assignments) {
    const auto& slot = need(given.need);
    const auto& to = helper(given.helper);
    const auto name = block_name(from.needs[static_cast<std::size_t>(given.need)],
                                 from.helpers[static_cast<std::size_t>(given.helper)], given.block);
    const int block = given.block == kNoBlock ? kNoBlock : words.find(name)->second;
    const auto door = block_node(given.helper, block);
    for (const auto a : flow.out(slot.node)) {
      const auto head = flow.arc(a).head;
      const bool pair = tag(head).role == Tag::Role::pair && tag(head).helper == given.helper;
      if (head == door || pair) flow.carry(a, 1);
      if (pair)
        for (const auto b : flow.out(head))
          if (flow.arc(b).head == door) flow.carry(b, 1);
    }
    if (block != kNoBlock) flow.carry(flow.out(door).front(), 1);
    flow.carry_out(to.node, 1);
    --unserved[static_cast<std::size_t>(given.need)];
  }
  for (std::size_t n = 0; n < needs.size(); ++n) {
    flow.carry(needs[n].unserved, unserved[n]);
    flow.carry_out(districts[static_cast<std::size_t>(needs[n].district)].node, unserved[n]);
  }
  flow.restart();
}

}  // namespace palier::matching
