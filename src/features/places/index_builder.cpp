#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "core/geo/cells.hpp"
#include "features/places/house_number.hpp"
#include "features/places/index.hpp"
#include "features/places/text.hpp"
#include "features/places/words.hpp"

namespace palier::places {
namespace {

std::int32_t millionths(double degrees) {
  return static_cast<std::int32_t>(std::lround(degrees * 1e6));
}

}  // namespace

std::string commune_code(std::string_view citycode) {
  // Three communes have arrondissements with codes of their own.
  if (citycode >= "75101" && citycode <= "75120") return "75056";
  if (citycode >= "69381" && citycode <= "69389") return "69123";
  if (citycode >= "13201" && citycode <= "13216") return "13055";
  return std::string(citycode);
}

int arrondissement_of(std::string_view name, std::string* city) {
  const std::string folded = fold(name);
  const auto words = words_of(folded);
  if (words.size() < 3 || !is_arrondissement_word(words.back())) return 0;
  const auto n = ordinal(words[words.size() - 2]);
  if (!n) return 0;
  if (city) {
    std::string_view rest = name;
    for (int i = 0; i < 2; ++i) rest = rest.substr(0, rest.find_last_of(' '));
    *city = rest;
  }
  return n->number;
}

std::uint32_t IndexBuilder::town_of(const IndexRow& row) {
  const auto found = towns_.find(row.citycode);
  if (found != towns_.end()) return found->second;
  Town town{std::string(row.city), std::string(row.citycode), std::string(row.district), 0, {}};
  town.arrondissement = arrondissement_of(row.district, nullptr);
  const std::string folded = fold(row.city);
  for (const std::string_view word : words_of(folded))
    town.words.push_back(index_->vocabulary.add(word));
  const auto id = static_cast<std::uint32_t>(index_->towns.size());
  index_->towns.push_back(std::move(town));
  towns_.emplace(row.citycode, id);
  return id;
}

std::uint16_t IndexBuilder::suffix_of(std::string_view text, std::string_view tail) {
  const auto [at, fresh] = suffixes_.try_emplace(
      {std::string(text), std::string(tail)}, static_cast<std::uint16_t>(index_->suffixes.size()));
  if (fresh) index_->suffixes.push_back({std::string(text), suffix_key(text), std::string(tail)});
  return at->second;
}

std::uint16_t IndexBuilder::areas_of(const IndexRow& row) {
  const AreaSet set{AreaId{row.quarter_id}, AreaId{row.district_id}, AreaId{row.commune_id}};
  const auto [at, fresh] =
      area_sets_.try_emplace(set, static_cast<std::uint16_t>(index_->area_sets.size()));
  if (fresh) index_->area_sets.push_back(set);
  return at->second;
}

void IndexBuilder::add(const IndexRow& row) {
  const auto [at, fresh] = streets_.try_emplace({row.street, std::string(row.postcode)},
                                                static_cast<std::uint32_t>(numbers_.size()));
  // A BAN id is its street's, the number in five digits, and the suffix: kept only where it is not.
  const std::string middle = fmt::format("_{:05}", row.number);
  const std::size_t middle_at = row.ban_id.rfind(middle);
  const std::string_view prefix = row.ban_id.substr(0, middle_at);
  if (fresh) {
    StreetEntry street;
    street.street = row.street;
    street.name = row.street_name;
    street.postcode = row.postcode;
    street.town = town_of(row);
    if (middle_at != std::string_view::npos) street.ban_prefix = prefix;
    index_->streets.push_back(std::move(street));
    numbers_.emplace_back();
  }
  const bool regular =
      middle_at != std::string_view::npos && prefix == index_->streets[at->second].ban_prefix;
  const std::string_view tail = regular ? row.ban_id.substr(middle_at + middle.size()) : "";
  numbers_[at->second].push_back(
      {{static_cast<std::uint16_t>(row.number), suffix_of(row.suffix, tail),
        millionths(row.point.lat), millionths(row.point.lon)},
       row.address,
       row.building,
       areas_of(row),
       regular ? std::string() : std::string(row.ban_id)});
}

void IndexBuilder::finish_streets() {
  Index& index = *index_;
  for (std::size_t s = 0; s < index.streets.size(); ++s) {
    StreetEntry& street = index.streets[s];
    std::vector<Number>& numbers = numbers_[s];
    std::sort(numbers.begin(), numbers.end(), [&](const Number& a, const Number& b) {
      if (a.entry.number != b.entry.number) return a.entry.number < b.entry.number;
      return index.suffixes[a.entry.suffix].key < index.suffixes[b.entry.suffix].key;
    });
    street.first_number = static_cast<std::uint32_t>(index.numbers.size());
    street.numbers = static_cast<std::uint32_t>(numbers.size());
    for (Number& n : numbers) {
      street.centre.lat += n.entry.lat / 1e6 / static_cast<double>(numbers.size());
      street.centre.lon += n.entry.lon / 1e6 / static_cast<double>(numbers.size());
      if (!n.odd_id.empty())
        index.odd_ban_ids.emplace(static_cast<std::uint32_t>(index.numbers.size()),
                                  std::move(n.odd_id));
      index.numbers.push_back(n.entry);
      index.address_ids.push_back(n.address);
      index.building_ids.push_back(n.building);
      index.area_set_of.push_back(n.areas);
    }
    numbers = {};
    const std::string folded = fold(street.name);
    street.first_word = static_cast<std::uint32_t>(index.street_words.size());
    for (const std::string_view word : words_of(folded))
      index.street_words.push_back(index.vocabulary.add(word));
    street.words = static_cast<std::uint32_t>(index.street_words.size()) - street.first_word;
  }
}

void IndexBuilder::finish_words() {
  Index& index = *index_;
  index.vocabulary.finish();
  std::vector<std::vector<std::uint32_t>> lists(index.vocabulary.size());
  for (std::uint32_t s = 0; s < index.streets.size(); ++s) {
    const StreetEntry& street = index.streets[s];
    for (std::uint32_t w = 0; w < street.words; ++w) {
      auto& list = lists[index.street_words[street.first_word + w]];
      if (list.empty() || list.back() != s) list.push_back(s);
    }
  }
  const double all = std::max<double>(2, static_cast<double>(index.streets.size()));
  for (WordId word = 0; word < lists.size(); ++word) {
    const auto& list = lists[word];
    index.postings_begin.push_back(static_cast<std::uint32_t>(index.postings.size()));
    index.postings.insert(index.postings.end(), list.begin(), list.end());
    // How rare a word is says how much it tells; articles are dropped and mixed up too often.
    double w = std::log2(1 + all / std::max<double>(1, static_cast<double>(list.size()))) /
               std::log2(1 + all);
    w = std::clamp(w, 0.1, 1.0);
    if (is_article(index.vocabulary.word(word))) w = std::min(w * 0.4, 0.08);
    index.weight.push_back(static_cast<float>(w));
  }
  index.postings_begin.push_back(static_cast<std::uint32_t>(index.postings.size()));
}

void IndexBuilder::finish_postcodes() {
  std::map<std::pair<std::string, std::uint32_t>, PostcodeEntry> all;
  for (const StreetEntry& street : index_->streets) {
    PostcodeEntry& entry = all[{street.postcode, street.town}];
    entry.postcode = street.postcode;
    entry.town = street.town;
    entry.addresses += street.numbers;
    entry.centre.lat += street.centre.lat * street.numbers;
    entry.centre.lon += street.centre.lon * street.numbers;
  }
  for (auto& [key, entry] : all) {
    entry.centre.lat /= static_cast<double>(entry.addresses);
    entry.centre.lon /= static_cast<double>(entry.addresses);
    index_->postcodes.push_back(std::move(entry));
  }
}

void IndexBuilder::finish_cells() {
  Index& index = *index_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> cells;
  cells.reserve(index.numbers.size());
  for (std::uint32_t i = 0; i < index.numbers.size(); ++i)
    cells.emplace_back(geo::cell_of({index.numbers[i].lat / 1e6, index.numbers[i].lon / 1e6}), i);
  std::sort(cells.begin(), cells.end());
  index.cells.reserve(cells.size());
  index.cell_numbers.reserve(cells.size());
  for (const auto& [cell, number] : cells) {
    index.cells.push_back(cell);
    index.cell_numbers.push_back(number);
  }
}

void IndexBuilder::finish_orders() {
  Index& index = *index_;
  index.by_id.resize(index.numbers.size());
  std::iota(index.by_id.begin(), index.by_id.end(), 0U);
  std::sort(index.by_id.begin(), index.by_id.end(), [&](std::uint32_t a, std::uint32_t b) {
    return index.address_ids[a] < index.address_ids[b];
  });
  index.by_prefix.resize(index.streets.size());
  std::iota(index.by_prefix.begin(), index.by_prefix.end(), 0U);
  std::sort(index.by_prefix.begin(), index.by_prefix.end(), [&](std::uint32_t a, std::uint32_t b) {
    return index.streets[a].ban_prefix < index.streets[b].ban_prefix;
  });
}

std::shared_ptr<const Index> IndexBuilder::finish() {
  finish_streets();
  finish_words();
  finish_postcodes();
  finish_cells();
  finish_orders();
  index_->building_ids.shrink_to_fit();
  index_->area_set_of.shrink_to_fit();
  index_->numbers.shrink_to_fit();
  index_->address_ids.shrink_to_fit();
  index_->street_words.shrink_to_fit();
  index_->postings.shrink_to_fit();
  numbers_ = {};
  streets_ = {};
  return std::move(index_);
}

}  // namespace palier::places
