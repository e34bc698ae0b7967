#include "core/inbox/inbox_store.hpp"

#include "core/db/rows.hpp"

namespace palier::inbox::store {

bool insert(db::Transaction& tx, const Kept& m, Instant now) {
  return tx.run(
             "insert into inbound_mail (id, purpose, subject, account_id, message_key, message, "
             "state, attempts, received_at) values ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7) "
             "on conflict (account_id, purpose, subject, message_key) do nothing",
             m.id, m.purpose, m.subject, m.account_id, m.message_key, m.message, now) == 1;
}

std::int64_t received_since(db::Session& s, std::int64_t account, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from inbound_mail where account_id = $1 and received_at > $2", account,
      since);
}

std::optional<Kept> attempt(db::Transaction& tx, std::int64_t id) {
  return tx.maybe<Kept>(
      "update inbound_mail set attempts = attempts + 1 where id = $1 and state = 'waiting' "
      "returning id, purpose, subject, account_id, message_key, message, attempts",
      id);
}

bool waiting(db::Session& s, std::int64_t id) {
  return s.one<std::int64_t>(
             "select count(*) from inbound_mail where id = $1 and state = 'waiting'", id) == 1;
}

void finish(db::Transaction& tx, std::int64_t id, std::string_view state, Instant now) {
  tx.run("update inbound_mail set state = $2, done_at = $3, message = $4 where id = $1", id, state,
         now, db::Blob{});
}

void told(db::Transaction& tx, std::int64_t id, Instant now) {
  tx.run("update inbound_mail set told_at = $2 where id = $1", id, now);
}

std::int64_t told_since(db::Session& s, std::int64_t account, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from inbound_mail where account_id = $1 and told_at > $2", account, since);
}

void tidy(db::Transaction& tx, Instant now) {
  tx.run("delete from inbound_mail where received_at < $1", now - std::chrono::days{30});
}

}  // namespace palier::inbox::store
