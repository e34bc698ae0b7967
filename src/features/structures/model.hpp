#pragma once

#include <boost/describe.hpp>

#include "features/structures/structures.hpp"

namespace palier::structures {

enum class Wheelchair : std::uint8_t { unknown, yes, limited, no };
/// What neighbours found when they went there, besides the hours.
enum class Status : std::uint8_t { usual, open, changed, closed };

/// An open place as its row has it. All of it is public.
struct Structure {
  StructureId id{};
  places::TerritoryId territory_id{1};
  std::string source, source_ref;
  std::string kind;
  std::string name, about;
  std::string address, postcode, city;
  double lat = 0, lon = 0;
  places::AreaId quarter_id{}, district_id{}, commune_id{};
  std::string quarter_name;
  std::string phone, email, website;
  std::string services;   ///< One a line, as the source says them.
  std::string languages;  ///< BCP 47 codes, one space between.
  std::string access;     ///< "Gratuit", "Sur rendez-vous": one a line.
  Wheelchair wheelchair = Wheelchair::unknown;
  std::string hours;       ///< As OpenStreetMap writes them; "" where they are not known.
  std::string hours_said;  ///< As the source has them, where that cannot be read.
  std::optional<Instant> valid_from, valid_to;  ///< The hours hold between these days.
  Status status = Status::usual;
  std::string status_note;
  accounts::AccountId status_by{};
  std::optional<Instant> status_at;
  std::string kept;  ///< Names of fields corrected by hand, one space between.
  std::optional<Instant> gone_at;
  Instant created_at{}, changed_at{};

  geo::Point point() const { return {lat, lon}; }
};
BOOST_DESCRIBE_STRUCT(Structure, (),
                      (id, territory_id, source, source_ref, kind, name, about, address, postcode,
                       city, lat, lon, quarter_id, district_id, commune_id, quarter_name, phone,
                       email, website, services, languages, access, wheelchair, hours, hours_said,
                       valid_from, valid_to, status, status_note, status_by, status_at, kept,
                       gone_at, created_at, changed_at))

/// A word of a neighbour on a place counts so long; then only the hours do.
inline constexpr std::chrono::days kStatusLasts{14};

/// A kind of place.
struct Kind {
  const char* code;
  const char* one;   ///< msgid: "Public toilets"
  const char* icon;  ///< Of web/icons.
};
const std::vector<Kind>& kinds();
const Kind& kind_of(std::string_view code);  ///< "other" where it is not known.
bool is_kind(std::string_view code);

/// A correction that waits or was decided.
struct Correction {
  std::int64_t id = 0;
  places::TerritoryId territory_id{1};
  StructureId structure_id{};
  accounts::AccountId by_id{};
  std::string fields = "{}";  ///< JSON: field → value.
  std::string note;
  std::int64_t state = 0;  ///< 0 waiting, 1 taken, 2 refused.
  Instant created_at{};
  accounts::AccountId decided_by{};
  std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(Correction, (),
                      (id, territory_id, structure_id, by_id, fields, note, state, created_at,
                       decided_by, decided_at))

}  // namespace palier::structures
