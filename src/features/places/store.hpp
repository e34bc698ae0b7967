#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/db/database.hpp"
#include "features/places/import_store.hpp"

namespace palier::places::store {

/// How many imports have changed something.
std::int64_t generation(db::Session& s);

struct Street {
  std::int64_t id = 0;
  std::string name;
};
std::vector<Street> streets(db::Session& s);

struct StoredAddress {
  std::int64_t id = 0;
  std::string ban_id;
  std::int64_t building_id = 0, street_id = 0;
  std::int64_t number = 0;
  std::string suffix, postcode, citycode;
  double lat = 0, lon = 0;
  AreaId quarter_id{}, district_id{}, commune_id{};
};
/// Addresses of today's files after `after` by id, at most `limit`.
std::vector<StoredAddress> addresses(db::Session& s, std::int64_t after, std::int64_t limit);

struct Centre {
  AreaId id{};
  double lat = 0, lon = 0;
};
/// Where the addresses of each area are on average: a wood in it does not pull the centre away.
std::vector<Centre> centres(db::Session& s);

}  // namespace palier::places::store
