#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/places/places.hpp"

namespace palier::places {

/// Addresses as the BAN's own service answers them (GeocodeJSON 0.1, a GeoJSON FeatureCollection),
/// so that its clients work with ours.
struct GeocodeAnswer {
  std::vector<Address> addresses;
  std::optional<std::string> query;  ///< Not for reverse.
  int limit = 5;
  std::optional<geo::Point> near;  ///< Then each has its distance, in metres.
};
std::string geocode_json(const GeocodeAnswer& answer);

}  // namespace palier::places
