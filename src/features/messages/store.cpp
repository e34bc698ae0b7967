#include "features/messages/store.hpp"

#include "core/db/rows.hpp"

namespace palier::messages::store {
namespace {

#define THREAD_COLUMNS                                                                      \
  "select id, territory_id, account_a, account_b, about_kind, about_id, title, about_url, " \
  "created_at, last_at, closed_at from threads "
#define MESSAGE_COLUMNS "select id, thread_id, author_id, text, created_at, hidden from messages "

// What is unread in a thread t by $1: written by the other after they last read.
#define UNREAD                                                                               \
  "(select count(*) from messages m where m.thread_id = t.id and m.author_id <> $1 "         \
  "and m.hidden = false and m.created_at > coalesce((select r.read_at from message_reads r " \
  "where r.thread_id = t.id and r.account_id = $1), 0))"

}  // namespace

ThreadId open(db::Transaction& tx, const Thread& t) {
  tx.run(
      "insert into threads (id, territory_id, account_a, account_b, about_kind, about_id, title, "
      "about_url, created_at, last_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
      "on conflict (about_kind, about_id, account_a, account_b) do nothing",
      t.id, t.territory_id, t.account_a, t.account_b, t.about_kind, t.about_id, t.title,
      t.about_url, t.created_at, t.last_at);
  return tx.one<ThreadId>(
      "select id from threads where about_kind = $1 and about_id = $2 and account_a = $3 "
      "and account_b = $4",
      t.about_kind, t.about_id, t.account_a, t.account_b);
}

void reopen(db::Transaction& tx, ThreadId id) {
  tx.run("update threads set closed_at = null where id = $1", id);
}

void close(db::Transaction& tx, ThreadId id, Instant now) {
  tx.run("update threads set closed_at = $2 where id = $1 and closed_at is null", id, now);
}

std::optional<Thread> find(db::Session& s, ThreadId id, AccountId viewer) {
  return s.maybe<Thread>(THREAD_COLUMNS "where id = $1 and (account_a = $2 or account_b = $2)", id,
                         viewer);
}

std::vector<Summary> threads_of(db::Session& s, AccountId viewer, int limit, int offset) {
  return s.all<Summary>(
      "select t.id, t.account_a, t.account_b, t.title, t.last_at, t.closed_at, "
      "(select m.text from messages m where m.thread_id = t.id and m.hidden = false "
      "order by m.created_at desc, m.id desc limit 1) as last_text, " UNREAD
      " as unread from threads t where t.account_a = $1 or t.account_b = $1 "
      "order by t.last_at desc, t.id desc limit $2 offset $3",
      viewer, limit, offset);
}

void insert(db::Transaction& tx, const Message& m) {
  tx.run(
      "insert into messages (id, thread_id, author_id, text, created_at, hidden) "
      "values ($1, $2, $3, $4, $5, false)",
      m.id, m.thread_id, m.author_id, m.text, m.created_at);
  tx.run("update threads set last_at = $2 where id = $1", m.thread_id, m.created_at);
}

std::optional<Message> message(db::Session& s, MessageId id) {
  return s.maybe<Message>(MESSAGE_COLUMNS "where id = $1", id);
}

std::vector<Message> page(db::Session& s, ThreadId thread, std::optional<MessageId> before,
                          int limit) {
  auto rows = before
                  ? s.all<Message>(MESSAGE_COLUMNS
                                   "where thread_id = $1 and id < $2 order by id desc limit $3",
                                   thread, *before, limit)
                  : s.all<Message>(MESSAGE_COLUMNS "where thread_id = $1 order by id desc limit $2",
                                   thread, limit);
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::vector<Message> after(db::Session& s, ThreadId thread, MessageId last, int limit) {
  return s.all<Message>(MESSAGE_COLUMNS "where thread_id = $1 and id > $2 order by id limit $3",
                        thread, last.value, limit);
}

std::vector<Message> written_by(db::Session& s, AccountId author) {
  return s.all<Message>(MESSAGE_COLUMNS "where author_id = $1 order by id", author);
}

void hide(db::Transaction& tx, MessageId id, bool hidden) {
  tx.run("update messages set hidden = $2 where id = $1", id, hidden);
}

bool just_said(db::Session& s, const Message& m, Instant since) {
  return s.one<std::int64_t>(
             "select count(*) from messages where thread_id = $1 and author_id = $2 and text = $3 "
             "and created_at > $4",
             m.thread_id, m.author_id, m.text, since) > 0;
}

void mark_read(db::Transaction& tx, ThreadId thread, AccountId who, Instant now) {
  tx.run(
      "insert into message_reads (thread_id, account_id, read_at, told_at) values ($1, $2, $3, 0) "
      "on conflict (thread_id, account_id) do update set read_at = excluded.read_at",
      thread, who, now);
}

bool claim_letter(db::Transaction& tx, ThreadId thread, AccountId to, Instant now) {
  tx.run(
      "insert into message_reads (thread_id, account_id, read_at, told_at) values ($1, $2, 0, 0) "
      "on conflict (thread_id, account_id) do nothing",
      thread, to);
  return tx.run(
             "update message_reads set told_at = $3 where thread_id = $1 and account_id = $2 "
             "and told_at <= read_at "
             "and exists (select 1 from messages m where m.thread_id = $1 and m.author_id <> $2 "
             "and m.hidden = false and m.created_at > message_reads.read_at)",
             thread, to, now) == 1;
}

std::int64_t unread(db::Session& s, AccountId who) {
  return s.one<std::int64_t>(
      "select cast(coalesce(sum(n), 0) as bigint) from (select " UNREAD
      " as n from threads t where t.account_a = $1 or t.account_b = $1) as counted",
      who);
}

void forget(db::Transaction& tx, AccountId account, Instant now) {
  tx.run("update messages set text = '', hidden = true where author_id = $1", account);
  tx.run(
      "update threads set closed_at = $2 where (account_a = $1 or account_b = $1) "
      "and closed_at is null",
      account, now);
  tx.run("delete from message_reads where account_id = $1", account);
}

}  // namespace palier::messages::store
