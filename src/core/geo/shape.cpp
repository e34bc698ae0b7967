#include "core/geo/shape.hpp"

#include <fmt/format.h>
#include <s2/mutable_s2shape_index.h>
#include <s2/s2closest_edge_query.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2error.h>
#include <s2/s2latlng.h>
#include <s2/s2loop.h>
#include <s2/s2polygon.h>

#include <algorithm>

namespace palier::geo {
namespace {

S2Point to_s2(Point p) {
  return S2LatLng::FromDegrees(p.lat, p.lon).ToPoint();
}

/// Without the closing repetition, and without a corner given twice in a row.
std::vector<S2Point> corners(const Ring& ring) {
  std::vector<S2Point> points;
  for (const Point& p : ring) {
    const S2Point q = to_s2(p);
    if (points.empty() || points.back() != q) points.push_back(q);
  }
  while (points.size() > 1 && points.back() == points.front()) points.pop_back();
  return points;
}

std::unique_ptr<S2Polygon> polygon_of(const std::vector<Rings>& polygons) {
  std::vector<std::unique_ptr<S2Loop>> loops;
  for (const Rings& rings : polygons)
    for (const Ring& ring : rings) {
      auto loop = std::make_unique<S2Loop>();
      loop->set_s2debug_override(S2Debug::DISABLE);
      loop->Init(corners(ring));
      loop->Normalize();  // GeoJSON's winding is not to be trusted.
      loops.push_back(std::move(loop));
    }
  auto polygon = std::make_unique<S2Polygon>();
  polygon->set_s2debug_override(S2Debug::DISABLE);
  polygon->InitNested(std::move(loops));
  return polygon;
}

}  // namespace

void Box::add(Point p) {
  south = std::min(south, p.lat);
  north = std::max(north, p.lat);
  west = std::min(west, p.lon);
  east = std::max(east, p.lon);
}

std::optional<std::string> flaw(const std::vector<Rings>& polygons) {
  std::size_t number = 0;
  for (const Rings& rings : polygons)
    for (const Ring& ring : rings) {
      ++number;
      for (const Point& p : ring)
        if (!valid(p))
          return fmt::format(
              "ring {} has the point [{}, {}], which is not a longitude from -180 to 180 and a "
              "latitude from -90 to 90",
              number, p.lon, p.lat);
      if (ring.size() < 2 || ring.front() != ring.back())
        return fmt::format("ring {} is not closed: its last point must repeat its first", number);
      const std::vector<S2Point> points = corners(ring);
      if (points.size() < 3) return fmt::format("ring {} has fewer than three corners", number);
      S2Loop loop;
      loop.set_s2debug_override(S2Debug::DISABLE);
      loop.Init(points);
      S2Error error;
      if (loop.FindValidationError(&error))
        return fmt::format("ring {} crosses or touches itself ({})", number, error.text());
    }
  if (number == 0) return "it has no ring";
  S2Error error;
  if (polygon_of(polygons)->FindValidationError(&error))
    return fmt::format("its rings cross each other ({})", error.text());
  return {};
}

Point centre_of(const std::vector<Rings>& polygons) {
  const S2Point c = polygon_of(polygons)->GetCentroid();
  if (c.Norm2() == 0) return {};
  const S2LatLng at(c.Normalize());
  return {at.lat().degrees(), at.lng().degrees()};
}

Box box_of(const std::vector<Rings>& polygons) {
  Box box;
  for (const Rings& rings : polygons)
    for (const Ring& ring : rings)
      for (const Point& p : ring) box.add(p);
  return box;
}

struct ShapeIndex::Impl {
  MutableS2ShapeIndex index;
  std::vector<std::unique_ptr<S2Polygon>> polygons;  // By shape id.
  std::vector<std::size_t> keys;
};

ShapeIndex::ShapeIndex() : impl_(std::make_unique<Impl>()) {}
ShapeIndex::~ShapeIndex() = default;
ShapeIndex::ShapeIndex(ShapeIndex&&) noexcept = default;
ShapeIndex& ShapeIndex::operator=(ShapeIndex&&) noexcept = default;

void ShapeIndex::add(std::size_t key, const std::vector<Rings>& polygons) {
  impl_->polygons.push_back(polygon_of(polygons));
  impl_->keys.push_back(key);
  impl_->index.Add(std::make_unique<S2Polygon::Shape>(impl_->polygons.back().get()));
}

void ShapeIndex::build() {
  impl_->index.ForceBuild();
}

std::optional<std::size_t> ShapeIndex::find(Point p, double tolerance) const {
  const S2Point at = to_s2(p);
  auto inside = MakeS2ContainsPointQuery(&impl_->index);
  const auto shapes = inside.GetContainingShapes(at);
  if (!shapes.empty()) return impl_->keys[static_cast<std::size_t>(shapes.front()->id())];
  if (tolerance <= 0 || impl_->keys.empty()) return {};
  S2ClosestEdgeQuery nearest(&impl_->index);
  S2ClosestEdgeQuery::PointTarget target(at);
  const auto found = nearest.FindClosestEdge(&target);
  if (found.is_empty() || found.distance().ToAngle().radians() * kEarthRadius > tolerance)
    return {};
  return impl_->keys[static_cast<std::size_t>(found.shape_id())];
}

}  // namespace palier::geo
