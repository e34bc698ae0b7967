#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {

Counts counts(db::Session& s, places::TerritoryId territory, Instant from, Instant until) {
  const auto count = [&](std::string_view sql) {
    return s.one<std::int64_t>(sql, territory, from, until);
  };
  Counts c;
  c.reports = count(
      "select count(*) from reports where territory_id = $1 and created_at >= $2 and "
      "created_at < $3");
  for (std::size_t a = 0; a < c.actions.size(); ++a)
    c.actions[a] = s.one<std::int64_t>(
        "select count(*) from mod_decisions where territory_id = $1 and at >= $2 and at < $3 "
        "and action = $4",
        territory, from, until, a);
  c.appeals =
      count("select count(*) from mod_appeals where territory_id = $1 and at >= $2 and at < $3");
  c.confirmed = count(
      "select count(*) from mod_appeals where territory_id = $1 and at >= $2 and at < $3 "
      "and state = 1");
  c.undone = count(
      "select count(*) from mod_appeals where territory_id = $1 and at >= $2 and at < $3 "
      "and state = 2");
  return c;
}

std::optional<Instant> first_report(db::Session& s, places::TerritoryId territory) {
  const auto at = s.one<std::optional<std::int64_t>>(
      "select min(created_at) from reports where territory_id = $1", territory);
  if (!at) return {};
  return from_micros(*at);
}

void forget(db::Transaction& tx, AccountId account) {
  // A report stays for the moderators' record, without its author: 0 is nobody. The id keeps two
  // such rows about one thing apart.
  tx.run("update reports set reporter_id = -id, note = '' where reporter_id = $1", account);
  tx.run("delete from blocks where blocker_id = $1 or blocked_id = $2", account, account);
  // What was decided is counted in public: the numbers stay, the words and the person go.
  tx.run("update mod_cases set author_id = 0, title = '', excerpt = '' where author_id = $1",
         account);
  tx.run("update mod_decisions set author_id = 0, title = '', words = '' where author_id = $1",
         account);
  tx.run("update mod_appeals set author_id = 0, words = '', answer = '' where author_id = $1",
         account);
  tx.run("update mod_cases set assigned_to = 0 where assigned_to = $1", account);
  tx.run("delete from mod_limits where account_id = $1", account);
  tx.run("delete from mod_reviewers where account_id = $1", account);
  tx.run("delete from mod_written where author_id = $1", account);
}

}  // namespace palier::moderation::store
