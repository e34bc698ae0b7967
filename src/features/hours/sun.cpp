// When the sun rises and sets: the equations of Meeus, Astronomical Algorithms (1991), ch. 7, 24
// and 14, in the short form that is good to a minute or two at our latitudes.
#include <cmath>
#include <numbers>

#include "features/hours/rules.hpp"

namespace palier::hours {
namespace {

namespace chrono = std::chrono;

constexpr double kRadian = std::numbers::pi / 180;
constexpr int kDay = 24 * 60;

/// Without a place, what opening_hours.js takes.
int usual(Time::Base base) {
  switch (base) {
    case Time::Base::dawn:
      return 5 * 60 + 30;
    case Time::Base::sunrise:
      return 6 * 60;
    case Time::Base::sunset:
      return 18 * 60;
    case Time::Base::dusk:
      return 18 * 60 + 30;
    case Time::Base::midnight:
      break;
  }
  return 0;
}

/// The last Sundays of March and October bound summer time; the hour of change is of no matter to
/// the sun.
bool summer(Day day) {
  const auto year = chrono::year_month_day{day}.year();
  return day >= Day{year / chrono::March / chrono::Sunday[chrono::last]} &&
         day < Day{year / chrono::October / chrono::Sunday[chrono::last]};
}

std::optional<double> hour_angle(double latitude, double declination, double height) {
  const double c =
      (std::sin(height * kRadian) - std::sin(latitude * kRadian) * std::sin(declination)) /
      (std::cos(latitude * kRadian) * std::cos(declination));
  if (c < -1 || c > 1) return {};
  return std::acos(c) / kRadian;
}

}  // namespace

int minutes_of(const Time& time, Day day, const Where& where) {
  if (time.base == Time::Base::midnight) return time.minutes;
  if (!where.at) return usual(time.base) + time.minutes;

  // Days since noon of 1 January 2000 (UT), at the place's mean noon.
  const double n =
      static_cast<double>((day - Day{chrono::year{2000} / 1 / 1}).count()) - where.at->lon / 360;
  const double anomaly = std::fmod(357.5291 + 0.98560028 * n, 360) * kRadian;
  const double equation =
      1.9148 * std::sin(anomaly) + 0.02 * std::sin(2 * anomaly) + 0.0003 * std::sin(3 * anomaly);
  const double longitude =
      (std::fmod(anomaly / kRadian + equation + 180 + 102.9372, 360)) * kRadian;
  const double transit = 0.0053 * std::sin(anomaly) - 0.0069 * std::sin(2 * longitude);  // Days.
  const double declination = std::asin(std::sin(longitude) * std::sin(23.4397 * kRadian));

  const bool twilight = time.base == Time::Base::dawn || time.base == Time::Base::dusk;
  const auto angle = hour_angle(where.at->lat, declination, twilight ? -6 : -0.833);
  if (!angle) return usual(time.base) + time.minutes;
  const bool morning = time.base == Time::Base::dawn || time.base == Time::Base::sunrise;
  const double noon = kDay / 2.0 - where.at->lon * 4 + transit * kDay;  // Minutes of UTC.
  const double utc = noon + (morning ? -1 : 1) * *angle * 4;
  const int offset = where.utc_offset + (where.summer_time && summer(day) ? 60 : 0);
  return static_cast<int>(std::lround(utc)) + offset + time.minutes;
}

}  // namespace palier::hours
