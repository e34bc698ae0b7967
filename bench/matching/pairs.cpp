#include "pairs.hpp"

#include <cmath>
#include <map>
#include <string_view>
#include <vector>

#include "features/matching/rules.hpp"

namespace palier::bench {
namespace {

constexpr double kCell = 0.005;                              ///< Degrees: about half a kilometre.
constexpr double kMetres = 111'000, kMetresAcross = 70'000;  ///< A degree in Paris, at least.

using Cell = std::pair<int, int>;
Cell cell(double lat, double lon) {
  return {static_cast<int>(std::floor(lat / kCell)), static_cast<int>(std::floor(lon / kCell))};
}

}  // namespace

void each_pair(const matching::Instance& in, const std::function<void(int, int)>& look) {
  struct Kind {
    std::vector<int> all;
    std::map<Cell, std::vector<int>> cells;
  };
  std::map<std::string_view, Kind> kinds;
  for (std::size_t n = 0; n < in.needs.size(); ++n) {
    auto& kind = kinds[in.needs[n].kind];
    kind.all.push_back(static_cast<int>(n));
    kind.cells[cell(in.needs[n].at.lat, in.needs[n].at.lon)].push_back(static_cast<int>(n));
  }
  for (std::size_t h = 0; h < in.helpers.size(); ++h) {
    const auto& helper = in.helpers[h];
    const auto consider = [&](const std::vector<int>& needs) {
      for (const int n : needs)
        if (!matching::barred(in.needs[static_cast<std::size_t>(n)], helper))
          look(n, static_cast<int>(h));
    };
    for (const auto& [name, kind] : kinds) {
      if (name == "call" || !helper.radius_m) {
        consider(kind.all);
        continue;
      }
      const double up = *helper.radius_m / kMetres, across = *helper.radius_m / kMetresAcross;
      const auto low = cell(helper.at.lat - up, helper.at.lon - across);
      const auto high = cell(helper.at.lat + up, helper.at.lon + across);
      for (int row = low.first; row <= high.first; ++row)
        for (int column = low.second; column <= high.second; ++column)
          if (const auto it = kind.cells.find({row, column}); it != kind.cells.end())
            consider(it->second);
    }
  }
}

}  // namespace palier::bench
