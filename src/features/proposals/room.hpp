#pragma once

#include "features/proposals/planner.hpp"

namespace palier::proposals {

/// The room's inside, as its pages, its JSON and its jobs share it.
struct Room {
  Service& service;
  Planner& planner;
  const Parts& p;
  db::Database& db() const { return p.core.db; }
};

// Each file of handlers registers its own.
void profile_routes(
    Room& room);  ///< profile_pages.cpp: /helping, when and for what one may be asked
void proposal_routes(Room& room);    ///< pages.cpp: /proposals, yes and no
void message_routes(Room& room);     ///< from_message.cpp: one click from a letter
void board_routes(Room& room);       ///< board*.cpp: /board, for operators and moderators
void json_routes(Room& room);        ///< json.cpp
void board_json_routes(Room& room);  ///< board_json.cpp
void planning_jobs(Room& room);      ///< jobs.cpp

}  // namespace palier::proposals
