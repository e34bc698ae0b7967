#pragma once

#include "features/informants/model.hpp"

/// All SQL of this room. Reads take a Session, writes a Transaction; nothing here judges.
namespace palier::informants::store {

void insert(db::Transaction& tx, const Standing& s);
void update(db::Transaction& tx, const Standing& s);
std::optional<Standing> find(db::Session& s, StandingId id);
std::optional<Standing> live(db::Session& s, AccountId account, places::AreaId quarter);
std::vector<Standing> serving(db::Session& s, places::AreaId quarter);  ///< Longest first.
std::vector<Standing> of_account(db::Session& s, AccountId account);    ///< Newest first.
std::vector<Standing> in_state(db::Session& s, places::TerritoryId t, State state);
/// Serving ones whose term ends before then.
std::vector<Standing> ending(db::Session& s, Instant before);

void insert_invitation(db::Transaction& tx, places::TerritoryId t, places::AreaId quarter,
                       AccountId by, std::string_view seal, Instant now);
std::int64_t invitations_by(db::Session& s, AccountId by, Instant since);
bool invited(db::Session& s, std::string_view seal, Instant since);

void put(db::Transaction& tx, const CareRow& c);
void remove_care(db::Transaction& tx, AccountId account);
void move_care(db::Transaction& tx, AccountId account, places::AreaId quarter);
std::optional<CareRow> care(db::Session& s, AccountId account);
std::vector<CareRow> care_in(db::Session& s, places::AreaId quarter);
std::vector<CareRow> care_after(db::Session& s, AccountId after, int limit);
void insert(db::Transaction& tx, const Check& c, places::TerritoryId t);
std::vector<Check> checks(db::Session& s, AccountId account, int limit);  ///< Newest first.

void insert(db::Transaction& tx, const Heard& h);
std::vector<Heard> heard_by(db::Session& s, AccountId by, int limit);  ///< Newest first.
std::optional<Heard> heard_of(db::Session& s, aid::PostId post);
std::vector<Heard> heard_for(db::Session& s, AccountId account);

/// Somebody has left.
void forget(db::Transaction& tx, AccountId account, Instant now);

}  // namespace palier::informants::store
