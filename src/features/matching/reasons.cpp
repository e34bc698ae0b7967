#include "features/matching/reasons.hpp"

#include <algorithm>

#include "core/geo/cells.hpp"

namespace palier::matching {
namespace {

constexpr std::int64_t kMostLooked = 200'000'000;
constexpr std::size_t kNearest = 2000;

/// Helpers in the order of their cells: those around a need are around its place in that order.
struct Around {
  std::vector<std::pair<std::int64_t, int>> cells;

  explicit Around(const Compact& c) {
    for (int h = 0; h < c.helpers(); ++h) cells.emplace_back(geo::cell_of(c.helper(h).at), h);
    std::sort(cells.begin(), cells.end());
  }
  template <class Look>
  void near(geo::Point p, Look&& look) const {
    const auto at = static_cast<std::size_t>(
        std::lower_bound(cells.begin(), cells.end(), std::pair{geo::cell_of(p), 0}) -
        cells.begin());
    const std::size_t from = at > kNearest / 2 ? at - kNearest / 2 : 0;
    for (std::size_t i = from; i < cells.size() && i < from + kNearest; ++i) look(cells[i].second);
  }
};

}  // namespace

std::optional<Bar> main_bar(const std::array<int, kBars>& barred, int able) {
  if (able > 0) return {};
  const auto count = [&](Bar bar) { return barred[static_cast<std::size_t>(bar)]; };
  Bar most = Bar::kind;
  int highest = 0;
  for (int i = 0; i < kBars; ++i) {
    const Bar bar = static_cast<Bar>(i);
    if (bar == Bar::kind || bar == Bar::too_far || count(bar) <= highest) continue;
    most = bar;
    highest = count(bar);
  }
  if (highest > 0) return most;
  return count(Bar::too_far) > 0 ? Bar::too_far : Bar::kind;
}

void explain(const Compact& c, const std::vector<int>& able, Plan& plan) {
  std::vector<int> left(static_cast<std::size_t>(c.needs()));
  for (int n = 0; n < c.needs(); ++n) left[static_cast<std::size_t>(n)] = c.need(n).people;
  for (const auto& a : plan.assignments) --left[static_cast<std::size_t>(a.need)];
  std::int64_t lacking = 0;
  for (const int units : left) lacking += units > 0;
  const bool all = lacking * c.helpers() <= kMostLooked;
  const std::optional<Around> around = all ? std::nullopt : std::optional<Around>(c);
  plan.unserved.clear();
  for (int n = 0; n < c.needs(); ++n) {
    const int units = left[static_cast<std::size_t>(n)];
    if (units <= 0) continue;
    Unserved u;
    u.need = n;
    u.units = units;
    u.helped = c.need(n).people - units;
    int seen = 0;
    const auto look = [&](int h) {
      if (const auto bar = c.barred(n, h))
        ++u.barred[static_cast<std::size_t>(*bar)];
      else
        ++seen;
    };
    if (all)
      for (int h = 0; h < c.helpers(); ++h) look(h);
    else
      around->near(c.need(n).at, look);
    u.able = std::max(seen, able[static_cast<std::size_t>(n)]);
    // Where all who can are with it already, the question is what keeps the others away.
    if (c.helpers() > 0) u.because = main_bar(u.barred, u.able - u.helped);
    plan.unserved.push_back(u);
  }
}

}  // namespace palier::matching
