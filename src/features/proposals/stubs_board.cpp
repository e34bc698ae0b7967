// What the coordinators' pages will register: each line goes when its file comes.
#include "features/proposals/room.hpp"

namespace palier::proposals {

void board_routes(Room&) {}

void board_json_routes(Room&) {}

}  // namespace palier::proposals
