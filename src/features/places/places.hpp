#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "core/geo/point.hpp"
#include "core/util/id.hpp"

namespace palier::places {

struct AddressTag;
using AddressId = Id<AddressTag>;
struct AreaTag;
using AreaId = Id<AreaTag>;
struct TerritoryTag;
using TerritoryId = Id<TerritoryTag>;

/// The areas a place lies in, smallest first; 0 where unknown. A building is one number of one
/// street; a street belongs to one commune.
struct Scopes {
  std::int64_t building = 0;
  std::int64_t street = 0;
  AreaId quarter{};
  AreaId district{};  ///< Arrondissement.
  AreaId commune{};
  TerritoryId territory{1};
};

/// The circles that people speak in, smallest first. Everyone belongs to all of theirs.
enum class Level : std::uint8_t { building = 1, street, quarter, city };
inline constexpr Level kLevels[] = {Level::building, Level::street, Level::quarter, Level::city};
std::string_view word(Level level);  ///< "building", "street", "quarter", "city"
std::optional<Level> level(std::string_view word);

/// A circle as one word, "quarter/123": audiences of posts, of live events and of what is found are
/// kept so. "" where the level is not known there. A city is a commune, or the whole territory
/// where communes were not imported.
std::string circle(Level level, const Scopes& scopes);
/// All that are known, smallest first.
std::vector<std::string> circles(const Scopes& scopes);

/// An address as found by search. Where only a street or a town was asked for, or the number is not
/// known, `type` says so and `id` is 0.
struct Address {
  AddressId id{};
  std::string ban_id;                ///< As in the file: "75104_8909_00012_b".
  std::string type = "housenumber";  ///< Or "street", "municipality".
  std::string label;                 ///< "12 bis Rue de Rivoli 75004 Paris"
  std::string housenumber;           ///< "12 bis"
  std::string street;
  std::string postcode;
  std::string city;
  std::string citycode;  ///< INSEE, of the arrondissement where there is one: "75104".
  std::string district;  ///< "Paris 4e Arrondissement", or "".
  geo::Point point{};
  double score = 0;  ///< 0 to 1, of the search that found it.
};

struct Area {
  AreaId id{};
  std::string kind;  ///< "quarter", "district", "commune"
  std::string name;
  std::string code;
  geo::Point centre{};
};

/// Where somebody or something is: exact, so never shown but to those the policy names, and the
/// public point drawn once.
struct Location {
  geo::Point exact{};
  geo::Point shown{};  ///< Jittered.
  Scopes scopes{};
  AddressId address{};       ///< 0 when only a postcode or a point was given.
  std::string label;         ///< Exact address in one line.
  std::string quarter_name;  ///< What everyone may see: "Quartier Belleville", or the postcode.
};

/// The size of the map in /places/map.svg, in CSS pixels; 0 where no areas were imported.
struct MapPicture {
  int width = 0, height = 0;
};

/// The room's public face.
class Places {
 public:
  virtual ~Places() = default;
  struct Query {
    std::string text;
    int limit = 5;
    std::optional<geo::Point> near;
  };
  /// From memory, thread-safe; best first.
  virtual std::vector<Address> search(const Query& query) const = 0;
  virtual std::optional<Address> address(AddressId id) const = 0;
  /// By the id of the file, which is the one that /api/v1/addresses gives.
  virtual std::optional<Address> address_by_ban(std::string_view) const { return {}; }
  /// Nearest address within `metres`.
  virtual std::optional<Address> nearest(geo::Point p, double metres) const = 0;
  virtual std::optional<Area> area(AreaId id) const = 0;
  virtual std::vector<Area> areas(std::string_view kind) const = 0;
  virtual bool has_addresses() const = 0;
  virtual bool has_postcodes() const = 0;

  /// A location for an address, a postcode, or a point on the map; draws the jitter. Nothing where
  /// the address or postcode is unknown.
  virtual std::optional<Location> locate(AddressId id) const = 0;
  virtual std::optional<Location> locate_postcode(std::string_view postcode) const = 0;
  virtual Location locate_point(geo::Point p) const = 0;
  /// The map to click on where there are no addresses, and the point under a click.
  virtual MapPicture map() const { return {}; }
  virtual std::optional<geo::Point> point_on_map(double, double) const { return {}; }
  /// The shapes on that picture: an SVG path in its pixels.
  struct Outline {
    AreaId id{};
    std::string path;
  };
  virtual std::vector<Outline> outlines() const { return {}; }
  /// Looks whether an import by another process has changed the data, and takes it in; also done
  /// every few seconds on a thread of its own.
  virtual void refresh() = 0;
};

/// Builds the room: registers its routes, jobs and commands, loads the index.
std::unique_ptr<Places> make(const Core& core);

}  // namespace palier::places
