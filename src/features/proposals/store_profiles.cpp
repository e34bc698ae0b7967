// Profiles, how people have been asked, and pairs kept apart.
#include <algorithm>

#include "core/db/rows.hpp"
#include "features/proposals/store.hpp"

namespace palier::proposals::store {
namespace {

struct Row {
  AccountId account_id{};
  places::TerritoryId territory_id{1};
  bool active = true;
  std::string kinds;
  std::int64_t radius_m = 0, per_week = 0, windows = 0;
  bool accepts_vulnerable = false;
  std::int64_t max_children = 0;
  std::string child_ages;
  bool has_children = false;
  std::int64_t asks_per_week = 0, quiet_from = 0, quiet_to = 0;
  std::optional<Instant> paused_until;
  bool digest = true;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (account_id, territory_id, active, kinds, radius_m, per_week, windows,
                       accepts_vulnerable, max_children, child_ages, has_children, asks_per_week,
                       quiet_from, quiet_to, paused_until, digest))

#define PALIER_PROFILE_SELECT                                                               \
  "select account_id, territory_id, active, kinds, radius_m, per_week, windows, "           \
  "accepts_vulnerable, max_children, child_ages, has_children, asks_per_week, quiet_from, " \
  "quiet_to, paused_until, digest from helper_profiles "

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find(' ', from), text.size());
    if (end > from) out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

Profile profile_of(Row r) {
  Profile p;
  p.account_id = r.account_id;
  p.territory_id = r.territory_id;
  p.active = r.active;
  p.kinds = words_of(r.kinds);
  p.radius_m = r.radius_m;
  p.per_week = r.per_week;
  p.windows = r.windows;
  p.accepts_vulnerable = r.accepts_vulnerable;
  p.max_children = r.max_children;
  p.child_ages = words_of(r.child_ages);
  p.has_children = r.has_children;
  p.asks_per_week = r.asks_per_week;
  p.quiet_from = r.quiet_from;
  p.quiet_to = r.quiet_to;
  p.paused_until = r.paused_until;
  p.digest = r.digest;
  return p;
}

}  // namespace

std::optional<Profile> profile(db::Session& s, AccountId account) {
  auto row = s.maybe<Row>(PALIER_PROFILE_SELECT "where account_id = $1", account);
  return row ? std::optional(profile_of(std::move(*row))) : std::nullopt;
}

void save(db::Transaction& tx, const Profile& p, Instant now) {
  tx.run(
      "insert into helper_profiles (account_id, territory_id, active, kinds, radius_m, per_week, "
      "windows, accepts_vulnerable, max_children, child_ages, has_children, asks_per_week, "
      "quiet_from, quiet_to, paused_until, digest, created_at, changed_at) values ($1, $2, $3, $4, "
      "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17) "
      "on conflict (account_id) do update set territory_id = excluded.territory_id, "
      "active = excluded.active, kinds = excluded.kinds, radius_m = excluded.radius_m, "
      "per_week = excluded.per_week, windows = excluded.windows, "
      "accepts_vulnerable = excluded.accepts_vulnerable, max_children = excluded.max_children, "
      "child_ages = excluded.child_ages, has_children = excluded.has_children, "
      "asks_per_week = excluded.asks_per_week, quiet_from = excluded.quiet_from, "
      "quiet_to = excluded.quiet_to, paused_until = excluded.paused_until, "
      "digest = excluded.digest, changed_at = excluded.changed_at",
      p.account_id, p.territory_id, p.active, fmt::format("{}", fmt::join(p.kinds, " ")),
      p.radius_m, p.per_week, p.windows, p.accepts_vulnerable, p.max_children,
      fmt::format("{}", fmt::join(p.child_ages, " ")), p.has_children, p.asks_per_week,
      p.quiet_from, p.quiet_to, p.paused_until, p.digest, now);
}

std::vector<Profile> profiles(db::Session& s, places::TerritoryId territory) {
  std::vector<Profile> out;
  for (auto& row :
       s.all<Row>(PALIER_PROFILE_SELECT "where territory_id = $1 and active order by account_id",
                  territory))
    out.push_back(profile_of(std::move(row)));
  return out;
}

void set_paused(db::Transaction& tx, AccountId account, std::optional<Instant> until, Instant now) {
  tx.run("update helper_profiles set paused_until = $2, changed_at = $3 where account_id = $1",
         account, until, now);
}

AskRecord asks(db::Session& s, AccountId account) {
  auto known = s.maybe<AskRecord>(
      "select account_id, asked_total, yes_total, no_total, lapsed_total, last_asked_at, price, "
      "priced_at from helper_asks where account_id = $1",
      account);
  if (known) return *known;
  AskRecord fresh;
  fresh.account_id = account;
  return fresh;
}

std::vector<AskRecord> all_asks(db::Session& s, places::TerritoryId territory) {
  return s.all<AskRecord>(
      "select account_id, asked_total, yes_total, no_total, lapsed_total, last_asked_at, price, "
      "priced_at from helper_asks where territory_id = $1 order by account_id",
      territory);
}

void save(db::Transaction& tx, const AskRecord& r, places::TerritoryId territory) {
  tx.run(
      "insert into helper_asks (account_id, territory_id, asked_total, yes_total, no_total, "
      "lapsed_total, last_asked_at, price, priced_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "on conflict (account_id) do update set territory_id = excluded.territory_id, "
      "asked_total = excluded.asked_total, yes_total = excluded.yes_total, "
      "no_total = excluded.no_total, lapsed_total = excluded.lapsed_total, "
      "last_asked_at = excluded.last_asked_at, price = excluded.price, "
      "priced_at = excluded.priced_at",
      r.account_id, territory, r.asked_total, r.yes_total, r.no_total, r.lapsed_total,
      r.last_asked_at, r.price, r.priced_at);
}

namespace {
struct Said {
  std::int64_t yes = 0, no = 0;
};
BOOST_DESCRIBE_STRUCT(Said, (), (yes, no))
}  // namespace

matching::ResponseRate rate(db::Session& s, AccountId account, std::string_view kind) {
  matching::ResponseRate out;
  const auto said = s.maybe<Said>(
      "select yes, no from helper_rates where account_id = $1 and kind = $2", account, kind);
  if (said) {
    out.yes += static_cast<double>(said->yes);
    out.no += static_cast<double>(said->no);
  }
  return out;
}

void add_answer(db::Transaction& tx, AccountId account, std::string_view kind, bool yes) {
  const std::int64_t one = 1, none = 0;
  tx.run(
      "insert into helper_rates (account_id, kind, yes, no) values ($1, $2, $3, $4) "
      "on conflict (account_id, kind) do update set yes = helper_rates.yes + excluded.yes, "
      "no = helper_rates.no + excluded.no",
      account, kind, yes ? one : none, yes ? none : one);
}

bool add(db::Transaction& tx, const Apart& pair, places::TerritoryId territory) {
  return tx.run(
             "insert into helpers_apart (a, b, territory_id, by_id, why, at) "
             "values ($1, $2, $3, $4, $5, $6) on conflict (a, b) do nothing",
             std::min(pair.a, pair.b), std::max(pair.a, pair.b), territory, pair.by, pair.why,
             pair.at) > 0;
}

bool remove_apart(db::Transaction& tx, AccountId a, AccountId b) {
  return tx.run("delete from helpers_apart where a = $1 and b = $2", std::min(a, b),
                std::max(a, b)) > 0;
}

bool apart(db::Session& s, AccountId a, AccountId b) {
  return s
      .maybe<std::int64_t>("select a from helpers_apart where a = $1 and b = $2", std::min(a, b),
                           std::max(a, b))
      .has_value();
}

std::vector<Apart> all_apart(db::Session& s, places::TerritoryId territory) {
  return s.all<Apart>(
      "select a, b, by_id as \"by\", why, at from helpers_apart where territory_id = $1 "
      "order by at desc",
      territory);
}

void forget(db::Transaction& tx, AccountId account) {
  tx.run("delete from helper_profiles where account_id = $1", account);
  tx.run("delete from helper_asks where account_id = $1", account);
  tx.run("delete from helper_rates where account_id = $1", account);
  tx.run("delete from helpers_apart where a = $1 or b = $1", account);
  tx.run("update proposals set no_text = '' where helper_id = $1", account);
}

}  // namespace palier::proposals::store
