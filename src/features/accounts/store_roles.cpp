#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/db/rows.hpp"
#include "core/http/router.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
BOOST_DESCRIBE_STRUCT(AuditLine, (), (id, account_id, by_account, what, detail, at))
BOOST_DESCRIBE_STRUCT(Token, (), (id, name, created_at, last_used_at))
}  // namespace palier::accounts

namespace palier::accounts::store {
BOOST_DESCRIBE_STRUCT(TokenOwner, (), (id, account_id, last_used_at))
BOOST_DESCRIBE_STRUCT(Living, (), (id, way, reached))

http::RoleSet roles(db::Session& s, AccountId id, places::TerritoryId t) {
  http::RoleSet set;
  for (const std::int64_t role : s.all<std::int64_t>(
           "select role from account_roles where account_id = $1 and territory_id = $2", id, t))
    if (role >= 0 && role < http::kRoles) set.add(static_cast<http::Role>(role));
  return set;
}

bool grant(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role, AccountId by,
           Instant now) {
  return tx.run(
             "insert into account_roles (account_id, territory_id, role, granted_by, granted_at) "
             "values ($1, $2, $3, $4, $5) on conflict (account_id, territory_id, role) do nothing",
             id, t, role, by, now) > 0;
}

bool revoke(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role) {
  return tx.run(
             "delete from account_roles where account_id = $1 and territory_id = $2 and role = $3",
             id, t, role) > 0;
}

std::vector<AccountId> with_role(db::Session& s, places::TerritoryId t, http::Role role) {
  return s.all<AccountId>(
      "select r.account_id from account_roles r join accounts a on a.id = r.account_id "
      "where r.territory_id = $1 and r.role = $2 and a.state = 0 order by r.account_id",
      t, role);
}

#define PALIER_HAS_WAY "exists (select 1 from account_identifiers i where i.account_id = a.id) "
#define PALIER_REACHED PALIER_HAS_WAY "as way, (a.notify <> 3 and " PALIER_HAS_WAY ") as reached "
#define PALIER_LIVING(column)                                                   \
  "select a.id, " PALIER_REACHED                                                \
  "from account_homes h join accounts a on a.id = h.account_id where h." column \
  " = $1 and h.territory_id = $2 and h.account_id > $3 and a.state = 0 "        \
  "order by h.account_id limit $4"

std::vector<Living> living(db::Session& s, places::TerritoryId t, std::string_view circle,
                           AccountId after, int limit) {
  const auto slash = circle.find('/');
  const auto level = places::level(circle.substr(0, slash));
  if (!level || slash == std::string_view::npos)
    return s.all<Living>("select a.id, " PALIER_REACHED
                         "from accounts a where a.territory_id = $1 and a.id > $2 "
                         "and a.state = 0 order by a.id limit $3",
                         t, after.value, limit);
  const auto id = http::PathParameter<std::int64_t>::parse(circle.substr(slash + 1)).value_or(0);
  const auto of = [&](const char* sql) { return s.all<Living>(sql, id, t, after.value, limit); };
  switch (*level) {
    case places::Level::building:
      return of(PALIER_LIVING("building"));
    case places::Level::street:
      return of(PALIER_LIVING("street"));
    case places::Level::quarter:
      return of(PALIER_LIVING("quarter"));
    case places::Level::city:
      break;
  }
  // Without communes the city is the territory: places::circle() says its id then.
  auto in_commune = of(PALIER_LIVING("commune"));
  return in_commune.empty() && id == t.value ? living(s, t, "", after, limit)
                                             : std::move(in_commune);
}
#undef PALIER_LIVING
#undef PALIER_REACHED
#undef PALIER_HAS_WAY

std::int64_t active_with_role(db::Session& s, places::TerritoryId t, http::Role role) {
  return s.one<std::int64_t>(
      "select count(*) from account_roles r join accounts a on a.id = r.account_id "
      "where r.territory_id = $1 and r.role = $2 and a.state = 0",
      t, role);
}

void audit(db::Transaction& tx, places::TerritoryId t, AccountId id, AccountId by,
           std::string_view what, std::string_view detail, Instant now) {
  tx.run(
      "insert into account_audit (id, territory_id, account_id, by_account, what, detail, at) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      new_id(), t, id, by, what, detail, now);
  // What somebody does with their own account is their own business; what is done to it by another,
  // by the command line or by the program is a privileged act. The log outlives the account: why
  // somebody was suspended is not repeated there.
  const bool privileged = what.starts_with("role.") || what == "verified" || what == "suspended" ||
                          what == "reinstated" || (what == "unverified" && by != id);
  if (!privileged) return;
  std::string word = "accounts." + std::string(what);
  std::replace(word.begin() + 9, word.end(), '.', '_');
  audit::write(tx, now,
               {.territory_id = t.value,
                .by_account = by.value,
                .what = std::move(word),
                .kind = "account",
                .subject = id.value,
                .detail = what == "suspended" ? std::string() : std::string(detail)});
}

std::vector<AuditLine> audit_of(db::Session& s, AccountId id, int limit) {
  return s.all<AuditLine>(
      "select id, account_id, coalesce(by_account, 0) as by_account, what, detail, at "
      "from account_audit where account_id = $1 order by id desc limit $2",
      id, limit);
}

void insert_token(db::Transaction& tx, TokenId id, AccountId account, places::TerritoryId t,
                  std::string_view name, std::string_view hash, Instant now) {
  tx.run(
      "insert into api_tokens (id, territory_id, account_id, name, hash, created_at) "
      "values ($1, $2, $3, $4, $5, $6)",
      id, t, account, name, hash, now);
}

std::vector<Token> tokens(db::Session& s, AccountId account) {
  return s.all<Token>(
      "select id, name, created_at, last_used_at from api_tokens where account_id = $1 "
      "order by id desc",
      account);
}

std::optional<TokenOwner> token_owner(db::Session& s, std::string_view hash) {
  return s.maybe<TokenOwner>("select id, account_id, last_used_at from api_tokens where hash = $1",
                             hash);
}

void touch_token(db::Transaction& tx, TokenId id, Instant now) {
  tx.run("update api_tokens set last_used_at = $2 where id = $1", id, now);
}

bool delete_token(db::Transaction& tx, AccountId account, TokenId id) {
  return tx.run("delete from api_tokens where id = $1 and account_id = $2", id, account) > 0;
}

}  // namespace palier::accounts::store
