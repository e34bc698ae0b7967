#pragma once

#include <optional>

#include "core/db/database.hpp"
#include "features/ready_texts/model.hpp"

namespace palier::ready_texts::store {

std::optional<Text> text(db::Session& s, places::TerritoryId territory, TextId id);
/// Switched on, in their order.
std::vector<Text> offered(db::Session& s, places::TerritoryId territory, std::string_view use,
                          std::string_view language);
/// All of one use, by language and in their order.
std::vector<Text> all(db::Session& s, places::TerritoryId territory, std::string_view use);
/// New ones go to the end of their list, and so do those that change use or language.
void save(db::Transaction& tx, Text text);
/// Changes places with the one before or after, of the same use and language.
void move(db::Transaction& tx, const Text& text, bool up);
void set_active(db::Transaction& tx, TextId id, bool active, Instant now);

}  // namespace palier::ready_texts::store
