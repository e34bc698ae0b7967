#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/moderation/form.hpp"
#include "features/moderation/model.hpp"
#include "features/moderation/moderation.hpp"

namespace palier::moderation {

/// The room: what rooms registered, and the use cases. Registered before the server listens, read
/// only afterwards.
class Service final : public Moderation {
 public:
  Service(const Core& core, accounts::Accounts& accounts) : core_(core), accounts_(accounts) {}

  void reportable(std::string kind, Kind how) override { kinds_[std::move(kind)] = std::move(how); }
  bool blocked(db::Session& s, AccountId a, AccountId b) const override;
  std::vector<AccountId> apart_from(db::Session& s, AccountId a) const override;

  /// What a report is about, for moderators; nothing for an unknown kind or a thing that is gone.
  std::optional<Reported> describe(db::Session& s, std::string_view kind, std::int64_t id) const;
  /// The same for who would report it: nothing either where they cannot see it.
  std::optional<Reported> describe_to(db::Session& s, std::string_view kind, std::int64_t id,
                                      AccountId viewer) const;
  /// False where this person has reported it already: that is fine, and told as thanks all the
  /// same.
  bool report(std::string_view kind, std::int64_t id, AccountId by, places::TerritoryId territory,
              const ReportDraft& draft);
  bool report(db::Transaction& tx, std::string_view kind, std::int64_t id, AccountId by,
              places::TerritoryId territory, std::string_view reason,
              std::string_view note) override;

  enum class Outcome { done, own_report, late, gone };
  /// Nobody judges what they reported or wrote themselves.
  Outcome decide(ReportId id, AccountId moderator, const DecisionDraft& draft);

  bool block(AccountId blocker, AccountId blocked, places::TerritoryId territory);
  bool unblock(AccountId blocker, AccountId blocked);

  const Core& core() const { return core_; }
  accounts::Accounts& accounts() const { return accounts_; }

 private:
  const Core core_;
  accounts::Accounts& accounts_;
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace palier::moderation
