#pragma once

#include <string>
#include <vector>

#include "app/town/map.hpp"
#include "app/town/personas.hpp"
#include "app/town/random.hpp"
#include "app/town/stories.hpp"
#include "app/wire.hpp"

namespace palier::app::town {

/// Somebody who lives in the town.
struct Resident {
  accounts::AccountId id{};
  char gender = 'f';
  int age = 40;
  std::string origin = "fr";
  std::string persona;  ///< Of a named role; "" for the others.
  bool verified = false;
  bool taken = false;  ///< Has a story already.
  places::Location home;
};

inline constexpr std::size_t kPeople = 2800;

/// Draws who lives there: households, from grandmothers on their own to students who share, in the
/// houses of the map; named roles first.
struct Newcomer {
  accounts::Accounts::Draft draft;
  Resident resident;
  std::size_t house = 0;
  int days_here = 0;
};
std::vector<Newcomer> draw_people(const Map& map, Random& random);

/// The languages beside French of that origin.
std::vector<std::string> spoken_by(const std::string& origin);

}  // namespace palier::app::town
