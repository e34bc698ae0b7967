#pragma once

#include "features/feed/service.hpp"

namespace palier::feed {

class Heart;

/// The room's inside, as its pages and its JSON share it.
struct Room {
  const Core& core;
  const Below& below;
  Service& service;
};

// Each file of handlers registers its own.
void page_routes(Room& room);  ///< pages.cpp
void json_routes(Room& room);  ///< json.cpp

/// Feed::part, for pages of other rooms: pages_part.cpp.
html::Html part_of_page(Room& room, http::Context& c, const html::Page& page,
                        std::string_view audience);

// What other rooms and the core are told while building: registrations.cpp, letters.cpp.
void register_everywhere(Heart& heart);
void letter_jobs(Heart& heart);

}  // namespace palier::feed
