// What most sites do: the most urgent first, each the nearest free helper.
#include <algorithm>
#include <chrono>
#include <numeric>
#include <unordered_set>

#include "features/matching/candidates.hpp"
#include "features/matching/reasons.hpp"
#include "features/matching/solve.hpp"
#include "features/matching/taken.hpp"

namespace palier::matching {

Plan greedy(const Instance& instance) {
  const auto begin = std::chrono::steady_clock::now();
  const Basis basis = basis_of(instance);
  const Compact compact(instance, basis);
  std::vector<std::vector<int>> able(instance.needs.size());
  for_pairs(compact, [&](int n, int h) { able[static_cast<std::size_t>(n)].push_back(h); });
  std::vector<int> order(instance.needs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    const Need &x = compact.need(a), &y = compact.need(b);
    if (x.urgent != y.urgent) return x.urgent;
    if (x.waiting_hours != y.waiting_hours) return x.waiting_hours > y.waiting_hours;
    return x.id < y.id;
  });
  Plan plan;
  Taken taken(instance);
  struct Near {
    double metres;
    int helper;
  };
  std::vector<Near> near;
  std::vector<int> count(instance.needs.size());
  for (const int n : order) {
    near.clear();
    for (const int h : able[static_cast<std::size_t>(n)])
      near.push_back({metres(compact.need(n), compact.helper(h)), h});
    count[static_cast<std::size_t>(n)] = static_cast<int>(near.size());
    able[static_cast<std::size_t>(n)] = {};
    std::sort(near.begin(), near.end(), [&](const Near& a, const Near& b) {
      if (a.metres != b.metres) return a.metres < b.metres;
      return compact.helper(a.helper).id < compact.helper(b.helper).id;
    });
    int units = compact.need(n).people;
    for (const auto& [metres, h] : near) {
      if (units == 0) break;
      if (const auto block = taken.take(n, h)) {
        plan.assignments.push_back({n, h, *block, metres});
        --units;
      }
    }
  }
  explain(compact, count, plan);
  plan.cost = cost_of(instance, plan);
  plan.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return plan;
}

}  // namespace palier::matching
