#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

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

  /// A digest: now, and after everything else that waits to go.
  void digest_to(db::Transaction& tx, const Account& account, const Compose& compose) const;

  using Route = std::function<Accounts::Way(db::Session&, AccountId, std::string_view, Notify)>;
  using Tell = std::function<void(db::Transaction&, AccountId, const i18n::Language&,
                                  const Accounts::Letter&)>;
  // While building the rooms.
  void route(Route route) { route_ = std::move(route); }
  void also_tell(Tell tell) { also_tell_.push_back(std::move(tell)); }

  /// The account that an unsubscribe link is about; nothing where it is not one of ours.
  std::optional<AccountId> unsubscribing(std::string_view token) const;
  std::string unsubscribe_url(AccountId id) const;
  /// "https://palier.example" + path. Never made from the Host header, which a stranger chooses.
  std::string url(std::string_view path) const;
  const std::string& site_name() const { return core_.site.name; }

 private:
  void deliver(db::Transaction& tx, const Account& account, const i18n::Language& language,
               const Accounts::Letter& letter, const std::string& stop_url,
               bool bulk = false) const;

  Core core_;
  http::SignedLinks links_;
  Route route_;
  std::vector<Tell> also_tell_;
};

/// The language to write in: theirs, or French where it is not one of ours.
const i18n::Language& language_of(std::string_view code);

}  // namespace palier::accounts
