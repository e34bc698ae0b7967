#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/http/signed_links.hpp"
#include "features/accounts/accounts.hpp"
#include "features/accounts/model.hpp"

namespace palier::accounts {

/// Where letters leave from: chooses mail or text message, now or the next digest, and says in each
/// how to get no more of them.
class Post {
 public:
  explicit Post(const Core& core);

  using Compose = std::function<Accounts::Letter(const i18n::Language&)>;

  /// To an e-mail or phone itself, whoever's it is: codes, and what an owner must know.
  void to_identifier(db::Transaction& tx, Kind kind, std::string_view value,
                     const i18n::Language& language, const Accounts::Letter& letter) const;
  /// To a person, as they wish.
  void to_account(db::Transaction& tx, const Account& account, const Compose& compose) const;
  /// To everywhere they are reached, whatever they wish: for what bears on the account's safety.
  void to_all_of(db::Transaction& tx, const Account& account, const Compose& compose) const;

  /// Sends the digests that are due; answers how many.
  int send_digests() const;

  /// The account that an unsubscribe link is about; nothing where it is not one of ours.
  std::optional<AccountId> unsubscribing(std::string_view token) const;
  std::string unsubscribe_url(AccountId id) const;
  /// "https://palier.example" + path. Never made from the Host header, which a stranger chooses.
  std::string url(std::string_view path) const;
  const std::string& site_name() const { return core_.site.name; }

 private:
  bool send_digest(db::Transaction& tx, AccountId id, Instant now) const;
  void deliver(db::Transaction& tx, const Account& account, const i18n::Language& language,
               Accounts::Letter letter) const;

  Core core_;
  http::SignedLinks links_;
};

/// The language to write in: theirs, or French where it is not one of ours.
const i18n::Language& language_of(std::string_view code);

}  // namespace palier::accounts
