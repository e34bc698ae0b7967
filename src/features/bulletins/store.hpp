#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/bulletins/model.hpp"

/// All SQL of this room. Reads take a Session, writes a Transaction; nothing here judges.
namespace palier::bulletins::store {

// Bodies.
void put(db::Transaction& tx, const Body& body);
std::optional<Body> body(db::Session& s, BodyId id);
/// By name; those that are closed last.
std::vector<Body> bodies(db::Session& s, places::TerritoryId t);
std::optional<Body> body_named(db::Session& s, places::TerritoryId t, std::string_view name);
std::vector<AccountId> signers(db::Session& s, BodyId id);
void set_signers(db::Transaction& tx, const Body& body, const std::vector<AccountId>& accounts);
/// The open bodies that somebody may sign for, by name.
std::vector<Body> bodies_of(db::Session& s, AccountId account, places::TerritoryId t);

// Bulletins.
void insert(db::Transaction& tx, const Bulletin& b, const std::vector<std::string>& circles);
void update(db::Transaction& tx, const Bulletin& b);
std::optional<Bulletin> find(db::Session& s, BulletinId id);
std::vector<std::string> circles(db::Session& s, BulletinId id);
/// Begun, not over at `now`, not hidden; the urgent first, then the newest.
std::vector<Bulletin> in_force(db::Session& s, places::TerritoryId t, Instant now);
/// Over or withdrawn, not hidden, the newest first.
std::vector<Bulletin> past(db::Session& s, places::TerritoryId t, Instant now, int offset,
                           int limit);
/// One's own and those of the bodies one signs for, that are not over: also those to come.
std::vector<Bulletin> own(db::Session& s, AccountId author, places::TerritoryId t, Instant now);
std::vector<Bulletin> by_author(db::Session& s, AccountId author);
/// Begun after `since`, still in force, with that urgency.
std::vector<Bulletin> begun_since(db::Session& s, places::TerritoryId t, Urgency u, Instant since,
                                  Instant now);
/// For indexing anew.
std::vector<Bulletin> page(db::Session& s, std::int64_t after, int limit);

void insert(db::Transaction& tx, const Amendment& a, places::TerritoryId t);
std::vector<Amendment> amendments(db::Session& s, BulletinId id);  ///< Newest first.

// "I have read this".
void start_counting(db::Transaction& tx, const Bulletin& b, std::string_view key, Instant expires);
void end_counting(db::Transaction& tx, BulletinId id, Instant now);
std::optional<std::string> mark_key(db::Session& s, BulletinId id, Instant now);
bool mark(db::Transaction& tx, BulletinId id, std::string_view mark);  ///< Whether it was new.
bool marked(db::Session& s, BulletinId id, std::string_view mark);
std::int64_t marks(db::Session& s, BulletinId id);
/// Ends the countings that are over: the number stays, who it was goes. Answers how many.
std::int64_t forget_marks(db::Transaction& tx, Instant now);

// Rounds of letters.
void insert(db::Transaction& tx, const Round& r, places::TerritoryId t);
std::optional<Round> round(db::Session& s, RoundId id);
void advance(db::Transaction& tx, const Round& r);
/// How many were written to when it came out; nothing where nobody was.
std::optional<std::int64_t> told(db::Session& s, BulletinId id);

/// Somebody has left: their name goes from what they wrote and signed for.
void forget(db::Transaction& tx, AccountId account, Instant now);

}  // namespace palier::bulletins::store
