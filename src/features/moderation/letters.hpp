#pragma once

#include <vector>

#include "core/http/signed_links.hpp"
#include "features/moderation/model.hpp"

namespace palier::moderation {

inline constexpr const char* kLetters = "moderation";  ///< About one's own things: always sent.
inline constexpr const char* kThanks = "moderation.reports";  ///< What came of one's reports.
inline constexpr const char* kDesk = "moderation.desk";       ///< For moderators.

/// What the room writes: in plain words, with the rule, the moderator's words, and how to appeal;
/// never who decided, never who reported.
class Letters {
 public:
  Letters(const Core& core, accounts::Accounts& accounts);

  void decided(db::Transaction& tx, const Decision& d, const std::optional<Rule>& rule) const;
  /// What was held is shown now.
  void released(db::Transaction& tx, AccountId author, std::string_view title) const;
  enum class Came { hidden, kept, hidden_for_now, kept_for_now, back };
  void reporters(db::Transaction& tx, const std::vector<AccountId>& who, Came came) const;
  void appeal(db::Transaction& tx, const Decision& d, const Appeal& a) const;
  /// Danger was reported, or somebody appealed.
  void moderators(db::Transaction& tx, places::TerritoryId territory, AccountId without,
                  bool danger, std::string_view path) const;

  /// The path where this decision is appealed against, without signing in.
  std::string appeal_path(const Decision& d) const;
  std::optional<DecisionId> appealed(std::string_view token) const;

 private:
  std::string url(std::string_view path) const;
  const Core core_;
  accounts::Accounts& accounts_;
  http::SignedLinks links_;
};

}  // namespace palier::moderation
