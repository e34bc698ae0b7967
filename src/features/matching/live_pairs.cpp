#include <algorithm>

#include "features/matching/live_impl.hpp"

namespace palier::matching {

bool LivePlan::Impl::kept_apart(const NeedSlot& n, const HelperSlot& h) const {
  if (apart.empty()) return false;
  const auto it = apart.find(n.need.id);
  return it != apart.end() &&
         std::find(it->second.begin(), it->second.end(), h.helper.id) != it->second.end();
}

bool LivePlan::Impl::meet(const NeedSlot& n, const HelperSlot& h) const {
  return !barred(n.need, h.helper) && !kept_apart(n, h);
}

int LivePlan::Impl::scarcity(const HelperSlot& h, int kind) {
  if (!h.helper.kinds) return h.scarcity.front();
  const auto it = std::find(h.kinds.begin(), h.kinds.end(), kind);
  return h.scarcity[static_cast<std::size_t>(it - h.kinds.begin())];
}

std::vector<int> LivePlan::Impl::common_blocks(const NeedSlot& n, const HelperSlot& h) {
  std::vector<int> out;
  for (const int block : meeting_blocks(n.need, h.helper)) {
    if (block == kNoBlock) return {kNoBlock};
    const int w = word(std::string(block_name(n.need, h.helper, block)));
    if (std::find(out.begin(), out.end(), w) == out.end()) out.push_back(w);
  }
  return out;
}

LivePlan::Impl::Flow::Node LivePlan::Impl::block_node(int h, int block) {
  auto& slot = helper(h);
  if (block == kNoBlock) return slot.node;
  for (const auto& known : slot.blocks)
    if (known.block == block) return known.node;
  const auto v = add_node({Tag::Role::block, h, block});
  flow.set_price(v, flow.price(slot.node));
  slot.blocks.push_back({block, v, flow.connect(v, slot.node, 0, 1)});
  return v;
}

void LivePlan::Impl::connect(int n, int h, bool mend) {
  const auto& from = need(n);
  const auto& to = helper(h);
  if (!meet(from, to)) return;
  if (std::find(to.held.begin(), to.held.end(), n) != to.held.end()) return;
  const auto blocks = common_blocks(from, to);
  const auto price = live::priced(
      arc_cost(from.need, to.helper, metres(from.need, to.helper), scarcity(to, from.kind)));
  arcs += static_cast<int>(blocks.size());
  if (from.need.people > 1 && blocks.size() > 1) {
    const auto pair = add_node({Tag::Role::pair, h, kNoBlock});
    for (const int block : blocks) flow.connect(pair, block_node(h, block), 0, 1);
    flow.set_price(pair, flow.lowest_price(pair));
    const auto a = flow.connect(from.node, pair, price, 1);
    if (mend) flow.mend(a);
    return;
  }
  for (const int block : blocks) {
    const auto a = flow.connect(from.node, block_node(h, block), price, 1);
    if (mend) flow.mend(a);
  }
}

void LivePlan::Impl::disconnect(int n, int h) {
  for (const auto a : std::vector(flow.out(need(n).node))) {
    const auto head = flow.arc(a).head;
    const Tag t = tag(head);
    if (t.role == Tag::Role::none || t.helper != h) continue;
    if (t.role == Tag::Role::pair) {
      arcs -= static_cast<int>(flow.out(head).size());
      flow.drop_node(head);
    } else {
      --arcs;
      flow.cut(a);
    }
  }
}

void LivePlan::Impl::open_block(HelperSlot& h, int block) {
  for (const auto& known : h.blocks)
    if (known.block == block) {
      flow.set_room(known.arc, 1);
      flow.mend(known.arc);
    }
}

/// Who has no list of blocks gets a node for each that some need names: it goes with the last need.
void LivePlan::Impl::drop_idle_blocks(int h) {
  auto& slot = helper(h);
  if (slot.helper.blocks) return;
  std::erase_if(slot.blocks, [&](const BlockNode& block) {
    if (!flow.in(block.node).empty() || flow.arc(block.arc).room == 0) return false;
    flow.drop_node(block.node);
    return true;
  });
}

bool LivePlan::Impl::freeze(int n, int h, std::string_view name) {
  auto& from = need(n);
  auto& to = helper(h);
  const auto held = [&] {
    return std::find_if(from.held.begin(), from.held.end(),
                        [&](const Held& unit) { return unit.helper == h; });
  };
  if (const auto it = held(); it != from.held.end())
    return texts[static_cast<std::size_t>(std::max(0, it->block))] == name;
  if (!meet(from, to) || to.full() || static_cast<int>(from.held.size()) >= from.need.people)
    return false;
  const int block = name.empty() ? kNoBlock : word(std::string(name));
  const auto common = common_blocks(from, to);
  if (std::find(common.begin(), common.end(), block) == common.end()) return false;
  const auto own = std::find_if(to.blocks.begin(), to.blocks.end(),
                                [&](const BlockNode& b) { return b.block == block; });
  if (block != kNoBlock && flow.arc(own->arc).room == 0) return false;

  // One unit less of the need, one place and the block less of the helper, no arc between the two.
  // Where the flow had just this pair, nothing is left over and nothing moves.
  flow.supply(from.node, -1);
  disconnect(n, h);
  if (block != kNoBlock) flow.set_room(own->arc, 0);
  flow.take_place(to.node);
  flow.settle();
  from.held.push_back({h, block});
  to.held.push_back(n);
  return true;
}

void LivePlan::Impl::unhold(NeedSlot& n, int h) {
  const auto it = std::find_if(n.held.begin(), n.held.end(),
                               [&](const Held& unit) { return unit.helper == h; });
  const int block = it->block;
  n.held.erase(it);
  auto& slot = helper(h);
  std::erase_if(slot.held, [&](int other) { return &need(other) == &n; });
  // The place before the block: a unit that comes through the block finds where to go.
  flow.give_place(slot.node);
  open_block(slot, block);
  flow.settle();
}

void LivePlan::Impl::release(int n, int h) {
  auto& from = need(n);
  if (std::none_of(from.held.begin(), from.held.end(),
                   [&](const Held& unit) { return unit.helper == h; }))
    return;
  unhold(from, h);
  connect(n, h, true);
  flow.supply(from.node, 1);
  flow.settle();
  drop_idle_blocks(h);
}

}  // namespace palier::matching
