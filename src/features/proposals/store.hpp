#pragma once

#include "core/db/database.hpp"
#include "features/proposals/model.hpp"

namespace palier::proposals::store {

// Profiles.
std::optional<Profile> profile(db::Session& s, AccountId account);
void save(db::Transaction& tx, const Profile& profile, Instant now);
std::vector<Profile> profiles(db::Session& s, places::TerritoryId territory);
void set_paused(db::Transaction& tx, AccountId account, std::optional<Instant> until, Instant now);

// Proposals.
/// False where the slot, or the pair, has a live one: the unique indexes decide between two nodes.
bool insert(db::Transaction& tx, const Proposal& proposal);
std::optional<Proposal> find(db::Session& s, ProposalId id);
void save(db::Transaction& tx, const Proposal& proposal);
/// Takes the need's row of matching_needs for this transaction: whoever else would change its
/// proposals waits.
void lock_need(db::Transaction& tx, aid::PostId need, places::TerritoryId territory, Instant now);
std::vector<Proposal> of_need(db::Session& s, aid::PostId need);
std::vector<Proposal> of_helper(db::Session& s, AccountId helper, int limit);
std::vector<Proposal> of_author(db::Session& s, AccountId author, int limit);
std::vector<Proposal> live(db::Session& s, places::TerritoryId territory);
std::vector<Proposal> to_lapse(db::Session& s, Instant now, int limit);
/// Held back by quiet hours, and due now.
std::vector<Proposal> to_send(db::Session& s, Instant now, int limit);
std::int64_t asked_since(db::Session& s, AccountId helper, Instant since);
/// Agreed ones since then: what a helper has done.
std::int64_t jobs_since(db::Session& s, AccountId helper, Instant since);
/// How many wait for this person's word: sent to them as helper, or offered to them as the author.
struct Waiting {
  int as_helper = 0, as_author = 0;
};
Waiting waiting(db::Session& s, AccountId account, Instant now);
bool met_before(db::Session& s, AccountId helper, AccountId author);

// What the coordinator's board lists.
struct Filter {
  places::TerritoryId territory{1};
  std::optional<State> state;
  AccountId helper{};
  aid::PostId need{};
  std::optional<Instant> since;
  std::int64_t before = 0;  ///< Id to continue from; 0: from the newest.
  int limit = 50;
};
std::vector<Proposal> list(db::Session& s, const Filter& filter);

// History.
void record(db::Transaction& tx, const Proposal& proposal, std::optional<State> from, Instant at,
            AccountId actor, std::string_view note);
std::vector<HistoryLine> history(db::Session& s, ProposalId id);

// How people have been asked.
AskRecord asks(db::Session& s, AccountId account);
std::vector<AskRecord> all_asks(db::Session& s, places::TerritoryId territory);
void save(db::Transaction& tx, const AskRecord& record, places::TerritoryId territory);
matching::ResponseRate rate(db::Session& s, AccountId account, std::string_view kind);
void add_answer(db::Transaction& tx, AccountId account, std::string_view kind, bool yes);

// Runs, and what they could not give.
/// The territory's lock, for `length` from now: false where another holds it.
bool take_lock(db::Transaction& tx, places::TerritoryId territory, std::string_view token,
               Instant now, std::chrono::seconds length);
void drop_lock(db::Transaction& tx, places::TerritoryId territory, std::string_view token);
void save(db::Transaction& tx, const Run& run);
std::vector<Run> runs(db::Session& s, places::TerritoryId territory, int limit);
void replace_lacking(db::Transaction& tx, places::TerritoryId territory,
                     const std::vector<Lacking>& rows);
std::vector<Lacking> lacking(db::Session& s, places::TerritoryId territory);
std::optional<Lacking> lacking(db::Session& s, aid::PostId need);

// Pairs kept apart by a coordinator.
bool add(db::Transaction& tx, const Apart& apart, places::TerritoryId territory);
bool remove_apart(db::Transaction& tx, AccountId a, AccountId b);
bool apart(db::Session& s, AccountId a, AccountId b);
std::vector<Apart> all_apart(db::Session& s, places::TerritoryId territory);

void forget(db::Transaction& tx, AccountId account);

}  // namespace palier::proposals::store
