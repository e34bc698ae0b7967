#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/geo/point.hpp"
#include "features/places/places.hpp"
#include "features/places/vocabulary.hpp"

namespace palier::places {

/// A commune, or an arrondissement of one: "Paris", 75111, "Paris 11e Arrondissement", 11.
struct Town {
  std::string city;
  std::string citycode;
  std::string district;
  int arrondissement = 0;
  std::vector<WordId> words;
};

/// Part of a street that shares a postcode, with its numbers.
struct StreetEntry {
  std::int64_t street = 0;
  std::string name;
  std::string ban_prefix;  ///< "75104_8909"
  std::string postcode;
  std::uint32_t town = 0;
  std::uint32_t first_word = 0, words = 0;      ///< In Index::street_words.
  std::uint32_t first_number = 0, numbers = 0;  ///< In Index::numbers; by number, then suffix.
  geo::Point centre{};
};

/// What one postcode covers of one town.
struct PostcodeEntry {
  std::string postcode;
  std::uint32_t town = 0;
  std::int64_t addresses = 0;
  geo::Point centre{};
};

/// Degrees as whole millionths: a tenth of a metre, in half the room.
struct NumberEntry {
  std::uint16_t number = 0;
  std::uint16_t suffix = 0;  ///< In Index::suffixes.
  std::int32_t lat = 0, lon = 0;
};

struct Suffix {
  std::string shown;  ///< "bis"
  std::string key;    ///< "b"
  std::string tail;   ///< What the BAN id ends with: "_b".
};

/// One address, as the builder takes it.
struct IndexRow {
  std::int64_t address = 0;
  std::int64_t street = 0;
  std::string_view ban_id, street_name, postcode, city, citycode, district;
  int number = 0;
  std::string_view suffix;
  geo::Point point{};
  std::int64_t building = 0, quarter_id = 0, district_id = 0, commune_id = 0;
};

/// The areas an address lies in; many addresses share one such set.
struct AreaSet {
  AreaId quarter{}, district{}, commune{};
  auto operator<=>(const AreaSet&) const = default;
};

/// All addresses in memory, made once and then only read, by any thread.
class Index {
 public:
  std::vector<Address> search(const Places::Query& query) const;
  std::optional<Address> nearest(geo::Point p, double metres) const;
  /// The number (in `numbers`) of an address, by our id or by its BAN id.
  std::optional<std::uint32_t> find(AddressId id) const;
  std::optional<std::uint32_t> find_ban(std::string_view ban_id) const;
  Address address(std::uint32_t number) const;
  Scopes scopes(std::uint32_t number) const;
  std::size_t addresses() const { return numbers.size(); }
  std::size_t bytes() const;

  Address housenumber(const StreetEntry& s, std::uint32_t number) const;
  Address street(const StreetEntry& s) const;
  Address municipality(const PostcodeEntry& p) const;
  Address city(const std::string& name) const;

  std::vector<Town> towns;
  std::vector<StreetEntry> streets;
  std::vector<PostcodeEntry> postcodes;
  Vocabulary vocabulary;
  std::vector<WordId> street_words;
  std::vector<float> weight;                  ///< By word: how much it tells streets apart, 0 to 1.
  std::vector<std::uint32_t> postings_begin;  ///< By word, one more than words.
  std::vector<std::uint32_t> postings;        ///< Streets.
  std::vector<NumberEntry> numbers;
  std::vector<std::int64_t> address_ids;   ///< Beside numbers.
  std::vector<std::int64_t> building_ids;  ///< Beside numbers.
  std::vector<std::uint16_t> area_set_of;  ///< Beside numbers, in area_sets.
  std::vector<AreaSet> area_sets;
  std::vector<std::uint32_t> by_id;      ///< Numbers by ascending address id.
  std::vector<std::uint32_t> by_prefix;  ///< Streets by ascending ban_prefix.
  std::vector<Suffix> suffixes;
  std::unordered_map<std::uint32_t, std::string> odd_ban_ids;  ///< Those not made of their parts.
  std::vector<std::int64_t> cells;                             ///< Leaf cells, ascending …
  std::vector<std::uint32_t> cell_numbers;  ///< … and the number each stands for.
};

class IndexBuilder {
 public:
  void add(const IndexRow& row);
  std::shared_ptr<const Index> finish();

 private:
  struct Number {
    NumberEntry entry;
    std::int64_t address = 0;
    std::int64_t building = 0;
    std::uint16_t areas = 0;
    std::string odd_id;
  };
  std::uint16_t areas_of(const IndexRow& row);
  std::uint32_t town_of(const IndexRow& row);
  std::uint16_t suffix_of(std::string_view shown, std::string_view tail);
  void finish_streets();
  void finish_words();
  void finish_postcodes();
  void finish_cells();
  void finish_orders();

  std::shared_ptr<Index> index_ = std::make_shared<Index>();
  std::map<std::string, std::uint32_t, std::less<>> towns_;
  std::map<std::pair<std::string, std::string>, std::uint16_t> suffixes_;
  std::map<std::pair<std::int64_t, std::string>, std::uint32_t> streets_;
  std::map<AreaSet, std::uint16_t> area_sets_;
  std::vector<std::vector<Number>> numbers_;  // Beside index_->streets.
};

/// The commune's INSEE code of which this is an arrondissement (75104 → 75056), or the same.
std::string commune_code(std::string_view citycode);

/// The arrondissement a commune's name ends with ("Paris 11e Arrondissement" → 11, "Paris"), 0 if
/// none.
int arrondissement_of(std::string_view commune_name, std::string* city);

}  // namespace palier::places
