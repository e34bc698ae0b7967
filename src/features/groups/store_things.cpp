#include <cstring>

#include "core/db/rows.hpp"
#include "features/groups/store.hpp"

namespace palier::groups::store {
namespace {

#define SELECT_INVITATION                                                          \
  "select i.id, i.group_id, i.by_id, i.account_id, i.way, i.state, i.created_at, " \
  "i.expires_at from group_invitations i "
#define SELECT_FILE                                                                        \
  "select f.id, f.group_id, f.by_id, f.name, f.kind, f.size, f.unseen, f.created_at from " \
  "group_files f "

}  // namespace

void insert(db::Transaction& tx, const Group& g, const Invitation& i) {
  tx.run(
      "insert into group_invitations (id, territory_id, group_id, by_id, account_id, way, state, "
      "created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      i.id, g.territory_id, g.id, i.by_id, i.account_id, i.way, i.state, i.created_at,
      i.expires_at);
}

bool decide(db::Transaction& tx, InvitationId id, InvitationState state) {
  return tx.run("update group_invitations set state = $2 where id = $1 and state = 1", id, state) >
         0;
}

std::optional<Invitation> invitation(db::Session& s, InvitationId id) {
  return s.maybe<Invitation>(SELECT_INVITATION "where i.id = $1", id);
}

std::optional<Invitation> invitation_of(db::Session& s, GroupId group, AccountId account,
                                        Instant now) {
  // One by somebody who may let people in counts more than any other.
  return s.maybe<Invitation>(SELECT_INVITATION
                             "left join group_members m on m.group_id = i.group_id and "
                             "m.account_id = i.by_id where i.group_id = $1 and i.account_id = $2 "
                             "and i.state = 1 and i.expires_at > $3 "
                             "order by coalesce(m.role, 9), i.id desc limit 1",
                             group, account, now);
}

std::vector<Invitation> invitations(db::Session& s, GroupId group, Instant now) {
  return s.all<Invitation>(SELECT_INVITATION
                           "where i.group_id = $1 and i.state = 1 and i.expires_at > $2 "
                           "order by i.id desc limit 100",
                           group, now);
}

std::int64_t invitations_by(db::Session& s, GroupId group, AccountId by, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from group_invitations where group_id = $1 and by_id = $2 and "
      "created_at > $3",
      group, by, since);
}

void insert(db::Transaction& tx, const Group& g, const File& f, std::string_view bytes) {
  db::Blob blob(bytes.size());
  std::memcpy(blob.data(), bytes.data(), bytes.size());
  tx.run(
      "insert into group_files (id, territory_id, group_id, by_id, name, kind, size, bytes, "
      "unseen, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      f.id, g.territory_id, g.id, f.by_id, f.name, f.kind, f.size, std::move(blob), f.unseen,
      f.created_at);
}

bool erase_file(db::Transaction& tx, GroupId group, FileId id) {
  return tx.run("delete from group_files where group_id = $1 and id = $2", group, id) > 0;
}

void show_file(db::Transaction& tx, FileId id, bool unseen) {
  tx.run("update group_files set unseen = $2 where id = $1", id, unseen);
}

std::optional<File> file(db::Session& s, FileId id) {
  return s.maybe<File>(SELECT_FILE "where f.id = $1", id);
}

std::string file_bytes(db::Session& s, FileId id) {
  const auto blob = s.one<db::Blob>("select bytes from group_files where id = $1", id);
  return {reinterpret_cast<const char*>(blob.data()), blob.size()};
}

std::vector<File> files(db::Session& s, GroupId group, int limit, int offset) {
  return s.all<File>(SELECT_FILE "where f.group_id = $1 order by f.id desc limit $2 offset $3",
                     group, limit, offset);
}

std::vector<File> files_by(db::Session& s, AccountId account) {
  return s.all<File>(SELECT_FILE "where f.by_id = $1 order by f.id", account);
}

Space taken(db::Session& s, GroupId group) {
  return s.one<Space>(
      "select count(*) as files, cast(coalesce(sum(size), 0) as bigint) as bytes from group_files "
      "where group_id = $1",
      group);
}

bool list(db::Transaction& tx, const Group& g, aid::PostId post, AccountId by, Instant at) {
  return tx.run(
             "insert into group_aid (group_id, post_id, territory_id, by_id, at) "
             "values ($1, $2, $3, $4, $5) on conflict (group_id, post_id) do nothing",
             g.id, post, g.territory_id, by, at) > 0;
}

bool unlist(db::Transaction& tx, GroupId group, aid::PostId post) {
  return tx.run("delete from group_aid where group_id = $1 and post_id = $2", group, post) > 0;
}

std::vector<Listed> listed(db::Session& s, GroupId group, int limit) {
  return s.all<Listed>(
      "select post_id, by_id from group_aid where group_id = $1 order by at desc, post_id desc "
      "limit $2",
      group, limit);
}

void unlist_by(db::Transaction& tx, GroupId group, AccountId by) {
  tx.run("delete from group_aid where group_id = $1 and by_id = $2", group, by);
}

void forget(db::Transaction& tx, AccountId account) {
  tx.run("delete from group_aid where by_id = $1", account);
  tx.run("delete from group_files where by_id = $1", account);
  tx.run("delete from group_invitations where by_id = $1 or account_id = $1", account);
  tx.run("delete from group_bans where account_id = $1", account);
  tx.run("delete from group_requests where account_id = $1", account);
  tx.run("delete from group_trusts where about_id = $1 or by_id = $1", account);
  tx.run("update neighbour_groups set founded_by = null where founded_by = $1", account);
}

}  // namespace palier::groups::store
