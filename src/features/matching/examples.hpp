#pragma once
// For tests: random instances, and the rules and costs of docs/matching.md written a second time,
// from the document and not from rules.cpp, so that one checks the other.
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "features/matching/plan.hpp"

namespace palier::matching::examples {

using Random = std::mt19937_64;

inline int dice(Random& r, int low, int high) {
  return std::uniform_int_distribution<int>(low, high)(r);
}
inline double real(Random& r, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(r);
}
inline bool chance(Random& r, double p) {
  return real(r, 0, 1) < p;
}
inline std::vector<std::string> some(Random& r, std::vector<std::string> of, int low, int high) {
  std::shuffle(of.begin(), of.end(), r);
  of.resize(static_cast<std::size_t>(dice(r, low, high)));
  return of;
}

inline const std::vector<std::string> kKinds{"shopping", "call", "pharmacy", "childcare"};
inline const std::vector<std::string> kBlockWords{"mon-am", "mon-pm", "tue-am", "sat-pm"};
inline const std::vector<std::string> kAges{"0-1", "3-5", "6-9", "13+"};

struct Shape {
  int needs = 5, helpers = 5;
  double timed = 0.5;    ///< Share that lists blocks.
  double reach = 2500;   ///< Metres, about, in a square of 4 km.
  int people = 2;        ///< At most.
  int capacity = 3;      ///< At most.
  double careful = 0.4;  ///< Share of vulnerable needs, of languages named, and so on.
};

inline geo::Point somewhere(Random& r) {
  return {48.85 + real(r, 0, 0.036), 2.33 + real(r, 0, 0.055)};
}

inline Need need(Random& r, const Shape& s, int number) {
  Need n;
  n.id = "n" + std::to_string(number);
  n.at = somewhere(r);
  n.kind = kKinds[static_cast<std::size_t>(dice(r, 0, 3))];
  if (chance(r, 0.25)) n.people = dice(r, 1, s.people);
  n.urgent = chance(r, 0.3);
  n.vulnerable = chance(r, s.careful);
  n.waiting_hours = chance(r, 0.1) ? 1e6 : real(r, 0, 200);
  n.district = std::to_string(dice(r, 1, 3));
  if (n.kind == "childcare") n.child_ages = some(r, kAges, 0, 2);
  if (chance(r, s.timed)) n.blocks = some(r, kBlockWords, chance(r, 0.05) ? 0 : 1, 3);
  if (chance(r, s.careful)) n.languages = some(r, {"fr", "en", "ar"}, 1, 2);
  if (chance(r, 0.2)) n.household = "h" + std::to_string(dice(r, 1, 4));
  n.postcode = "7500" + std::to_string(dice(r, 1, 5));
  n.prefers_parent = chance(r, 0.2);
  n.verified_only = chance(r, 0.1);
  n.anywhere = chance(r, 0.05);
  return n;
}

inline Helper helper(Random& r, const Shape& s, int number) {
  Helper h;
  h.id = "h" + std::to_string(number);
  h.at = somewhere(r);
  if (chance(r, 0.9)) h.kinds = some(r, kKinds, 1, 4);
  if (chance(r, 0.9)) h.radius_m = real(r, 0.3, 1.5) * s.reach;
  if (chance(r, 0.9)) h.capacity = dice(r, 0, s.capacity);
  if (chance(r, s.timed)) h.blocks = some(r, kBlockWords, chance(r, 0.05) ? 0 : 1, 4);
  if (chance(r, s.careful)) h.languages = some(r, {"fr", "en", "ar"}, 1, 2);
  h.accepts_vulnerable = chance(r, 0.7);
  h.verified = chance(r, 0.7);
  if (chance(r, 0.3)) h.max_children = dice(r, 0, 3);
  if (chance(r, 0.5)) h.child_ages = some(r, kAges, 1, 4);
  h.has_children = chance(r, 0.5);
  h.jobs_28d = dice(r, 0, 6);
  if (chance(r, 0.2)) h.household = "h" + std::to_string(dice(r, 1, 4));
  h.postcode = "7500" + std::to_string(dice(r, 1, 5));
  return h;
}

inline Instance instance(Random& r, const Shape& s) {
  Instance out;
  for (int i = 0; i < s.needs; ++i) out.needs.push_back(need(r, s, i));
  for (int i = 0; i < s.helpers; ++i) out.helpers.push_back(helper(r, s, i));
  if (s.needs > 0 && s.helpers > 0)
    for (int i = 0; i < s.needs / 4; ++i)
      out.blocked.emplace_back(dice(r, 0, s.needs - 1), dice(r, 0, s.helpers - 1));
  return out;
}

inline double far(geo::Point a, geo::Point b) {
  const double k = std::acos(-1.0) / 180, pa = a.lat * k, pb = b.lat * k;
  const double x = std::sin((pb - pa) / 2), y = std::sin((b.lon - a.lon) * k / 2);
  return 2 * 6371008.8 *
         std::asin(std::min(1.0, std::sqrt(x * x + std::cos(pa) * std::cos(pb) * y * y)));
}

inline std::set<std::string> as_set(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

/// The blocks in which the two may meet, "" where neither lists any; empty: they may not.
inline std::vector<std::string> meeting(const Instance& in, int need, int helper) {
  const Need& n = in.needs[static_cast<std::size_t>(need)];
  const Helper& h = in.helpers[static_cast<std::size_t>(helper)];
  if (std::count(in.blocked.begin(), in.blocked.end(), std::pair{need, helper})) return {};
  if (h.capacity && *h.capacity < 1) return {};
  if (h.kinds && !as_set(*h.kinds).contains(n.kind)) return {};
  const bool by_phone = n.kind == "call" || n.anywhere;
  if (!by_phone && h.radius_m && far(n.at, h.at) > *h.radius_m) return {};
  if (n.vulnerable && !(h.accepts_vulnerable && h.verified)) return {};
  if (n.verified_only && !h.verified) return {};
  if (n.kind == "childcare") {
    if (!h.verified) return {};
    if (h.max_children && n.child_ages.size() > static_cast<std::size_t>(*h.max_children))
      return {};
    for (const auto& age : n.child_ages)
      if (h.child_ages && !as_set(*h.child_ages).contains(age)) return {};
  }
  if (n.languages && h.languages) {
    int shared = 0;
    for (const auto& word : *n.languages) shared += as_set(*h.languages).contains(word);
    if (shared == 0) return {};
  }
  if (!n.household.empty() && n.household == h.household) return {};
  if (!n.blocks && !h.blocks) return {""};
  std::vector<std::string> out;
  for (const auto& word : n.blocks ? *n.blocks : *h.blocks)
    if (!h.blocks || as_set(*h.blocks).contains(word)) out.push_back(word);
  return out;
}

/// Level 4 for a pair: 10 m units, what the rarest other skill is worth, a kilometre for no parent.
inline std::int64_t dear(const Instance& in, int need, int helper) {
  const Need& n = in.needs[static_cast<std::size_t>(need)];
  const Helper& h = in.helpers[static_cast<std::size_t>(helper)];
  std::int64_t out = 0;
  if (n.kind != "call" && !n.anywhere) out += static_cast<std::int64_t>(far(n.at, h.at) / 10);
  if (n.prefers_parent && !h.has_children) out += 100;
  if (!h.kinds) return out;
  const auto all = static_cast<std::int64_t>(in.helpers.size());
  std::int64_t fewest = all;
  for (const auto& kind : *h.kinds) {
    if (kind == n.kind) continue;
    std::int64_t count = 0;
    for (const auto& other : in.helpers)
      if (other.kinds) count += std::count(other.kinds->begin(), other.kinds->end(), kind);
    fewest = std::min(fewest, count);
  }
  return out + 50 - 50 * fewest / all;
}

/// The five levels of leaving `left` units of each need and giving each helper `given` needs at a
/// level 4 of `distance` in all.
inline std::array<std::int64_t, 5> levels(const Instance& in, const std::vector<int>& left,
                                          const std::vector<int>& given, std::int64_t distance) {
  std::array<std::int64_t, 5> out{0, 0, 0, distance, 0};
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> districts;
  for (std::size_t i = 0; i < in.needs.size(); ++i) {
    const Need& n = in.needs[i];
    if (n.urgent) out[0] += left[i];
    out[1] += left[i];
    out[2] += left[i] * static_cast<std::int64_t>(std::min(n.waiting_hours, 168.0));
    districts[n.district].first += n.people;
    districts[n.district].second += left[i];
  }
  for (const auto& [name, units] : districts)
    for (std::int64_t j = 1; j <= units.second; ++j) out[2] += 168 * (2 * j - 1) / units.first;
  for (std::size_t i = 0; i < in.helpers.size(); ++i) {
    const std::int64_t jobs = in.helpers[i].jobs_28d;
    out[4] += (jobs + given[i]) * (jobs + given[i]) - jobs * jobs;
  }
  return out;
}

inline std::array<std::int64_t, 5> levels(const Cost& c) {
  return {c.urgent_unserved, c.unserved, c.waiting, c.distance, c.load};
}

/// What is wrong with a plan, by the rules above.
inline std::vector<std::string> faults(const Instance& in, const Plan& plan) {
  std::vector<std::string> out;
  std::vector<int> left, given(in.helpers.size());
  for (const auto& n : in.needs) left.push_back(n.people);
  std::set<std::pair<int, int>> met;
  std::set<std::pair<int, std::string>> busy;
  std::int64_t distance = 0;
  for (const auto& a : plan.assignments) {
    const auto n = static_cast<std::size_t>(a.need), h = static_cast<std::size_t>(a.helper);
    const auto name = std::string(block_name(in.needs[n], in.helpers[h], a.block));
    const auto may = meeting(in, a.need, a.helper);
    if (std::find(may.begin(), may.end(), name) == may.end()) out.push_back("may not meet");
    if (!met.emplace(a.need, a.helper).second) out.push_back("meet twice");
    if (!name.empty() && !busy.emplace(a.helper, name).second) out.push_back("at two places");
    if (std::abs(a.metres - far(in.needs[n].at, in.helpers[h].at)) > 0.001)
      out.push_back("wrong distance");
    if (--left[n] < 0) out.push_back("too many helpers");
    if (++given[h] > in.helpers[h].capacity.value_or(1 << 30)) out.push_back("too many needs");
    distance += dear(in, a.need, a.helper);
  }
  for (const auto& u : plan.unserved) {
    if (left[static_cast<std::size_t>(u.need)] != u.units) out.push_back("wrong units");
    if (u.units < 1) out.push_back("nothing left");
  }
  if (static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [](int n) { return n; })) !=
      plan.unserved.size())
    out.push_back("unserved needs not told");
  if (levels(plan.cost) != levels(in, left, given, distance)) out.push_back("wrong cost");
  return out;
}

}  // namespace palier::matching::examples
