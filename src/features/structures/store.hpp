#pragma once

#include "core/db/database.hpp"
#include "features/structures/model.hpp"

namespace palier::structures::store {

void insert(db::Transaction& tx, const Structure& s);
void update(db::Transaction& tx, const Structure& s);
std::optional<Structure> find(db::Session& s, StructureId id);
/// In the order of ids, after that one; those that are gone left out.
std::vector<Structure> page(db::Session& s, StructureId after, int limit);
/// Changed since then, gone ones included: how a node learns of an import.
std::vector<Structure> changed_since(db::Session& s, Instant since, int limit);
std::vector<Structure> of_source(db::Session& s, const std::string& source);

void insert(db::Transaction& tx, const Correction& c);
void save(db::Transaction& tx, const Correction& c);
std::optional<Correction> find_correction(db::Session& s, std::int64_t id);
std::vector<Correction> waiting(db::Session& s, places::TerritoryId territory, int limit);
std::int64_t count_waiting(db::Session& s, places::TerritoryId territory);
std::vector<Correction> corrections_of(db::Session& s, StructureId structure, int limit);
std::vector<Correction> corrections_by(db::Session& s, accounts::AccountId by);
/// A person has left: the corrections stay, without them.
void forget(db::Transaction& tx, accounts::AccountId account);

std::optional<std::string> mapping(db::Session& s, const std::string& source);
void keep_mapping(db::Transaction& tx, const std::string& source, const std::string& mapping,
                  Instant now);

}  // namespace palier::structures::store
