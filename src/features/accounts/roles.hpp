#pragma once

#include "features/accounts/service.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {

/// Who may do what in a territory: the keeper's page and the command line. Every change leaves a
/// line that says who made it.
class Roles {
 public:
  Roles(const Core& core, Service& service) : core_(core), service_(service) {}

  enum class Outcome { done, already, last_keeper, unknown };
  /// Neighbour is everyone's and cannot be given or taken. A territory keeps one keeper at least.
  Outcome set(AccountId id, places::TerritoryId t, http::Role role, bool granted,
              AccountId by) const;
  Outcome set_verified(AccountId id, places::TerritoryId t, bool verified, AccountId by) const;
  Outcome set_suspended(AccountId id, places::TerritoryId t, bool suspended, AccountId by,
                        std::string_view why) const;

  struct Listed {
    store::Found found;
    http::RoleSet roles;
    std::string email, phone;
  };
  struct Page {
    std::vector<Listed> people;
    bool more = false;
  };
  static constexpr int kPageSize = 25;
  /// By name, or by the whole e-mail or phone.
  Page search(places::TerritoryId t, std::string_view text, bool with_role, int page) const;

  struct Detail {
    Own own;
    std::vector<AuditLine> audit;
    std::map<std::int64_t, std::string> names;  ///< Of those who made the lines.
  };
  /// Nothing for somebody of another territory.
  std::optional<Detail> detail(AccountId id, places::TerritoryId t) const;

 private:
  bool last_keeper(db::Session& s, AccountId id, places::TerritoryId t) const;
  /// Of this territory and not deleted.
  std::optional<Account> one_of(db::Session& s, AccountId id, places::TerritoryId t) const;

  Core core_;
  Service& service_;
};

}  // namespace palier::accounts
