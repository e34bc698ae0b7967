#pragma once

#include "features/structures/model.hpp"

namespace palier::structures {

/// A place for the index; nothing in it is kept from anybody.
search::Document document_of(const Structure& s);
/// Puts it into the index, or takes it out where it is gone; does nothing without one.
void index(db::Transaction& tx, search::Search* search, const Structure& s);

class Room;
void register_search(search::Search& search, const Room& room);

}  // namespace palier::structures
