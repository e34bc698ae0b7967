#include "features/places/json.hpp"

#include "features/places/geocodejson.hpp"

namespace palier::places {
namespace {

constexpr double kReverseMetres = 1000;

/// `lat` and `lon`, both or none.
std::optional<geo::Point> read_point(form::Reader& reader, bool required) {
  const auto& input = reader.input();
  const auto lat = reader.degrees("lat", 90);
  const auto lon = reader.degrees("lon", 180);
  const bool has_lat = !input.one("lat").empty();
  const bool has_lon = !input.one("lon").empty();
  if (!has_lat && (required || has_lon))
    reader.errors().add("lat", {N_("Give the latitude, in degrees.")});
  if (!has_lon && (required || has_lat))
    reader.errors().add("lon", {N_("Give the longitude, in degrees.")});
  if (!lat || !lon || !has_lat || !has_lon) return {};
  return geo::Point{*lat, *lon};
}

http::Response answer(const GeocodeAnswer& found) {
  return http::json(geocode_json(found));
}

http::Response search(http::Context& c, const Places& places) {
  form::Errors errors;
  form::Reader reader(c.request.query, errors);
  GeocodeAnswer found;
  found.query = reader.text("q", {.required = true,
                                  .min = 3,
                                  .max = 200,
                                  .missing = {N_("Write the address to look for in q.")}});
  found.limit = static_cast<int>(reader.number("limit", {.min = 1, .max = 20}).value_or(5));
  found.near = read_point(reader, false);
  if (errors) return http::problem(c, errors);
  found.addresses = places.search({*found.query, found.limit, found.near});
  return answer(found);
}

http::Response reverse(http::Context& c, const Places& places) {
  form::Errors errors;
  form::Reader reader(c.request.query, errors);
  GeocodeAnswer found;
  found.limit = 1;
  found.near = read_point(reader, true);
  if (errors) return http::problem(c, errors);
  if (auto a = places.nearest(*found.near, kReverseMetres))
    found.addresses.push_back(std::move(*a));
  return answer(found);
}

}  // namespace

void json_routes(http::Router& router, const Places& places) {
  auto& one =
      router.get("/api/v1/addresses", [&places](http::Context& c) { return search(c, places); });
  one.who(http::anyone()).limited(http::Limit::search).api = true;
  auto& two = router.get("/api/v1/addresses/reverse",
                         [&places](http::Context& c) { return reverse(c, places); });
  two.who(http::anyone()).limited(http::Limit::search).api = true;
}

}  // namespace palier::places
