#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "core/geo/point.hpp"
#include "features/places/csv.hpp"

namespace palier::places {

/// One row of the Base Adresse Nationale, checked.
struct BanRow {
  std::string ban_id;
  std::string street_code;  ///< What the street's rows share: "75104//rue de rivoli".
  int number = 0;
  std::string rep;  ///< As in the file.
  std::string street;
  std::string postcode;
  std::string citycode;
  std::string commune;  ///< "Paris 4e Arrondissement"
  geo::Point point{};
};

/// Finds the columns of the BAN layout once, then reads row after row.
class BanColumns {
 public:
  /// Throws BadFile naming the columns that are not there.
  explicit BanColumns(const CsvReader& csv);
  /// The row, or why it is refused.
  tl::expected<BanRow, std::string> read(const std::vector<std::string>& fields) const;

 private:
  std::size_t id_, number_, rep_, street_, postcode_, citycode_, commune_, lon_, lat_;
  std::size_t columns_;
  int old_commune_ = -1;
};

}  // namespace palier::places
