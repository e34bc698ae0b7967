#pragma once

#include "features/groups/room.hpp"

namespace palier::groups {

/// "q" and "near" of a query, and where the viewer lives; page and length are the caller's.
store::Look read_look(const form::Input& query, form::Errors& errors, const http::Context& c,
                      const std::optional<Service::Home>& home);

/// Fills in the viewer's own groups, and those that wait for a word.
void own(Room& room, db::Session& s, const http::Context& c,
         const std::vector<std::string>& circles, ListPage& p);

}  // namespace palier::groups
