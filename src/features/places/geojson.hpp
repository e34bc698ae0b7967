#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geo/shape.hpp"
#include "features/places/csv.hpp"

namespace palier::places {

/// An area as a GeoJSON feature describes it (RFC 7946).
struct AreaFeature {
  std::int64_t number = 0;  ///< In the file, from 1.
  std::string kind;
  std::string code;
  std::string name;
  std::string parent_code;  ///< Of the district a quarter lies in; "" if not said.
  std::string geometry;     ///< The GeoJSON geometry as text, compact.
  std::vector<geo::Rings> polygons;
};

/// A feature that cannot be used.
struct BadFeature {
  std::int64_t number = 0;
  std::string reason;
};

struct AreaFile {
  std::vector<AreaFeature> features;
  std::vector<BadFeature> bad;
};

/// Reads a FeatureCollection of Polygons and MultiPolygons. Names are found under Paris' own
/// property names (l_qu, c_quinsee; l_ar, c_arinsee) or name and code; the kind under `kind`,
/// unless the caller says it. Throws BadFile where the file is not that at all.
AreaFile read_areas(const std::filesystem::path& file, const std::string& kind);

/// The polygons of a GeoJSON geometry made by read_areas().
std::vector<geo::Rings> geometry_of(std::string_view geometry);

}  // namespace palier::places
