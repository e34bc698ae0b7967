#include "features/places/pages.hpp"

namespace palier::places {
namespace {

http::Response map(http::Context& c, const Service& service) {
  const auto snapshot = service.snapshot();
  if (snapshot->map.empty()) http::not_found();
  form::Errors ignored;  // A pin that cannot be placed is left out.
  form::Reader reader(c.request.query, ignored);
  const auto lat = reader.degrees("lat", 90);
  const auto lon = reader.degrees("lon", 180);
  std::optional<geo::Point> pin;
  if (lat && lon && !c.request.query.one("lat").empty()) pin = geo::Point{*lat, *lon};
  return http::text(snapshot->map.svg(pin), "image/svg+xml");
}

}  // namespace

void pages(http::Router& router, const Service& service) {
  router.get("/places/map.svg", [&service](http::Context& c) { return map(c, service); })
      .who(http::anyone());
}

}  // namespace palier::places
