#include "core/db/rows.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
BOOST_DESCRIBE_STRUCT(Code, (),
                      (id, purpose, kind, value, account_id, language, next, flow_hash, code_hash,
                       link_hash, tries, created_at, expires_at, used_at))
}  // namespace palier::accounts

namespace palier::accounts::store {

void insert_code(db::Transaction& tx, const Code& c) {
  tx.run(
      "insert into account_codes (id, territory_id, purpose, kind, value, account_id, language, "
      "next, flow_hash, code_hash, link_hash, tries, created_at, expires_at, used_at) "
      "values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      c.id, c.purpose, c.kind, c.value, c.account_id, c.language, c.next, c.flow_hash, c.code_hash,
      c.link_hash, c.tries, c.created_at, c.expires_at, c.used_at);
}

std::int64_t codes_since(db::Session& s, Kind kind, std::string_view value, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from account_codes where kind = $1 and value = $2 and created_at > $3", kind,
      value, since);
}

std::vector<Code> try_flow(db::Transaction& tx, std::string_view flow_hash, Instant now) {
  // The try is counted before anything is compared: two requests at once have two tries.
  return tx.all<Code>(
      "update account_codes set tries = tries + 1 "
      "where flow_hash = $1 and used_at is null and expires_at > $2 and tries < $3 "
      "returning id, purpose, kind, value, account_id, language, next, flow_hash, code_hash, "
      "link_hash, tries, created_at, expires_at, used_at",
      flow_hash, now, kCodeTries);
}

std::optional<Code> flow(db::Session& s, std::string_view flow_hash, Instant now) {
  return s.maybe<Code>(
      "select id, purpose, kind, value, account_id, language, next, flow_hash, code_hash, "
      "link_hash, tries, created_at, expires_at, used_at from account_codes "
      "where flow_hash = $1 and used_at is null and expires_at > $2 and tries < $3 "
      "order by id desc limit 1",
      flow_hash, now, kCodeTries);
}

std::optional<Code> live_link(db::Session& s, std::string_view link_hash, Instant now) {
  return s.maybe<Code>(
      "select id, purpose, kind, value, account_id, language, next, flow_hash, code_hash, "
      "link_hash, tries, created_at, expires_at, used_at from account_codes "
      "where link_hash = $1 and used_at is null and expires_at > $2",
      link_hash, now);
}

bool use_flow(db::Transaction& tx, std::string_view flow_hash, Instant now) {
  return tx.run("update account_codes set used_at = $2 where flow_hash = $1 and used_at is null",
                flow_hash, now) > 0;
}

std::int64_t purge_codes(db::Transaction& tx, Instant before) {
  return tx.run("delete from account_codes where expires_at < $1", before);
}

void add_password_try(db::Transaction& tx, std::string_view value_hash, places::TerritoryId t,
                      Instant now) {
  tx.run(
      "insert into account_password_tries (id, territory_id, value_hash, at) "
      "values ($1, $2, $3, $4)",
      new_id(), t, value_hash, now);
}

std::int64_t password_tries(db::Session& s, std::string_view value_hash, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from account_password_tries where value_hash = $1 and at > $2", value_hash,
      since);
}

void forget_password_tries(db::Transaction& tx, std::string_view value_hash) {
  tx.run("delete from account_password_tries where value_hash = $1", value_hash);
}

std::int64_t purge_password_tries(db::Transaction& tx, Instant before) {
  return tx.run("delete from account_password_tries where at < $1", before);
}

}  // namespace palier::accounts::store
