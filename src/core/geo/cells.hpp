#pragma once

#include <cstdint>
#include <vector>

#include "core/geo/point.hpp"

namespace palier::geo {

/// The id of the S2 cell that holds a point, as the signed number a bigint column keeps. Level 30
/// is a leaf (about a square centimetre), 13 about a kilometre wide. Sorting by leaf id keeps
/// neighbours together.
std::int64_t cell_of(Point p, int level = 30);

/// Leaf cells from first to last, both included.
struct CellRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool operator==(const CellRange&) const = default;
};

/// Ranges of leaf cells, ascending and apart, that together hold every point within `metres` of the
/// centre (and some just outside: measure what they yield). No range crosses a change of sign, so
/// `cell between first and last` is right on signed columns.
std::vector<CellRange> cover(Point centre, double metres, int max_cells = 8);

/// The same at a hundredth of the price and with several times as much beside: the up to four cells
/// of one level that meet near the centre. For going through many circles.
void cover_roughly(Point centre, double metres, std::vector<CellRange>& out);

}  // namespace palier::geo
