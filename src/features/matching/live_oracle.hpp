#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "features/matching/live.hpp"
#include "features/matching/rules.hpp"

namespace palier::matching {

inline void PrintTo(const Cost& c, std::ostream* to) {
  *to << '(' << c.urgent_unserved << ", " << c.unserved << ", " << c.waiting << ", " << c.distance
      << ", " << c.load << ')';
}

}  // namespace palier::matching

/// For tests: what the best plan costs, found in two other ways, and towns drawn at random.
namespace palier::matching::testing {

/// Units promised, by (need, helper, block) names.
using Promised = std::vector<LivePlan::Pair>;

/// Successive shortest paths by Bellman and Ford over costs of five numbers, from nothing.
Cost oracle_cost(const Instance& in, const Promised& promised, const Basis& basis);
/// Every plan there is, tried. For a handful of needs and helpers without promised units.
Cost brute_force_cost(const Instance& in, const Basis& basis);

/// Draws needs and helpers of a small town with few kinds, blocks and languages, so that most
/// constraints bind.
class Town {
 public:
  explicit Town(std::uint64_t seed, double metres = 3000) : random_(seed), metres_(metres) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool chance(double p) { return static_cast<double>(random_() >> 11) * 0x1.0p-53 < p; }
  Need need();
  Helper helper();

 private:
  geo::Point point();
  std::vector<std::string> some(const std::vector<std::string>& from, double p);
  std::mt19937_64 random_;
  double metres_;
  int next_ = 0;
};

}  // namespace palier::matching::testing
