// /api/v1/open-places: all of it is public, so it is GeoJSON too.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "features/structures/room.hpp"

namespace palier::structures {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

std::string_view word(hours::State s) {
  return s == hours::State::open ? "open" : s == hours::State::closed ? "closed" : "unknown";
}

json::array array_of(const std::vector<std::string>& list) {
  json::array out;
  for (const auto& one : list) out.emplace_back(one);
  return out;
}

json::object to_json(const Card& card) {
  json::object out{{"id", card.id.str()},     {"kind", card.kind},         {"name", card.name},
                   {"address", card.address}, {"quarter", card.quarter},   {"lat", card.point.lat},
                   {"lon", card.point.lon},   {"state", word(card.state)}, {"now", card.now},
                   {"url", card.url}};
  if (card.metres) out["metres"] = *card.metres;
  return out;
}

json::object to_json(const Structure& s, const StructureView& v) {
  json::object out = to_json(v.card);
  out["about"] = v.about;
  out["phone"] = v.phone;
  out["email"] = v.email;
  out["website"] = v.website;
  out["services"] = array_of(v.services);
  out["access"] = array_of(v.access);
  out["opening_hours"] = s.hours;
  out["opening_hours_said"] = s.hours_said;
  json::array week;
  for (const auto& day : v.week)
    week.push_back(json::object{{"day", day.day}, {"times", day.times}, {"note", day.note}});
  out["week"] = std::move(week);
  if (!v.status.empty())
    out["status"] = json::object{
        {"says", v.status}, {"note", v.status_note}, {"at", to_micros(*s.status_at) / 1'000'000}};
  out["source"] = v.source;
  return out;
}

Structures::Look read_look(const Context& c, Errors& errors) {
  form::Reader reader(c.request.query, errors);
  Structures::Look look;
  std::vector<std::string> codes;
  for (const auto& k : kinds()) codes.emplace_back(k.code);
  look.kind = reader.choice("kind", codes, false);
  look.open_now = reader.flag("open");
  const auto lat = reader.degrees("lat", 90), lon = reader.degrees("lon", 180);
  if (c.request.query.has("lat") && lat && lon) look.near = geo::Point{*lat, *lon};
  look.within =
      static_cast<double>(reader.number("within", {.min = 1, .max = 100'000}).value_or(0));
  look.offset = static_cast<int>(reader.number("offset", {.min = 0, .max = 1'000'000}).value_or(0));
  look.limit = static_cast<int>(reader.number("limit", {.min = 1, .max = 500}).value_or(50));
  return look;
}

Response list(Room& room, Context& c) {
  Errors errors;
  const auto look = read_look(c, errors);
  if (errors) return http::problem(c, errors);
  const auto found = room.look(look, c.language);
  json::array items;
  for (const auto& card : found.cards) items.push_back(to_json(card));
  return http::json(
      http::json_text(json::object{{"items", std::move(items)}, {"total", found.total}}));
}

Response geojson(Room& room, Context& c) {
  Errors errors;
  const auto look = read_look(c, errors);
  if (errors) return http::problem(c, errors);
  json::array features;
  for (const auto& card : room.look(look, c.language).cards) {
    json::object properties = to_json(card);
    properties.erase("lat");
    properties.erase("lon");
    features.push_back(json::object{
        {"type", "Feature"},
        {"id", card.id.str()},
        {"geometry", json::object{{"type", "Point"},
                                  {"coordinates", json::array{card.point.lon, card.point.lat}}}},
        {"properties", std::move(properties)}});
  }
  auto response = http::json(http::json_text(
      json::object{{"type", "FeatureCollection"}, {"features", std::move(features)}}));
  response.header("content-type", "application/geo+json");
  return response;
}

}  // namespace

void json_routes(Room& room) {
  auto& r = room.core.router;
  r.get("/api/v1/open-places", [&room](Context& c) { return list(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get("/api/v1/open-places.geojson", [&room](Context& c) { return geojson(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get("/api/v1/open-places/{structure}", [&room](Context& c, StructureId id) {
     const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
     return http::json(
         http::json_text(to_json(s, view_of(s, room.hours(s).get(), c.now, c.language))));
   }).who(http::anyone());
  r.post("/api/v1/open-places/{structure}/corrections",
         [&room](Context& c, StructureId id) {
           const auto input = http::json_input(c.request);
           Errors errors;
           const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
           const auto filled = read_correction(input, errors, s);
           if (errors) return http::problem(c, errors);
           const bool taken = room.core.db.write([&](db::Transaction& tx) {
             return room.correct(tx, room.get(tx, id), filled, c.viewer, c.now);
           });
           return http::json(http::json_text(json::object{{"taken", taken}}), 201);
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::structures
