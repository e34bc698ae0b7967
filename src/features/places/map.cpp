#include "features/places/map.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "features/places/geojson.hpp"

namespace palier::places {
namespace {

constexpr double kMargin = 4;
constexpr int kHighest = 480;

}  // namespace

AreaMap::AreaMap(const std::vector<import_store::AreaRow>& areas) {
  std::vector<std::vector<geo::Rings>> shapes;
  std::vector<AreaId> ids;
  for (const char* kind : {"quarter", "district", "commune"}) {
    for (const auto& a : areas)
      if (a.kind == kind && a.geometry) {
        shapes.push_back(geometry_of(*a.geometry));
        ids.push_back(AreaId{a.id});
      }
    if (!shapes.empty()) break;
  }
  if (shapes.empty()) return;
  for (const auto& polygons : shapes) {
    const geo::Box one = geo::box_of(polygons);
    box_.add({one.south, one.west});
    box_.add({one.north, one.east});
  }
  squeeze_ = std::cos((box_.south + box_.north) / 2 * std::numbers::pi / 180);
  const double wide = std::max(1e-6, (box_.east - box_.west) * squeeze_);
  const double high = std::max(1e-6, box_.north - box_.south);
  scale_ = std::min((kWidth - 2 * kMargin) / wide, (kHighest - 2 * kMargin) / high);
  height_ = static_cast<int>(std::ceil(high * scale_ + 2 * kMargin));

  outlines_.reserve(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    std::string path;
    for (const geo::Rings& rings : shapes[i])
      for (const geo::Ring& ring : rings) {
        double last_x = -1e9, last_y = -1e9;
        char command = 'M';
        for (const geo::Point& p : ring) {
          const double px = x(p.lon), py = y(p.lat);
          // Half a pixel is all that can be seen, and keeps the picture small.
          if (std::abs(px - last_x) + std::abs(py - last_y) < 0.7) continue;
          path += fmt::format("{}{:.1f} {:.1f}", command, px, py);
          command = 'L';
          last_x = px;
          last_y = py;
        }
        path += 'Z';
      }
    outlines_.push_back({ids[i], std::move(path)});
  }
}

double AreaMap::x(double lon) const {
  return kMargin + (lon - box_.west) * squeeze_ * scale_;
}

double AreaMap::y(double lat) const {
  return kMargin + (box_.north - lat) * scale_;
}

std::optional<geo::Point> AreaMap::at(double px, double py) const {
  if (empty() || !(px >= 0 && px <= kWidth && py >= 0 && py <= height_)) return {};
  return geo::Point{box_.north - (py - kMargin) / scale_,
                    box_.west + (px - kMargin) / (squeeze_ * scale_)};
}

std::string AreaMap::svg(std::optional<geo::Point> pin) const {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\"><rect width=\"{0}\" height=\"{1}\" fill=\"#f3ede2\"/><g fill=\"#fffdf8\" "
      "stroke=\"#8a7a68\" stroke-width=\".8\" stroke-linejoin=\"round\">",
      kWidth, height_);
  for (const auto& outline : outlines_) out += fmt::format("<path d=\"{}\"/>", outline.path);
  out += "</g>";
  if (pin)
    out += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"#b3261e\" stroke=\"#fff\" "
        "stroke-width=\"2\"/>",
        x(pin->lon), y(pin->lat));
  return out + "</svg>";
}

}  // namespace palier::places
