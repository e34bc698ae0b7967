#include "core/db/rows.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, territory_id, state, first_name, last_name, language, spoken, about,
                       verified, notify, password, rules_agreed_at, created_at, deleted_at))
BOOST_DESCRIBE_STRUCT(Owned, (), (account_id, kind, value, confirmed_at, preferred))
}  // namespace palier::accounts

namespace palier::accounts::store {
BOOST_DESCRIBE_STRUCT(Found, (), (id, state, first_name, last_name, verified, created_at))

namespace {

struct HomeRow {
  places::TerritoryId territory_id{};
  double exact_lat = 0, exact_lon = 0, shown_lat = 0, shown_lon = 0;
  std::int64_t building = 0, street = 0, quarter = 0, district = 0, commune = 0, address = 0;
  std::string label, quarter_name, details;
};
BOOST_DESCRIBE_STRUCT(HomeRow, (),
                      (territory_id, exact_lat, exact_lon, shown_lat, shown_lon, building, street,
                       quarter, district, commune, address, label, quarter_name, details))

/// For LIKE … ESCAPE '!': what was typed stands for itself.
std::string like(std::string_view text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return out + "%";
}

}  // namespace

void insert_account(db::Transaction& tx, const Account& a) {
  tx.run(
      "insert into accounts (id, territory_id, state, first_name, last_name, language, spoken, "
      "about, verified, notify, password, rules_agreed_at, created_at, deleted_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      a.id, a.territory_id, a.state, a.first_name, a.last_name, a.language, a.spoken, a.about,
      a.verified, a.notify, a.password, a.rules_agreed_at, a.created_at, a.deleted_at);
}

void update_account(db::Transaction& tx, const Account& a) {
  tx.run(
      "update accounts set territory_id = $2, state = $3, first_name = $4, last_name = $5, "
      "language = $6, spoken = $7, about = $8, verified = $9, notify = $10, password = $11, "
      "rules_agreed_at = $12, deleted_at = $13 where id = $1",
      a.id, a.territory_id, a.state, a.first_name, a.last_name, a.language, a.spoken, a.about,
      a.verified, a.notify, a.password, a.rules_agreed_at, a.deleted_at);
}

std::optional<Account> account(db::Session& s, AccountId id) {
  return s.maybe<Account>(
      "select id, territory_id, state, first_name, last_name, language, spoken, about, verified, "
      "notify, password, rules_agreed_at, created_at, deleted_at from accounts "
      "where id = $1",
      id);
}

std::vector<Account> accounts(db::Session& s, const std::vector<AccountId>& ids) {
  // Statements are kept by their text: chunks of one length, filled up with zeros.
  std::vector<Account> out;
  out.reserve(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += 20) {
    std::array<std::int64_t, 20> c{};
    for (std::size_t i = 0; i < c.size() && from + i < ids.size(); ++i) c[i] = ids[from + i].value;
    for (auto& one : s.all<Account>(
             "select id, territory_id, state, first_name, last_name, language, spoken, about, "
             "verified, notify, password, rules_agreed_at, created_at, deleted_at "
             "from accounts where id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
             "$14, $15, $16, $17, $18, $19, $20)",
             c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13],
             c[14], c[15], c[16], c[17], c[18], c[19]))
      out.push_back(std::move(one));
  }
  return out;
}

void insert_identifier(db::Transaction& tx, AccountId id, places::TerritoryId t, Kind kind,
                       std::string_view value, std::optional<Instant> confirmed, bool preferred) {
  tx.run(
      "insert into account_identifiers (id, territory_id, account_id, kind, value, confirmed_at, "
      "preferred) values ($1, $2, $3, $4, $5, $6, $7)",
      new_id(), t, id, kind, value, confirmed, preferred);
}

void confirm_identifier(db::Transaction& tx, Kind kind, std::string_view value, Instant now) {
  tx.run(
      "update account_identifiers set confirmed_at = $3 "
      "where kind = $1 and value = $2 and confirmed_at is null",
      kind, value, now);
}

void delete_identifier(db::Transaction& tx, AccountId id, Kind kind) {
  tx.run("delete from account_identifiers where account_id = $1 and kind = $2", id, kind);
}

void prefer_identifier(db::Transaction& tx, AccountId id, Kind kind) {
  tx.run("update account_identifiers set preferred = (kind = $2) where account_id = $1", id, kind);
}

std::optional<Owned> owner(db::Session& s, Kind kind, std::string_view value) {
  return s.maybe<Owned>(
      "select account_id, kind, value, confirmed_at, preferred from account_identifiers "
      "where kind = $1 and value = $2",
      kind, value);
}

std::vector<Owned> identifiers(db::Session& s, AccountId id) {
  return s.all<Owned>(
      "select account_id, kind, value, confirmed_at, preferred from account_identifiers "
      "where account_id = $1 order by preferred desc, kind",
      id);
}

void put_home(db::Transaction& tx, AccountId id, const Home& home, Instant now) {
  const auto& l = home.location;
  tx.run(
      "insert into account_homes (account_id, territory_id, exact_lat, exact_lon, shown_lat, "
      "shown_lon, building, street, quarter, district, commune, address, label, quarter_name, "
      "details, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15, $16) on conflict (account_id) do update set territory_id = excluded.territory_id, "
      "exact_lat = excluded.exact_lat, exact_lon = excluded.exact_lon, "
      "shown_lat = excluded.shown_lat, shown_lon = excluded.shown_lon, "
      "building = excluded.building, street = excluded.street, quarter = excluded.quarter, "
      "district = excluded.district, commune = excluded.commune, address = excluded.address, "
      "label = excluded.label, quarter_name = excluded.quarter_name, details = excluded.details, "
      "changed_at = excluded.changed_at",
      id, l.scopes.territory, l.exact.lat, l.exact.lon, l.shown.lat, l.shown.lon, l.scopes.building,
      l.scopes.street, l.scopes.quarter.value, l.scopes.district.value, l.scopes.commune.value,
      l.address.value, l.label, l.quarter_name, home.details, now);
}

std::optional<Home> home(db::Session& s, AccountId id) {
  const auto row = s.maybe<HomeRow>(
      "select territory_id, exact_lat, exact_lon, shown_lat, shown_lon, building, street, quarter, "
      "district, commune, address, label, quarter_name, details from account_homes "
      "where account_id = $1",
      id);
  if (!row) return {};
  Home h;
  h.location.exact = {row->exact_lat, row->exact_lon};
  h.location.shown = {row->shown_lat, row->shown_lon};
  h.location.scopes = {row->building,   row->street,    {row->quarter},
                       {row->district}, {row->commune}, row->territory_id};
  h.location.address = {row->address};
  h.location.label = row->label;
  h.location.quarter_name = row->quarter_name;
  h.details = row->details;
  return h;
}

std::vector<Found> people(db::Session& s, places::TerritoryId t, const PeopleQuery& q) {
  // lower() folds ASCII only on SQLite; a name is also found by any part of it as it was written.
  return s.all<Found>(
      "select a.id, a.state, a.first_name, a.last_name, a.verified, a.created_at from accounts a "
      "where a.territory_id = $1 and a.state <> 2 "
      "and ($2 = '' or lower(a.first_name || ' ' || a.last_name) like lower($3) escape '!' "
      "  or exists (select 1 from account_identifiers i where i.account_id = a.id "
      "    and ((i.kind = 0 and i.value = $4) or (i.kind = 1 and i.value = $5)))) "
      "and (not $6 or exists (select 1 from account_roles r where r.account_id = a.id "
      "    and r.territory_id = $1)) "
      "order by a.last_name, a.first_name, a.id limit $7 offset $8",
      t, q.text, like(q.text), q.email, q.phone, q.with_role, q.limit, q.offset);
}

std::vector<Mark> joined(db::Session& s, places::TerritoryId t, Instant from, Instant to) {
  return s.all<Mark>(
      "select id as account, created_at as at from accounts "
      "where territory_id = $1 and created_at >= $2 and created_at < $3",
      t, from, to);
}

void erase_traces(db::Transaction& tx, AccountId id) {
  tx.run("delete from account_codes where account_id = $1", id);
  tx.run(
      "delete from account_codes where exists (select 1 from account_identifiers i "
      "where i.account_id = $1 and i.kind = account_codes.kind and i.value = account_codes.value)",
      id);
  tx.run("delete from account_identifiers where account_id = $1", id);
  tx.run("delete from account_homes where account_id = $1", id);
  tx.run("delete from account_roles where account_id = $1", id);
  tx.run("delete from api_tokens where account_id = $1", id);
  tx.run("delete from account_digest where account_id = $1", id);
  // Why somebody was suspended is written in free text.
  tx.run("update account_audit set detail = '' where account_id = $1 and what = 'suspended'", id);
}

}  // namespace palier::accounts::store
