#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/geo/point.hpp"

namespace palier::matching {

/// Words of a list that may be absent: absent means "no constraint", an empty list means "none".
using Words = std::optional<std::vector<std::string>>;

/// Somebody who needs help. Fields mean what docs/matching.md says; those that a `palier match`
/// instance leaves out keep these values, which constrain nothing.
struct Need {
  std::string id;
  geo::Point at;
  std::string kind;  ///< "shopping"; "call" may be done from anywhere, and so may `anywhere`.
  int people = 1;    ///< Units: as many different helpers.
  bool urgent = false;
  bool vulnerable = false;
  double waiting_hours = 0;
  std::string district;
  std::vector<std::string> child_ages;  ///< One entry a child.
  Words blocks;                         ///< When it can be done: any words that helpers use too.
  Words languages;
  std::string household;
  std::string postcode;
  bool prefers_parent = false;    ///< A wish, priced (costs.hpp), never a bar.
  bool verified_only = false;     ///< As kind "childcare" has it: only a verified helper.
  bool anywhere = false;          ///< Distance does not matter.
  std::string area;               ///< Only helpers of this area are asked; "" for all.
  std::optional<double> reach_m;  ///< Only helpers so near are asked, whatever their own radius.
  bool operator==(const Need&) const = default;
};

struct Helper {
  std::string id;
  geo::Point at;
  Words kinds;                     ///< Absent: any.
  std::optional<double> radius_m;  ///< Absent: any distance.
  std::optional<int> capacity;     ///< Needs they take from now on; absent: any number.
  Words blocks;
  Words languages;
  bool accepts_vulnerable = false;
  bool verified = false;
  std::optional<int> max_children;
  Words child_ages;
  bool has_children = false;
  int jobs_28d = 0;  ///< What they did in the last 28 days: spreads the load.
  std::string household;
  std::string postcode;
  std::vector<std::string> areas;  ///< Those they live in.
  bool operator==(const Helper&) const = default;
};

struct Instance {
  std::vector<Need> needs;
  std::vector<Helper> helpers;
  /// Pairs that never meet, by index into needs and helpers.
  std::vector<std::pair<int, int>> blocked;
  /// The postcodes nearest to one, nearest first, for the `epl` methods; empty: from mean points.
  std::vector<std::pair<std::string, std::vector<std::string>>> closest_postcodes;
};

}  // namespace palier::matching
