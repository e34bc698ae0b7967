#include "app/wire.hpp"

#include "app/api_document.hpp"
#include "app/home.hpp"

namespace palier::app {

std::shared_ptr<Rooms> wire(const Core& core) {
  auto rooms = std::make_shared<Rooms>();
  rooms->places = places::make(core);
  rooms->accounts = accounts::make(core, *rooms->places);
  rooms->moderation = moderation::make(core, *rooms->accounts);
  rooms->structures = structures::make(core, *rooms->accounts, *rooms->places);
  rooms->messages = messages::make(core, *rooms->accounts, *rooms->moderation);
  rooms->aid =
      aid::make(core, *rooms->accounts, *rooms->places, *rooms->messages, *rooms->moderation);
  rooms->circles =
      circles::make(core, *rooms->accounts, *rooms->places, *rooms->moderation, *rooms->messages);
  rooms->proposals = proposals::make(core, *rooms->accounts, *rooms->places, *rooms->messages,
                                     *rooms->moderation, *rooms->aid);
  rooms->frontline =
      frontline::make(core, *rooms->accounts, *rooms->places, *rooms->aid, *rooms->proposals);
  open_home(core, *rooms);
  open_papers(core);
  open_api_document(core.router);
  return rooms;
}

}  // namespace palier::app
