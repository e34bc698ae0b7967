#pragma once

#include <memory>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/circles/circles.hpp"
#include "features/frontline/frontline.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/places/places.hpp"
#include "features/proposals/proposals.hpp"
#include "features/structures/structures.hpp"

namespace palier::app {

/// Every room of the house, in the order they stand on each other; destroyed in reverse.
struct Rooms {
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<structures::Structures> structures;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<aid::Aid> aid;
  std::unique_ptr<circles::Circles> circles;
  std::unique_ptr<proposals::Proposals> proposals;
  std::unique_ptr<frontline::Frontline> frontline;
};

/// Builds the rooms, which register their routes, jobs and subscriptions, and the pages that mix
/// them. A new room is one line here.
std::shared_ptr<Rooms> wire(const Core& core);

}  // namespace palier::app
