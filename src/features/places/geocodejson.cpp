#include "features/places/geocodejson.hpp"

#include <boost/json.hpp>
#include <cmath>

#include "core/http/json.hpp"
#include "features/places/departments.hpp"

namespace palier::places {
namespace {

namespace json = boost::json;

json::object feature(const Address& a, const std::optional<geo::Point>& near) {
  json::object p;
  p["label"] = a.label;
  p["score"] = std::round(a.score * 10'000) / 10'000;
  if (!a.housenumber.empty()) p["housenumber"] = a.housenumber;
  p["id"] = a.ban_id;
  p["type"] = a.type;
  p["name"] = a.type == "municipality" ? a.city
              : a.housenumber.empty()  ? a.street
                                       : a.housenumber + " " + a.street;
  p["postcode"] = a.postcode;
  p["citycode"] = a.citycode;
  p["city"] = a.city;
  if (!a.district.empty()) p["district"] = a.district;
  p["context"] = context_of(a.citycode);
  if (!a.street.empty()) p["street"] = a.street;
  if (near) p["distance"] = static_cast<std::int64_t>(std::lround(geo::distance_m(*near, a.point)));
  const auto degrees = [](double v) { return std::round(v * 1e6) / 1e6; };
  return {{"type", "Feature"},
          {"geometry",
           {{"type", "Point"},
            {"coordinates", json::array{degrees(a.point.lon), degrees(a.point.lat)}}}},
          {"properties", std::move(p)}};
}

}  // namespace

std::string geocode_json(const GeocodeAnswer& answer) {
  json::array features;
  for (const Address& a : answer.addresses) features.push_back(feature(a, answer.near));
  json::object out{{"type", "FeatureCollection"},
                   {"version", "draft"},
                   {"features", std::move(features)},
                   {"attribution", "BAN"},
                   {"licence", "ETALAB-2.0"}};
  if (answer.query) out["query"] = *answer.query;
  out["limit"] = answer.limit;
  return http::json_text(out);
}

}  // namespace palier::places
