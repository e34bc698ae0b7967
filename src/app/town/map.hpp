#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/geo/point.hpp"

namespace palier::app::town {

inline constexpr const char* kTown = "Merlefontaine";
/// No French department has this number, so no letter can go astray.
inline constexpr const char* kCityCode = "96042";
/// In the fields of Berry, where there is no town.
inline constexpr palier::geo::Point kCentre{46.9042, 2.1466};

struct Quarter {
  std::string name, code, postcode;
  std::vector<geo::Point> ring;  ///< Closed.
};

struct Street {
  std::string name;
  std::size_t quarter = 0;
};

struct House {
  std::size_t street = 0;
  int number = 0;
  std::string rep;  ///< "bis" or "".
  geo::Point point{};
  std::string ban_id() const;
};

/// The town as a cadastre has it: drawn from a seed, the same every time.
struct Map {
  std::vector<Quarter> quarters;
  std::vector<geo::Point> border;  ///< Of the commune; closed.
  std::vector<Street> streets;
  std::vector<House> houses;
};
Map draw_map();

/// As the Base Adresse Nationale and the open data of towns have it: what the places room imports.
std::string addresses_csv(const Map& map);
std::string areas_geojson(const Map& map);

}  // namespace palier::app::town
