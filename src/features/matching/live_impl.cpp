#include "features/matching/live_impl.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace palier::matching {
namespace {

constexpr int kUnbound = std::numeric_limits<int>::max() / 2;

template <typename Slots>
int free_slot(Slots& slots, std::vector<int>& free) {
  if (free.empty()) {
    slots.emplace_back();
    return static_cast<int>(slots.size()) - 1;
  }
  const int i = free.back();
  free.pop_back();
  return i;
}

int found(const auto& ids, std::string_view id) {
  const auto it = ids.find(id);
  if (it == ids.end()) throw std::invalid_argument("not in the plan: " + std::string(id));
  return it->second;
}

}  // namespace

bool LivePlan::Impl::HelperSlot::full() const {
  return helper.capacity && static_cast<int>(held.size()) >= *helper.capacity;
}

int LivePlan::Impl::need_at(std::string_view id) const {
  return found(need_ids, id);
}

int LivePlan::Impl::helper_at(std::string_view id) const {
  return found(helper_ids, id);
}

int LivePlan::Impl::word(const std::string& text) {
  const auto [it, added] = words.try_emplace(text, static_cast<int>(texts.size()));
  if (added) texts.push_back(text);
  return it->second;
}

LivePlan::Impl::Flow::Node LivePlan::Impl::add_node(Tag tag) {
  const auto v = flow.add_node();
  if (const auto at = static_cast<std::size_t>(v); at >= tags.size()) tags.resize(at + 1);
  tags[static_cast<std::size_t>(v)] = tag;
  return v;
}

int LivePlan::Impl::district(const Need& need) {
  const auto [it, added] =
      district_ids.try_emplace(need.district, static_cast<int>(districts.size()));
  if (added) {
    const auto posted =
        basis.district_units.try_emplace(need.district, std::max(1, need.people)).first;
    const auto v = add_node({});
    flow.set_drain(v, Flow::Drain::Kind::district, posted->second, kUnbound);
    flow.set_price(v, -flow.drain(v).next);
    districts.push_back({need.district, v});
  }
  return it->second;
}

int LivePlan::Impl::place(Need need) {
  if (need.people > live::kMostPeople) throw std::invalid_argument("too many people");
  need.people = std::max(0, need.people);
  if (need_ids.contains(need.id)) throw std::invalid_argument("twice in the plan: " + need.id);
  const int n = free_slot(needs, free_needs);
  need_ids.emplace(need.id, n);
  auto& slot = this->need(n);
  slot = {true, std::move(need), {}, 0, 0, -1, -1, {}};
  slot.at = live::spot_of(slot.need.at);
  slot.kind = word(slot.need.kind);
  slot.district = district(slot.need);
  slot.node = add_node({});
  slot.unserved = flow.connect(slot.node, districts[static_cast<std::size_t>(slot.district)].node,
                               live::priced(unserved_cost(slot.need)), slot.need.people);
  const bool anywhere = from_anywhere(slot.need);
  nearby.helpers_for(slot.kind, slot.at, anywhere, [&](int h) {
    const auto& other = helper(h);
    if (anywhere || !other.radius() || live::may_reach(slot.at, other.at, *other.radius()))
      connect(n, h, false);
  });
  nearby.add_need(n, slot.kind, slot.at, anywhere);
  return n;
}

void LivePlan::Impl::add(Need added) {
  const auto& slot = need(place(std::move(added)));
  flow.set_price(slot.node, flow.lowest_price(slot.node));
  flow.supply(slot.node, slot.need.people);
  flow.settle();
}

int LivePlan::Impl::place(Helper added) {
  if (std::abs(std::int64_t{added.jobs_28d}) > live::kMostJobs)
    throw std::invalid_argument("too many jobs");
  if (helper_ids.contains(added.id)) throw std::invalid_argument("twice in the plan: " + added.id);
  const int h = free_slot(helpers, free_helpers);
  helper_ids.emplace(added.id, h);
  auto& slot = helper(h);
  slot = {true, std::move(added), {}, {}, {}, -1, {}, {}};
  slot.at = live::spot_of(slot.helper.at);
  if (slot.helper.kinds) {
    for (const auto& kind : *slot.helper.kinds)
      if (const int k = word(kind);
          std::find(slot.kinds.begin(), slot.kinds.end(), k) == slot.kinds.end()) {
        slot.kinds.push_back(k);
        slot.scarcity.push_back(scarcity_of(slot.helper, kind, basis));
      }
  } else {
    slot.kinds.push_back(live::Nearby::kAnyKind);
    slot.scarcity.push_back(scarcity_of(slot.helper, "", basis));
  }
  slot.node = add_node({Tag::Role::helper, h, kNoBlock});
  flow.set_drain(slot.node, Flow::Drain::Kind::load, slot.helper.jobs_28d,
                 std::max(0, slot.helper.capacity.value_or(kUnbound)));
  const double* radius = slot.radius();
  for (const int kind : slot.kinds) {
    nearby.add_helper(h, kind, slot.at, radius);
    nearby.needs_for(kind, slot.at, radius, [&](int n) {
      const auto& other = need(n);
      if (!radius || from_anywhere(other.need) || live::may_reach(slot.at, other.at, *radius))
        connect(n, h, false);
    });
  }
  return h;
}

void LivePlan::Impl::add(Helper added) {
  const int h = place(std::move(added));
  price_by_needs(h);
  flow.fill(helper(h).node);
}

void LivePlan::Impl::price_by_needs(int h) {
  const auto& slot = helper(h);
  std::vector<Flow::Node> own{slot.node};
  for (const auto& block : slot.blocks) {
    own.push_back(block.node);
    for (const auto a : flow.in(block.node))
      if (const auto v = flow.arc(a).tail; tag(v).role == Tag::Role::pair) own.push_back(v);
  }
  live::Price lowest = live::kFar;
  for (const auto v : own)
    for (const auto a : flow.in(v))
      if (const auto tail = flow.arc(a).tail; tag(tail).role == Tag::Role::none)
        lowest = std::min(lowest, flow.arc(a).cost + flow.price(tail));
  for (const auto v : own) flow.set_price(v, lowest == live::kFar ? 0 : lowest);
}

void LivePlan::Impl::remove_need(int n) {
  auto& slot = need(n);
  std::vector<int> touched;
  for (const auto a : std::vector(flow.out(slot.node)))
    if (const Tag t = tag(flow.arc(a).head); t.role != Tag::Role::none) {
      if (touched.empty() || touched.back() != t.helper) touched.push_back(t.helper);
    }
  for (const int h : touched) disconnect(n, h);
  const auto held = slot.held;
  flow.drop_node(slot.node);
  flow.settle();
  for (const auto& unit : held) unhold(slot, unit.helper);
  for (const int h : touched) drop_idle_blocks(h);
  for (const auto& unit : held) drop_idle_blocks(unit.helper);
  nearby.remove_need(n, slot.kind, slot.at, from_anywhere(slot.need));
  need_ids.erase(slot.need.id);
  slot = {};
  free_needs.push_back(n);
}

void LivePlan::Impl::remove_helper(int h) {
  auto& slot = helper(h);
  for (const int n : slot.held) {
    auto& held = need(n).held;
    std::erase_if(held, [&](const Held& unit) { return unit.helper == h; });
    flow.supply(need(n).node, 1);
  }
  for (const auto& block : slot.blocks) {
    for (const auto a : std::vector(flow.in(block.node)))
      if (const auto v = flow.arc(a).tail; tag(v).role == Tag::Role::pair) {
        arcs -= static_cast<int>(flow.out(v).size()) - 1;
        flow.drop_node(v);
      }
  }
  for (const auto& block : slot.blocks) {
    arcs -= static_cast<int>(flow.in(block.node).size());
    flow.drop_node(block.node);
  }
  arcs -= static_cast<int>(flow.in(slot.node).size());
  flow.drop_node(slot.node);
  for (const int kind : slot.kinds) nearby.remove_helper(h, kind, slot.at, slot.radius());
  helper_ids.erase(slot.helper.id);
  slot = {};
  free_helpers.push_back(h);
  flow.settle();
}

void LivePlan::Impl::set_waiting(int n, double hours) {
  auto& slot = need(n);
  slot.need.waiting_hours = hours;
  flow.set_cost(slot.unserved, live::priced(unserved_cost(slot.need)));
  flow.mend(slot.unserved);
  flow.settle();
}

}  // namespace palier::matching
