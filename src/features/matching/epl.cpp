// En première ligne's rule of 2020, restated in words in docs/matching.md; no code of it was read.
#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>

#include "features/matching/compact.hpp"
#include "features/matching/reasons.hpp"
#include "features/matching/solve.hpp"
#include "features/matching/taken.hpp"

namespace palier::matching {
namespace {

bool does(const Helper& h, std::string_view kind) {
  return !h.kinds || std::find(h.kinds->begin(), h.kinds->end(), kind) != h.kinds->end();
}

/// The two postcodes nearest to each, from the instance's own table, else (also for those it does
/// not have) by the mean points of all who live there.
class Neighbouring {
 public:
  explicit Neighbouring(const Instance& in) {
    for (const auto& [postcode, nearest] : in.closest_postcodes) known_[postcode] = nearest;
    struct Mean {
      double lat = 0, lon = 0;
      int count = 0;
      geo::Point point() const { return {lat / count, lon / count}; }
    };
    std::map<std::string, Mean> means;
    const auto add = [&](const std::string& postcode, geo::Point p) {
      if (postcode.empty()) return;
      Mean& m = means[postcode];
      m.lat += p.lat;
      m.lon += p.lon;
      ++m.count;
    };
    for (const auto& n : in.needs) add(n.postcode, n.at);
    for (const auto& h : in.helpers) add(h.postcode, h.at);
    for (const auto& [postcode, mean] : means) {
      if (known_.contains(postcode)) continue;
      std::vector<std::pair<double, std::string>> others;
      for (const auto& [other, there] : means)
        if (other != postcode)
          others.emplace_back(geo::distance_m(mean.point(), there.point()), other);
      const auto two = std::min<std::size_t>(2, others.size());
      std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(two),
                        others.end());
      for (std::size_t i = 0; i < two; ++i) known_[postcode].push_back(others[i].second);
    }
  }

  /// A requester's postcode and its two nearest; as written, only the second of these counts.
  std::vector<std::string> of(const std::string& postcode, bool as_written) const {
    std::vector<std::string> out{postcode};
    const auto it = known_.find(postcode);
    if (it == known_.end()) return out;
    const auto& near = it->second;
    if (!as_written && !near.empty()) out.push_back(near[0]);
    if (near.size() > 1) out.push_back(near[1]);
    return out;
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> known_;
};

/// The score of a helper for a need; nothing where the rule leaves them out.
std::optional<int> score(const Need& n, const Helper& h) {
  const int near = n.postcode == h.postcode ? 1 : 0;
  if (n.kind == "childcare") {
    if (!does(h, "childcare")) return {};
    const auto children = static_cast<int>(n.child_ages.size());
    if (h.max_children && children > *h.max_children) return {};
    if (h.child_ages)
      for (const auto& age : n.child_ages)
        if (std::find(h.child_ages->begin(), h.child_ages->end(), age) == h.child_ages->end())
          return {};
    return near + (h.has_children ? 1 : 0);
  }
  if (!does(h, n.kind) && !h.accepts_vulnerable) return {};
  if (n.vulnerable && !h.accepts_vulnerable) return {};
  return near + (does(h, "childcare") ? 0 : 1);
}

}  // namespace

Plan epl(const Instance& instance, bool as_written) {
  const auto begin = std::chrono::steady_clock::now();
  const Compact compact(instance, basis_of(instance));
  const Neighbouring neighbouring(instance);
  std::map<std::string, std::vector<int>, std::less<>> living;
  for (int h = 0; h < compact.helpers(); ++h) living[compact.helper(h).postcode].push_back(h);

  std::vector<int> order(instance.needs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    const Need &x = compact.need(a), &y = compact.need(b);
    return x.waiting_hours != y.waiting_hours ? x.waiting_hours > y.waiting_hours : x.id < y.id;
  });
  Plan plan;
  Taken taken(instance, 1);  // A helper who holds a request is out of the pool.
  for (const int n : order) {
    const Need& need = compact.need(n);
    struct Ranked {
      int score, helper;
    };
    std::vector<Ranked> pool;
    for (const auto& postcode : neighbouring.of(need.postcode, as_written)) {
      const auto there = living.find(postcode);
      if (there == living.end()) continue;
      for (const int h : there->second) {
        if (!taken.has_room(h)) continue;
        const auto s = score(need, compact.helper(h));
        // Whoever confirmed each match by hand would have refused what a rule forbids.
        if (s && !compact.barred(n, h)) pool.push_back({*s, h});
      }
    }
    std::stable_sort(pool.begin(), pool.end(), [&](const Ranked& a, const Ranked& b) {
      return a.score != b.score ? a.score > b.score
                                : compact.helper(a.helper).id < compact.helper(b.helper).id;
    });
    int units = need.people;
    for (const auto& [s, h] : pool) {
      if (units == 0) break;
      if (const auto block = taken.take(n, h)) {
        plan.assignments.push_back({n, h, *block, metres(need, compact.helper(h))});
        --units;
      }
    }
  }
  explain(compact, std::vector<int>(instance.needs.size()), plan);
  plan.cost = cost_of(instance, plan);
  plan.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return plan;
}

}  // namespace palier::matching
