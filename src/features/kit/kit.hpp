#pragma once

#include <memory>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/places/places.hpp"
#include "features/structures/structures.hpp"

namespace palier::kit {

/// The paper kit: a poster for hall or lift, leaflets with strips to tear off, a board for the
/// stairwell, a sheet of open places and useful numbers. Printed from a browser as PDF, looked at
/// first as a picture.
class Kit {
 public:
  virtual ~Kit() = default;
};

std::unique_ptr<Kit> make(const Core& core, accounts::Accounts& accounts, places::Places& places,
                          structures::Structures& structures);

}  // namespace palier::kit
