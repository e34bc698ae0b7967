#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/geo/shape.hpp"
#include "features/places/import_store.hpp"

namespace palier::places {

/// Which quarter, district and commune a place lies in. A district is known from the INSEE code
/// where that is an arrondissement's, else from its outline; a quarter from its outline.
class AreaFinder {
 public:
  explicit AreaFinder(const std::vector<import_store::AreaRow>& areas);

  AreaId quarter(geo::Point p) const;
  /// `citycode` may be "" where only the point is known.
  AreaId district(geo::Point p, const std::string& citycode) const;
  AreaId commune(geo::Point p, const std::string& citycode) const;

 private:
  AreaId find(const geo::ShapeIndex& index, geo::Point p) const;
  AreaId by_code(std::string_view kind, const std::string& code) const;

  std::vector<AreaId> ids_;
  geo::ShapeIndex quarters_, districts_, communes_;
  std::map<std::string, AreaId, std::less<>> by_code_;  // "district/75111"
};

}  // namespace palier::places
