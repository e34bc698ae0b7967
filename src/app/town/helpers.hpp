#pragma once

#include <vector>

#include "app/town/people.hpp"

namespace palier::app::town {

/// A fifth of those of age say when and how they can help, the personas who help among them.
void volunteer(db::Transaction& tx, Rooms& rooms, const std::vector<Resident>& residents,
               Random& random);

/// Plans the town and asks; some have answered. Whoever was asked for a persona’s need says yes, so
/// that those who try the demo find something to decide. After the town is in the database.
void ask_helpers(db::Database& db, Rooms& rooms, const std::vector<Resident>& residents);

}  // namespace palier::app::town
