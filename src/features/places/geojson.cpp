#include "features/places/geojson.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>

#include "features/places/index.hpp"
#include "features/places/text.hpp"

namespace palier::places {
namespace {

namespace json = boost::json;

constexpr std::uintmax_t kLargest = 256U << 20U;

std::string whole(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw BadFile(fmt::format("There is no file {}.", file.string()));
  const auto size = std::filesystem::file_size(file, error);
  if (size == 0) throw BadFile(fmt::format("{} is empty.", file.string()));
  if (size > kLargest) throw BadFile("The file is larger than 256 MB: give the areas of one town.");
  std::ifstream in(file, std::ios::binary);
  std::string bytes(size, '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw BadFile(fmt::format("{} cannot be read: may it be?", file.string()));
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (!is_utf8(bytes)) throw BadFile("The file is not UTF-8. Save it as UTF-8 and try again.");
  return bytes;
}

const json::value* member(const json::object& o, std::string_view name) {
  const auto* v = o.if_contains(name);
  return v && !v->is_null() ? v : nullptr;
}

/// A property as text, whether it came as a string or a number.
std::string text_of(const json::object& properties, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const json::value* v = member(properties, name);
    if (!v) continue;
    if (v->is_string() && !v->get_string().empty()) return std::string(v->get_string());
    if (v->is_int64()) return std::to_string(v->get_int64());
    if (v->is_uint64()) return std::to_string(v->get_uint64());
    if (v->is_double()) return fmt::format("{}", v->get_double());
  }
  return {};
}

double number(const json::value& v) {
  if (!v.is_number()) throw std::invalid_argument("a coordinate is not a number");
  return v.to_number<double>();
}

const json::array& list(const json::value& v, const char* what) {
  if (!v.is_array()) throw std::invalid_argument(fmt::format("{} is not a list", what));
  return v.get_array();
}

geo::Ring ring_of(const json::value& v) {
  geo::Ring ring;
  for (const json::value& at : list(v, "a ring")) {
    const json::array& pair = list(at, "a point");
    if (pair.size() < 2) throw std::invalid_argument("a point has no two coordinates");
    ring.push_back({number(pair[1]), number(pair[0])});
  }
  return ring;
}

geo::Rings rings_of(const json::value& v) {
  geo::Rings rings;
  for (const json::value& ring : list(v, "a polygon")) rings.push_back(ring_of(ring));
  return rings;
}

std::vector<geo::Rings> polygons_of(const json::object& geometry) {
  const std::string type = text_of(geometry, {"type"});
  const json::value* coordinates = member(geometry, "coordinates");
  if (type != "Polygon" && type != "MultiPolygon")
    throw std::invalid_argument(fmt::format("its geometry is {}, not a Polygon or MultiPolygon",
                                            type.empty() ? "missing" : type));
  if (!coordinates) throw std::invalid_argument("its geometry has no coordinates");
  if (type == "Polygon") return {rings_of(*coordinates)};
  std::vector<geo::Rings> all;
  for (const json::value& polygon : list(*coordinates, "coordinates"))
    all.push_back(rings_of(polygon));
  return all;
}

/// "quarter" from Paris' property names, a `kind` property or what the caller says.
std::string kind_of(const json::object& properties, const std::string& asked) {
  if (!asked.empty()) return asked;
  if (member(properties, "c_quinsee") || member(properties, "l_qu")) return "quarter";
  if (member(properties, "c_arinsee") || member(properties, "l_ar")) return "district";
  return text_of(properties, {"kind"});
}

std::string district_name(const std::string& code, const std::string& fallback) {
  const std::string commune = commune_code(code);
  if (commune == code) return fallback;
  const char* city = commune == "75056" ? "Paris" : commune == "69123" ? "Lyon" : "Marseille";
  const int n = std::stoi(code.substr(3)) - (commune == "69123" ? 80 : 0);
  return fmt::format("{} {}{} Arrondissement", city, n, n == 1 ? "er" : "e");
}

AreaFeature feature_of(const json::value& v, std::int64_t at, const std::string& kind) {
  if (!v.is_object()) throw std::invalid_argument("it is not an object");
  const json::object& o = v.get_object();
  const json::value* properties = member(o, "properties");
  const json::value* geometry = member(o, "geometry");
  static const json::object nothing;
  const json::object& p =
      properties && properties->is_object() ? properties->get_object() : nothing;
  AreaFeature f;
  f.number = at;
  f.kind = kind_of(p, kind);
  f.name = text_of(p, {"l_qu", "name", "nom", "nom_quartier", "libelle", "l_aroff", "l_ar"});
  f.code = text_of(p, {"c_quinsee", "c_arinsee", "code", "code_insee", "insee", "c_qu", "c_ar"});
  if (f.code.empty()) f.code = text_of(o, {"id"});
  if (f.kind != "quarter" && f.kind != "district" && f.kind != "commune")
    throw std::invalid_argument(
        f.kind.empty()
            ? std::string("it does not say its kind: add --kind quarter, district or commune")
            : fmt::format("its kind \"{}\" is not quarter, district or commune",
                          f.kind.substr(0, 40)));
  if (f.kind == "district") f.name = district_name(f.code, f.name);
  if (f.name.empty()) throw std::invalid_argument("it has no name (property name, nom or l_qu)");
  if (f.name.size() > 200) throw std::invalid_argument("its name is longer than 200 bytes");
  if (f.code.empty()) f.code = fold(f.name);
  if (f.kind == "quarter") f.parent_code = text_of(p, {"parent", "parent_code", "c_arinsee"});
  if (f.kind == "quarter" && f.parent_code.empty() && f.code.size() == 7 &&
      commune_code(f.code.substr(0, 5)) != f.code.substr(0, 5))
    f.parent_code = f.code.substr(0, 5);
  if (!geometry || !geometry->is_object()) throw std::invalid_argument("it has no geometry");
  f.polygons = polygons_of(geometry->get_object());
  if (const auto wrong = geo::flaw(f.polygons)) throw std::invalid_argument(*wrong);
  f.geometry =
      json::serialize(json::object{{"type", geometry->get_object().at("type")},
                                   {"coordinates", geometry->get_object().at("coordinates")}});
  return f;
}

}  // namespace

AreaFile read_areas(const std::filesystem::path& file, const std::string& kind) {
  boost::system::error_code error;
  json::parse_options options;
  options.max_depth = 32;
  const std::string bytes = whole(file);
  json::stream_parser parser({}, options);
  const std::size_t used = parser.write_some(bytes, error);
  if (!error && used == bytes.size()) parser.finish(error);
  if (error || used != bytes.size())
    throw BadFile(fmt::format("The file is not whole, well-formed JSON (near byte {}: {}).", used,
                              error ? error.message() : "extra data"));
  const json::value root = parser.release();
  if (!root.is_object() || text_of(root.get_object(), {"type"}) != "FeatureCollection")
    throw BadFile("The file is JSON, but not a GeoJSON FeatureCollection.");
  const json::value* features = member(root.get_object(), "features");
  if (!features || !features->is_array() || features->get_array().empty())
    throw BadFile("The FeatureCollection holds no features.");

  AreaFile out;
  std::set<std::pair<std::string, std::string>> seen;
  std::int64_t at = 0;
  for (const json::value& v : features->get_array()) {
    ++at;
    try {
      AreaFeature f = feature_of(v, at, kind);
      if (!seen.emplace(f.kind, f.code).second)
        throw std::invalid_argument(fmt::format("its code {} stands twice in the file", f.code));
      out.features.push_back(std::move(f));
    } catch (const std::invalid_argument& e) {
      out.bad.push_back({at, e.what()});
    }
  }
  return out;
}

std::vector<geo::Rings> geometry_of(std::string_view geometry) {
  return polygons_of(json::parse(json::string_view(geometry.data(), geometry.size())).as_object());
}

}  // namespace palier::places
