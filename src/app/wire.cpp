#include "app/wire.hpp"

#include "app/api_document.hpp"
#include "app/home.hpp"

namespace palier::app {

std::shared_ptr<Rooms> wire(const Core& core) {
  auto rooms = std::make_shared<Rooms>();
#ifdef PALIER_HAS_places
  rooms->places = places::make(core);
#endif
#ifdef PALIER_HAS_accounts
  rooms->accounts = accounts::make(core, *rooms->places);
#endif
#ifdef PALIER_HAS_moderation
  rooms->moderation = moderation::make(core, *rooms->accounts);
#endif
#ifdef PALIER_HAS_messages
  rooms->messages = messages::make(core, *rooms->accounts, *rooms->moderation);
#endif
#ifdef PALIER_HAS_aid
  rooms->aid =
      aid::make(core, *rooms->accounts, *rooms->places, *rooms->messages, *rooms->moderation);
#endif
  open_home(core, *rooms);
  open_papers(core);
  open_api_document(core.router);
  return rooms;
}

}  // namespace palier::app
