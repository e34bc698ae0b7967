#include "features/places/index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/geo/cells.hpp"
#include "features/places/house_number.hpp"

namespace palier::places {
namespace {

constexpr double kMillionths = 1e6;

}  // namespace

Address Index::street(const StreetEntry& s) const {
  const Town& town = towns[s.town];
  Address a;
  a.type = "street";
  a.ban_id = s.ban_prefix;
  a.street = s.name;
  a.postcode = s.postcode;
  a.city = town.city;
  a.citycode = town.citycode;
  a.district = town.district;
  a.point = s.centre;
  a.label = fmt::format("{} {} {}", s.name, s.postcode, town.city);
  return a;
}

Address Index::housenumber(const StreetEntry& s, std::uint32_t number) const {
  Address a = street(s);
  const NumberEntry& n = numbers[number];
  const Suffix& suffix = suffixes[n.suffix];
  a.type = "housenumber";
  a.id = AddressId{address_ids[number]};
  const auto odd = odd_ban_ids.find(number);
  a.ban_id = odd != odd_ban_ids.end()
                 ? odd->second
                 : fmt::format("{}_{:05}{}", s.ban_prefix, n.number, suffix.tail);
  a.housenumber = shown({n.number, suffix.shown});
  a.point = {n.lat / kMillionths, n.lon / kMillionths};
  a.label = fmt::format("{} {} {} {}", a.housenumber, s.name, s.postcode, a.city);
  return a;
}

Address Index::address(std::uint32_t number) const {
  const auto next =
      std::upper_bound(streets.begin(), streets.end(), number,
                       [](std::uint32_t n, const StreetEntry& s) { return n < s.first_number; });
  return housenumber(*(next - 1), number);
}

std::optional<std::uint32_t> Index::find(AddressId id) const {
  const auto at =
      std::lower_bound(by_id.begin(), by_id.end(), id.value,
                       [&](std::uint32_t n, std::int64_t v) { return address_ids[n] < v; });
  if (at == by_id.end() || address_ids[*at] != id.value) return {};
  return *at;
}

std::optional<std::uint32_t> Index::find_ban(std::string_view ban_id) const {
  for (const auto& [number, id] : odd_ban_ids)
    if (id == ban_id) return number;
  // Code of the commune, of the street, then the number: cut after the second "_".
  const std::size_t cut = ban_id.find('_', std::min(ban_id.size(), ban_id.find('_') + 1));
  const std::string_view prefix = ban_id.substr(0, cut);
  auto at = std::lower_bound(
      by_prefix.begin(), by_prefix.end(), prefix,
      [&](std::uint32_t s, std::string_view p) { return streets[s].ban_prefix < p; });
  for (; at != by_prefix.end() && streets[*at].ban_prefix == prefix; ++at) {
    const StreetEntry& s = streets[*at];
    for (std::uint32_t n = s.first_number; n < s.first_number + s.numbers; ++n)
      if (!odd_ban_ids.contains(n) && housenumber(s, n).ban_id == ban_id) return n;
  }
  return {};
}

Scopes Index::scopes(std::uint32_t number) const {
  const auto next =
      std::upper_bound(streets.begin(), streets.end(), number,
                       [](std::uint32_t n, const StreetEntry& s) { return n < s.first_number; });
  const AreaSet& areas = area_sets[area_set_of[number]];
  Scopes out;
  out.building = building_ids[number];
  out.street = (next - 1)->street;
  out.quarter = areas.quarter;
  out.district = areas.district;
  out.commune = areas.commune;
  return out;
}

Address Index::municipality(const PostcodeEntry& p) const {
  const Town& town = towns[p.town];
  Address a;
  a.type = "municipality";
  a.ban_id = town.citycode;
  a.postcode = p.postcode;
  a.city = town.city;
  a.citycode = town.citycode;
  a.district = town.district;
  a.point = p.centre;
  a.label = fmt::format("{} {}", p.postcode, town.city);
  return a;
}

Address Index::city(const std::string& name) const {
  Address a;
  std::int64_t addresses = 0;
  geo::Point sum{};
  for (const PostcodeEntry& p : postcodes) {
    if (towns[p.town].city != name) continue;
    if (addresses == 0 || p.postcode < a.postcode) a = municipality(p);
    addresses += p.addresses;
    sum.lat += p.centre.lat * static_cast<double>(p.addresses);
    sum.lon += p.centre.lon * static_cast<double>(p.addresses);
  }
  const auto n = static_cast<double>(std::max<std::int64_t>(1, addresses));
  a.point = {sum.lat / n, sum.lon / n};
  a.citycode = commune_code(a.citycode);
  a.ban_id = a.citycode;
  a.district.clear();
  a.label = name;
  return a;
}

std::optional<Address> Index::nearest(geo::Point p, double metres) const {
  double best = metres;
  std::optional<std::uint32_t> found;
  for (const geo::CellRange& range : geo::cover(p, metres)) {
    auto it = std::lower_bound(cells.begin(), cells.end(), range.first);
    for (; it != cells.end() && *it <= range.last; ++it) {
      const std::uint32_t number = cell_numbers[static_cast<std::size_t>(it - cells.begin())];
      const NumberEntry& n = numbers[number];
      const double d = geo::distance_m(p, {n.lat / kMillionths, n.lon / kMillionths});
      if (d > best || (d == best && found)) continue;
      best = d;
      found = number;
    }
  }
  if (!found) return {};
  Address a = address(*found);
  a.score = 1 - best / std::max(metres, 1000.0);
  return a;
}

std::size_t Index::bytes() const {
  std::size_t total = vocabulary.bytes();
  const auto count = [&](const auto& v) { total += v.capacity() * sizeof(v[0]); };
  count(towns);
  count(streets);
  count(postcodes);
  count(street_words);
  count(weight);
  count(postings_begin);
  count(postings);
  count(numbers);
  count(address_ids);
  count(building_ids);
  count(area_set_of);
  count(by_id);
  count(by_prefix);
  count(suffixes);
  count(cells);
  count(cell_numbers);
  const auto text = [&](const std::string& s) {
    total += s.capacity() > 15 ? s.capacity() + 16 : 0;
  };
  for (const StreetEntry& s : streets) text(s.name), text(s.ban_prefix);
  for (const auto& [number, id] : odd_ban_ids) total += 64 + id.capacity();
  return total;
}

}  // namespace palier::places
