#include "features/kit/room.hpp"

namespace palier::kit {

Room::Room(const Core& core_, places::Places& places_room, structures::Structures& structures_room)
    : core(core_), places(places_room), structures(structures_room) {
  routes(*this);
}

std::unique_ptr<Kit> make(const Core& core, accounts::Accounts&, places::Places& places,
                          structures::Structures& structures) {
  return std::make_unique<Room>(core, places, structures);
}

}  // namespace palier::kit
