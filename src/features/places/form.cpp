#include "features/places/form.hpp"

#include <charconv>

namespace palier::places {
namespace {

constexpr int kChoices = 6;
constexpr double kSure = 0.9;  ///< Of a sole match.
constexpr double kApart = 0.05;
constexpr const char* kNone = "none";

std::optional<double> number(const std::string& s) {
  double v = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
  if (error != std::errc{} || end != s.data() + s.size() || s.empty()) return {};
  return v;
}

std::optional<Location> by_id(const Places& places, const std::string& id) {
  if (const auto ours = AddressId::parse(id))
    if (auto location = places.locate(*ours)) return location;
  if (const auto ban = places.address_by_ban(id)) return places.locate(ban->id);
  return {};
}

/// The houses that a text may mean: a street alone is no address.
std::vector<Address> houses(const Places& places, const std::string& text) {
  std::vector<Address> all = places.search({text, 2 * kChoices, {}});
  std::erase_if(all, [](const Address& a) { return !a.id; });
  if (all.size() > kChoices) all.resize(kChoices);
  return all;
}

class LocationReader {
 public:
  LocationReader(const Places& places, const form::Input& input, form::Errors& errors,
                 const LocationRule& rule)
      : places_(places), input_(input), errors_(errors), rule_(rule) {}

  LocationAnswer run() {
    const std::string& id = input_.one("address_id");
    const std::string& text = input_.one("address_text");
    const std::string& listed_for = input_.one("address_for");
    const bool same_text = text.empty() || listed_for.empty() || listed_for == text;
    if (!id.empty() && id != kNone && same_text) {
      if (auto found = by_id(places_, id)) return {std::move(found), {}};
      if (text.empty())
        return wrong("address_id", {N_("This address is not known. Write it again.")});
    }
    if (rule_.approximate && given("map.x") && given("map.y")) return by_click();
    if (!text.empty()) {
      if (id == kNone && same_text)
        return wrong("address_text",
                     {N_("Write the address again, with the number, the street and the town.")});
      return by_text(text);
    }
    if (rule_.approximate) {
      if (given("lat") || given("lon")) return by_point();
      if (given("quarter")) return by_quarter();
      if (given("postcode")) return by_postcode();
    }
    if (rule_.required)
      return wrong(
          places_.has_addresses() ? "address_text" : "postcode",
          places_.has_addresses() ? rule_.missing : i18n::Message{N_("Write your postcode.")});
    return {};
  }

 private:
  bool given(std::string_view name) const { return !input_.one(name).empty(); }

  LocationAnswer wrong(std::string_view field, i18n::Message message) {
    errors_.add(field, std::move(message));
    return {};
  }

  LocationAnswer by_text(const std::string& text) {
    if (!places_.has_addresses()) {
      if (rule_.approximate && given("postcode")) return by_postcode();
      return wrong("postcode", {N_("Addresses are not known here. Write your postcode.")});
    }
    if (text.size() > 400)
      return wrong("address_text",
                   {N_("This is too long: write at most {1} characters."), {"200"}});
    std::vector<Address> found = houses(places_, text);
    if (found.empty())
      return wrong("address_text",
                   {N_("No address was found. Check the number, the street and the town.")});
    const bool sole =
        found[0].score >= kSure && (found.size() == 1 || found[0].score - found[1].score > kApart);
    if (rule_.sole_match && sole) return {places_.locate(found[0].id), {}};
    errors_.add("address_text", {N_("Choose your address in the list.")});
    return {{}, std::move(found)};
  }

  LocationAnswer by_click() {
    const auto x = number(input_.one("map.x"));
    const auto y = number(input_.one("map.y"));
    const auto point = x && y ? places_.point_on_map(*x, *y) : std::nullopt;
    if (!point) return wrong("quarter", {N_("Click inside the map, or choose the quarter.")});
    return {places_.locate_point(*point), {}};
  }

  LocationAnswer by_point() {
    const auto lat = number(input_.one("lat"));
    const auto lon = number(input_.one("lon"));
    if (!lat || std::abs(*lat) > 90)
      return wrong("lat", {N_("Give the latitude, in degrees from -90 to 90.")});
    if (!lon || std::abs(*lon) > 180)
      return wrong("lon", {N_("Give the longitude, in degrees from -180 to 180.")});
    return {places_.locate_point({*lat, *lon}), {}};
  }

  LocationAnswer by_quarter() {
    const auto id = AreaId::parse(input_.one("quarter"));
    const auto area = id ? places_.area(*id) : std::nullopt;
    if (!area) return wrong("quarter", {N_("Choose one of the quarters in the list.")});
    Location location = places_.locate_point(area->centre);
    // The middle of a winding quarter may lie in another.
    if (area->kind == "quarter") location.scopes.quarter = area->id;
    location.quarter_name = location.label = area->name;
    return {std::move(location), {}};
  }

  LocationAnswer by_postcode() {
    auto location = places_.locate_postcode(input_.one("postcode"));
    if (!location)
      return wrong("postcode", {N_("This postcode is not known. It has five digits, like 75011.")});
    return {std::move(location), {}};
  }

  const Places& places_;
  const form::Input& input_;
  form::Errors& errors_;
  const LocationRule& rule_;
};

html::Field radios(const LocationAnswer& answer, const form::Input& input,
                   const i18n::Language& language) {
  html::Field field;
  field.name = "address_id";
  field.label = language.tr(N_("Which one is it?"));
  field.required = true;
  for (const Address& a : answer.choices)
    field.options.push_back({a.id.str(), a.label, {}, input.one("address_id") == a.id.str()});
  if (!field.options.empty())
    field.options.push_back({kNone, language.tr(N_("None of these: search again")), {}, false});
  return field;
}

html::Field quarters(const Places& places, const form::Input& input, const form::Errors& errors,
                     const i18n::Language& language) {
  html::Field field;
  field.name = "quarter";
  field.label = language.tr(N_("Quarter"));
  std::vector<Area> areas = places.areas("quarter");
  if (areas.empty()) areas = places.areas("district");
  if (areas.empty()) return field;
  field.options.push_back({"", language.tr(N_("Choose a quarter")), {}, false});
  for (const Area& a : areas) field.options.push_back({a.id.str(), a.name, {}, false});
  return html::filled(std::move(field), input, errors, language);
}

}  // namespace

LocationAnswer read_location(const Places& places, const form::Input& input, form::Errors& errors,
                             const LocationRule& rule) {
  return LocationReader(places, input, errors, rule).run();
}

LocationView location_view(const Places& places, const form::Input& input,
                           const form::Errors& errors, const LocationAnswer& answer,
                           const i18n::Language& language, std::string label, std::string hint,
                           const LocationRule& rule) {
  LocationView view;
  view.has_addresses = places.has_addresses();
  view.approximate = rule.approximate;
  view.address.name = "address_text";
  view.address.label = std::move(label);
  view.address.hint =
      hint.empty()
          ? language.tr(N_("Number, street and town. For example: 12 rue de la Paix, Paris"))
          : std::move(hint);
  view.address.autocomplete = "street-address";
  view.address.max = 200;
  view.address.required = rule.required;
  view.address = html::filled(std::move(view.address), input, errors, language);
  view.choices = radios(answer, input, language);
  view.address_for = answer.choices.empty() ? input.one("address_for") : input.one("address_text");
  // A choice made stays made when another field of the form is wrong.
  if (answer.location && answer.location->address) {
    view.address_id = answer.location->address.str();
    view.address.value = answer.location->label;
    view.address_for = answer.location->label;
  }
  view.quarter = quarters(places, input, errors, language);
  view.postcode.name = "postcode";
  view.postcode.label = language.tr(N_("Postcode"));
  view.postcode.inputmode = "numeric";
  view.postcode.autocomplete = "postal-code";
  view.postcode.max = 5;
  view.postcode.width = 5;
  view.postcode.required = rule.required && !view.has_addresses;
  view.postcode = html::filled(std::move(view.postcode), input, errors, language);
  const MapPicture map = places.map();
  view.map_width = map.width;
  view.map_height = map.height;
  if (answer.location && !answer.location->address && !input.has("postcode") &&
      !input.has("quarter")) {
    view.lat = std::to_string(answer.location->exact.lat);
    view.lon = std::to_string(answer.location->exact.lon);
  }
  if (map.width > 0)
    view.map_url = view.lat.empty() ? "/places/map.svg"
                                    : "/places/map.svg?lat=" + view.lat + "&lon=" + view.lon;
  view.found_one = language.tr(N_("1 address found"));
  view.found_many = language.tr(N_("{n} addresses found"));
  view.open = !view.has_addresses || !view.lat.empty() || !view.quarter.error.empty() ||
              !view.postcode.error.empty() || !view.postcode.value.empty() ||
              !input.one("quarter").empty();
  return view;
}

}  // namespace palier::places
