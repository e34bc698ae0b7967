#include "features/search/room.hpp"

namespace palier::search {

std::unique_ptr<Search> make(const Core& core, accounts::Accounts& accounts) {
  return std::make_unique<Room>(core, accounts);
}

}  // namespace palier::search
