#include "features/aid/listing.hpp"

#include "features/places/form.hpp"

namespace palier::aid {
namespace {

using i18n::Message;

std::string folded(std::string_view text) {
  std::string out;
  for (const char ch : text) out += static_cast<char>(ch >= 'A' && ch <= 'Z' ? ch + 32 : ch);
  return out;
}

std::optional<places::Location> quarter_named(const places::Places& places, std::string_view text) {
  const std::string wanted = folded(text);
  for (const auto& area : places.areas("quarter"))
    if (folded(area.name) == wanted) {
      auto where = places.locate_point(area.centre);
      where.label = area.name;
      return where;
    }
  return {};
}

/// Somebody types a place as they would say it: a postcode, a quarter, an address.
std::optional<places::Location> place_named(const places::Places& places, const std::string& text) {
  const bool digits = text.size() == 5 && text.find_first_not_of("0123456789") == std::string::npos;
  if (digits)
    if (auto where = places.locate_postcode(text)) return where;
  if (auto where = quarter_named(places, text)) return where;
  const auto found = places.search({text, 1, {}});
  if (found.empty() || found[0].score < 0.4) return {};
  if (found[0].id)
    if (auto where = places.locate(found[0].id)) return where;
  auto where = places.locate_point(found[0].point);
  where.label = found[0].label;
  return where;
}

}  // namespace

Listing read_listing(Room& room, const http::Context& c, const Seer& seer, std::optional<Kind> kind,
                     form::Errors& errors) {
  const auto& query = c.request.query;
  form::Reader reader(query, errors);
  Listing out;
  auto& look = out.look;
  look.kind = kind;
  look.now = c.now;
  look.territory = seer.territory;

  const auto near = reader.text("near", {.max = 200});
  const auto lat = reader.degrees("lat", 90), lon = reader.degrees("lon", 180);
  std::optional<places::Location> where;
  if (!near.empty()) {
    where = place_named(room.p.places, near);
    if (!where)
      errors.add("near", Message{N_("We do not know this place. Try the street and the town, or a "
                                    "postcode.")});
    else
      out.around = where->label.empty() ? near : where->label;
  } else if (lat && lon) {
    where = room.p.places.locate_point({*lat, *lon});
    out.around = where->quarter_name;
  } else if (seer.home) {
    where = seer.home;
    out.own_home = true;
  }
  if (where) {
    look.centre = where->exact;
    look.where = where->scopes;
    look.own_home = out.own_home;
    look.within = kNearMe;
  }

  const auto catalogue = room.catalogue();
  if (query.has("category")) {
    const Category* category = category_of(query, *catalogue);
    if (category)
      look.category = category->id;
    else
      errors.add("category",
                 Message{N_("This kind of help does not exist. Choose one in the list.")});
  }
  const auto scope = query.one("scope");
  if (scope == "city") {
    look.within = 0;
  } else if (scope == "building" || scope == "street" || scope == "quarter") {
    look.scope = scope == "building" ? Scope::building
                 : scope == "street" ? Scope::street
                                     : Scope::quarter;
    look.within = 0;
  } else if (!scope.empty()) {
    if (const auto metres = reader.number("scope", {.min = 100, .max = 100'000}))
      look.within = static_cast<double>(*metres);
  }
  const auto when = reader.choice("when", {"any", "now", "week", "evenings", "weekend"}, false);
  for (const When w : {When::now, When::week, When::evenings, When::weekend})
    if (when == word(w)) look.when = w;
  look.urgent = reader.flag("urgent");
  return out;
}

}  // namespace palier::aid
