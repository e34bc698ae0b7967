#pragma once

#include <cstdint>
#include <vector>

#include "paris.hpp"

namespace palier::bench {

/// Twelve weeks of needs in a town, and who could be asked about each. Every policy meets the same.
struct Scene {
  Town town;
  std::uint64_t seed = 0;
  int weeks = 12;
  std::vector<double> arrival;  ///< Minutes since a Monday at midnight; ascending; by day only.
  struct Near {
    int helper = 0;
    double metres = 0;
  };
  /// By need, nearest first: those whom no rule keeps away, within their radius for calls too.
  std::vector<std::vector<Near>> candidates;

  int needs() const { return static_cast<int>(arrival.size()); }
  int helpers() const { return static_cast<int>(town.rate.size()); }
  bool urgent(int need) const { return town.instance.needs[static_cast<std::size_t>(need)].urgent; }
};
Scene scene(int helpers, int needs_a_week, std::uint64_t seed, int weeks = 12);

inline constexpr double kDay = 1440, kWeek = 7 * kDay;
inline constexpr double kMorning = 8 * 60, kEvening = 21 * 60;  ///< Nobody is asked outside.

/// How people answer (docs/asking.md): what varies from row to row.
struct People {
  double q = 0.3;      ///< A request that reaches somebody rests them: they come back at q a day.
  double leaving = 0;  ///< The chance that a request makes somebody leave for good.
};

/// What one policy did.
struct Outcome {
  double met_2h = 0;   ///< Of urgent needs: somebody said yes within two hours.
  double met_24h = 0;  ///< Of all needs, within a day.
  double worst_district = 0, best_district = 0;  ///< met_24h there.
  double asked = 0;                              ///< Requests sent in all.
  double mean = 0, p95 = 0;  ///< A helper and week, over all who were there at the beginning.
  double there = 0;          ///< Share who have not left by the end.
  double listening = 0;      ///< Share who have not left and are not resting at the end.
  double redundant = 0;      ///< Yeses to needs that had somebody already, per need.
  double gini = 0;           ///< Of needs taken per helper.

  Outcome& operator+=(const Outcome& o);
  Outcome over(double n) const;
};

}  // namespace palier::bench
