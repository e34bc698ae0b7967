#include "features/places/area_finder.hpp"

#include "features/places/geojson.hpp"
#include "features/places/index.hpp"

namespace palier::places {
namespace {

/// Outlines and addresses are surveyed apart: on a border street they differ by some metres.
constexpr double kTolerance = 150;

}  // namespace

AreaFinder::AreaFinder(const std::vector<import_store::AreaRow>& areas) {
  for (const auto& area : areas) {
    const AreaId id{area.id};
    by_code_.emplace(area.kind + "/" + area.code, id);
    if (!area.geometry) continue;
    geo::ShapeIndex& index = area.kind == "quarter"    ? quarters_
                             : area.kind == "district" ? districts_
                                                       : communes_;
    index.add(ids_.size(), geometry_of(*area.geometry));
    ids_.push_back(id);
  }
  quarters_.build();
  districts_.build();
  communes_.build();
}

AreaId AreaFinder::find(const geo::ShapeIndex& index, geo::Point p) const {
  const auto key = index.find(p, kTolerance);
  return key ? ids_[*key] : AreaId{};
}

AreaId AreaFinder::by_code(std::string_view kind, const std::string& code) const {
  const auto at = by_code_.find(std::string(kind) + "/" + code);
  return at == by_code_.end() ? AreaId{} : at->second;
}

AreaId AreaFinder::quarter(geo::Point p) const {
  return find(quarters_, p);
}

AreaId AreaFinder::district(geo::Point p, const std::string& citycode) const {
  if (!citycode.empty() && commune_code(citycode) != citycode)
    if (const AreaId id = by_code("district", citycode)) return id;
  return find(districts_, p);
}

AreaId AreaFinder::commune(geo::Point p, const std::string& citycode) const {
  if (!citycode.empty())
    if (const AreaId id = by_code("commune", commune_code(citycode))) return id;
  return find(communes_, p);
}

}  // namespace palier::places
