#pragma once

#include <tl/expected.hpp>

#include "features/accounts/form.hpp"
#include "features/accounts/model.hpp"
#include "features/accounts/post.hpp"
#include "features/accounts/sign_in.hpp"

namespace palier::accounts {

/// Everything a person may see and change of their own account.
struct Own {
  Account account;
  std::vector<Owned> identifiers;  ///< Preferred first.
  std::optional<Home> home;
  http::RoleSet roles;
  std::string_view email() const;
  std::string_view phone() const;
};

/// The use cases of this room, and its public face. Thread-safe: what changes is in the database.
class Service final : public Accounts {
 public:
  Service(const Core& core, places::Places& places);

  // The public face.
  std::optional<Person> person(db::Session& s, AccountId id) const override;
  std::vector<Person> people(db::Session& s, const std::vector<AccountId>& ids) const override;
  Contact contact(db::Session& s, AccountId id) const override;
  std::optional<places::Location> home(db::Session& s, AccountId id) const override;
  http::RoleSet roles(db::Session& s, AccountId id, places::TerritoryId t) const override;
  std::vector<AccountId> with_role(db::Session& s, places::TerritoryId t,
                                   http::Role role) const override;
  std::optional<Instant> verified_since(db::Session& s, AccountId id) const override;
  std::vector<Match> search(db::Session& s, places::TerritoryId t, std::string_view text,
                            int limit) const override;
  std::vector<AccountId> living_in(db::Session& s, places::TerritoryId t,
                                   const std::vector<std::string>& circles, AccountId after,
                                   int limit) const override;
  Living count_living_in(db::Session& s, places::TerritoryId t,
                         const std::vector<std::string>& circles) const override;
  bool set_role(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role,
                bool granted, AccountId by, std::string_view why) override;
  std::optional<Instant> last_here(db::Session& s, AccountId id) const override;
  void account_line(i18n::Message label, std::string path) override;
  std::vector<Mark> joined(db::Session& s, places::TerritoryId t, Instant from,
                           Instant to) const override;
  void name_check(NameCheck check) override;
  Notify notify(db::Session& s, AccountId id) const override;
  std::optional<AccountId> find(db::Session& s, Kind kind, std::string_view value) const override;
  std::optional<std::string> unfinished(db::Session& s, AccountId id) const override;
  AccountId create(db::Transaction& tx, const Draft& draft) override;
  void introduce(db::Transaction& tx, AccountId id, const Known& known) override;
  void set_verified(db::Transaction& tx, AccountId id, bool verified, AccountId by,
                    std::string_view how) override;
  void set_suspended(db::Transaction& tx, AccountId id, bool suspended, AccountId by,
                     std::string_view why) override;
  void route_letters(Post::Route route) override { post_.route(std::move(route)); }
  void also_tell(Post::Tell tell) override { post_.also_tell(std::move(tell)); }
  void write_to(db::Transaction& tx, AccountId id, const Post::Compose& compose) override;
  std::vector<Kept> kept_letters(db::Session& s, AccountId id) const override;
  void drop_kept(db::Transaction& tx, AccountId id, const std::vector<std::string>& kinds,
                 std::int64_t up_to) override;
  std::vector<Active> active_after(db::Session& s, AccountId after, int limit) const override;
  void deliver_digest(db::Transaction& tx, AccountId id, const Post::Compose& compose) override;
  void set_notify(db::Transaction& tx, AccountId id, Notify notify) override;
  std::string stop_all_url(AccountId id) const override { return post_.unsubscribe_url(id); }
  void on_export(std::string section,
                 std::function<std::string(db::Session&, AccountId)> part) override;
  void on_delete(std::function<void(db::Transaction&, AccountId)> part) override;

  // One's own account.
  /// Notes an error under "first_name" where another room refuses the name.
  void check_name(db::Session& s, places::TerritoryId t, std::string_view first,
                  std::string_view last, palier::form::Errors& errors) const;
  void check_name(places::TerritoryId t, const form::ProfilePatch& patch,
                  palier::form::Errors& errors) const;
  std::optional<Own> own(AccountId id) const;
  /// Changes what was given; agreeing to the rules leaves a line that says when.
  void change(AccountId id, const form::ProfilePatch& patch) const;
  /// The same place keeps the public point it has: several draws would give the place away.
  void set_home(AccountId id, const places::Location& where, std::string_view details) const;
  /// Tells them. Other sessions and no token end: they were opened with the old one or a code.
  void set_password(AccountId id, std::string_view password) const;  ///< "" removes it.
  /// False where it is the last way to reach them. Tells the removed one.
  bool remove_identifier(AccountId id, Kind kind) const;
  void prefer(AccountId id, Kind kind) const;
  void sign_out_everywhere(AccountId id) const;
  void stop_letters(AccountId id, Notify instead = Notify::never) const;

  /// Whole, as JSON text with a section for each room.
  std::string exported(AccountId id) const;
  /// Erases the person in one transaction with what other rooms erase; the row stays, empty, so
  /// that what they wrote with others keeps an author who has left.
  /// Refused to the only keeper.
  enum class Erased { done, last_keeper };
  Erased erase(AccountId id) const;

  struct NewToken {
    TokenId id{};
    std::string secret;  ///< Shown once; only its hash is kept.
  };
  /// Nothing past 20 keys.
  std::optional<NewToken> create_token(AccountId id, std::string_view name) const;
  std::vector<Token> tokens(AccountId id) const;
  bool revoke_token(AccountId id, TokenId token) const;

  const SignIn& sign_in() const { return sign_in_; }
  const Post& post() const { return post_; }
  const Core& core() const { return core_; }
  /// Other rooms' lines on the account page: label and path.
  const std::vector<std::pair<i18n::Message, std::string>>& lines() const { return lines_; }
  places::Places& places() const { return places_; }

 private:
  template <class F>
  void edit(AccountId id, F&& apply) const;
  void put_home(db::Transaction& tx, Account& account, const places::Location& where,
                std::string_view details) const;

  Core core_;
  places::Places& places_;
  Post post_;
  SignIn sign_in_;
  std::vector<std::pair<std::string, std::function<std::string(db::Session&, AccountId)>>>
      export_parts_;
  std::vector<std::function<void(db::Transaction&, AccountId)>> delete_parts_;
  std::vector<std::pair<i18n::Message, std::string>> lines_;
  NameCheck name_check_;
};

inline constexpr std::string_view kTokenPrefix = "palier_";
inline constexpr std::size_t kTokensMax = 20;
inline constexpr const char* kRulesVersion = "1";

}  // namespace palier::accounts
