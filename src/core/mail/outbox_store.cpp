#include "core/mail/outbox_store.hpp"

#include "core/db/rows.hpp"

namespace palier::mail {

BOOST_DESCRIBE_STRUCT(Kept, (), (id, channel, to, subject, text, at))

namespace {

constexpr std::chrono::days kTextOfSent{1};
constexpr std::chrono::days kTextOfUnsent{7};
constexpr std::chrono::days kRow{30};

std::optional<Instant> done_at(bool keep, Instant now) {
  if (keep) return now;
  return {};
}

}  // namespace

std::int64_t OutboxStore::add(db::Transaction& tx, const Message& m, bool keep) {
  const std::int64_t id = new_id();
  const Instant now = clock_.now();
  tx.run(
      "insert into outbox (id, channel, recipient, subject, text, html, language,"
      " unsubscribe_url, reply_to, from_name, state, created_at, done_at)"
      " values ($1, 'mail', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      id, m.to, m.subject, m.text, m.html, m.language, m.unsubscribe_url, m.reply_to, m.from_name,
      keep ? "kept" : "waiting", now, done_at(keep, now));
  return id;
}

std::int64_t OutboxStore::add(db::Transaction& tx, const Sms& sms, bool keep) {
  const std::int64_t id = new_id();
  const Instant now = clock_.now();
  tx.run(
      "insert into outbox (id, channel, recipient, text, state, created_at, done_at)"
      " values ($1, 'sms', $2, $3, $4, $5, $6)",
      id, sms.to, sms.text, keep ? "kept" : "waiting", now, done_at(keep, now));
  return id;
}

std::optional<Waiting> OutboxStore::waiting(std::int64_t id) {
  return db_.read([&](db::Session& s) {
    return s.maybe<Waiting>(
        "select channel, recipient, subject, text, html, language, unsubscribe_url, reply_to, "
        "from_name,"
        " created_at from outbox where id = $1 and state = 'waiting'",
        id);
  });
}

void OutboxStore::done(std::int64_t id, std::string_view state, std::string_view note) {
  db_.write([&](db::Transaction& tx) {
    tx.run("update outbox set state = $2, note = $3, done_at = $4 where id = $1", id, state, note,
           clock_.now());
  });
}

void OutboxStore::forget(db::Transaction& tx, std::string_view recipient) {
  tx.run("delete from outbox where recipient = $1", recipient);
}

void OutboxStore::tidy() {
  const Instant now = clock_.now();
  db_.write([&](db::Transaction& tx) {
    tx.run(
        "update outbox set state = 'refused', done_at = $2, note = 'not sent within a week'"
        " where state = 'waiting' and created_at < $1",
        now - kTextOfUnsent, now);
    // Subjects too: a code may stand there.
    tx.run(
        "update outbox set subject = '', text = '', html = '', unsubscribe_url = '', reply_to = '',"
        " from_name = '',"
        " recipient = case when state in ('sent', 'kept') then '' else recipient end,"
        " emptied = true where not emptied and ((state in ('sent', 'kept') and done_at < $1)"
        "  or created_at < $2)",
        now - kTextOfSent, now - kTextOfUnsent);
    tx.run("delete from outbox where created_at < $1", now - kRow);
  });
}

std::vector<Kept> OutboxStore::kept(int limit) {
  return db_.read([&](db::Session& s) {
    return s.all<Kept>(
        "select id, channel, recipient as \"to\", subject, text, created_at as at from outbox"
        " where state = 'kept' order by id desc limit $1",
        limit);
  });
}

}  // namespace palier::mail
