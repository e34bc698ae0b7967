#include "scene.hpp"

#include <algorithm>

#include "features/matching/rules.hpp"
#include "pairs.hpp"
#include "random.hpp"

namespace palier::bench {

Scene scene(int helpers, int needs_a_week, std::uint64_t seed, int weeks) {
  Scene out;
  out.seed = seed;
  out.weeks = weeks;
  out.town = paris({needs_a_week * weeks, helpers}, seed);
  for (int i = 0; i < needs_a_week * weeks; ++i) {
    Stream s(seed, For::arrival, static_cast<std::uint64_t>(i));
    out.arrival.push_back(kDay * s.below(7 * weeks) + kMorning + 12 * 60 * s.unit());
  }
  std::sort(out.arrival.begin(), out.arrival.end());
  auto& in = out.town.instance;
  for (auto& n : in.needs) n.people = 1;
  out.candidates.resize(in.needs.size());
  each_pair(in, [&](int need, int helper) {
    const auto& h = in.helpers[static_cast<std::size_t>(helper)];
    const double metres = matching::metres(in.needs[static_cast<std::size_t>(need)], h);
    if (metres <= *h.radius_m)
      out.candidates[static_cast<std::size_t>(need)].push_back({helper, metres});
  });
  for (auto& list : out.candidates)
    std::sort(list.begin(), list.end(), [](const Scene::Near& a, const Scene::Near& b) {
      return a.metres != b.metres ? a.metres < b.metres : a.helper < b.helper;
    });
  return out;
}

Outcome& Outcome::operator+=(const Outcome& o) {
  met_2h += o.met_2h, met_24h += o.met_24h, worst_district += o.worst_district;
  best_district += o.best_district, asked += o.asked, mean += o.mean, p95 += o.p95;
  there += o.there, listening += o.listening, redundant += o.redundant, gini += o.gini;
  return *this;
}

Outcome Outcome::over(double n) const {
  return {met_2h / n, met_24h / n, worst_district / n, best_district / n, asked / n, mean / n,
          p95 / n,    there / n,   listening / n,      redundant / n,     gini / n};
}

}  // namespace palier::bench
