#include "features/informants/store.hpp"

#include "core/db/rows.hpp"

namespace palier::informants {
BOOST_DESCRIBE_STRUCT(Standing, (),
                      (id, territory_id, account_id, quarter_id, state, why, knows, hours,
                       created_at, decided_by, decided_at, reason, since, until, reminded_at,
                       ended_at))
BOOST_DESCRIBE_STRUCT(CareRow, (),
                      (account_id, territory_id, quarter_id, days, way, note, asked_at, heard_at,
                       warned_at, told_at, desk_at))
BOOST_DESCRIBE_STRUCT(Check, (), (id, account_id, by_id, outcome, note, at))
BOOST_DESCRIBE_STRUCT(Heard, (),
                      (id, territory_id, quarter_id, by_id, account_id, post_id, consent, words,
                       consent_at))
}  // namespace palier::informants

namespace palier::informants::store {

#define PALIER_STANDING                                                                          \
  "id, territory_id, account_id, quarter_id, state, why, knows, hours, created_at, decided_by, " \
  "decided_at, reason, since, until, reminded_at, ended_at "
#define PALIER_CARE                                                                        \
  "account_id, territory_id, quarter_id, days, way, note, asked_at, heard_at, warned_at, " \
  "told_at, "                                                                              \
  "desk_at "
#define PALIER_HEARD \
  "id, territory_id, quarter_id, by_id, account_id, post_id, consent, words, consent_at "

void insert(db::Transaction& tx, const Standing& s) {
  tx.run("insert into informants (" PALIER_STANDING
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
         s.id, s.territory_id, s.account_id, s.quarter_id, s.state, s.why, s.knows, s.hours,
         s.created_at, s.decided_by.value, s.decided_at, s.reason, s.since, s.until, s.reminded_at,
         s.ended_at);
}

void update(db::Transaction& tx, const Standing& s) {
  tx.run(
      "update informants set state = $2, decided_by = $3, decided_at = $4, reason = $5, "
      "since = $6, until = $7, reminded_at = $8, ended_at = $9 where id = $1",
      s.id, s.state, s.decided_by.value, s.decided_at, s.reason, s.since, s.until, s.reminded_at,
      s.ended_at);
}

std::optional<Standing> find(db::Session& s, StandingId id) {
  return s.maybe<Standing>("select " PALIER_STANDING "from informants where id = $1", id);
}

std::optional<Standing> live(db::Session& s, AccountId account, places::AreaId quarter) {
  return s.maybe<Standing>("select " PALIER_STANDING
                           "from informants where account_id = $1 and quarter_id = $2 "
                           "and state in (1, 2)",
                           account, quarter);
}

std::vector<Standing> serving(db::Session& s, places::AreaId quarter) {
  return s.all<Standing>("select " PALIER_STANDING
                         "from informants where quarter_id = $1 and state = 2 "
                         "order by since, id",
                         quarter);
}

std::vector<Standing> of_account(db::Session& s, AccountId account) {
  return s.all<Standing>("select " PALIER_STANDING
                         "from informants where account_id = $1 order by created_at desc, id desc",
                         account);
}

std::vector<Standing> in_state(db::Session& s, places::TerritoryId t, State state) {
  return s.all<Standing>("select " PALIER_STANDING
                         "from informants where territory_id = $1 and state = $2 "
                         "order by created_at, id",
                         t, state);
}

std::vector<Standing> ending(db::Session& s, Instant before) {
  return s.all<Standing>("select " PALIER_STANDING
                         "from informants where state = 2 and until < $1 order by until, id",
                         before);
}

void insert_invitation(db::Transaction& tx, places::TerritoryId t, places::AreaId quarter,
                       AccountId by, std::string_view seal, Instant now) {
  tx.run(
      "insert into informant_invitations (id, territory_id, quarter_id, by_id, seal, created_at) "
      "values ($1, $2, $3, $4, $5, $6)",
      new_id(), t, quarter, by, seal, now);
}

std::int64_t invitations_by(db::Session& s, AccountId by, Instant since) {
  return s.one<std::int64_t>(
      "select count(*) from informant_invitations where by_id = $1 and created_at > $2", by, since);
}

bool invited(db::Session& s, std::string_view seal, Instant since) {
  return s.one<std::int64_t>(
             "select count(*) from informant_invitations where seal = $1 and created_at > $2", seal,
             since) > 0;
}

void put(db::Transaction& tx, const CareRow& c) {
  tx.run("insert into informant_care (" PALIER_CARE
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
         "on conflict (account_id) do update set quarter_id = excluded.quarter_id, "
         "days = excluded.days, way = excluded.way, note = excluded.note, "
         "heard_at = excluded.heard_at, warned_at = excluded.warned_at, "
         "told_at = excluded.told_at, desk_at = excluded.desk_at",
         c.account_id, c.territory_id, c.quarter_id.value, c.days, c.way, c.note, c.asked_at,
         c.heard_at, c.warned_at, c.told_at, c.desk_at);
}

void remove_care(db::Transaction& tx, AccountId account) {
  tx.run("delete from informant_checks where account_id = $1", account);
  tx.run("delete from informant_care where account_id = $1", account);
}

void move_care(db::Transaction& tx, AccountId account, places::AreaId quarter) {
  tx.run("update informant_care set quarter_id = $2 where account_id = $1", account, quarter.value);
}

std::optional<CareRow> care(db::Session& s, AccountId account) {
  return s.maybe<CareRow>("select " PALIER_CARE "from informant_care where account_id = $1",
                          account);
}

std::vector<CareRow> care_in(db::Session& s, places::AreaId quarter) {
  return s.all<CareRow>("select " PALIER_CARE
                        "from informant_care where quarter_id = $1 order by account_id",
                        quarter.value);
}

std::vector<CareRow> care_after(db::Session& s, AccountId after, int limit) {
  return s.all<CareRow>("select " PALIER_CARE
                        "from informant_care where account_id > $1 order by account_id limit $2",
                        after.value, limit);
}

void insert(db::Transaction& tx, const Check& c, places::TerritoryId t) {
  tx.run(
      "insert into informant_checks (id, territory_id, account_id, by_id, outcome, note, at) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      c.id, t, c.account_id, c.by_id.value, c.outcome, c.note, c.at);
}

std::vector<Check> checks(db::Session& s, AccountId account, int limit) {
  return s.all<Check>(
      "select id, account_id, by_id, outcome, note, at from informant_checks "
      "where account_id = $1 order by at desc, id desc limit $2",
      account, limit);
}

void insert(db::Transaction& tx, const Heard& h) {
  tx.run("insert into informant_heard (" PALIER_HEARD
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
         h.id, h.territory_id, h.quarter_id.value, h.by_id, h.account_id, h.post_id, h.consent,
         h.words, h.consent_at);
}

std::vector<Heard> heard_by(db::Session& s, AccountId by, int limit) {
  return s.all<Heard>("select " PALIER_HEARD
                      "from informant_heard where by_id = $1 "
                      "order by consent_at desc, id desc limit $2",
                      by, limit);
}

std::optional<Heard> heard_of(db::Session& s, aid::PostId post) {
  return s.maybe<Heard>(
      "select " PALIER_HEARD "from informant_heard where post_id = $1 order by id limit 1", post);
}

std::vector<Heard> heard_for(db::Session& s, AccountId account) {
  return s.all<Heard>(
      "select " PALIER_HEARD "from informant_heard where account_id = $1 order by id", account);
}

void forget(db::Transaction& tx, AccountId account, Instant now) {
  tx.run("update informants set state = 4, ended_at = $2 where account_id = $1 and state in (1, 2)",
         account, now);
  tx.run("update informants set why = '', knows = '', hours = '' where account_id = $1", account);
  tx.run("update informants set decided_by = 0 where decided_by = $1", account);
  remove_care(tx, account);
  tx.run("update informant_checks set by_id = 0 where by_id = $1", account);
  tx.run("delete from informant_heard where account_id = $1", account);
  tx.run("update informant_heard set by_id = 0 where by_id = $1", account);
  tx.run("update informant_invitations set by_id = 0 where by_id = $1", account);
}

}  // namespace palier::informants::store
