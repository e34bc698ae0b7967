#include "core/db/rows.hpp"
#include "features/groups/store.hpp"

namespace palier::groups::store {
namespace {

#define SELECT_MEMBER                                                                    \
  "select m.id, m.group_id, m.account_id, m.role, m.trusted, m.notice, m.calendar_key, " \
  "m.joined_at, m.agreed_at from group_members m "
#define SELECT_REQUEST                                                                     \
  "select r.id, r.group_id, r.account_id, r.answers, r.state, r.created_at, r.agreed_at, " \
  "r.decided_at, r.decided_by from group_requests r "

}  // namespace

bool insert(db::Transaction& tx, const Group& g, const Member& m) {
  const auto made = tx.run(
      "insert into group_members (id, territory_id, group_id, account_id, role, trusted, notice, "
      "calendar_key, joined_at, agreed_at, digest_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $9) on conflict (group_id, account_id) do nothing",
      m.id, g.territory_id, g.id, m.account_id, m.role, m.trusted, m.notice, m.calendar_key,
      m.joined_at, m.agreed_at);
  return made > 0;
}

void save(db::Transaction& tx, const Member& m) {
  tx.run(
      "update group_members set role = $2, trusted = $3, notice = $4, calendar_key = $5, "
      "agreed_at = $6 where id = $1",
      m.id, m.role, m.trusted, m.notice, m.calendar_key, m.agreed_at);
}

void erase(db::Transaction& tx, const Member& m) {
  tx.run("delete from group_trusts where group_id = $1 and (about_id = $2 or by_id = $2)",
         m.group_id, m.account_id);
  tx.run("delete from group_members where id = $1", m.id);
}

std::optional<Member> member(db::Session& s, GroupId group, AccountId account) {
  if (!account) return {};
  return s.maybe<Member>(SELECT_MEMBER "where m.group_id = $1 and m.account_id = $2", group,
                         account);
}

std::optional<Member> member_by_key(db::Session& s, std::string_view key) {
  return s.maybe<Member>(SELECT_MEMBER "where m.calendar_key = $1", key);
}

std::vector<Member> members(db::Session& s, GroupId group, int limit, int offset) {
  return s.all<Member>(SELECT_MEMBER
                       "where m.group_id = $1 order by m.role, m.joined_at, m.id "
                       "limit $2 offset $3",
                       group, limit > 0 ? limit : kMostMembers * 2, offset);
}

std::vector<Member> memberships(db::Session& s, AccountId account) {
  return s.all<Member>(SELECT_MEMBER "where m.account_id = $1 order by m.id", account);
}

std::vector<AccountId> who_let_in(db::Session& s, GroupId group, bool trusted) {
  return s.all<AccountId>(
      "select account_id from group_members where group_id = $1 and (role <= 2 or "
      "(trusted and $2)) order by role, joined_at limit 100",
      group, trusted);
}

std::int64_t trusted(db::Session& s, GroupId group) {
  return s.one<std::int64_t>("select count(*) from group_members where group_id = $1 and trusted",
                             group);
}

std::vector<AccountId> told_at_once(db::Session& s, GroupId group) {
  return s.all<AccountId>(
      "select account_id from group_members where group_id = $1 and notice = 1 order by account_id",
      group);
}

bool trust(db::Transaction& tx, const Group& g, AccountId about, AccountId by, Instant at) {
  return tx.run(
             "insert into group_trusts (group_id, about_id, by_id, territory_id, at) "
             "values ($1, $2, $3, $4, $5) on conflict (group_id, about_id, by_id) do nothing",
             g.id, about, by, g.territory_id, at) > 0;
}

void take_trust_back(db::Transaction& tx, GroupId group, AccountId about, AccountId by) {
  tx.run("delete from group_trusts where group_id = $1 and about_id = $2 and by_id = $3", group,
         about, by);
}

std::int64_t trusts(db::Session& s, GroupId group, AccountId about) {
  return s.one<std::int64_t>(
      "select count(*) from group_trusts where group_id = $1 and about_id = $2", group, about);
}

std::vector<AccountId> trusted_by(db::Session& s, GroupId group, AccountId by) {
  return s.all<AccountId>("select about_id from group_trusts where group_id = $1 and by_id = $2",
                          group, by);
}

bool insert(db::Transaction& tx, const Group& g, const Request& r) {
  const auto made = tx.run(
      "insert into group_requests (id, territory_id, group_id, account_id, answers, state, "
      "created_at, agreed_at) values ($1, $2, $3, $4, $5, 1, $6, $7) "
      "on conflict (group_id, account_id) where state = 1 do nothing",
      r.id, g.territory_id, g.id, r.account_id, r.answers, r.created_at, r.agreed_at);
  return made > 0;
}

bool decide(db::Transaction& tx, RequestId id, RequestState state, AccountId by, Instant at) {
  return tx.run(
             "update group_requests set state = $2, decided_by = $3, decided_at = $4 "
             "where id = $1 and state = 1",
             id, state, by, at) > 0;
}

std::optional<Request> request(db::Session& s, RequestId id) {
  return s.maybe<Request>(SELECT_REQUEST "where r.id = $1", id);
}

std::optional<Request> request_of(db::Session& s, GroupId group, AccountId account) {
  return s.maybe<Request>(SELECT_REQUEST
                          "where r.group_id = $1 and r.account_id = $2 order by r.id desc limit 1",
                          group, account);
}

std::vector<Request> requests(db::Session& s, GroupId group) {
  return s.all<Request>(
      SELECT_REQUEST "where r.group_id = $1 and r.state = 1 order by r.id limit 200", group);
}

std::vector<Request> requests_of(db::Session& s, AccountId account) {
  return s.all<Request>(SELECT_REQUEST "where r.account_id = $1 order by r.id", account);
}

std::int64_t waiting(db::Session& s, GroupId group) {
  return s.one<std::int64_t>(
      "select count(*) from group_requests where group_id = $1 and state = 1", group);
}

std::int64_t waiting_for(db::Session& s, AccountId account) {
  return s.one<std::int64_t>(
      "select count(*) from group_members m join neighbour_groups g on g.id = m.group_id "
      "join group_requests r on r.group_id = m.group_id and r.state = 1 "
      "where m.account_id = $1 and g.unseen = false and "
      "(m.role <= 2 or (m.trusted and g.lets_in = 2))",
      account);
}

void ban(db::Transaction& tx, const Group& g, AccountId account, AccountId by, Instant at) {
  tx.run(
      "insert into group_bans (group_id, account_id, territory_id, by_id, at) "
      "values ($1, $2, $3, $4, $5) on conflict (group_id, account_id) do nothing",
      g.id, account, g.territory_id, by, at);
}

bool lift(db::Transaction& tx, GroupId group, AccountId account) {
  return tx.run("delete from group_bans where group_id = $1 and account_id = $2", group, account) >
         0;
}

bool banned(db::Session& s, GroupId group, AccountId account) {
  return s
      .maybe<std::int64_t>("select 1 from group_bans where group_id = $1 and account_id = $2",
                           group, account)
      .has_value();
}

std::vector<Ban> bans(db::Session& s, GroupId group) {
  return s.all<Ban>(
      "select account_id, by_id, at from group_bans where group_id = $1 order by at desc limit 200",
      group);
}

std::vector<AccountId> due(db::Session& s, Notice notice, Instant before, AccountId after,
                           int limit) {
  return s.all<AccountId>(
      "select distinct account_id from group_members where notice = $1 and digest_at <= $2 and "
      "account_id > $3 order by account_id limit $4",
      notice, before, after.value, limit);
}

std::vector<Since> since(db::Session& s, AccountId account, Notice notice) {
  return s.all<Since>(
      "select m.group_id, m.digest_at from group_members m join neighbour_groups g on "
      "g.id = m.group_id where m.account_id = $1 and m.notice = $2 and g.unseen = false "
      "order by g.name, g.id",
      account, notice);
}

void digested(db::Transaction& tx, AccountId account, Notice notice, Instant at) {
  tx.run("update group_members set digest_at = $3 where account_id = $1 and notice = $2", account,
         notice, at);
}

}  // namespace palier::groups::store
