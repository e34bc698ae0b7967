#include "features/matching/solve.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "features/matching/certify.hpp"
#include "features/matching/reasons.hpp"

namespace palier::matching {
namespace {

constexpr std::size_t kAddedANeed = 8;

/// The instance with needs and helpers in the order of their ids, so that the plan does not depend
/// on the order they came in; and where each came from.
struct Ordered {
  Instance instance;
  std::vector<int> needs, helpers;
};

template <class T>
std::vector<int> order_of(const std::vector<T>& list) {
  std::vector<int> order(list.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return list[static_cast<std::size_t>(a)].id < list[static_cast<std::size_t>(b)].id;
  });
  return order;
}

Ordered ordered(const Instance& in) {
  Ordered out;
  out.needs = order_of(in.needs);
  out.helpers = order_of(in.helpers);
  std::vector<int> need_at(in.needs.size()), helper_at(in.helpers.size());
  for (std::size_t i = 0; i < out.needs.size(); ++i) {
    need_at[static_cast<std::size_t>(out.needs[i])] = static_cast<int>(i);
    out.instance.needs.push_back(in.needs[static_cast<std::size_t>(out.needs[i])]);
  }
  for (std::size_t i = 0; i < out.helpers.size(); ++i) {
    helper_at[static_cast<std::size_t>(out.helpers[i])] = static_cast<int>(i);
    out.instance.helpers.push_back(in.helpers[static_cast<std::size_t>(out.helpers[i])]);
  }
  for (const auto& [n, h] : in.blocked)
    out.instance.blocked.emplace_back(need_at[static_cast<std::size_t>(n)],
                                      helper_at[static_cast<std::size_t>(h)]);
  return out;
}

bool in_order(const Instance& in) {
  const auto sorted = [](const auto& list) {
    return std::is_sorted(list.begin(), list.end(),
                          [](const auto& a, const auto& b) { return a.id < b.id; });
  };
  return sorted(in.needs) && sorted(in.helpers);
}

void restore(const Ordered& order, Prices& prices) {
  const Prices ordered = prices;
  for (std::size_t i = 0; i < order.needs.size(); ++i)
    prices.needs[static_cast<std::size_t>(order.needs[i])] = ordered.needs[i];
  for (std::size_t i = 0; i < order.helpers.size(); ++i)
    prices.helpers[static_cast<std::size_t>(order.helpers[i])] = ordered.helpers[i];
  for (auto& slot : prices.slots)
    slot.helper = order.helpers[static_cast<std::size_t>(slot.helper)];
}

/// Leaves out what does not pay, and adds it again where the prices say that it could.
Verdict solve_with_pricing(const Compact& compact, const Basis& basis, const Options& options,
                           Network& net, Plan& plan) {
  auto& proof = plan.certificate;
  auto candidates = candidates_of(compact, options.candidates);
  proof.pruned = candidates.omitted > 0;
  for (int round = 0;; ++round) {
    if (options.progress) options.progress(0.3 + 0.5 * (1 - 1.0 / (1 + round)));
    net = build(compact, basis, candidates);
    run(net);
    plan.solver_seconds += net.solver_seconds;
    auto verdict = certify(net);
    proof.checked = true;
    proof.optimal = verdict.feasible && verdict.optimal;
    proof.arcs = static_cast<std::int64_t>(net.origins.size());
    proof.residual_arcs = verdict.residual_arcs;
    proof.omitted = candidates.omitted;
    if (candidates.omitted == 0 || !proof.optimal) {
      proof.omitted_could_matter = candidates.omitted > 0;
      return verdict;
    }
    const auto more = worth_adding(compact, net, verdict.prices, candidates.pairs, kAddedANeed);
    proof.omitted_could_matter = !more.empty();
    if (more.empty() || !options.price_in) return verdict;
    proof.priced_in += static_cast<std::int64_t>(more.size());
    candidates.omitted -= static_cast<std::int64_t>(more.size());
    const auto old = static_cast<std::ptrdiff_t>(candidates.pairs.size());
    candidates.pairs.insert(candidates.pairs.end(), more.begin(), more.end());
    std::inplace_merge(candidates.pairs.begin(), candidates.pairs.begin() + old,
                       candidates.pairs.end(), [](const Pair& a, const Pair& b) {
                         return a.need != b.need ? a.need < b.need : a.helper < b.helper;
                       });
  }
}

Prices prices_of(const Compact& c, const Network& net, const std::vector<Cost>& by_node) {
  Prices out;
  const auto at = [&](int node) { return by_node[static_cast<std::size_t>(node)]; };
  for (int n = 0; n < c.needs(); ++n) out.needs.push_back(at(net.need_node(n)));
  for (int h = 0; h < c.helpers(); ++h) {
    out.helpers.push_back(at(net.helper_node(h)));
    for (const auto& [block, node] : net.slots[static_cast<std::size_t>(h)])
      out.slots.push_back({h, std::string(c.block(block)), at(node)});
  }
  for (const auto& [district, node] : net.district_nodes)
    out.districts.emplace_back(district, at(node));
  return out;
}

Plan solve_ordered(const Instance& in, const Basis& basis, const Options& options) {
  const Compact compact(in, basis);
  Plan plan;
  Network net;
  const Verdict verdict = solve_with_pricing(compact, basis, options, net, plan);
  if (options.progress) options.progress(0.9);
  std::vector<int> able(in.needs.size());
  const Network::Origin* last = nullptr;
  for (std::size_t i = 0; i < net.origins.size(); ++i) {
    const auto& o = net.origins[i];
    if (!last || last->need != o.need || last->helper != o.helper)
      ++able[static_cast<std::size_t>(o.need)];
    last = &o;
    if (net.flow[i] == 0) continue;
    plan.assignments.push_back(
        {o.need, o.helper, o.block, metres(compact.need(o.need), compact.helper(o.helper))});
  }
  if (options.prices) plan.prices = prices_of(compact, net, verdict.prices);
  net = {};
  explain(compact, able, plan);
  plan.cost = cost_of(in, plan, basis);
  return plan;
}

}  // namespace

Plan solve(const Instance& instance, const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  const Basis basis = options.basis ? *options.basis : basis_of(instance);
  Plan plan;
  if (in_order(instance)) {
    plan = solve_ordered(instance, basis, options);
  } else {
    const Ordered order = ordered(instance);
    plan = solve_ordered(order.instance, basis, options);
    for (auto& a : plan.assignments) {
      a.need = order.needs[static_cast<std::size_t>(a.need)];
      a.helper = order.helpers[static_cast<std::size_t>(a.helper)];
    }
    for (auto& u : plan.unserved) u.need = order.needs[static_cast<std::size_t>(u.need)];
    if (plan.prices) restore(order, *plan.prices);
    const auto by_need = [](const auto& a, const auto& b) { return a.need < b.need; };
    std::stable_sort(plan.assignments.begin(), plan.assignments.end(), by_need);
    std::stable_sort(plan.unserved.begin(), plan.unserved.end(), by_need);
  }
  if (options.progress) options.progress(1);
  plan.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return plan;
}

}  // namespace palier::matching
