#include "features/bulletins/store.hpp"

#include "core/db/rows.hpp"

namespace palier::bulletins {
BOOST_DESCRIBE_STRUCT(Body, (), (id, territory_id, name, short_name, kind, created_at, closed_at))
BOOST_DESCRIBE_STRUCT(Bulletin, (),
                      (id, territory_id, voice, urgency, body_id, author_id, signed_as, language,
                       title, text, from_at, ends_at, created_at, begun_at, amended_at,
                       withdrawn_at, withdrawn_why, hidden, reads))
BOOST_DESCRIBE_STRUCT(Amendment, (), (id, bulletin_id, by_id, note, old_title, old_text, at))
BOOST_DESCRIBE_STRUCT(Round, (), (id, bulletin_id, what, after_id, told, began_at, done_at))
}  // namespace palier::bulletins

namespace palier::bulletins::store {

#define PALIER_BODY "id, territory_id, name, short_name, kind, created_at, closed_at "
#define PALIER_BULLETIN                                                                       \
  "id, territory_id, voice, urgency, body_id, author_id, signed_as, language, title, text, "  \
  "from_at, ends_at, created_at, begun_at, amended_at, withdrawn_at, withdrawn_why, hidden, " \
  "reads "

void put(db::Transaction& tx, const Body& b) {
  tx.run("insert into bulletin_bodies (" PALIER_BODY
         ") values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set "
         "name = excluded.name, short_name = excluded.short_name, kind = excluded.kind, "
         "closed_at = excluded.closed_at",
         b.id, b.territory_id, b.name, b.short_name, b.kind, b.created_at, b.closed_at);
}

std::optional<Body> body(db::Session& s, BodyId id) {
  return s.maybe<Body>("select " PALIER_BODY "from bulletin_bodies where id = $1", id);
}

std::vector<Body> bodies(db::Session& s, places::TerritoryId t) {
  return s.all<Body>("select " PALIER_BODY
                     "from bulletin_bodies where territory_id = $1 "
                     "order by case when closed_at is null then 0 else 1 end, name",
                     t);
}

std::optional<Body> body_named(db::Session& s, places::TerritoryId t, std::string_view name) {
  return s.maybe<Body>("select " PALIER_BODY
                       "from bulletin_bodies where territory_id = $1 and name = $2 "
                       "and closed_at is null",
                       t, name);
}

std::vector<AccountId> signers(db::Session& s, BodyId id) {
  return s.all<AccountId>(
      "select account_id from bulletin_signers where body_id = $1 order by account_id", id);
}

void set_signers(db::Transaction& tx, const Body& b, const std::vector<AccountId>& accounts) {
  tx.run("delete from bulletin_signers where body_id = $1", b.id);
  for (const auto account : accounts)
    tx.run("insert into bulletin_signers (body_id, account_id, territory_id) values ($1, $2, $3)",
           b.id, account, b.territory_id);
}

std::vector<Body> bodies_of(db::Session& s, AccountId account, places::TerritoryId t) {
  return s.all<Body>(
      "select b.id, b.territory_id, b.name, b.short_name, b.kind, b.created_at, b.closed_at "
      "from bulletin_signers g join bulletin_bodies b on b.id = g.body_id "
      "where g.account_id = $1 and b.territory_id = $2 and b.closed_at is null order by b.name",
      account, t);
}

void insert(db::Transaction& tx, const Bulletin& b, const std::vector<std::string>& circles_of) {
  tx.run("insert into bulletins (" PALIER_BULLETIN
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
         "$18, $19)",
         b.id, b.territory_id, b.voice, b.urgency, b.body_id.value, b.author_id.value, b.signed_as,
         b.language, b.title, b.text, b.from_at, b.ends_at, b.created_at, b.begun_at, b.amended_at,
         b.withdrawn_at, b.withdrawn_why, b.hidden, b.reads);
  for (const auto& circle : circles_of)
    tx.run(
        "insert into bulletin_circles (bulletin_id, territory_id, circle) values ($1, $2, $3) "
        "on conflict (bulletin_id, circle) do nothing",
        b.id, b.territory_id, circle);
}

void update(db::Transaction& tx, const Bulletin& b) {
  tx.run(
      "update bulletins set title = $2, text = $3, ends_at = $4, begun_at = $5, amended_at = $6, "
      "withdrawn_at = $7, withdrawn_why = $8, hidden = $9 where id = $1",
      b.id, b.title, b.text, b.ends_at, b.begun_at, b.amended_at, b.withdrawn_at, b.withdrawn_why,
      b.hidden);
}

std::optional<Bulletin> find(db::Session& s, BulletinId id) {
  return s.maybe<Bulletin>("select " PALIER_BULLETIN "from bulletins where id = $1", id);
}

std::vector<std::string> circles(db::Session& s, BulletinId id) {
  return s.all<std::string>(
      "select circle from bulletin_circles where bulletin_id = $1 order by circle", id);
}

std::vector<Bulletin> in_force(db::Session& s, places::TerritoryId t, Instant now) {
  return s.all<Bulletin>("select " PALIER_BULLETIN
                         "from bulletins where territory_id = $1 and ends_at > $2 and "
                         "from_at <= $2 and begun_at is not null and not hidden "
                         "order by urgency desc, from_at desc, id desc",
                         t, now);
}

std::vector<Bulletin> past(db::Session& s, places::TerritoryId t, Instant now, int offset,
                           int limit) {
  return s.all<Bulletin>("select " PALIER_BULLETIN
                         "from bulletins where territory_id = $1 and ends_at <= $2 and "
                         "begun_at is not null and not hidden order by ends_at desc, id desc "
                         "limit $3 offset $4",
                         t, now, limit, offset);
}

std::vector<Bulletin> own(db::Session& s, AccountId author, places::TerritoryId t, Instant now) {
  return s.all<Bulletin>("select " PALIER_BULLETIN
                         "from bulletins where territory_id = $1 and ends_at > $2 and "
                         "(author_id = $3 or body_id in (select body_id from bulletin_signers "
                         "where account_id = $3)) order by from_at desc, id desc",
                         t, now, author);
}

std::vector<Bulletin> by_author(db::Session& s, AccountId author) {
  return s.all<Bulletin>(
      "select " PALIER_BULLETIN "from bulletins where author_id = $1 order by id", author);
}

std::vector<Bulletin> begun_since(db::Session& s, places::TerritoryId t, Urgency u, Instant since,
                                  Instant now) {
  return s.all<Bulletin>("select " PALIER_BULLETIN
                         "from bulletins where territory_id = $1 and ends_at > $2 and "
                         "from_at <= $2 and begun_at > $3 and urgency = $4 and not hidden "
                         "order by from_at desc, id desc limit 50",
                         t, now, since, u);
}

std::vector<Bulletin> page(db::Session& s, std::int64_t after, int limit) {
  return s.all<Bulletin>(
      "select " PALIER_BULLETIN "from bulletins where id > $1 order by id limit $2", after, limit);
}

void insert(db::Transaction& tx, const Amendment& a, places::TerritoryId t) {
  tx.run(
      "insert into bulletin_amendments (id, territory_id, bulletin_id, by_id, note, old_title, "
      "old_text, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      a.id, t, a.bulletin_id, a.by_id.value, a.note, a.old_title, a.old_text, a.at);
}

std::vector<Amendment> amendments(db::Session& s, BulletinId id) {
  return s.all<Amendment>(
      "select id, bulletin_id, by_id, note, old_title, old_text, at from bulletin_amendments "
      "where bulletin_id = $1 order by at desc, id desc",
      id);
}

void start_counting(db::Transaction& tx, const Bulletin& b, std::string_view key, Instant expires) {
  tx.run(
      "insert into bulletin_mark_keys (bulletin_id, territory_id, key, expires_at) "
      "values ($1, $2, $3, $4) on conflict (bulletin_id) do nothing",
      b.id, b.territory_id, key, expires);
}

void end_counting(db::Transaction& tx, BulletinId id, Instant now) {
  tx.run("update bulletin_mark_keys set expires_at = $2 where bulletin_id = $1 and expires_at > $2",
         id, now);
}

std::optional<std::string> mark_key(db::Session& s, BulletinId id, Instant now) {
  return s.maybe<std::string>(
      "select key from bulletin_mark_keys where bulletin_id = $1 and expires_at > $2", id, now);
}

bool mark(db::Transaction& tx, BulletinId id, std::string_view text) {
  return tx.run(
             "insert into bulletin_marks (bulletin_id, mark) values ($1, $2) "
             "on conflict (bulletin_id, mark) do nothing",
             id, text) > 0;
}

bool marked(db::Session& s, BulletinId id, std::string_view text) {
  return s.one<std::int64_t>(
             "select count(*) from bulletin_marks where bulletin_id = $1 and mark = $2", id, text) >
         0;
}

std::int64_t marks(db::Session& s, BulletinId id) {
  return s.one<std::int64_t>("select count(*) from bulletin_marks where bulletin_id = $1", id);
}

std::int64_t forget_marks(db::Transaction& tx, Instant now) {
  const auto over = tx.all<std::int64_t>(
      "select bulletin_id from bulletin_mark_keys where expires_at <= $1 limit 100", now);
  for (const auto id : over) {
    tx.run(
        "update bulletins set reads = (select count(*) from bulletin_marks "
        "where bulletin_id = $1) where id = $1",
        id);
    tx.run("delete from bulletin_marks where bulletin_id = $1", id);
    tx.run("delete from bulletin_mark_keys where bulletin_id = $1", id);
  }
  return static_cast<std::int64_t>(over.size());
}

void insert(db::Transaction& tx, const Round& r, places::TerritoryId t) {
  tx.run(
      "insert into bulletin_rounds (id, territory_id, bulletin_id, what, after_id, told, began_at, "
      "done_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      r.id, t, r.bulletin_id, r.what, r.after_id, r.told, r.began_at, r.done_at);
}

std::optional<Round> round(db::Session& s, RoundId id) {
  return s.maybe<Round>(
      "select id, bulletin_id, what, after_id, told, began_at, done_at from bulletin_rounds "
      "where id = $1",
      id);
}

void advance(db::Transaction& tx, const Round& r) {
  tx.run("update bulletin_rounds set after_id = $2, told = $3, done_at = $4 where id = $1", r.id,
         r.after_id, r.told, r.done_at);
}

std::optional<std::int64_t> told(db::Session& s, BulletinId id) {
  return s.maybe<std::int64_t>(
      "select told from bulletin_rounds where bulletin_id = $1 and what = 1 order by id limit 1",
      id);
}

void forget(db::Transaction& tx, AccountId account, Instant now) {
  tx.run("delete from bulletin_signers where account_id = $1", account);
  tx.run("update bulletin_amendments set by_id = 0 where by_id = $1", account);
  tx.run(
      "update bulletins set withdrawn_at = $2, ends_at = $2 where author_id = $1 and voice = 1 "
      "and ends_at > $2",
      account, now);
  tx.run(
      "update bulletins set author_id = 0, "
      "signed_as = case when voice = 1 then '' else signed_as end where author_id = $1",
      account);
}

}  // namespace palier::bulletins::store
