#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "core/i18n/language.hpp"
#include "features/places/places.hpp"

namespace palier::places {

/// What a room's form asks of "where".
struct LocationRule {
  bool required = true;
  /// A postcode, a quarter or a point on the map will do where the address is not given.
  bool approximate = true;
  /// JSON: an address text that one address alone fits (score 0.9 or more) is taken without a
  /// choice.
  bool sole_match = false;
  i18n::Message missing{N_("Write the address: number, street and town.")};
};

/// What was read. Exactly one of: a location; errors (then `choices` may list what to choose
/// among); nothing, where nothing was given nor required.
struct LocationAnswer {
  std::optional<Location> location;
  std::vector<Address>
      choices;  ///< At most 6, when the text fits several or was not yet confirmed.
};

/// Reads where somebody or something is, from a page or JSON alike. Fields, the first given wins:
/// `address_id` (ours, or that of the BAN as /api/v1/addresses gives it), `address_text`, `lat` and
/// `lon`, `map.x` and `map.y` (a click on the map without JavaScript), `quarter` (an area's id),
/// `postcode`. `address_for` says for which text the list was made: with another text, the choice
/// is not kept. While a choice is to be made there is an error on `address_text`, so that a form is
/// whole exactly when its errors are empty.
LocationAnswer read_location(const Places& places, const form::Input& input, form::Errors& errors,
                             const LocationRule& rule = {});

/// What the partial places::templates::location(out, page, view) draws.
struct LocationView {
  bool has_addresses = false;
  html::Field address;     ///< address_text
  std::string address_id;  ///< Kept choice, hidden.
  std::string address_for;
  html::Field choices;  ///< Radios named address_id; the last is "none of these".
  html::Field quarter;  ///< Without options where no areas were imported.
  html::Field postcode;
  std::string map_url;                ///< "" where no areas were imported.
  std::string found_one, found_many;  ///< What the combobox says; "{n}" is the number.
  int map_width = 0, map_height = 0;  ///< CSS pixels: the click's coordinates depend on them.
  std::string lat, lon;               ///< A point already chosen.
  bool approximate = true;
  bool open = false;  ///< Whether the fold of other ways is open.
};

LocationView location_view(const Places& places, const form::Input& input,
                           const form::Errors& errors, const LocationAnswer& answer,
                           const i18n::Language& language, std::string label, std::string hint = {},
                           const LocationRule& rule = {});

}  // namespace palier::places
