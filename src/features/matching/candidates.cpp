#include "features/matching/candidates.hpp"

#include <cmath>

namespace palier::matching {
namespace {

/// Sorts by need, then helper: two passes over few distinct numbers instead of comparisons.
void sort_pairs(std::vector<Pair>& pairs, int needs, int helpers) {
  std::vector<Pair> sorted(pairs.size());
  const auto pass = [](const std::vector<Pair>& from, std::vector<Pair>& to, int Pair::*by,
                       int many) {
    std::vector<std::uint32_t> at(static_cast<std::size_t>(many) + 1);
    for (const Pair& p : from) ++at[static_cast<std::size_t>(p.*by) + 1];
    for (std::size_t i = 1; i < at.size(); ++i) at[i] += at[i - 1];
    for (const Pair& p : from) to[at[static_cast<std::size_t>(p.*by)]++] = p;
  };
  pass(pairs, sorted, &Pair::helper, helpers);
  pass(sorted, pairs, &Pair::need, needs);
}

/// Spreads over all helpers what costs the same: calls would all keep the same few.
std::uint32_t mixed(int n, int h) {
  std::uint64_t x = static_cast<std::uint64_t>(n) << 32 | static_cast<std::uint32_t>(h);
  x = (x ^ x >> 31) * 0x9e3779b97f4a7c15;
  return static_cast<std::uint32_t>((x ^ x >> 29) * 0xbf58476d1ce4e5b9 >> 32);
}

Candidates cheapest(const Compact& c, std::size_t most) {
  struct Ranked {
    double price;
    std::uint32_t mixed;
    int helper;
    bool operator<(const Ranked& o) const {
      if (price != o.price) return price < o.price;
      return mixed != o.mixed ? mixed < o.mixed : helper < o.helper;
    }
  };
  std::vector<std::vector<Ranked>> kept(static_cast<std::size_t>(c.needs()));
  Candidates out;
  double dearest = 0;
  for_pairs(c, [&](int n, int h) {
    auto& heap = kept[static_cast<std::size_t>(n)];
    const Ranked next{c.rough_price(n, h), mixed(n, h), h};
    dearest = std::max(dearest, next.price);
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
  for (int n = 0; n < c.needs(); ++n)
    for (const Ranked& r : kept[static_cast<std::size_t>(n)])
      out.pairs.push_back({n, r.helper, static_cast<std::int32_t>(c.price(n, r.helper))});
  out.dearest = static_cast<std::int64_t>(dearest) + 2;
  return out;
}

}  // namespace

Candidates candidates_of(const Compact& c, int most) {
  Candidates out;
  if (most <= 0) {
    std::size_t count = 0;
    for_pairs(c, [&](int n, int h) {
      if (++count > kMostPairs) return;
      out.pairs.push_back({n, h, static_cast<std::int32_t>(c.price(n, h))});
      out.dearest = std::max<std::int64_t>(out.dearest, out.pairs.back().price);
    });
    if (count > kMostPairs) {
      out.pairs = {};
      out = cheapest(c, std::max<std::size_t>(8, kMostPairs / static_cast<std::size_t>(c.needs())));
    }
  } else {
    out = cheapest(c, static_cast<std::size_t>(most));
  }
  sort_pairs(out.pairs, c.needs(), c.helpers());
  return out;
}

}  // namespace palier::matching
