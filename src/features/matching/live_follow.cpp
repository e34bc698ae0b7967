#include "features/matching/live_follow.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "features/matching/rules.hpp"

namespace palier::matching {
namespace {

using Names = std::pair<std::string, std::string>;

/// What is wanted, less what is promised outside the rules.
struct Wanted {
  Instance instance;
  std::set<Names> apart;
  std::vector<Promise> promises;  ///< That the rules allow.
  std::vector<Promise> outside;
  std::unordered_map<std::string_view, std::size_t> need_at, helper_at;

  Wanted(const Instance& in, const std::vector<Promise>& all) : instance(in) {
    for (const auto& [n, h] : in.blocked)
      apart.emplace(in.needs.at(static_cast<std::size_t>(n)).id,
                    in.helpers.at(static_cast<std::size_t>(h)).id);
    for (std::size_t i = 0; i < in.needs.size(); ++i) need_at.emplace(in.needs[i].id, i);
    for (std::size_t i = 0; i < in.helpers.size(); ++i) helper_at.emplace(in.helpers[i].id, i);
    sort_out(all);
  }

 private:
  struct Taken {
    int units = 0;
    std::set<std::string> blocks;
  };

  bool allowed(const Promise& p, const Need& need, const Helper& helper, const Taken& of_need,
               const Taken& of_helper) const {
    if (barred(need, helper) || apart.contains({p.need, p.helper})) return false;
    if (of_need.units >= need.people) return false;
    if (helper.capacity && of_helper.units >= *helper.capacity) return false;
    if (!p.block.empty() && of_helper.blocks.contains(p.block)) return false;
    const auto blocks = meeting_blocks(need, helper);
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](int block) { return block_name(need, helper, block) == p.block; });
  }

  void sort_out(const std::vector<Promise>& all) {
    std::map<std::string_view, Taken> by_need, by_helper;
    std::set<Names> seen;
    for (const auto& p : all) {
      const auto n = need_at.find(p.need), h = helper_at.find(p.helper);
      if (n == need_at.end() || h == helper_at.end()) continue;
      if (!seen.emplace(p.need, p.helper).second) continue;
      auto& of_need = by_need[p.need];
      auto& of_helper = by_helper[p.helper];
      if (!allowed(p, instance.needs[n->second], instance.helpers[h->second], of_need, of_helper)) {
        outside.push_back(p);
        continue;
      }
      ++of_need.units;
      ++of_helper.units;
      if (!p.block.empty()) of_helper.blocks.insert(p.block);
      promises.push_back(p);
    }
    for (const auto& p : outside) {
      // No fewer than what is promised within the rules: those units are the plan's.
      auto& need = instance.needs[need_at.at(p.need)];
      auto& helper = instance.helpers[helper_at.at(p.helper)];
      need.people = std::max(need.people - 1, by_need[p.need].units);
      if (helper.capacity)
        helper.capacity = std::max(*helper.capacity - 1, by_helper[p.helper].units);
      if (helper.blocks && !by_helper[p.helper].blocks.contains(p.block))
        std::erase(*helper.blocks, p.block);
      apart.emplace(p.need, p.helper);
    }
  }
};

bool same_but_hours(const Need& is, const Need& wanted) {
  if (is.waiting_hours == wanted.waiting_hours) return is == wanted;
  Need then = is;
  then.waiting_hours = wanted.waiting_hours;
  return then == wanted;
}

/// What has to change.
struct Changes {
  std::vector<std::string> needs_gone, helpers_gone;  ///< Changed ones too.
  std::vector<const Need*> needs;
  std::vector<const Helper*> helpers;
  std::vector<const Need*> hours;

  Changes(const LivePlan& plan, const Wanted& wanted) {
    for (auto& id : plan.need_ids())
      if (!wanted.need_at.contains(id)) needs_gone.push_back(std::move(id));
    for (auto& id : plan.helper_ids())
      if (!wanted.helper_at.contains(id)) helpers_gone.push_back(std::move(id));
    for (const auto& need : wanted.instance.needs) {
      const auto* is = plan.need(need.id);
      if (is && same_but_hours(*is, need)) {
        if (unserved_cost(*is) != unserved_cost(need)) hours.push_back(&need);
        continue;
      }
      if (is) needs_gone.push_back(need.id);
      needs.push_back(&need);
    }
    for (const auto& helper : wanted.instance.helpers) {
      const auto* is = plan.helper(helper.id);
      if (is && *is == helper) continue;
      if (is) helpers_gone.push_back(helper.id);
      helpers.push_back(&helper);
    }
  }
  /// Of whom: one who changed counts once.
  std::size_t many(const LivePlan& plan) const {
    std::set<std::string_view> who;
    for (const auto& id : needs_gone) who.insert(id);
    for (const auto* need : needs) who.insert(need->id);
    std::size_t count = who.size();
    who.clear();
    for (const auto& id : helpers_gone) who.insert(id);
    for (const auto* helper : helpers) who.insert(helper->id);
    count += who.size();
    return plan.need_ids().empty() && plan.helper_ids().empty() ? 3 * count : count;
  }
};

Promise promise_of(const LivePlan::Pair& pair) {
  return {pair.need, pair.helper, pair.block};
}

int freeze_all(LivePlan& plan, const std::vector<Promise>& promises,
               std::vector<Promise>& outside) {
  std::set<Names> held;
  for (const auto& pair : plan.frozen()) held.emplace(pair.need, pair.helper);
  int steps = 0;
  for (const auto& p : promises) {
    if (held.contains({p.need, p.helper})) continue;
    if (plan.freeze(p.need, p.helper, p.block))
      ++steps;
    else
      outside.push_back(p);
  }
  return steps;
}

int step_by_step(LivePlan& plan, const Wanted& wanted, const Changes& changes) {
  int steps = 0;
  for (const auto& pair : plan.frozen())
    if (const auto& keep = wanted.promises;
        std::find(keep.begin(), keep.end(), promise_of(pair)) == keep.end()) {
      plan.release(pair.need, pair.helper);
      ++steps;
    }
  for (const auto& id : changes.needs_gone) plan.remove_need(id);
  for (const auto& id : changes.helpers_gone) plan.remove_helper(id);
  const auto is_apart = plan.apart();
  for (const auto& pair : is_apart)
    if (!wanted.apart.contains(pair)) {
      plan.allow(pair.first, pair.second);
      ++steps;
    }
  for (const auto& pair : wanted.apart)
    if (!std::binary_search(is_apart.begin(), is_apart.end(), pair)) {
      plan.keep_apart(pair.first, pair.second);
      ++steps;
    }
  for (const auto* need : changes.hours) plan.set_waiting(need->id, need->waiting_hours);
  for (const auto* helper : changes.helpers) plan.add_helper(*helper);
  for (const auto* need : changes.needs) plan.add_need(*need);
  return steps +
         static_cast<int>(changes.needs_gone.size() + changes.helpers_gone.size() +
                          changes.hours.size() + changes.helpers.size() + changes.needs.size());
}

}  // namespace

Followed follow(LivePlan& plan, const Instance& in, const std::vector<Promise>& promises) {
  const Wanted wanted(in, promises);
  const Changes changes(plan, wanted);
  Followed out;
  out.outside = wanted.outside;
  if (3 * changes.many(plan) > in.needs.size() + in.helpers.size()) {
    Instance anew = wanted.instance;
    anew.blocked.clear();
    for (const auto& [need, helper] : wanted.apart)
      anew.blocked.emplace_back(static_cast<int>(wanted.need_at.at(need)),
                                static_cast<int>(wanted.helper_at.at(helper)));
    out.rebuilt = true;
    out.steps = static_cast<int>(in.needs.size() + in.helpers.size());
    plan = LivePlan(std::move(anew));
  } else {
    out.steps = step_by_step(plan, wanted, changes);
  }
  out.steps += freeze_all(plan, wanted.promises, out.outside);
  return out;
}

}  // namespace palier::matching
