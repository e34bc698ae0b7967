#include "core/geo/point.hpp"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <stdexcept>

namespace palier::geo {
namespace {

constexpr double kNearest = 60;    // Metres: closer, the door could be guessed.
constexpr double kFarthest = 200;  // Metres: farther, the quarter would be wrong too often.

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}
double degrees(double radians) {
  return radians * 180 / std::numbers::pi;
}

/// In [0, 1), 53 random bits.
double uniform() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium gives no randomness");
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// The point at a distance in a direction (radians, clockwise from north).
Point moved(Point from, double metres, double bearing) {
  const double arc = metres / kEarthRadius;
  const double lat = radians(from.lat);
  const double lat2 = std::asin(
      std::clamp(std::sin(lat) * std::cos(arc) + std::cos(lat) * std::sin(arc) * std::cos(bearing),
                 -1.0, 1.0));
  const double lon2 =
      radians(from.lon) + std::atan2(std::sin(bearing) * std::sin(arc) * std::cos(lat),
                                     std::cos(arc) - std::sin(lat) * std::sin(lat2));
  return {degrees(lat2), std::remainder(degrees(lon2), 360.0)};
}

}  // namespace

double distance_m(Point a, Point b) {
  const double dlat = std::sin(radians(b.lat - a.lat) / 2);
  const double dlon = std::sin(radians(b.lon - a.lon) / 2);
  const double h = dlat * dlat + std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * dlon * dlon;
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

bool valid(Point p) {
  return std::abs(p.lat) <= 90 && std::abs(p.lon) <= 180;
}

Point jittered(Point p) {
  // The square root makes each square metre of the ring as likely as any other.
  const double inner = kNearest * kNearest;
  const double outer = kFarthest * kFarthest;
  const double metres = std::sqrt(inner + uniform() * (outer - inner));
  return moved(p, metres, uniform() * 2 * std::numbers::pi);
}

}  // namespace palier::geo
