#include "features/matching/live.hpp"

#include <algorithm>

#include "features/matching/live_impl.hpp"

namespace palier::matching {
namespace {

template <typename Ids>
std::vector<std::string> sorted_names(const Ids& ids) {
  std::vector<std::string> out;
  out.reserve(ids.size());
  for (const auto& [name, index] : ids) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

LivePlan::LivePlan(Instance instance, std::optional<Basis> basis) {
  Basis with = basis ? std::move(*basis) : basis_of(instance);
  impl_ = std::make_unique<Impl>(std::move(instance), std::move(with));
}
LivePlan::~LivePlan() = default;
LivePlan::LivePlan(LivePlan&&) noexcept = default;
LivePlan& LivePlan::operator=(LivePlan&&) noexcept = default;

const Basis& LivePlan::basis() const {
  return impl_->basis;
}

void LivePlan::add_need(Need need) {
  impl_->add(std::move(need));
}

void LivePlan::add_helper(Helper helper) {
  impl_->add(std::move(helper));
}

void LivePlan::remove_need(std::string_view id) {
  impl_->remove_need(impl_->need_at(id));
}

void LivePlan::remove_helper(std::string_view id) {
  impl_->remove_helper(impl_->helper_at(id));
}

void LivePlan::decline(std::string_view need, std::string_view helper) {
  impl_->need_at(need);
  impl_->helper_at(helper);
  keep_apart(need, helper);
}

void LivePlan::keep_apart(std::string_view need, std::string_view helper) {
  auto& others = impl_->apart[std::string(need)];
  if (std::find(others.begin(), others.end(), helper) != others.end()) return;
  others.emplace_back(helper);
  const auto n = impl_->need_ids.find(need);
  const auto h = impl_->helper_ids.find(helper);
  if (n == impl_->need_ids.end() || h == impl_->helper_ids.end()) return;
  impl_->release(n->second, h->second);
  impl_->disconnect(n->second, h->second);
  impl_->flow.settle();
  impl_->drop_idle_blocks(h->second);
}

void LivePlan::allow(std::string_view need, std::string_view helper) {
  const auto it = impl_->apart.find(need);
  if (it == impl_->apart.end() ||
      std::erase_if(it->second, [&](const auto& other) { return other == helper; }) == 0)
    return;
  if (it->second.empty()) impl_->apart.erase(it);
  const auto n = impl_->need_ids.find(need);
  const auto h = impl_->helper_ids.find(helper);
  if (n == impl_->need_ids.end() || h == impl_->helper_ids.end()) return;
  impl_->connect(n->second, h->second, true);
  impl_->flow.settle();
}

bool LivePlan::freeze(std::string_view need, std::string_view helper, std::string_view block) {
  return impl_->freeze(impl_->need_at(need), impl_->helper_at(helper), block);
}

void LivePlan::release(std::string_view need, std::string_view helper) {
  impl_->release(impl_->need_at(need), impl_->helper_at(helper));
}

void LivePlan::set_waiting(std::string_view need, double hours) {
  impl_->set_waiting(impl_->need_at(need), hours);
}

std::vector<LivePlan::Pair> LivePlan::assignments() const {
  std::vector<Pair> out;
  for (const auto& n : impl_->needs)
    if (n.here) impl_->pairs_of(n, out);
  return out;
}

std::vector<LivePlan::Pair> LivePlan::of_need(std::string_view id) const {
  std::vector<Pair> out;
  impl_->pairs_of(impl_->need(impl_->need_at(id)), out);
  return out;
}

std::vector<LivePlan::Pair> LivePlan::frozen() const {
  std::vector<Pair> out;
  for (const auto& n : impl_->needs)
    for (const auto& unit : n.held) out.push_back(impl_->pair_of(n, unit.helper, unit.block, true));
  return out;
}

Cost LivePlan::cost() const {
  return impl_->cost();
}

bool LivePlan::certified() const {
  return impl_->flow.optimal();
}

Instance LivePlan::instance() const {
  return impl_->instance();
}

const Need* LivePlan::need(std::string_view id) const {
  const auto it = impl_->need_ids.find(id);
  return it == impl_->need_ids.end() ? nullptr : &impl_->need(it->second).need;
}

const Helper* LivePlan::helper(std::string_view id) const {
  const auto it = impl_->helper_ids.find(id);
  return it == impl_->helper_ids.end() ? nullptr : &impl_->helper(it->second).helper;
}

std::vector<std::string> LivePlan::need_ids() const {
  return sorted_names(impl_->need_ids);
}

std::vector<std::string> LivePlan::helper_ids() const {
  return sorted_names(impl_->helper_ids);
}

std::vector<std::pair<std::string, std::string>> LivePlan::apart() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [need, others] : impl_->apart)
    for (const auto& other : others) out.emplace_back(need, other);
  std::sort(out.begin(), out.end());
  return out;
}

std::int64_t LivePlan::arcs() const {
  return impl_->arcs;
}

std::int64_t LivePlan::visited() const {
  return impl_->flow.visited();
}

}  // namespace palier::matching
