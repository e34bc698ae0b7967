#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/geo/shape.hpp"
#include "features/places/import_store.hpp"
#include "features/places/places.hpp"

namespace palier::places {

/// The town drawn by the server as SVG from the imported outlines, at a fixed size: a click on it
/// (an image button, no script) comes back as pixels, which it turns into a point.
class AreaMap {
 public:
  static constexpr int kWidth = 320;  ///< CSS pixels: fits the narrowest phone.

  AreaMap() = default;
  /// Quarters, or districts or communes where there are no quarters with outlines.
  explicit AreaMap(const std::vector<import_store::AreaRow>& areas);

  bool empty() const { return outlines_.empty(); }
  int height() const { return height_; }
  const std::vector<Places::Outline>& outlines() const { return outlines_; }
  /// A whole SVG document, with a pin where one is given.
  std::string svg(std::optional<geo::Point> pin) const;
  /// The point under a click; nothing outside the picture.
  std::optional<geo::Point> at(double x, double y) const;

 private:
  double x(double lon) const;
  double y(double lat) const;

  geo::Box box_;
  double scale_ = 1;    ///< Pixels a degree of latitude.
  double squeeze_ = 1;  ///< Cosine of the latitude: how much narrower a degree of longitude is.
  int height_ = 0;
  std::vector<Places::Outline> outlines_;
};

}  // namespace palier::places
