#include "features/matching/candidates.hpp"

#include <algorithm>
#include <cmath>

#include "core/geo/cells.hpp"

namespace palier::matching {
namespace {

constexpr int kAutomatic = 64;
constexpr std::int64_t kDearestBeside = 50 + kParentWish;  ///< Scarcity and wish.

template <class Look>
void for_pairs(const Compact& c, Look&& look) {
  std::vector<geo::CellRange> ranges;
  const auto& cells = c.cells();
  const auto consider = [&](int n, int h) {
    if (!c.barred(n, h)) look(n, h);
  };
  for (int h = 0; h < c.helpers(); ++h) {
    const Helper& helper = c.helper(h);
    if (helper.capacity && *helper.capacity <= 0) continue;
    for (const int n : c.anywhere()) consider(n, h);
    if (!helper.radius_m) {
      for (const int n : c.by_place()) consider(n, h);
      continue;
    }
    geo::cover_roughly(helper.at, *helper.radius_m + 0.01, ranges);
    for (const auto& range : ranges) {
      auto at = static_cast<std::size_t>(std::lower_bound(cells.begin(), cells.end(), range.first) -
                                         cells.begin());
      for (; at < cells.size() && cells[at] <= range.last; ++at) consider(c.by_place()[at], h);
    }
  }
}

/// Those to keep first: the nearest; calls, which have no distance, the nearest too, so that each
/// need has others.
double rank(const Compact& c, int n, int h) {
  return metres(c.need(n), c.helper(h));
}

Candidates nearest(const Compact& c, std::size_t most) {
  struct Ranked {
    double rank;
    Pair pair;
    bool operator<(const Ranked& o) const {
      return rank != o.rank ? rank < o.rank : pair.helper < o.pair.helper;
    }
  };
  std::vector<std::vector<Ranked>> kept(static_cast<std::size_t>(c.needs()));
  Candidates out;
  for_pairs(c, [&](int n, int h) {
    auto& heap = kept[static_cast<std::size_t>(n)];
    Ranked next{rank(c, n, h), {n, h, 0}};
    out.dearest = std::max(out.dearest, kDearestBeside + static_cast<std::int64_t>(next.rank / 10));
    if (heap.size() < most) {
      heap.push_back(next);
      std::push_heap(heap.begin(), heap.end());
      return;
    }
    ++out.omitted;
    if (!(next < heap.front())) return;
    std::pop_heap(heap.begin(), heap.end());
    heap.back() = next;
    std::push_heap(heap.begin(), heap.end());
  });
  for (auto& heap : kept)
    for (auto& ranked : heap) {
      ranked.pair.price = static_cast<std::int32_t>(c.price(ranked.pair.need, ranked.pair.helper));
      out.pairs.push_back(ranked.pair);
    }
  return out;
}

}  // namespace

void each_pair(const Compact& c, const std::function<void(const Pair&)>& look) {
  for_pairs(c, [&](int n, int h) { look({n, h, static_cast<std::int32_t>(c.price(n, h))}); });
}

Candidates candidates_of(const Compact& c, int most) {
  Candidates out;
  if (most <= 0) {
    bool too_many = false;
    for_pairs(c, [&](int n, int h) {
      if (out.pairs.size() >= kMostPairs) {
        too_many = true;
        return;
      }
      out.pairs.push_back({n, h, static_cast<std::int32_t>(c.price(n, h))});
      out.dearest = std::max(out.dearest, static_cast<std::int64_t>(out.pairs.back().price));
    });
    if (too_many) out = nearest(c, kAutomatic);
  } else {
    out = nearest(c, static_cast<std::size_t>(most));
  }
  std::sort(out.pairs.begin(), out.pairs.end(), [](const Pair& a, const Pair& b) {
    return a.need != b.need ? a.need < b.need : a.helper < b.helper;
  });
  return out;
}

}  // namespace palier::matching
