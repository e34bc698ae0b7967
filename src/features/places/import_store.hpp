#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/db/database.hpp"
#include "core/geo/shape.hpp"
#include "features/places/places.hpp"

namespace palier::places::import_store {

struct KnownStreet {
  std::int64_t id = 0;
  std::string code;
  std::string name;
};
struct KnownBuilding {
  std::int64_t id = 0;
  std::int64_t street_id = 0;
  std::int64_t number = 0;
  std::string suffix;
};
struct KnownAddress {
  std::int64_t id = 0;
  std::string ban_id;
  std::int64_t digest = 0;
  std::optional<std::int64_t> gone_at;
};
std::vector<KnownStreet> streets(db::Session& s, const std::string& citycode);
std::vector<KnownBuilding> buildings(db::Session& s, const std::string& citycode);
std::vector<KnownAddress> addresses(db::Session& s, const std::string& citycode);

struct StreetRow {
  std::int64_t id = 0;
  std::string citycode, code, name;
  AreaId commune{};
};
struct BuildingRow {
  std::int64_t id = 0;
  std::int64_t street_id = 0;
  int number = 0;
  std::string suffix;
};
struct AddressRow {
  std::int64_t id = 0;
  std::string ban_id;
  std::int64_t building_id = 0, street_id = 0;
  int number = 0;
  std::string suffix, postcode, citycode;
  geo::Point point{};
  AreaId quarter{}, district{}, commune{};
  std::int64_t digest = 0;
};
void put(db::Transaction& tx, std::span<const StreetRow> rows);
void put(db::Transaction& tx, std::span<const BuildingRow> rows);
/// New rows, or the new state of rows with these ids; none of them is gone.
void put(db::Transaction& tx, std::span<const AddressRow> rows);
void mark_gone(db::Transaction& tx, std::span<const std::int64_t> ids, Instant now);

/// Two imports at once wait for each other.
void lock(db::Transaction& tx);
/// Tells running programs that something changed.
void bump_generation(db::Transaction& tx);

struct AreaRow {
  std::int64_t id = 0;
  std::string kind, code, name;
  std::optional<std::int64_t> parent_id;
  std::optional<std::string> geometry;
  double lat = 0, lon = 0, south = 0, west = 0, north = 0, east = 0;
};
std::vector<AreaRow> areas(db::Session& s);
void put(db::Transaction& tx, const AreaRow& row, Instant now);

struct AddressArea {
  std::int64_t id = 0;
  double lat = 0, lon = 0;
  std::string citycode;
  AreaId quarter_id{}, district_id{};
};
/// Addresses after `after` by id, at most `limit`: to walk through all of them.
std::vector<AddressArea> address_areas(db::Session& s, std::int64_t after, std::int64_t limit);
/// Sets one area of many addresses; 0 for none. `kind` is "quarter" or "district".
void set_area(db::Transaction& tx, std::string_view kind, AreaId area,
              std::span<const std::int64_t> addresses);
/// The box around all addresses; nothing where there are none.
std::optional<geo::Box> address_box(db::Session& s);

struct PostcodeRow {
  std::string postcode, name;
  double lat = 0, lon = 0;
  std::string source;
};
std::vector<PostcodeRow> postcodes(db::Session& s);
void put(db::Transaction& tx, const PostcodeRow& row);
/// Points of postcodes are the means of their addresses.
void refresh_postcodes(db::Transaction& tx);

}  // namespace palier::places::import_store
