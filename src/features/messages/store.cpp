#include "features/messages/store.hpp"

#include "core/db/rows.hpp"

namespace palier::messages::store {
namespace {

#define THREAD_COLUMNS                                                                         \
  "select t.id, t.territory_id, t.account_a, t.account_b, t.about_kind, t.about_id, t.title, " \
  "t.about_url, t.created_at, t.last_at, t.closed_at, t.owner_id, t.asked_by, t.refused_at "   \
  "from threads t "
#define MESSAGE_COLUMNS                                                             \
  "select m.id, m.thread_id, m.author_id, m.text, m.created_at, m.hidden, m.kind, " \
  "m.about_account from messages m "
#define MEMBER_COLUMNS \
  "select account_id, added_by, joined_at, left_at, left_by, muted, by_mail from thread_members "
// The last thing said in a thread t that its member tm may read.
#define LAST_SAID(column)                                                               \
  "(select m." column                                                                   \
  " from messages m where m.thread_id = t.id and m.hidden = false and m.kind = 'said' " \
  "and m.created_at >= tm.joined_at order by m.created_at desc, m.id desc limit 1)"
// What others said in the thread $1 after that moment of $2's reading, while $2 was there.
#define SAID_TO                                                                      \
  "m.thread_id = $1 and m.author_id <> $2 and m.hidden = false and m.kind = 'said' " \
  "and m.created_at >= coalesce((select tm.joined_at from thread_members tm "        \
  "where tm.thread_id = $1 and tm.account_id = $2), 0) "

void insert_thread(db::Transaction& tx, const Thread& t) {
  // A round has 0 for the two of a pair; as ids they would be NULL.
  tx.run(
      "insert into threads (id, territory_id, account_a, account_b, about_kind, about_id, title, "
      "about_url, created_at, last_at, owner_id, asked_by) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
      "on conflict (about_kind, about_id, account_a, account_b) do nothing",
      t.id, t.territory_id, t.account_a.value, t.account_b.value, t.about_kind, t.about_id, t.title,
      t.about_url, t.created_at, t.last_at, t.owner_id.value, t.asked_by.value);
}

}  // namespace

ThreadId open(db::Transaction& tx, const Thread& t) {
  insert_thread(tx, t);
  const auto id = tx.one<ThreadId>(
      "select id from threads where about_kind = $1 and about_id = $2 and account_a = $3 "
      "and account_b = $4",
      t.about_kind, t.about_id, t.account_a, t.account_b);
  for (const AccountId who : {t.account_a, t.account_b})
    tx.run(
        "insert into thread_members (thread_id, account_id, added_by, joined_at) "
        "values ($1, $2, $3, $4) on conflict (thread_id, account_id) do nothing",
        id, who, t.account_a, t.created_at);
  return id;
}

void insert_round(db::Transaction& tx, const Thread& t) {
  insert_thread(tx, t);
}

void drop_empty(db::Transaction& tx, ThreadId id) {
  tx.run("delete from thread_members where thread_id = $1", id);
  tx.run("delete from threads where id = $1", id);
}

void reopen(db::Transaction& tx, ThreadId id) {
  tx.run("update threads set closed_at = null where id = $1", id);
}

void close(db::Transaction& tx, ThreadId id, Instant now) {
  tx.run("update threads set closed_at = $2 where id = $1 and closed_at is null", id, now);
}

void set_title(db::Transaction& tx, ThreadId id, std::string_view title) {
  tx.run("update threads set title = $2 where id = $1", id, title);
}

void set_owner(db::Transaction& tx, ThreadId id, AccountId owner) {
  tx.run("update threads set owner_id = $2 where id = $1", id, owner.value);
}

void set_asked(db::Transaction& tx, ThreadId id, AccountId asked_by,
               std::optional<Instant> refused) {
  tx.run("update threads set asked_by = $2, refused_at = $3 where id = $1", id, asked_by.value,
         refused);
}

std::optional<Thread> find(db::Session& s, ThreadId id, AccountId viewer) {
  return s.maybe<Thread>(THREAD_COLUMNS
                         "join thread_members tm on tm.thread_id = t.id where t.id = $1 "
                         "and tm.account_id = $2 and tm.left_at is null",
                         id, viewer);
}

std::optional<Thread> of_pair(db::Session& s, AccountId a, AccountId b, std::string_view about) {
  return s.maybe<Thread>(
      THREAD_COLUMNS
      "where t.account_a = $1 and t.account_b = $2 and t.about_kind = $3 and t.about_id = 0",
      std::min(a, b), std::max(a, b), about);
}

std::vector<Summary> threads_of(db::Session& s, AccountId viewer, int limit, int offset) {
  return s.all<Summary>(
      "select t.id, t.account_a, t.account_b, t.asked_by, t.title, t.last_at, t.closed_at, "
      "tm.muted, " LAST_SAID("text") " as last_text, " LAST_SAID(
          "author_id") " as last_author from thread_members tm "
                       "join threads t on t.id = tm.thread_id "
                       "where tm.account_id = $1 and tm.left_at is null "
                       "and (t.refused_at is null or t.asked_by = $1) "
                       "order by t.last_at desc, t.id desc limit $2 offset $3",
      viewer, limit, offset);
}

std::int64_t asks_since(db::Session& s, AccountId by, Instant since) {
  // Also those accepted since: the first word in a pair of two people was a request.
  return s.one<std::int64_t>(
      "select count(*) from threads t where t.owner_id = $1 and t.about_kind = 'person' "
      "and t.created_at > $2",
      by, since);
}

std::int64_t asks_open(db::Session& s, AccountId by) {
  return s.one<std::int64_t>(
      "select count(*) from threads where asked_by = $1 and refused_at is null", by);
}

bool acquainted(db::Session& s, AccountId a, AccountId b) {
  return s.one<std::int64_t>(
             "select count(*) from thread_members x "
             "join thread_members y on y.thread_id = x.thread_id "
             "join threads t on t.id = x.thread_id "
             "where x.account_id = $1 and x.left_at is null and y.account_id = $2 "
             "and y.left_at is null and t.asked_by = 0",
             a, b) > 0;
}

std::vector<AccountId> acquaintances(db::Session& s, AccountId who, int limit) {
  return s.all<AccountId>(
      "select y.account_id from thread_members x "
      "join thread_members y on y.thread_id = x.thread_id and y.account_id <> x.account_id "
      "join threads t on t.id = x.thread_id "
      "where x.account_id = $1 and x.left_at is null and y.left_at is null and t.asked_by = 0 "
      "group by y.account_id order by max(t.last_at) desc, y.account_id limit $2",
      who, limit);
}

void join(db::Transaction& tx, ThreadId thread, AccountId who, AccountId by, Instant now) {
  tx.run(
      "insert into thread_members (thread_id, account_id, added_by, joined_at) "
      "values ($1, $2, $3, $4) on conflict (thread_id, account_id) do update set "
      "added_by = excluded.added_by, joined_at = excluded.joined_at, left_at = null, left_by = 0, "
      "muted = false, by_mail = false",
      thread, who, by, now);
}

void leave(db::Transaction& tx, ThreadId thread, AccountId who, AccountId by, Instant now) {
  tx.run(
      "update thread_members set left_at = $3, left_by = $4 where thread_id = $1 "
      "and account_id = $2 and left_at is null",
      thread, who, now, by.value);
}

void mute(db::Transaction& tx, ThreadId thread, AccountId who, bool muted) {
  tx.run("update thread_members set muted = $3 where thread_id = $1 and account_id = $2", thread,
         who, muted);
}

void set_by_mail(db::Transaction& tx, ThreadId thread, AccountId who, bool by_mail) {
  tx.run(
      "update thread_members set by_mail = $3 where thread_id = $1 and account_id = $2 "
      "and by_mail <> $3",
      thread, who, by_mail);
}

std::optional<Member> member(db::Session& s, ThreadId thread, AccountId who) {
  return s.maybe<Member>(MEMBER_COLUMNS "where thread_id = $1 and account_id = $2", thread, who);
}

std::vector<Member> members(db::Session& s, ThreadId thread) {
  return s.all<Member>(MEMBER_COLUMNS
                       "where thread_id = $1 and left_at is null order by joined_at, account_id",
                       thread);
}

std::vector<ThreadId> rounds_of(db::Session& s, AccountId who) {
  return s.all<ThreadId>(
      "select t.id from thread_members tm join threads t on t.id = tm.thread_id "
      "where tm.account_id = $1 and tm.left_at is null and t.account_a = 0 "
      "and t.closed_at is null",
      who);
}

void insert(db::Transaction& tx, const Message& m) {
  tx.run(
      "insert into messages (id, thread_id, author_id, text, created_at, hidden, kind, "
      "about_account) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      m.id, m.thread_id, m.author_id, m.text, m.created_at, m.hidden, m.kind,
      m.about_account.value);
  tx.run("update threads set last_at = $2 where id = $1", m.thread_id, m.created_at);
}

std::optional<Message> message(db::Session& s, MessageId id) {
  return s.maybe<Message>(MESSAGE_COLUMNS "where m.id = $1", id);
}

bool may_read(db::Session& s, const Message& m, AccountId who) {
  return s.one<std::int64_t>(
             "select count(*) from thread_members where thread_id = $1 and account_id = $2 "
             "and left_at is null and joined_at <= $3",
             m.thread_id, who, m.created_at) > 0;
}

std::vector<Message> page(db::Session& s, ThreadId thread, Instant joined,
                          std::optional<MessageId> before, int limit) {
  auto rows = before ? s.all<Message>(MESSAGE_COLUMNS
                                      "where m.thread_id = $1 and m.created_at >= $2 and m.id < $3 "
                                      "order by m.created_at desc, m.id desc limit $4",
                                      thread, joined, *before, limit)
                     : s.all<Message>(MESSAGE_COLUMNS
                                      "where m.thread_id = $1 and m.created_at >= $2 "
                                      "order by m.created_at desc, m.id desc limit $3",
                                      thread, joined, limit);
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::vector<Message> after(db::Session& s, ThreadId thread, Instant joined, MessageId last,
                           int limit) {
  return s.all<Message>(MESSAGE_COLUMNS
                        "where m.thread_id = $1 and m.created_at >= $2 and m.id > $3 "
                        "order by m.id limit $4",
                        thread, joined, last.value, limit);
}

std::vector<Message> written_by(db::Session& s, AccountId author) {
  return s.all<Message>(MESSAGE_COLUMNS "where m.author_id = $1 and m.kind = 'said' order by m.id",
                        author);
}

void hide(db::Transaction& tx, MessageId id, bool hidden) {
  tx.run("update messages set hidden = $2 where id = $1", id, hidden);
}

bool just_said(db::Session& s, const Message& m, Instant since) {
  return s.one<std::int64_t>(
             "select count(*) from messages where thread_id = $1 and author_id = $2 and text = $3 "
             "and created_at > $4 and kind = 'said'",
             m.thread_id, m.author_id, m.text, since) > 0;
}

void mark_read(db::Transaction& tx, ThreadId thread, AccountId who, Instant now) {
  tx.run(
      "insert into message_reads (thread_id, account_id, read_at, told_at) values ($1, $2, $3, 0) "
      "on conflict (thread_id, account_id) do update set read_at = excluded.read_at",
      thread, who, now);
}

void mark_told_as_read(db::Transaction& tx, ThreadId thread, AccountId who) {
  tx.run(
      "update message_reads set read_at = told_at where thread_id = $1 and account_id = $2 "
      "and told_at > read_at",
      thread, who);
}

bool claim_letter(db::Transaction& tx, ThreadId thread, AccountId to, Instant now, bool each) {
  tx.run(
      "insert into message_reads (thread_id, account_id, read_at, told_at) values ($1, $2, 0, 0) "
      "on conflict (thread_id, account_id) do nothing",
      thread, to);
  return tx.run(
             "update message_reads set told_at = $3 where thread_id = $1 and account_id = $2 "
             "and (told_at <= read_at or $4) "
             "and exists (select 1 from messages m where " SAID_TO
             "and m.created_at > message_reads.read_at and m.created_at > message_reads.told_at)",
             thread, to, now, each) == 1;
}

std::vector<Message> untold(db::Session& s, ThreadId thread, AccountId to, int limit) {
  return s.all<Message>(
      MESSAGE_COLUMNS
      "where " SAID_TO
      "and m.created_at > coalesce((select case when r.read_at > r.told_at then r.read_at "
      "else r.told_at end from message_reads r where r.thread_id = $1 and r.account_id = $2), 0) "
      "order by m.created_at, m.id limit $3",
      thread, to, limit);
}

std::vector<accounts::Mark> written(db::Session& s, places::TerritoryId t, Instant from,
                                    Instant to) {
  return s.all<accounts::Mark>(
      "select m.author_id as account, m.created_at as at from messages m "
      "join threads t on t.id = m.thread_id where t.territory_id = $1 "
      "and m.kind = 'said' and m.created_at >= $2 "
      "and m.created_at < $3",
      t, from, to);
}

std::vector<Unread> unread(db::Session& s, AccountId who) {
  return s.all<Unread>(
      "select m.thread_id, m.author_id, tm.muted, count(*) as n from thread_members tm "
      "join threads t on t.id = tm.thread_id "
      "left join message_reads r on r.thread_id = tm.thread_id and r.account_id = tm.account_id "
      "join messages m on m.thread_id = tm.thread_id "
      "and m.created_at > coalesce(r.read_at, 0) and m.created_at >= tm.joined_at "
      "where tm.account_id = $1 and tm.left_at is null and m.author_id <> $1 "
      "and m.hidden = false and m.kind = 'said' and (t.refused_at is null or t.asked_by = $1) "
      "group by m.thread_id, m.author_id, tm.muted",
      who);
}

std::vector<MessageId> with_photos_of(db::Session& s, AccountId account) {
  return s.all<MessageId>("select id from messages where author_id = $1 and kind = 'said'",
                          account);
}

void forget(db::Transaction& tx, AccountId account, Instant now) {
  tx.run("update messages set text = '', hidden = true where author_id = $1 and kind = 'said'",
         account);
  tx.run(
      "update threads set closed_at = $2 where (account_a = $1 or account_b = $1) "
      "and closed_at is null",
      account, now);
  tx.run("delete from message_reads where account_id = $1", account);
}

}  // namespace palier::messages::store
