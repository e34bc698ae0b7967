#pragma once

#include <optional>
#include <vector>

#include "core/db/database.hpp"
#include "features/moderation/model.hpp"

namespace palier::moderation::store {

/// False where this person has reported this thing already.
bool insert(db::Transaction& tx, const Report& report);
std::optional<Report> find(db::Session& s, ReportId id);
/// Those still to be looked at, oldest first.
std::vector<Report> waiting(db::Session& s, places::TerritoryId territory, int limit);
std::vector<Report> decided(db::Session& s, places::TerritoryId territory, int limit);
std::int64_t count_waiting(db::Session& s, places::TerritoryId territory);
/// Decides every open report of the same thing; answers whose they were. Empty where a decision
/// came first.
std::vector<AccountId> decide(db::Transaction& tx, const Report& report, ReportState state,
                              AccountId by, std::string_view note, Instant now);

void block(db::Transaction& tx, AccountId blocker, AccountId blocked, places::TerritoryId territory,
           Instant now);
bool unblock(db::Transaction& tx, AccountId blocker, AccountId blocked);
bool apart(db::Session& s, AccountId a, AccountId b);
std::vector<AccountId> apart_from(db::Session& s, AccountId a);
std::vector<BlockedPerson> blocked_by(db::Session& s, AccountId blocker);

std::vector<Report> reports_of(db::Session& s, AccountId reporter);
void forget(db::Transaction& tx, AccountId account);

}  // namespace palier::moderation::store
