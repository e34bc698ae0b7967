#pragma once

#include "features/places/places.hpp"

namespace palier::accounts::testing {

/// Two addresses, and the jitter as a counter: a second draw for one place would show.
class FakePlaces final : public places::Places {
 public:
  static constexpr std::int64_t kHere = 11, kThere = 12;

  std::vector<places::Address> search(const Query& q) const override {
    std::vector<places::Address> out;
    if (q.text.find("Oberkampf") != std::string::npos) out.push_back(*address({kHere}));
    if (q.text.find("Pompe") != std::string::npos) out.push_back(*address({kThere}));
    return out;
  }
  std::optional<places::Address> address(places::AddressId id) const override {
    if (id.value != kHere && id.value != kThere) return {};
    places::Address a;
    a.id = id;
    a.label = id.value == kHere ? "10 Rue Oberkampf 75011 Paris" : "4 Rue de la Pompe 75116 Paris";
    a.point = id.value == kHere ? geo::Point{48.865, 2.378} : geo::Point{48.864, 2.278};
    a.score = 1;
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    const auto found = address(id);
    if (!found) return {};
    auto l = locate_point(found->point);
    l.address = id;
    l.label = found->label;
    l.scopes.building = id.value * 100;
    l.scopes.street = id.value * 10;
    l.scopes.quarter = {id.value};
    l.quarter_name = "Quartier Saint-Ambroise";
    return l;
  }
  std::optional<places::Location> locate_postcode(std::string_view) const override { return {}; }
  places::Location locate_point(geo::Point p) const override {
    places::Location l;
    l.exact = p;
    l.shown = {p.lat + 0.001 * ++draws_, p.lon};
    l.quarter_name = "75011";
    return l;
  }
  void refresh() override {}

 private:
  mutable int draws_ = 0;
};

}  // namespace palier::accounts::testing
