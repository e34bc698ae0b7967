#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/db/database.hpp"
#include "features/places/area_finder.hpp"
#include "features/places/index.hpp"
#include "features/places/map.hpp"

namespace palier::places {

/// All places in memory as of one import: made whole, then only read.
struct Snapshot {
  struct Postcode {
    std::string name;
    geo::Point point{};
  };

  std::int64_t generation = 0;
  std::shared_ptr<const Index> index;
  std::map<AreaId, Area> areas;
  std::optional<AreaFinder> finder;
  std::map<std::string, Postcode, std::less<>> postcodes;
  AreaMap map;
};

std::shared_ptr<const Snapshot> load_snapshot(db::Session& s);

}  // namespace palier::places
