#include "core/db/rows.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
BOOST_DESCRIBE_STRUCT(Accounts::Kept, (), (id, kind, path, subject, text, created_at))
BOOST_DESCRIBE_STRUCT(Accounts::Active, (), (id, notify, letters))
}  // namespace palier::accounts

namespace palier::accounts::store {

void keep_letter(db::Transaction& tx, AccountId id, places::TerritoryId t,
                 const Accounts::Letter& letter, Instant now) {
  tx.run(
      "insert into account_digest (id, territory_id, account_id, kind, path, subject, text, "
      "created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      new_id(), t, id, letter.kind, letter.path, letter.subject, letter.text, now);
}

std::vector<Accounts::Kept> kept_letters(db::Session& s, AccountId id) {
  return s.all<Accounts::Kept>(
      "select id, kind, path, subject, text, created_at from account_digest "
      "where account_id = $1 order by id",
      id);
}

void drop_kept(db::Transaction& tx, AccountId id, std::string_view kind, std::int64_t up_to) {
  tx.run("delete from account_digest where account_id = $1 and kind = $2 and id <= $3", id, kind,
         up_to);
}

std::vector<Accounts::Active> active_after(db::Session& s, AccountId after, int limit) {
  return s.all<Accounts::Active>(
      "select a.id, a.notify, exists (select 1 from account_digest d where d.account_id = a.id) "
      "as letters from accounts a where a.id > $1 and a.state = $2 order by a.id limit $3",
      after.value, State::active, limit);
}

}  // namespace palier::accounts::store
