#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "features/matching/instance.hpp"

namespace palier::matching {

/// What a plan costs, compared from the first to the last: a later one decides only between plans
/// equal in all before it. All are sums over units and arcs, in whole numbers.
struct Cost {
  std::int64_t urgent_unserved = 0;  ///< Units.
  std::int64_t unserved = 0;         ///< Units, urgent ones included.
  std::int64_t waiting = 0;   ///< Hours waited by unserved units, and unfairness of districts.
  std::int64_t distance = 0;  ///< 10 m units, scarce skills, wishes.
  std::int64_t load = 0;      ///< Convex in what each helper does.

  auto operator<=>(const Cost&) const = default;
  Cost& operator+=(const Cost& o) {
    urgent_unserved += o.urgent_unserved;
    unserved += o.unserved;
    waiting += o.waiting;
    distance += o.distance;
    load += o.load;
    return *this;
  }
  Cost& operator-=(const Cost& o) {
    urgent_unserved -= o.urgent_unserved;
    unserved -= o.unserved;
    waiting -= o.waiting;
    distance -= o.distance;
    load -= o.load;
    return *this;
  }
  friend Cost operator+(Cost a, const Cost& b) { return a += b; }
  friend Cost operator-(Cost a, const Cost& b) { return a -= b; }
};

/// Waiting counts up to a week, so that one forgotten need does not outweigh a whole quarter.
inline constexpr int kMostHours = 168;

/// One unit of this need left without help, but for its district's share.
inline Cost unserved_cost(const Need& need) {
  const double hours = std::clamp(need.waiting_hours, 0.0, static_cast<double>(kMostHours));
  return {need.urgent ? 1 : 0, 1, static_cast<std::int64_t>(std::floor(hours)), 0, 0};
}

/// The j-th (from 1) unserved unit of a district that posted `units`: grows with j, the faster the
/// fewer it posted, so that the share left without help is alike everywhere.
inline Cost district_cost(int j, int units) {
  return {0, 0, (std::int64_t{kMostHours} * (2 * j - 1)) / std::max(1, units), 0, 0};
}

/// Distance in 10 m units (rounded down), plus what the helper's other skills are worth elsewhere,
/// plus a kilometre where the need would rather have a parent. Calls cost no distance.
/// `scarcity`: scarcity_of(), 0 to 50 units.
Cost arc_cost(const Need& need, const Helper& helper, double metres, int scarcity);
inline constexpr std::int64_t kParentWish = 100;

/// The k-th (from 1) need that a helper with `jobs` in the last 28 days takes: 2(jobs+k)−1, so that
/// the sum over all is (jobs+n)² − jobs².
inline Cost load_cost(int jobs, int k) {
  return {0, 0, 0, 0, 2 * (std::int64_t{jobs} + k) - 1};
}

/// What some costs are relative to. A plan kept alive keeps the basis it was made with, so that one
/// arrival does not change every price.
struct Basis {
  std::map<std::string, int, std::less<>> district_units;  ///< Units posted by district.
  std::map<std::string, int, std::less<>> helpers_by_kind;
  int helpers = 0;
};
Basis basis_of(const Instance& instance);

/// How rare the rarest of a helper's skills other than `kind` is among helpers, in that basis: what
/// is lost where the helper is spent on `kind`. 0 where the others are common or none; up to 50
/// (half a kilometre).
int scarcity_of(const Helper& helper, std::string_view kind, const Basis& basis);

}  // namespace palier::matching
