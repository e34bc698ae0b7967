#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "core/geo/point.hpp"

namespace palier::hours {

/// A moment on the clocks of the place itself. Whoever asks turns UTC into it.
using Minute = std::chrono::local_time<std::chrono::minutes>;
using Day = std::chrono::local_days;

enum class State : std::uint8_t {
  closed,
  open,
  unknown,  ///< "on request", or an end that is not said.
};

/// Why a text is not opening hours: where in it (bytes from its start), and what is wrong, as an
/// English msgid.
struct Fault {
  std::size_t at = 0;
  const char* why = "";
};

/// What the hours depend on besides the calendar.
struct Where {
  std::optional<geo::Point> at;  ///< For sunrise and sunset; without it they are 6:00 and 18:00.
  int utc_offset = 60;           ///< Minutes of the place's standard time, for the same.
  bool summer_time = true;       ///< As in the European Union.
  bool alsace_moselle = false;   ///< Good Friday and 26 December are holidays too.
};

/// A stretch of one state; `closed` ones are not listed unless something is said of them.
struct Interval {
  Minute from{}, to{};
  State state = State::open;
  std::string comment;
  bool operator==(const Interval&) const = default;
};

/// Opening hours as OpenStreetMap writes them (wiki.openstreetmap.org/wiki/Key:opening_hours/
/// specification, 0.7.3): rules, months, dates, weeks, weekdays, times that end after midnight,
/// sunrise and sunset, public holidays of France, comments. Immutable; copies share.
class Hours {
 public:
  /// Nothing malformed is ever open: the whole text is read, or a fault says why not. When
  /// the school holidays (SH) are is not known here: what is said of them is left out.
  static tl::expected<Hours, Fault> parse(std::string_view osm);

  /// Open and unknown stretches between the two, ascending, apart, each as long as it can be.
  std::vector<Interval> between(Minute from, Minute to, const Where& where = {}) const;

  struct Now {
    State state = State::closed;
    std::string comment;
    std::optional<Minute> until;  ///< When this changes; nothing: not within the year that follows.
  };
  Now at(Minute when, const Where& where = {}) const;

 private:
  struct Rules;
  explicit Hours(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const Rules> rules_;
};

/// French hours in plain words, of one day ("10h - 13h / 14h - 18h30", "Fermé", "-", "24 h / 24"),
/// as the times of an OSM rule ("10:00-13:00,14:00-18:30"), or "off".
tl::expected<std::string, Fault> times_from_french(std::string_view text);
/// The seven days of a week, Monday first, as one OSM value; days of the same hours together. Days
/// left empty are not said. A fault's `day` is 0 to 6.
struct WeekFault {
  int day = 0;
  Fault fault;
};
tl::expected<std::string, WeekFault> week_from_french(const std::vector<std::string>& days);

/// Easter Sunday (Gregorian; Meeus, Astronomical Algorithms, 1991), and whether a day is a public
/// holiday in France (Code du travail, art. L3133-1).
Day easter(int year);
bool french_holiday(Day day, bool alsace_moselle = false);

}  // namespace palier::hours
