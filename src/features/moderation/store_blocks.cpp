#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {

void block(db::Transaction& tx, AccountId blocker, AccountId blocked, places::TerritoryId territory,
           Instant now) {
  tx.run(
      "insert into blocks (blocker_id, blocked_id, territory_id, created_at) "
      "values ($1, $2, $3, $4) on conflict (blocker_id, blocked_id) do nothing",
      blocker, blocked, territory, now);
}

bool unblock(db::Transaction& tx, AccountId blocker, AccountId blocked) {
  return tx.run("delete from blocks where blocker_id = $1 and blocked_id = $2", blocker, blocked) >
         0;
}

bool apart(db::Session& s, AccountId a, AccountId b) {
  return s.one<std::int64_t>(
             "select count(*) from blocks where (blocker_id = $1 and blocked_id = $2) "
             "or (blocker_id = $3 and blocked_id = $4)",
             a, b, b, a) > 0;
}

std::vector<AccountId> apart_from(db::Session& s, AccountId a) {
  return s.all<AccountId>(
      "select blocked_id as id from blocks where blocker_id = $1 "
      "union select blocker_id as id from blocks where blocked_id = $2",
      a, a);
}

std::vector<BlockedPerson> blocked_by(db::Session& s, AccountId blocker) {
  return s.all<BlockedPerson>(
      "select blocked_id, created_at from blocks where blocker_id = $1 order by created_at desc",
      blocker);
}

}  // namespace palier::moderation::store
