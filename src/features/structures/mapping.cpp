#include "features/structures/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace palier::structures {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 16> kFields{
    "ref", "kind",  "name",  "about",   "address",  "postcode",  "city",   "lat",
    "lon", "phone", "email", "website", "services", "languages", "access", "wheelchair"};

std::string text(const json::value& value, std::string_view where) {
  if (!value.is_string()) throw BadMapping(fmt::format("{}: must be a text.", where));
  return std::string(value.get_string());
}

std::vector<std::string> texts(const json::value& value, std::string_view where) {
  if (value.is_string()) return {std::string(value.get_string())};
  if (!value.is_array()) throw BadMapping(fmt::format("{}: must be a text or a list.", where));
  std::vector<std::string> out;
  for (const auto& one : value.get_array()) out.push_back(text(one, where));
  return out;
}

Column column_of(const json::value& value, std::string_view where) {
  Column c;
  if (!value.is_object()) {
    c.columns = texts(value, where);
    return c;
  }
  for (const auto& [key, part] : value.get_object()) {
    if (key == "column" || key == "columns") {
      c.columns = texts(part, where);
    } else if (key == "default") {
      c.fallback = text(part, where);
    } else if (key == "split") {
      c.split = text(part, where);
    } else if (key == "values" && part.is_object()) {
      for (const auto& [from, to] : part.get_object())
        c.values[std::string(from)] = text(to, where);
    } else {
      throw BadMapping(fmt::format("{}.{}: is not known.", where, std::string_view(key)));
    }
  }
  return c;
}

void hours_of(const json::value& value, Mapping& m) {
  if (!value.is_object()) throw BadMapping("hours: must be an object.");
  for (const auto& [key, part] : value.get_object()) {
    const auto where = fmt::format("hours.{}", std::string_view(key));
    const auto list = [&](std::size_t size) {
      auto out = texts(part, where);
      if (out.size() != size)
        throw BadMapping(fmt::format("{}: must have {} columns.", where, size));
      return out;
    };
    if (key == "osm")
      m.osm = text(part, where);
    else if (key == "french")
      m.french = text(part, where);
    else if (key == "period")
      m.period = text(part, where);
    else if (key == "week")
      m.week = list(7);
    else if (key == "days")
      m.days = list(7);
    else if (key == "weekday")
      m.weekday = list(2);
    else if (key == "saturday")
      m.saturday = list(2);
    else if (key == "sunday")
      m.sunday = list(2);
    else
      throw BadMapping(fmt::format("{}: is not known.", where));
  }
}

json::array array_of(const std::vector<std::string>& list) {
  json::array out;
  for (const auto& one : list) out.emplace_back(one);
  return out;
}

const std::array<const char*, 5> kKnown{
    R"({"source":"paris-lieux","ref":"identifiant","name":"nom","address":"adresse","postcode":"arrondissement",
        "city":{"default":"Paris"},"lat":"lat","lon":"lon",
        "kind":{"column":"type","default":"other","values":{"Bains-douches":"showers","Mairie d'arrondissement":"town-hall",
          "Mairie":"town-hall","Bibliothèque":"library","Piscine":"pool","Musée":"museum","Baignade extérieure":"pool",
          "Découverte et Initiation":"other","Terrain de boules":"park","Ombrière pérenne":"park"}},
        "access":{"column":"payant","values":{"Oui":"Payant","Non":"Gratuit"}},
        "hours":{"week":["horaires_lundi","horaires_mardi","horaires_mercredi","horaires_jeudi","horaires_vendredi",
          "horaires_samedi","horaires_dimanche"],"period":"horaires_periode"}})",
    R"({"source":"paris-marches","ref":"Identifiant marché","name":"Nom complet","kind":{"default":"market"},
        "about":"Produit","address":"Localisation","city":{"default":"Paris"},"lat":"lat","lon":"lon",
        "hours":{"days":["LUNDI","MARDI","MERCREDI","JEUDI","VENDREDI","SAMEDI","DIMANCHE"],
          "weekday":["Heure début en semaine","Heure fin en semaine"],
          "saturday":["Heure début le samedi","Heure fin le samedi"],
          "sunday":["Heure début le dimanche","Heure fin le dimanche"]}})",
    R"({"source":"paris-sanisettes","ref":"recordid","name":{"default":"Toilettes publiques"},"kind":{"default":"toilets"},
        "address":"adresse","postcode":"arrondissement","city":{"default":"Paris"},"lat":"lat","lon":"lon",
        "access":{"default":"Gratuit"},"wheelchair":{"column":"acces_pmr","values":{"Oui":"yes","Non":"no"}},
        "hours":{"french":"horaire"}})",
    R"({"source":"paris-restaurants-casvp","ref":["code_postal","nom_restaurant"],"name":"nom_restaurant",
        "kind":{"default":"restaurant"},"address":"adresse","postcode":"code_postal","city":"ville","lat":"lat","lon":"lon"})",
    R"({"source":"mediation-numerique","ref":"id","name":"nom","kind":{"default":"digital"},"address":"adresse",
        "postcode":"code_postal","city":"commune","lat":"latitude","lon":"longitude","website":"site_web",
        "services":{"column":"services","split":", "},"access":{"column":"conditions_access","split":", "},
        "hours":{"osm":"horaires"}})"};

}  // namespace

std::vector<std::string> Mapping::columns() const {
  std::vector<std::string> out;
  for (const auto& [name, column] : fields)
    out.insert(out.end(), column.columns.begin(), column.columns.end());
  for (const auto* one : {&osm, &french, &period})
    if (!one->empty()) out.push_back(*one);
  for (const auto* list : {&week, &days, &weekday, &saturday, &sunday})
    out.insert(out.end(), list->begin(), list->end());
  return out;
}

Mapping mapping_from_json(std::string_view text_) {
  json::value value;
  try {
    value = json::parse({text_.data(), text_.size()});
  } catch (const std::exception&) {
    throw BadMapping("The mapping is not JSON.");
  }
  if (!value.is_object()) throw BadMapping("The mapping must be an object.");
  Mapping m;
  for (const auto& [key, part] : value.get_object()) {
    const std::string name(key);
    if (name == "source")
      m.source = text(part, name);
    else if (name == "hours")
      hours_of(part, m);
    else if (std::find(kFields.begin(), kFields.end(), name) != kFields.end())
      m.fields[name] = column_of(part, name);
    else
      throw BadMapping(fmt::format("{}: is not known.", name));
  }
  if (m.source.empty())
    throw BadMapping("source: is missing. Name the file's origin, once and for all.");
  for (const char* needed : {"ref", "name", "kind"})
    if (!m.fields.contains(needed)) throw BadMapping(fmt::format("{}: is missing.", needed));
  if (!m.fields.contains("lat") && !m.fields.contains("address"))
    throw BadMapping("lat and lon, or address: one of them is needed.");
  return m;
}

std::string to_json(const Mapping& m) {
  json::object out{{"source", m.source}};
  for (const auto& [name, c] : m.fields) {
    json::object part;
    if (!c.columns.empty()) part["columns"] = array_of(c.columns);
    if (!c.fallback.empty()) part["default"] = c.fallback;
    if (!c.split.empty()) part["split"] = c.split;
    if (!c.values.empty()) {
      json::object values;
      for (const auto& [from, to] : c.values) values[from] = to;
      part["values"] = std::move(values);
    }
    out[name] = std::move(part);
  }
  json::object hours;
  for (const auto& [name, one] :
       {std::pair{"osm", &m.osm}, {"french", &m.french}, {"period", &m.period}})
    if (!one->empty()) hours[name] = *one;
  for (const auto& [name, list] : {std::pair{"week", &m.week},
                                   {"days", &m.days},
                                   {"weekday", &m.weekday},
                                   {"saturday", &m.saturday},
                                   {"sunday", &m.sunday}})
    if (!list->empty()) hours[name] = array_of(*list);
  if (!hours.empty()) out["hours"] = std::move(hours);
  return json::serialize(out);
}

std::optional<Mapping> known_mapping(const std::vector<std::string>& header) {
  for (const char* known : kKnown) {
    Mapping m = mapping_from_json(known);
    const auto columns = m.columns();
    if (std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
          return std::find(header.begin(), header.end(), column) != header.end();
        }))
      return m;
  }
  return {};
}

}  // namespace palier::structures
