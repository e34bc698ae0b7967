#include "features/places/import_store.hpp"

#include <boost/describe.hpp>

#include "core/db/rows.hpp"
#include "core/geo/shape.hpp"

namespace palier::places::import_store {

BOOST_DESCRIBE_STRUCT(KnownStreet, (), (id, code, name))
BOOST_DESCRIBE_STRUCT(KnownBuilding, (), (id, street_id, number, suffix))
BOOST_DESCRIBE_STRUCT(KnownAddress, (), (id, ban_id, digest, gone_at))
BOOST_DESCRIBE_STRUCT(AreaRow, (),
                      (id, kind, code, name, parent_id, geometry, lat, lon, south, west, north,
                       east))
BOOST_DESCRIBE_STRUCT(AddressArea, (), (id, lat, lon, citycode, quarter_id, district_id))
BOOST_DESCRIBE_STRUCT(PostcodeRow, (), (postcode, name, lat, lon, source))

namespace {

constexpr std::size_t kBatch = 250;  // Rows a statement: 250 × 14 stays below SQLite's 32,766.

/// "insert … values ($1, $2), ($3, $4) … on conflict …" for so many rows.
std::string rows_sql(std::string_view head, std::size_t columns, std::size_t rows,
                     std::string_view tail) {
  std::string sql(head);
  std::size_t n = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    sql += r == 0 ? " values (" : ", (";
    for (std::size_t c = 0; c < columns; ++c) sql += fmt::format("{}${}", c == 0 ? "" : ", ", ++n);
    sql += ')';
  }
  return sql.append(tail);
}

/// Runs one statement a batch; what is left goes row by row, so that two statements serve all.
template <class Row, class Values>
void put_rows(db::Transaction& tx, std::span<const Row> rows, std::string_view head,
              std::size_t columns, std::string_view tail, Values values) {
  const std::string many = rows_sql(head, columns, kBatch, tail);
  const std::string one = rows_sql(head, columns, 1, tail);
  std::vector<db::Value> params;
  params.reserve(columns * kBatch);
  while (!rows.empty()) {
    const std::size_t n = rows.size() >= kBatch ? kBatch : 1;
    params.clear();
    for (const Row& row : rows.first(n)) values(row, params);
    tx.execute(n == kBatch ? many : one, params);
    rows = rows.subspan(n);
  }
}

template <class... V>
void push(std::vector<db::Value>& params, V&&... v) {
  (params.push_back(db::to_value(std::forward<V>(v))), ...);
}

/// Runs `sql`, with a list of kBatch ids from $first on, over all ids; the last list is filled up
/// by repeating an id.
void for_ids(db::Transaction& tx, const std::string& sql, const std::vector<db::Value>& before,
             std::span<const std::int64_t> ids) {
  while (!ids.empty()) {
    std::vector<db::Value> params = before;
    for (std::size_t i = 0; i < kBatch; ++i) params.emplace_back(ids[std::min(i, ids.size() - 1)]);
    tx.execute(sql, params);
    ids = ids.subspan(std::min(kBatch, ids.size()));
  }
}

std::string id_list(std::size_t first) {
  std::string list;
  for (std::size_t i = 0; i < kBatch; ++i)
    list += fmt::format("{}${}", i == 0 ? "" : ", ", first + i);
  return list;
}

}  // namespace

std::vector<KnownStreet> streets(db::Session& s, const std::string& citycode) {
  return s.all<KnownStreet>(
      "select id, code, name from streets where territory_id = 1 and citycode = $1", citycode);
}

std::vector<KnownBuilding> buildings(db::Session& s, const std::string& citycode) {
  return s.all<KnownBuilding>(
      "select b.id, b.street_id, b.number, b.suffix from buildings b join streets t on t.id = "
      "b.street_id where t.territory_id = 1 and t.citycode = $1",
      citycode);
}

std::vector<KnownAddress> addresses(db::Session& s, const std::string& citycode) {
  return s.all<KnownAddress>(
      "select id, ban_id, digest, gone_at from addresses where territory_id = 1 and citycode = $1",
      citycode);
}

void put(db::Transaction& tx, std::span<const StreetRow> rows) {
  put_rows(tx, rows, "insert into streets (id, territory_id, citycode, code, name, commune_id)", 6,
           " on conflict (id) do update set name = excluded.name, commune_id = excluded.commune_id",
           [](const StreetRow& r, std::vector<db::Value>& p) {
             push(p, r.id, 1, r.citycode, r.code, r.name, r.commune);
           });
}

void put(db::Transaction& tx, std::span<const BuildingRow> rows) {
  put_rows(tx, rows, "insert into buildings (id, territory_id, street_id, number, suffix)", 5, "",
           [](const BuildingRow& r, std::vector<db::Value>& p) {
             push(p, r.id, 1, r.street_id, r.number, r.suffix);
           });
}

void put(db::Transaction& tx, std::span<const AddressRow> rows) {
  put_rows(
      tx, rows,
      "insert into addresses (id, territory_id, ban_id, building_id, street_id, number, suffix, "
      "postcode, citycode, lat, lon, quarter_id, district_id, commune_id, digest)",
      15,
      " on conflict (id) do update set building_id = excluded.building_id, street_id = "
      "excluded.street_id, number = excluded.number, suffix = excluded.suffix, postcode = "
      "excluded.postcode, citycode = excluded.citycode, lat = excluded.lat, lon = excluded.lon, "
      "quarter_id = excluded.quarter_id, district_id = excluded.district_id, commune_id = "
      "excluded.commune_id, digest = excluded.digest, gone_at = null",
      [](const AddressRow& r, std::vector<db::Value>& p) {
        push(p, r.id, 1, r.ban_id, r.building_id, r.street_id, r.number, r.suffix, r.postcode,
             r.citycode, r.point.lat, r.point.lon, r.quarter, r.district, r.commune, r.digest);
      });
}

void mark_gone(db::Transaction& tx, std::span<const std::int64_t> ids, Instant now) {
  static const std::string sql =
      "update addresses set gone_at = $1 where id in (" + id_list(2) + ")";
  for_ids(tx, sql, {db::to_value(now)}, ids);
}

void lock(db::Transaction& tx) {
  // SQLite has one writer anyhow. The number is ours alone: "places" as bytes.
  if (tx.dialect() == db::Dialect::postgres)
    tx.run("select pg_advisory_xact_lock(123636697457011)");
}

void bump_generation(db::Transaction& tx) {
  tx.run("update places_state set generation = generation + 1 where territory_id = 1");
}

std::vector<AreaRow> areas(db::Session& s) {
  return s.all<AreaRow>(
      "select id, kind, code, name, parent_id, geometry, lat, lon, south, west, north, east from "
      "areas where territory_id = 1 order by kind, code");
}

void put(db::Transaction& tx, const AreaRow& r, Instant now) {
  tx.run(
      "insert into areas (id, territory_id, kind, code, name, parent_id, geometry, lat, lon, "
      "south, "
      "west, north, east, updated_at) values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12, "
      "$13) on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id, "
      "geometry = excluded.geometry, lat = excluded.lat, lon = excluded.lon, south = "
      "excluded.south, west = excluded.west, north = excluded.north, east = excluded.east, "
      "updated_at = excluded.updated_at",
      r.id, r.kind, r.code, r.name, r.parent_id, r.geometry, r.lat, r.lon, r.south, r.west, r.north,
      r.east, now);
}

std::vector<AddressArea> address_areas(db::Session& s, std::int64_t after, std::int64_t limit) {
  return s.all<AddressArea>(
      "select id, lat, lon, citycode, quarter_id, district_id from addresses where id > $1 order "
      "by "
      "id limit $2",
      after, limit);
}

void set_area(db::Transaction& tx, std::string_view kind, AreaId area,
              std::span<const std::int64_t> addresses) {
  static const std::string quarter =
      "update addresses set quarter_id = $1 where id in (" + id_list(2) + ")";
  static const std::string district =
      "update addresses set district_id = $1 where id in (" + id_list(2) + ")";
  for_ids(tx, kind == "quarter" ? quarter : district, {db::to_value(area)}, addresses);
}

std::optional<geo::Box> address_box(db::Session& s) {
  const db::Result r = s.execute(
      "select min(lat), min(lon), max(lat), max(lon) from addresses where territory_id = 1", {});
  const auto number = [&](std::size_t i) { return std::get_if<double>(&r.rows.at(0).at(i)); };
  if (!number(0)) return {};
  return geo::Box{*number(0), *number(1), *number(2), *number(3)};
}

std::vector<PostcodeRow> postcodes(db::Session& s) {
  return s.all<PostcodeRow>(
      "select postcode, name, lat, lon, source from postcodes where territory_id = 1");
}

void put(db::Transaction& tx, const PostcodeRow& r) {
  tx.run(
      "insert into postcodes (territory_id, postcode, name, lat, lon, source) values (1, $1, $2, "
      "$3, "
      "$4, $5) on conflict (territory_id, postcode) do update set name = excluded.name, lat = "
      "excluded.lat, lon = excluded.lon, source = excluded.source",
      r.postcode, r.name, r.lat, r.lon, r.source);
}

void refresh_postcodes(db::Transaction& tx) {
  // A postcode of several communes bears the name of the first; the pages show the postcode too.
  tx.run(
      "insert into postcodes (territory_id, postcode, name, lat, lon, source) select 1, "
      "a.postcode, "
      "min(c.name), avg(a.lat), avg(a.lon), 'addresses' from addresses a join areas c on c.id = "
      "a.commune_id where a.territory_id = 1 and a.gone_at is null group by a.postcode on conflict "
      "(territory_id, postcode) do update set name = excluded.name, lat = excluded.lat, lon = "
      "excluded.lon, source = excluded.source");
}

}  // namespace palier::places::import_store
