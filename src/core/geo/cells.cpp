#include "core/geo/cells.hpp"

#include <s2/s2cap.h>
#include <s2/s2cell_id.h>
#include <s2/s2cell_union.h>
#include <s2/s2latlng.h>
#include <s2/s2metrics.h>
#include <s2/s2region_coverer.h>

#include <algorithm>

namespace palier::geo {
namespace {

// A whole face lies on one side of 2^63, so the order of ids within a cell survives the cast.
std::int64_t as_signed(S2CellId id) {
  return static_cast<std::int64_t>(id.id());
}

}  // namespace

std::int64_t cell_of(Point p, int level) {
  const S2CellId leaf(S2LatLng::FromDegrees(p.lat, p.lon).Normalized());
  return as_signed(level >= S2CellId::kMaxLevel ? leaf : leaf.parent(level));
}

std::vector<CellRange> cover(Point centre, double metres, int max_cells) {
  S2RegionCoverer::Options options;
  options.set_max_cells(max_cells);
  S2RegionCoverer coverer(options);
  const S2Cap cap(S2LatLng::FromDegrees(centre.lat, centre.lon).Normalized().ToPoint(),
                  S1Angle::Radians(metres / kEarthRadius));
  std::vector<CellRange> ranges;
  for (const S2CellId cell : coverer.GetCovering(cap)) {
    const CellRange range{as_signed(cell.range_min()), as_signed(cell.range_max())};
    // Leaf ids are odd: two ranges touch where they are two apart.
    if (!ranges.empty() && ranges.back().last + 2 == range.first)
      ranges.back().last = range.last;
    else
      ranges.push_back(range);
  }
  return ranges;
}

void cover_roughly(Point centre, double metres, std::vector<CellRange>& out) {
  out.clear();
  const S2CellId leaf(S2LatLng::FromDegrees(centre.lat, centre.lon).Normalized());
  // Cells twice as wide as the circle: it meets none but those around their nearest corner.
  const int level = S2::kMinWidth.GetLevelForMinValue(2 * metres / kEarthRadius);
  if (level <= 0 || metres <= 0) {
    if (metres <= 0) {
      out.push_back({as_signed(leaf), as_signed(leaf)});
      return;
    }
    for (int face = 0; face < 6; ++face) {
      const S2CellId cell = S2CellId::FromFace(face);
      out.push_back({as_signed(cell.range_min()), as_signed(cell.range_max())});
    }
  } else {
    std::vector<S2CellId> cells;
    leaf.AppendVertexNeighbors(std::min(level, S2CellId::kMaxLevel - 1), &cells);
    for (const S2CellId cell : cells)
      out.push_back({as_signed(cell.range_min()), as_signed(cell.range_max())});
  }
  std::sort(out.begin(), out.end(),
            [](const CellRange& a, const CellRange& b) { return a.first < b.first; });
}

}  // namespace palier::geo
