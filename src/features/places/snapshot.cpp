#include "features/places/snapshot.hpp"

#include <unordered_map>

#include "features/places/geojson.hpp"
#include "features/places/store.hpp"

namespace palier::places {
namespace {

constexpr std::int64_t kChunk = 10'000;

/// Names of communes and arrondissements by INSEE code.
struct TownNames {
  std::map<std::string, std::string, std::less<>> communes, districts;
  explicit TownNames(const std::vector<import_store::AreaRow>& areas) {
    for (const auto& a : areas) {
      if (a.kind == "commune") communes[a.code] = a.name;
      if (a.kind == "district") districts[a.code] = a.name;
    }
  }
  std::string_view city(const std::string& citycode) const {
    const auto at = communes.find(commune_code(citycode));
    return at == communes.end() ? std::string_view{} : at->second;
  }
  std::string_view district(const std::string& citycode) const {
    const auto at = districts.find(citycode);
    return at == districts.end() ? std::string_view{} : at->second;
  }
};

std::shared_ptr<const Index> load_index(db::Session& s, const TownNames& names) {
  std::unordered_map<std::int64_t, std::string> streets;
  for (auto& street : store::streets(s)) streets.emplace(street.id, std::move(street.name));
  IndexBuilder builder;
  std::int64_t after = 0;
  while (true) {
    const auto rows = store::addresses(s, after, kChunk);
    for (const auto& a : rows)
      builder.add({a.id,
                   a.street_id,
                   a.ban_id,
                   streets.at(a.street_id),
                   a.postcode,
                   names.city(a.citycode),
                   a.citycode,
                   names.district(a.citycode),
                   static_cast<int>(a.number),
                   a.suffix,
                   {a.lat, a.lon},
                   a.building_id,
                   a.quarter_id.value,
                   a.district_id.value,
                   a.commune_id.value});
    if (rows.size() < static_cast<std::size_t>(kChunk)) break;
    after = rows.back().id;
  }
  return builder.finish();
}

}  // namespace

std::shared_ptr<const Snapshot> load_snapshot(db::Session& s) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->generation = store::generation(s);
  const auto areas = import_store::areas(s);
  snapshot->index = load_index(s, TownNames(areas));
  snapshot->finder.emplace(areas);
  for (const auto& a : areas)
    snapshot->areas[AreaId{a.id}] = {AreaId{a.id}, a.kind, a.name, a.code, {a.lat, a.lon}};
  for (const auto& c : store::centres(s)) {
    const auto at = snapshot->areas.find(c.id);
    if (at != snapshot->areas.end()) at->second.centre = {c.lat, c.lon};
  }
  for (auto& p : import_store::postcodes(s))
    snapshot->postcodes[p.postcode] = {p.name, {p.lat, p.lon}};
  snapshot->map = AreaMap(areas);
  return snapshot;
}

}  // namespace palier::places
