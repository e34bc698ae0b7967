#include "features/matching/rules.hpp"

#include <algorithm>
#include <array>

namespace palier::matching {
namespace {

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) {
    return std::find(b.begin(), b.end(), word) != b.end();
  });
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string_view word(Bar bar) {
  constexpr std::array<std::string_view, kBars> words{
      "kind",     "too_far", "unverified", "vulnerable", "children", "child_ages",
      "language", "blocks",  "household",  "blocked",    "not_asked"};
  return words[static_cast<std::size_t>(bar)];
}

double metres(const Need& need, const Helper& helper) {
  return geo::distance_m(need.at, helper.at);
}

bool from_anywhere(const Need& need) {
  return need.anywhere || need.kind == "call";
}

std::optional<Bar> barred(const Need& n, const Helper& h) {
  const bool childcare = n.kind == "childcare";
  if (h.kinds && !has(*h.kinds, n.kind)) return Bar::kind;
  if (h.radius_m && !from_anywhere(n) && metres(n, h) > *h.radius_m) return Bar::too_far;
  if ((n.vulnerable || n.verified_only || childcare) && !h.verified) return Bar::unverified;
  if (n.vulnerable && !h.accepts_vulnerable) return Bar::vulnerable;
  if (childcare) {
    if (h.max_children &&
        n.child_ages.size() > static_cast<std::size_t>(std::max(0, *h.max_children)))
      return Bar::children;
    if (h.child_ages && std::any_of(n.child_ages.begin(), n.child_ages.end(),
                                    [&](const auto& age) { return !has(*h.child_ages, age); }))
      return Bar::child_ages;
  }
  if (n.languages && h.languages && !shares(*n.languages, *h.languages)) return Bar::language;
  if (n.blocks && h.blocks && !shares(*n.blocks, *h.blocks)) return Bar::blocks;
  if ((n.blocks && n.blocks->empty()) || (h.blocks && h.blocks->empty())) return Bar::blocks;
  if (!n.household.empty() && n.household == h.household) return Bar::household;
  if (!n.area.empty() && !has(h.areas, n.area)) return Bar::not_asked;
  if (n.reach_m && !from_anywhere(n) && metres(n, h) > *n.reach_m) return Bar::not_asked;
  return {};
}

std::vector<int> meeting_blocks(const Need& n, const Helper& h) {
  if (!n.blocks && !h.blocks) return {kNoBlock};
  const auto& list = h.blocks ? *h.blocks : *n.blocks;
  std::vector<int> out;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!h.blocks || !n.blocks || has(*n.blocks, list[i])) out.push_back(static_cast<int>(i));
  return out;
}

std::string_view block_name(const Need& n, const Helper& h, int block) {
  if (block == kNoBlock) return "";
  return (h.blocks ? *h.blocks : *n.blocks)[static_cast<std::size_t>(block)];
}

}  // namespace palier::matching
