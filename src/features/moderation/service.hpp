#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/moderation/form.hpp"
#include "features/moderation/letters.hpp"
#include "features/moderation/model.hpp"
#include "features/moderation/moderation.hpp"
#include "features/moderation/policy.hpp"

namespace palier::moderation {

/// The room: what rooms registered, and the use cases. Registered before the server listens, read
/// only afterwards.
class Service final : public Moderation {
 public:
  Service(const Core& core, accounts::Accounts& accounts)
      : core_(core), accounts_(accounts), letters_(core, accounts) {}

  void reportable(std::string kind, Kind how) override { kinds_[std::move(kind)] = std::move(how); }
  bool blocked(db::Session& s, AccountId a, AccountId b) const override;
  std::vector<AccountId> apart_from(db::Session& s, AccountId a) const override;
  Verdict weigh(db::Session& s, const Text& text) const override;
  void wrote(db::Transaction& tx, const Text& text, const Verdict& verdict) override;
  std::vector<HouseRule> house_rules(db::Session& s, places::TerritoryId territory,
                                     std::string_view language) const override;

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

  // Deciding (service_decide.cpp)

  enum class Outcome { done, late, gone, barred };
  struct Answer {
    Outcome outcome = Outcome::done;
    Bar bar = Bar::none;
  };
  Answer decide(CaseId id, AccountId moderator, const DecisionDraft& draft);
  /// Why this person may not decide on a case.
  Bar bar(db::Session& s, const Case& about, AccountId who) const;
  /// "I am looking at this": two do not work on one. Given back after two hours.
  bool take(CaseId id, AccountId moderator);
  bool give_back(CaseId id, AccountId moderator);
  static constexpr std::chrono::hours kLooking{2};

  // Appeals (service_appeal.cpp)

  enum class Asked { done, already, over, gone };
  /// The author's, once, while the decision stands.
  Asked appeal(DecisionId id, std::string_view words);
  Answer decide(AppealId id, AccountId moderator, const AppealDraft& draft);
  Bar bar(db::Session& s, const Decision& d, AccountId who) const;
  /// Whether anybody there could decide it: a moderator or keeper other than the first.
  bool somebody_else(db::Session& s, const Decision& d) const;

  // Neighbours who review (service_review.cpp)

  enum class Voted { counted, decided, already, gone, barred };
  Voted vote(CaseId id, AccountId reviewer, places::TerritoryId territory, bool hide);
  /// What a reviewer may vote on, with what they may know of it: not who reported.
  struct ToReview {
    Case about;
    Reported thing;
    std::vector<std::string> reasons;
  };
  std::vector<ToReview> to_review(db::Session& s, AccountId who,
                                  places::TerritoryId territory) const;
  bool name_reviewer(AccountId who, places::TerritoryId territory, AccountId by);
  bool remove_reviewer(AccountId who, places::TerritoryId territory, AccountId by);

  bool block(AccountId blocker, AccountId blocked, places::TerritoryId territory);
  bool unblock(AccountId blocker, AccountId blocked);

  const Core& core() const { return core_; }
  accounts::Accounts& accounts() const { return accounts_; }
  const Letters& letters() const { return letters_; }

 private:
  Case case_of(db::Transaction& tx, std::string_view kind, std::int64_t id,
               places::TerritoryId territory, AccountId author);
  void hide(db::Transaction& tx, std::string_view kind, std::int64_t id, bool hidden) const;
  /// What follows from a decision, for the thing and its author.
  void apply(db::Transaction& tx, const Case& about, const Decision& d);
  void revert(db::Transaction& tx, const Decision& d, AccountId by);
  void replace(db::Transaction& tx, const Case& about, const Decision& d);
  void decided_by_votes(db::Transaction& tx, const Case& about, bool hide);
  std::vector<AccountId> reporters(db::Session& s, CaseId id) const;
  void note(db::Transaction& tx, places::TerritoryId territory, AccountId by, std::string what,
            std::string_view kind, std::int64_t subject, std::string detail = {}) const;

  const Core core_;
  accounts::Accounts& accounts_;
  const Letters letters_;
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace palier::moderation
