#include "features/matching/live_nearby.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace palier::matching::live {
namespace {

constexpr int kSmallest = 8;  // 2^8 m.

double side(int level) {
  return std::ldexp(1.0, kSmallest + level);
}

/// The smallest cubes of which a ball of that radius touches two a direction at most.
int level_of(double radius, int levels) {
  int level = 0;
  while (level + 1 < levels && side(level) < 2 * radius) ++level;
  return level;
}

std::int64_t step(double metres, int level) {
  return static_cast<std::int64_t>(std::floor(metres / side(level)));
}

/// Two cubes with one key would only be asked for each other's people too.
std::uint64_t key(int level, std::int64_t x, std::int64_t y, std::int64_t z) {
  constexpr std::int64_t kMiddle = 1 << 17;  // Earth's radius is less than 2^23 m.
  return static_cast<std::uint64_t>(level) << 58 | static_cast<std::uint64_t>(x + kMiddle) << 38 |
         static_cast<std::uint64_t>(y + kMiddle) << 19 | static_cast<std::uint64_t>(z + kMiddle);
}

std::uint64_t key(int level, const Spot& at) {
  return key(level, step(at.x, level), step(at.y, level), step(at.z, level));
}

/// The cubes that a ball may touch.
template <typename Do>
void around(int level, const Spot& at, double radius, Do&& then) {
  const double r = radius + 1;  // A metre for rounding.
  for (auto x = step(at.x - r, level); x <= step(at.x + r, level); ++x)
    for (auto y = step(at.y - r, level); y <= step(at.y + r, level); ++y)
      for (auto z = step(at.z - r, level); z <= step(at.z + r, level); ++z)
        then(key(level, x, y, z));
}

void visit(const std::vector<int>& ids, const Nearby::Each& each) {
  for (const int id : ids) each(id);
}

void change(std::vector<int>& ids, int id, bool add) {
  if (add) {
    ids.push_back(id);
  } else if (const auto it = std::find(ids.begin(), ids.end(), id); it != ids.end()) {
    *it = ids.back();
    ids.pop_back();
  }
}

void change(std::unordered_map<std::uint64_t, std::vector<int>>& cubes, std::uint64_t key, int id,
            bool add) {
  auto& ids = cubes[key];
  change(ids, id, add);
  if (ids.empty()) cubes.erase(key);
}

}  // namespace

Spot spot_of(geo::Point p) {
  const double lat = p.lat * std::numbers::pi / 180, lon = p.lon * std::numbers::pi / 180;
  return {geo::kEarthRadius * std::cos(lat) * std::cos(lon),
          geo::kEarthRadius * std::cos(lat) * std::sin(lon), geo::kEarthRadius * std::sin(lat)};
}

bool may_reach(const Spot& a, const Spot& b, double metres) {
  const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z, r = metres + 1;
  return x * x + y * y + z * z <= r * r;
}

Nearby::Kind& Nearby::of(int kind) {
  const auto at = static_cast<std::size_t>(kind);
  if (at >= kinds_.size()) kinds_.resize(at + 1);
  return kinds_[at];
}

void Nearby::change_helper(int id, int kind, const Spot& at, const double* radius, bool add) {
  Kind& k = of(kind);
  change(k.helpers, id, add);
  if (!bound(radius)) return change(k.helpers_unbound, id, add);
  const int level = level_of(*radius + 1, kLevels);
  k.helpers_at[level] += add ? 1 : -1;
  change(k.helper_cubes, key(level, at), id, add);
}

void Nearby::change_need(int id, int kind, const Spot& at, bool anywhere, bool add) {
  Kind& k = of(kind);
  change(k.needs, id, add);
  if (anywhere) return change(k.needs_anywhere, id, add);
  for (int level = 0; level < kLevels; ++level) change(k.need_cubes, key(level, at), id, add);
}

void Nearby::helpers_for(int kind, const Spot& at, bool anywhere, const Each& each) const {
  const auto ask = [&](const Kind& k) {
    if (anywhere) return visit(k.helpers, each);
    visit(k.helpers_unbound, each);
    for (int level = 0; level < kLevels; ++level)
      if (k.helpers_at[level] > 0)
        around(level, at, side(level) / 2, [&](std::uint64_t cube) {
          if (const auto it = k.helper_cubes.find(cube); it != k.helper_cubes.end())
            visit(it->second, each);
        });
  };
  const auto index = static_cast<std::size_t>(kind);
  if (!kinds_.empty()) ask(kinds_[kAnyKind]);
  if (kind != kAnyKind && index < kinds_.size()) ask(kinds_[index]);
}

void Nearby::needs_for(int kind, const Spot& at, const double* radius, const Each& each) const {
  const auto ask = [&](const Kind& k) {
    if (!bound(radius)) return visit(k.needs, each);
    visit(k.needs_anywhere, each);
    around(level_of(*radius + 1, kLevels), at, *radius, [&](std::uint64_t cube) {
      if (const auto it = k.need_cubes.find(cube); it != k.need_cubes.end())
        visit(it->second, each);
    });
  };
  const auto index = static_cast<std::size_t>(kind);
  if (kind == kAnyKind)
    std::for_each(kinds_.begin(), kinds_.end(), ask);
  else if (index < kinds_.size())
    ask(kinds_[index]);
}

}  // namespace palier::matching::live
