#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "features/insight/insight.hpp"

namespace palier::insight {

/// Days since 1970 in the territory's zone.
using Day = std::int64_t;
Day day_of(Instant t);
Instant start_of(Day day);

/// Nothing under this is shown to everyone, and figures are rounded down to a multiple of it.
inline constexpr std::int64_t kLeast = 5;
constexpr std::int64_t rounded(std::int64_t value) {
  return value / kLeast * kLeast;
}

/// What is counted: a word of the table and of the API, and its name.
struct Measure {
  const char* word;
  const char* name;  ///< msgid
};
inline constexpr Measure kMeasures[] = {
    {"messages", N_("Private messages")},
    {"posts", N_("Posts in the neighbourhood")},
    {"comments", N_("Answers to posts")},
    {"signups", N_("New neighbours")},
    {"groups", N_("New groups")},
    {"needs", N_("Requests for help")},
    {"met", N_("Requests that found somebody")},
    {"offers", N_("Offers of help")},
};
/// People who helped or offered help in the 30 days up to one: not to be added up over days.
inline constexpr const char* kHelpers = "helpers";
inline constexpr Day kHelpersDays = 30;
/// "need/shopping": needs of a category.
inline constexpr std::string_view kCategory = "need/";

/// A row of insight_counts, of a day or summed.
struct Cell {
  Day day = 0;
  std::string measure;
  std::int64_t quarter_id = 0, district_id = 0, commune_id = 0;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (day, measure, quarter_id, district_id, commune_id, count))

struct Wait {
  Day day = 0;
  std::int64_t quarter_id = 0, district_id = 0, commune_id = 0;
  std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(Wait, (), (day, quarter_id, district_id, commune_id, seconds))

}  // namespace palier::insight
