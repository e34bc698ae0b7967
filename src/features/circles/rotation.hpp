#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "features/circles/when.hpp"

/// Who comes when, shared fairly. Nothing here reads or writes anything: the same question always
/// has the same answer, in whatever order it is put.
namespace palier::circles::rotation {

struct Helper {
  std::int64_t id = 0;
  std::uint32_t slots = 0;                ///< Blocks of the week when they can come.
  int per_week = 1;                       ///< Turns a week (Monday to Sunday) at most.
  bool visits = true;                     ///< May come to the door; else calls only.
  std::vector<std::pair<Day, Day>> away;  ///< Both days included.
  int load = 0;                           ///< Turns they have had lately and have before them.
};

struct Turn {
  std::int64_t id = 0;
  Day day{};
  int block = 0;
  bool visit = true;
  std::int64_t held_by = 0;  ///< Confirmed or promised: never moved. 0 where it is to be given.
  std::vector<std::int64_t> not_for;  ///< Who has said no to this one.
};

struct Share {
  std::int64_t turn = 0;
  std::int64_t helper = 0;
  bool operator==(const Share&) const = default;
};

/// Gives out the turns nobody holds: as many as can be, week by week; among all ways to do so the
/// one whose loads are most even (least sum of squares), those who have rested longest first; then
/// exchanges turns within the week so that nobody's come close together. A helper gets at most one
/// turn in a part of a day. Turns nobody can take are left out. Ordered by turn.
///
/// Each week is a minimum-cost maximum flow with convex costs, by successive shortest paths
/// (Busacker and Gowen 1960); circles are small.
std::vector<Share> share(std::vector<Helper> helpers, std::vector<Turn> turns);

/// Whether they can take it at all, whatever else they have to do.
bool can(const Helper& helper, const Turn& turn);

}  // namespace palier::circles::rotation
