#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "core/geo/point.hpp"

namespace palier::geo {

/// A closed line of points; the last repeats the first, as GeoJSON writes it.
using Ring = std::vector<Point>;
/// An outer ring and the rings of its holes.
using Rings = std::vector<Ring>;

struct Box {
  double south = 90, west = 180, north = -90, east = -180;
  void add(Point p);
  bool empty() const { return south > north; }
};

/// What is wrong with a shape, in English, for whoever imports it; nothing if it is sound: rings
/// closed, with three corners or more, not crossing themselves or each other.
std::optional<std::string> flaw(const std::vector<Rings>& polygons);

/// The centre of mass, which may lie outside a hollow shape, and the box around it.
Point centre_of(const std::vector<Rings>& polygons);
Box box_of(const std::vector<Rings>& polygons);

/// Finds which of many shapes holds a point. Build it whole, then ask from any thread.
class ShapeIndex {
 public:
  ShapeIndex();
  ~ShapeIndex();
  ShapeIndex(ShapeIndex&&) noexcept;
  ShapeIndex& operator=(ShapeIndex&&) noexcept;

  /// Shapes without flaw() only; `key` is what the questions answer.
  void add(std::size_t key, const std::vector<Rings>& polygons);
  void build();

  /// The shape that holds the point, or the nearest one within `tolerance` metres: surveyed borders
  /// and addresses on them differ by some metres.
  std::optional<std::size_t> find(Point p, double tolerance = 0) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::geo
