#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/model.hpp"

/// All SQL of this room. Reads take a Session, writes a Transaction; nothing here judges.
namespace palier::accounts::store {

// Accounts.
void insert_account(db::Transaction& tx, const Account& a);
/// Every column but id, created_at.
void update_account(db::Transaction& tx, const Account& a);
std::optional<Account> account(db::Session& s, AccountId id);
/// In any order, each once.
std::vector<Account> accounts(db::Session& s, const std::vector<AccountId>& ids);

// Identifiers.
void insert_identifier(db::Transaction& tx, AccountId id, places::TerritoryId t, Kind kind,
                       std::string_view value, std::optional<Instant> confirmed, bool preferred);
void confirm_identifier(db::Transaction& tx, Kind kind, std::string_view value, Instant now);
void delete_identifier(db::Transaction& tx, AccountId id, Kind kind);
void prefer_identifier(db::Transaction& tx, AccountId id, Kind kind);
std::optional<Owned> owner(db::Session& s, Kind kind, std::string_view value);
/// Preferred first.
std::vector<Owned> identifiers(db::Session& s, AccountId id);

// Homes.
void put_home(db::Transaction& tx, AccountId id, const Home& home, Instant now);
std::optional<Home> home(db::Session& s, AccountId id);

// Codes.
void insert_code(db::Transaction& tx, const Code& code);
std::int64_t codes_since(db::Session& s, Kind kind, std::string_view value, Instant since);
/// One more try for each live code of the flow; answers those that were still open to one.
std::vector<Code> try_flow(db::Transaction& tx, std::string_view flow_hash, Instant now);
/// The newest code of a flow that is still live: what the page says it waits for.
std::optional<Code> flow(db::Session& s, std::string_view flow_hash, Instant now);
std::optional<Code> live_link(db::Session& s, std::string_view link_hash, Instant now);
/// Burns every code of the flow; false if another request did so first.
bool use_flow(db::Transaction& tx, std::string_view flow_hash, Instant now);
std::int64_t purge_codes(db::Transaction& tx, Instant before);

// Wrong passwords.
void add_password_try(db::Transaction& tx, std::string_view value_hash, places::TerritoryId t,
                      Instant now);
std::int64_t password_tries(db::Session& s, std::string_view value_hash, Instant since);
void forget_password_tries(db::Transaction& tx, std::string_view value_hash);
std::int64_t purge_password_tries(db::Transaction& tx, Instant before);

// Roles. Beyond neighbour, which everyone is.
http::RoleSet roles(db::Session& s, AccountId id, places::TerritoryId t);
/// Whether it was new.
bool grant(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role, AccountId by,
           Instant now);
/// Whether there was one.
bool revoke(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role);
std::vector<AccountId> with_role(db::Session& s, places::TerritoryId t, http::Role role);
/// Active people of a circle, by id: those after `after`, at most `limit`. `circle` is "" for the
/// whole territory, else a word of places::circle(). Each with whether they have an e-mail or
/// phone, and have not turned letters off.
struct Living {
  AccountId id{};
  bool way = false, reached = false;
};
std::vector<Living> living(db::Session& s, places::TerritoryId t, std::string_view circle,
                           AccountId after, int limit);
std::int64_t active_with_role(db::Session& s, places::TerritoryId t, http::Role role);

void audit(db::Transaction& tx, places::TerritoryId t, AccountId id, AccountId by,
           std::string_view what, std::string_view detail, Instant now);
/// Newest first.
std::vector<AuditLine> audit_of(db::Session& s, AccountId id, int limit);

/// What a keeper's search shows.
struct Found {
  AccountId id{};
  State state = State::active;
  std::string first_name, last_name;
  std::int64_t verified = 0;
  Instant created_at{};
};
struct PeopleQuery {
  std::string text{};            ///< Part of a name; "" for all.
  std::string email{}, phone{};  ///< Exact, in normal form; "" if the text is neither.
  bool with_role = false;        ///< Only those with a role beyond neighbour.
  int limit = 25;
  int offset = 0;
};
std::vector<Found> people(db::Session& s, places::TerritoryId t, const PeopleQuery& query);

// Tokens.
void insert_token(db::Transaction& tx, TokenId id, AccountId account, places::TerritoryId t,
                  std::string_view name, std::string_view hash, Instant now);
std::vector<Token> tokens(db::Session& s, AccountId account);
struct TokenOwner {
  TokenId id{};
  AccountId account_id{};
  std::optional<Instant> last_used_at;
};
std::optional<TokenOwner> token_owner(db::Session& s, std::string_view hash);
void touch_token(db::Transaction& tx, TokenId id, Instant now);
bool delete_token(db::Transaction& tx, AccountId account, TokenId id);

// Digests.
void keep_letter(db::Transaction& tx, AccountId id, places::TerritoryId t,
                 const Accounts::Letter& letter, Instant now);
std::vector<Accounts::Kept> kept_letters(db::Session& s, AccountId id);
void drop_kept(db::Transaction& tx, AccountId id, std::string_view kind, std::int64_t up_to);
std::vector<Accounts::Active> active_after(db::Session& s, AccountId after, int limit);
/// Who joined between these moments.
std::vector<Mark> joined(db::Session& s, places::TerritoryId t, Instant from, Instant to);

/// Everything that names or reaches the person: identifiers, home, roles, codes, tokens, letters.
void erase_traces(db::Transaction& tx, AccountId id);

}  // namespace palier::accounts::store
