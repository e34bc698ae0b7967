#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace palier::structures {

/// The mapping is not one, or does not fit the file; what() is a sentence for the keeper.
struct BadMapping : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Where a field's value comes from: columns (joined by a blank), what their words become, and what
/// stands where there are none.
struct Column {
  std::vector<std::string> columns;
  std::map<std::string, std::string>
      values;  ///< Empty: as it is. Else what is not in it: fallback.
  std::string fallback;
  std::string split;  ///< Several values in one: each becomes a line.
};

/// How the columns of a CSV file become places. docs/keeper.md shows one as JSON:
///   {"source": "paris-toilettes", "ref": "recordid", "kind": {"default": "toilets"},
///    "name": {"default": "Toilettes publiques"}, "address": "adresse", "lat": "lat", "lon": "lon",
///    "wheelchair": {"column": "acces_pmr", "values": {"Oui": "yes", "Non": "no"}},
///    "hours": {"french": "horaire"}}
/// hours: {"osm": column}, {"french": column} (each day alike), {"week": seven columns, Monday
/// first} or {"days": seven columns of 0 and 1, "weekday": [from, to], "saturday": …, "sunday": …};
/// with {"period": column} ("du 05/07/25 au 31/08/25").
struct Mapping {
  std::string source;
  std::map<std::string, Column, std::less<>> fields;
  std::string osm, french, period;
  std::vector<std::string> week, days, weekday, saturday, sunday;

  /// Every column that it reads.
  std::vector<std::string> columns() const;
};

Mapping mapping_from_json(std::string_view json);
std::string to_json(const Mapping& mapping);

/// Files that are known by their columns: Paris' places with hours, markets, toilets and social
/// restaurants, and the national layout of digital-help places. Nothing where none fits.
std::optional<Mapping> known_mapping(const std::vector<std::string>& header);

}  // namespace palier::structures
