#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/matching/instance.hpp"

namespace palier::matching {

/// What keeps a helper from a need: the hard constraints, none of which is ever a price. In the
/// order in which a person would name them; `because` of an unserved need is made of these.
enum class Bar : std::uint8_t {
  kind,        ///< Does not do this.
  too_far,     ///< Beyond the helper's radius.
  unverified,  ///< The need asks for somebody verified.
  vulnerable,  ///< Does not accept vulnerable people.
  children,    ///< Too many children.
  child_ages,  ///< Not of these ages.
  language,    ///< No common language.
  blocks,      ///< Never free at the same time.
  household,   ///< Same household.
  blocked,     ///< A pair kept apart.
  not_asked,   ///< The need is for other neighbours: of a building, a quarter, so near.
};
inline constexpr int kBars = 11;
std::string_view word(Bar bar);  ///< "kind", "too_far", …

/// Great-circle distance in metres on the sphere of geo::kEarthRadius; 0 where it does not matter
/// would hide it, so it is always measured.
double metres(const Need& need, const Helper& helper);

/// Whether distance does not matter: a call, or `anywhere`.
bool from_anywhere(const Need& need);

/// The first bar between the two, or nothing: then they may meet. Looks at no other need, so
/// neither at capacity nor at who has which block already; `blocked` pairs are the caller's to look
/// up.
std::optional<Bar> barred(const Need& need, const Helper& helper);

/// The blocks in which the two can meet, indexes into the list that has them, of `helper.blocks`
/// where it is present, else of `need.blocks`. Neither present: one entry, kNoBlock. Empty: never.
inline constexpr int kNoBlock = -1;
std::vector<int> meeting_blocks(const Need& need, const Helper& helper);

/// Its name as both know it; "" for kNoBlock.
std::string_view block_name(const Need& need, const Helper& helper, int block);

}  // namespace palier::matching
