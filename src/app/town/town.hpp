#pragma once

#include <optional>

#include "app/wire.hpp"

namespace palier::app::town {

/// When the town in the database was made; nothing where there is none, or not a whole one.
std::optional<Instant> made(db::Database& db);
/// After that its requests have expired one after the other, as requests do.
inline constexpr std::chrono::days kFresh{7};

/// Makes the town in a database that has none, through the doors everybody uses: the imports of
/// places, then the rooms with a clock that goes through the last months. One transaction for the
/// people and their lives: a start that is cut short leaves nothing half-made.
void build(const Core& core);

}  // namespace palier::app::town
