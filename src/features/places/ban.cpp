#include "features/places/ban.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "features/places/text.hpp"

namespace palier::places {
namespace {

constexpr std::size_t kLongestName = 200;

bool digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// INSEE: 75104, 2A004.
bool is_citycode(std::string_view s) {
  return s.size() == 5 && digits(s.substr(2)) && s[0] >= '0' && s[0] <= '9' &&
         ((s[1] >= '0' && s[1] <= '9') || s[1] == 'A' || s[1] == 'B');
}

std::optional<double> degrees(std::string_view s) {
  double v = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
  if (error != std::errc{} || end != s.data() + s.size()) return {};
  return v;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

/// Metropolitan France. What lies outside, but inside the other way round, has its columns swapped:
/// none of the overseas departments does.
bool swapped(geo::Point p) {
  const auto inside = [](double lat, double lon) {
    return lat > 41 && lat < 51.5 && lon > -5.5 && lon < 10;
  };
  return !inside(p.lat, p.lon) && inside(p.lon, p.lat);
}

bool has_control(std::string_view s) {
  return std::any_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

BanColumns::BanColumns(const CsvReader& csv) : columns_(csv.header().size()) {
  csv.require({"id", "numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune", "lon",
               "lat"});
  const auto at = [&](std::string_view name) { return static_cast<std::size_t>(csv.column(name)); };
  id_ = at("id");
  number_ = at("numero");
  rep_ = at("rep");
  street_ = at("nom_voie");
  postcode_ = at("code_postal");
  citycode_ = at("code_insee");
  commune_ = at("nom_commune");
  lon_ = at("lon");
  lat_ = at("lat");
  old_commune_ = csv.column("code_insee_ancienne_commune");
}

tl::expected<BanRow, std::string> BanColumns::read(const std::vector<std::string>& f) const {
  const auto refused = [](std::string reason) { return tl::unexpected(std::move(reason)); };
  if (f.size() != columns_)
    return refused(fmt::format("it has {} fields, the header has {}", f.size(), columns_));
  BanRow row;
  row.ban_id = trimmed(f[id_]);
  row.rep = trimmed(f[rep_]);
  row.street = trimmed(f[street_]);
  row.postcode = trimmed(f[postcode_]);
  row.citycode = trimmed(f[citycode_]);
  row.commune = trimmed(f[commune_]);
  if (row.ban_id.empty()) return refused("its id is empty");
  if (row.street.empty()) return refused("its street (nom_voie) is empty");
  if (row.commune.empty()) return refused("its commune (nom_commune) is empty");
  for (const std::string* text : {&row.ban_id, &row.rep, &row.street, &row.commune})
    if (text->size() > kLongestName || has_control(*text))
      return refused("a field is longer than 200 bytes or holds control characters");
  const std::string_view number = trimmed(f[number_]);
  if (!digits(number) || number.size() > 5)
    return refused(fmt::format("numero \"{}\" is not a number", number.substr(0, 20)));
  std::from_chars(number.data(), number.data() + number.size(), row.number);
  if (row.number == 0 || row.number >= 9999)
    return refused(fmt::format("numero {} stands for no house number", row.number));
  if (row.postcode.size() != 5 || !digits(row.postcode))
    return refused(
        fmt::format("code_postal \"{}\" is not five digits", row.postcode.substr(0, 20)));
  if (!is_citycode(row.citycode))
    return refused(
        fmt::format("code_insee \"{}\" is not a code of a commune", row.citycode.substr(0, 20)));
  const auto lon = degrees(trimmed(f[lon_]));
  const auto lat = degrees(trimmed(f[lat_]));
  if (!lon || !lat) return refused("lon or lat is missing or not a number");
  row.point = {*lat, *lon};
  if (!geo::valid(row.point) || (*lat == 0 && *lon == 0))
    return refused(fmt::format("lon {} and lat {} are not a place on the ground", *lon, *lat));
  if (swapped(row.point)) return refused("lon and lat seem to be swapped");

  // Not the code in the BAN's id: that one changes from file to file. Two streets of one name in a
  // commune are told apart by the commune they were in before it merged.
  const std::string old = old_commune_ < 0 ? "" : f[static_cast<std::size_t>(old_commune_)];
  row.street_code = fmt::format("{}/{}/{}", row.citycode, old, fold(row.street));
  return row;
}

}  // namespace palier::places
