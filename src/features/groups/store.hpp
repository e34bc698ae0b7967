#pragma once

#include "features/groups/model.hpp"

/// All SQL of the room.
namespace palier::groups::store {

void insert(db::Transaction& tx, const Group& g);
void save(db::Transaction& tx, const Group& g);
/// With everything that hangs on it in this room.
void erase(db::Transaction& tx, GroupId id);
std::optional<Group> group(db::Session& s, GroupId id);
std::vector<Group> groups_of(db::Session& s, AccountId account);
std::vector<Group> invited(db::Session& s, AccountId account, Instant now);
std::vector<Group> asking(db::Session& s, AccountId account);
/// How many of them somebody organises.
std::int64_t organised(db::Session& s, AccountId account);
/// Those above that id that may be found by others, in order: to index anew.
std::vector<Group> findable(db::Session& s, GroupId after, int limit);

/// Who founded those that may be found, between these moments.
std::vector<accounts::Mark> founded(db::Session& s, places::TerritoryId territory, Instant from,
                                    Instant to);

/// The directory: what this person may find, the nearest first, then the largest.
struct Look {
  places::TerritoryId territory{1};
  std::string building, street;  ///< Their circles; "-" where they have none.
  places::AreaId quarter{}, commune{};
  int within = 4;  ///< 0 their building, 1 street, 2 quarter, 3 city, 4 all.
  std::string text;
  int offset = 0, limit = 20;
};
std::vector<Group> look(db::Session& s, const Look& look);

/// False where they are in it already.
bool insert(db::Transaction& tx, const Group& g, const Member& m);
void save(db::Transaction& tx, const Member& m);
void erase(db::Transaction& tx, const Member& m);
std::optional<Member> member(db::Session& s, GroupId group, AccountId account);
std::optional<Member> member_by_key(db::Session& s, std::string_view calendar_key);
/// Organisers first, then helpers, then who joined first; `limit` 0: all.
std::vector<Member> members(db::Session& s, GroupId group, int limit = 0, int offset = 0);
std::vector<Member> memberships(db::Session& s, AccountId account);
/// Organisers and helpers, and with `trusted` everyone trusted too.
std::vector<AccountId> who_let_in(db::Session& s, GroupId group, bool trusted);
std::int64_t trusted(db::Session& s, GroupId group);
std::vector<AccountId> told_at_once(db::Session& s, GroupId group);
void count_members(db::Transaction& tx, GroupId group);

bool trust(db::Transaction& tx, const Group& g, AccountId about, AccountId by, Instant at);
void take_trust_back(db::Transaction& tx, GroupId group, AccountId about, AccountId by);
std::int64_t trusts(db::Session& s, GroupId group, AccountId about);
/// Whom this member trusts there.
std::vector<AccountId> trusted_by(db::Session& s, GroupId group, AccountId by);

/// False where one waits already.
bool insert(db::Transaction& tx, const Group& g, const Request& r);
/// False where somebody else was first.
bool decide(db::Transaction& tx, RequestId id, RequestState state, AccountId by, Instant at);
std::optional<Request> request(db::Session& s, RequestId id);
/// The newest of theirs, whatever became of it.
std::optional<Request> request_of(db::Session& s, GroupId group, AccountId account);
std::vector<Request> requests(db::Session& s, GroupId group);  ///< Waiting, oldest first.
std::vector<Request> requests_of(db::Session& s, AccountId account);
std::int64_t waiting(db::Session& s, GroupId group);
/// Of all groups where this person lets people in.
std::int64_t waiting_for(db::Session& s, AccountId account);

void ban(db::Transaction& tx, const Group& g, AccountId account, AccountId by, Instant at);
bool lift(db::Transaction& tx, GroupId group, AccountId account);
bool banned(db::Session& s, GroupId group, AccountId account);
std::vector<Ban> bans(db::Session& s, GroupId group);

void insert(db::Transaction& tx, const Group& g, const Invitation& i);
/// False where it was decided already.
bool decide(db::Transaction& tx, InvitationId id, InvitationState state);
std::optional<Invitation> invitation(db::Session& s, InvitationId id);
std::optional<Invitation> invitation_of(db::Session& s, GroupId group, AccountId account,
                                        Instant now);
std::vector<Invitation> invitations(db::Session& s, GroupId group, Instant now);
std::int64_t invitations_by(db::Session& s, GroupId group, AccountId by, Instant since);

void insert(db::Transaction& tx, const Group& g, const File& f, std::string_view bytes);
bool erase_file(db::Transaction& tx, GroupId group, FileId id);
void show_file(db::Transaction& tx, FileId id, bool unseen);
std::optional<File> file(db::Session& s, FileId id);
std::string file_bytes(db::Session& s, FileId id);
std::vector<File> files(db::Session& s, GroupId group, int limit, int offset);  ///< Newest first.
std::vector<File> files_by(db::Session& s, AccountId account);
struct Space {
  std::int64_t files = 0, bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Space, (), (files, bytes))
Space taken(db::Session& s, GroupId group);

bool list(db::Transaction& tx, const Group& g, aid::PostId post, AccountId by, Instant at);
bool unlist(db::Transaction& tx, GroupId group, aid::PostId post);
std::vector<Listed> listed(db::Session& s, GroupId group, int limit);
void unlist_by(db::Transaction& tx, GroupId group, AccountId by);

/// Everything of somebody who deletes their account but for their memberships.
void forget(db::Transaction& tx, AccountId account);

/// Whose digest is due: those with memberships on that notice, above that account, in order.
std::vector<AccountId> due(db::Session& s, Notice notice, Instant before, AccountId after,
                           int limit);
struct Since {
  GroupId group_id{};
  Instant digest_at{};
};
BOOST_DESCRIBE_STRUCT(Since, (), (group_id, digest_at))
std::vector<Since> since(db::Session& s, AccountId account, Notice notice);
void digested(db::Transaction& tx, AccountId account, Notice notice, Instant at);

}  // namespace palier::groups::store
