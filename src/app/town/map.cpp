#include "app/town/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "app/town/random.hpp"
#include "app/town/stories.hpp"

namespace palier::app::town {
namespace {

constexpr std::uint64_t kSeed = 1684;
constexpr double kMetresPerDegree = 111'195;
constexpr std::size_t kSectors = 7;

/// Metres east and north of the centre.
struct Spot {
  double x = 0, y = 0;
};
using Ring = std::vector<Spot>;

Spot operator+(Spot a, Spot b) {
  return {a.x + b.x, a.y + b.y};
}
Spot operator*(Spot a, double f) {
  return {a.x * f, a.y * f};
}
Spot direction(double degrees) {
  const double a = degrees * std::numbers::pi / 180;
  return {std::cos(a), std::sin(a)};
}

geo::Point on_earth(Spot s) {
  return {kCentre.lat + s.y / kMetresPerDegree,
          kCentre.lon + s.x / (kMetresPerDegree * std::cos(kCentre.lat * std::numbers::pi / 180))};
}

std::vector<geo::Point> on_earth(const Ring& ring) {
  std::vector<geo::Point> out;
  for (const Spot s : ring) out.push_back(on_earth(s));
  out.push_back(out.front());
  return out;
}

/// Where the town's quarters meet: the old town in the middle, seven others round it.
struct Corners {
  Ring inner, outer, bulge;
  Corners() {
    constexpr std::array<double, kSectors> angles{8, 61, 109, 158, 214, 262, 311};
    constexpr std::array<double, kSectors> near{395, 360, 420, 385, 350, 410, 375};
    constexpr std::array<double, kSectors> far{1540, 1420, 1610, 1480, 1390, 1570, 1500};
    for (std::size_t k = 0; k < kSectors; ++k) {
      inner.push_back(direction(angles[k]) * near[k]);
      outer.push_back(direction(angles[k]) * far[k]);
      const double next = k + 1 < kSectors ? angles[k + 1] : angles[0] + 360;
      bulge.push_back(direction((angles[k] + next) / 2) * (far[k] * 1.04));
    }
  }
  Ring sector(std::size_t k) const {
    const std::size_t n = (k + 1) % kSectors;
    return {inner[k], outer[k], bulge[k], outer[n], inner[n]};
  }
  Ring border() const {
    Ring out;
    for (std::size_t k = 0; k < kSectors; ++k) {
      out.push_back(outer[k] * 1.22);
      out.push_back(bulge[k] * 1.22);
    }
    return out;
  }
};

/// A straight piece of street.
struct Line {
  Spot from{}, to{};
  double length() const { return std::hypot(to.x - from.x, to.y - from.y); }
};

/// The longest piece inside the ring of the line through `at` along `along`, a little short of the
/// ring on both sides; nothing where it misses.
std::optional<Line> inside(const Ring& ring, Spot at, Spot along) {
  std::vector<double> cuts;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Spot a = ring[i], b = ring[(i + 1) % ring.size()];
    const Spot edge{b.x - a.x, b.y - a.y};
    const double cross = along.x * edge.y - along.y * edge.x;
    if (std::abs(cross) < 1e-9) continue;
    const double t = ((a.x - at.x) * edge.y - (a.y - at.y) * edge.x) / cross;
    const double u = ((a.x - at.x) * along.y - (a.y - at.y) * along.x) / cross;
    if (u >= 0 && u < 1) cuts.push_back(t);
  }
  std::sort(cuts.begin(), cuts.end());
  std::optional<Line> best;
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
    const Line line{at + along * (cuts[i] + 24), at + along * (cuts[i + 1] - 24)};
    if (cuts[i + 1] - cuts[i] > 130 && (!best || line.length() > best->length())) best = line;
  }
  return best;
}

/// A grid, turned as the quarter lies, that does not look ruled: gaps differ.
std::vector<Line> lay_streets(const Ring& ring, double degrees, double gap, Random& random) {
  Spot middle{};
  for (const Spot s : ring) middle = middle + s * (1.0 / static_cast<double>(ring.size()));
  std::vector<Line> lines;
  for (const double turn : {0.0, 90.0}) {
    const Spot along = direction(degrees + turn), across = direction(degrees + turn + 90);
    for (double at = -1000 + gap * random.unit(); at < 1000;
         at += gap * (0.8 + 0.5 * random.unit()))
      if (const auto line = inside(ring, middle + across * at, along)) lines.push_back(*line);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.length() > b.length(); });
  return lines;
}

/// Even numbers on one side, odd ones on the other; some are missing, some are "bis".
void build_houses(Map& map, std::size_t street, const Line& line, double pace, Random& random) {
  const double length = line.length();
  const Spot along{(line.to.x - line.from.x) / length, (line.to.y - line.from.y) / length};
  const Spot aside{-along.y, along.x};
  const double bend = 14 * (random.unit() - 0.5);
  for (const int side : {1, 2}) {
    int number = side;
    for (double at = 6; at < length - 6; at += pace * (0.75 + 0.5 * random.unit()), number += 2) {
      if (random.chance(0.07)) continue;
      const double off = (side == 1 ? 8 : -8) + bend * std::sin(std::numbers::pi * at / length);
      const Spot spot = line.from + along * at + aside * off;
      map.houses.push_back({street, number, "", on_earth(spot)});
      if (random.chance(0.04))
        map.houses.push_back({street, number, "bis", on_earth(spot + along * 4)});
    }
  }
}

}  // namespace

std::string House::ban_id() const {
  return fmt::format("{}_{:04}_{:05}{}{}", kCityCode, street + 1, number, rep.empty() ? "" : "_",
                     rep);
}

Map draw_map() {
  Random random(kSeed);
  const Corners corners;
  Map map;
  map.border = on_earth(corners.border());
  std::vector<std::string> names;
  const auto build = [&](std::size_t q) {
    const bool old_town = q == 0;
    const Ring ring = old_town ? corners.inner : corners.sector(q - 1);
    map.quarters[q].ring = on_earth(ring);
    const double turn = old_town ? 23 : 8 + 51.0 * static_cast<double>(q - 1) + 25;
    const auto lines = lay_streets(ring, turn, old_town ? 62 : 108, random);
    for (std::size_t i = 0; i < std::min(lines.size(), names.size()); ++i) {
      map.streets.push_back({names[i], q});
      build_houses(map, map.streets.size() - 1, lines[i], old_town ? 15 : 27, random);
    }
    names.clear();
  };
  for (const auto& line : lines_of(file("streets.txt"))) {
    if (!line.starts_with("# ")) {
      names.push_back(line);
      continue;
    }
    if (!map.quarters.empty()) build(map.quarters.size() - 1);
    const auto space = line.rfind(' ');
    map.quarters.push_back({line.substr(2, space - 2),
                            fmt::format("{}{:02}", kCityCode, map.quarters.size() + 1),
                            line.substr(space + 1),
                            {}});
  }
  build(map.quarters.size() - 1);
  return map;
}

std::string addresses_csv(const Map& map) {
  std::string out = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n";
  for (const House& h : map.houses) {
    const Street& s = map.streets[h.street];
    out +=
        fmt::format("{};{};{};{};{};{};{};{:.6f};{:.6f}\n", h.ban_id(), h.number, h.rep, s.name,
                    map.quarters[s.quarter].postcode, kCityCode, kTown, h.point.lon, h.point.lat);
  }
  return out;
}

std::string areas_geojson(const Map& map) {
  const auto feature = [](std::string_view kind, std::string_view name, std::string_view code,
                          const std::vector<geo::Point>& ring) {
    std::string points;
    for (const auto p : ring)
      points += fmt::format("{}[{:.6f},{:.6f}]", points.empty() ? "" : ",", p.lon, p.lat);
    return fmt::format(
        R"({{"type":"Feature","properties":{{"kind":"{}","name":"{}","code":"{}"}},"geometry":)"
        R"({{"type":"Polygon","coordinates":[[{}]]}}}})",
        kind, name, code, points);
  };
  std::string out = feature("commune", kTown, kCityCode, map.border);
  for (const Quarter& q : map.quarters) out += "," + feature("quarter", q.name, q.code, q.ring);
  return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", out);
}

}  // namespace palier::app::town
