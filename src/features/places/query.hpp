#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palier::places {

/// One way to read which words of a query are the house number; the other words name the street.
struct Reading {
  int number = 0;          ///< 0: no house number.
  std::string suffix_key;  ///< As suffix_key() makes it.
  std::uint32_t used = 0;  ///< Bit i: word i is the number or belongs to it.
};

/// A query taken apart. All of `words` may name the street too: "rue du 8 mai 1945".
struct ParsedQuery {
  std::string folded;
  std::vector<std::string_view> words;  ///< Into `folded`, at most 24.
  bool last_is_beginning = false;       ///< Still being typed.
  std::string postcode;                 ///< "" if none.
  int arrondissement = 0;               ///< From "Paris 11", "11e"; 0 if none.
  std::uint32_t optional = 0;           ///< Words whose absence from a name says nothing.
  std::uint32_t within = 0;             ///< Words of a flat or a floor: not the house number.
  std::uint32_t place = 0;              ///< Words that are the postcode or the arrondissement.
  std::vector<Reading> readings;        ///< Never empty; without a number last.
};

ParsedQuery parse_query(std::string_view text);

}  // namespace palier::places
