#pragma once

#include "app/wire.hpp"

namespace palier::app::town {

/// Whether the database has the town, whole.
bool stands(db::Database& db);

/// Makes the town in a database that has none, through the doors everybody uses: the imports of
/// places, then the rooms with a clock that goes through the last months. One transaction for the
/// people and their lives: a start that is cut short leaves nothing half-made.
void build(const Core& core);

}  // namespace palier::app::town
