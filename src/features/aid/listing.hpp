#pragma once

#include "core/html/field.hpp"
#include "features/aid/room.hpp"

namespace palier::aid {

/// How far "near me" goes, in metres, unless something else is asked.
inline constexpr double kNearMe = 2000;

/// What a list asks, read from a query: page and API alike.
///   near      an address, a postcode, a quarter's name; without it the viewer's home
///   category  code or id; scope: building | street | quarter | city, or metres
///   when      now | week | evenings | weekend; urgent: 1
struct Listing {
  Look look;
  std::string around;  ///< Of the place that was typed.
  bool own_home = false;
};
Listing read_listing(Room& room, const http::Context& c, const Seer& seer, std::optional<Kind> kind,
                     form::Errors& errors);

struct ListPage {
  Kind kind = Kind::need;
  std::vector<html::Field> filters;
  std::string path;
  std::vector<CardView> cards;
  std::int64_t total = 0;
  html::Pager pager;
  std::string around;
  bool own_home = false, placed = false, filtered = false;
  std::string further;  ///< The same further away; "" where it goes that far already.
  std::string all, post_url;

  /// The filters but the first, which asks where.
  std::vector<html::Field> choices() const { return {filters.begin() + 1, filters.end()}; }
};

}  // namespace palier::aid
