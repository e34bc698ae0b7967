#pragma once

#include <optional>

namespace palier::geo {

/// A place on the ground, in WGS 84 degrees.
struct Point {
  double lat = 0;
  double lon = 0;
  bool operator==(const Point&) const = default;
};

/// Radius of the sphere on which we measure, in metres: the mean radius R1 of IUGG.
inline constexpr double kEarthRadius = 6'371'008.8;

/// Great-circle distance in metres (haversine).
double distance_m(Point a, Point b);

/// Whether the numbers are degrees at all: |lat| ≤ 90, |lon| ≤ 180, neither NaN.
bool valid(Point p);

/// A point 60 to 200 metres away in a direction drawn at random. Draw it once for a place and store
/// it: several draws would average out to the place itself. Uniform by area over the ring; the
/// randomness is the operating system's (libsodium).
Point jittered(Point p);

}  // namespace palier::geo
