#pragma once

#include <string>
#include <vector>

#include "core/http/signed_links.hpp"
#include "features/circles/model.hpp"

namespace palier::circles {

/// What we write to the people of a circle: what, when, where to answer. Never an address, a
/// telephone or a vulnerability. It bears on a time already near, so it is not kept for a digest;
/// whoever wants no messages gets none.
class Letters {
 public:
  Letters(const Core& core, accounts::Accounts& accounts, const http::SignedLinks& links)
      : core_(core), accounts_(accounts), links_(links) {}

  struct Line {
    TurnRow turn;
    Task task;
    Ask ask;
  };
  /// "3 turns are proposed to you", each with its link.
  void proposed(db::Transaction& tx, const Circle& c, const Member& to,
                const std::vector<Line>& lines);
  void substitute(db::Transaction& tx, const Circle& c, const Member& to, const Line& line);
  void reminder(db::Transaction& tx, const Circle& c, const Member& to, const Line& line);
  /// What somebody held is no longer needed.
  void cancelled(db::Transaction& tx, const Circle& c, const Member& to,
                 const std::vector<Line>& lines);
  /// To whoever manages: nobody comes.
  void unmet(db::Transaction& tx, const Circle& c, AccountId to, const Line& line);
  /// To whoever manages: somebody else comes.
  void stepped_in(db::Transaction& tx, const Circle& c, AccountId to, const Line& line,
                  AccountId by);
  void swap_asked(db::Transaction& tx, const Circle& c, const Member& to, const Line& give,
                  const Line& want, const Swap& swap);
  void swap_answered(db::Transaction& tx, const Circle& c, const Member& to, const Line& got,
                     bool yes);
  void joined(db::Transaction& tx, const Circle& c, AccountId to, AccountId who);
  void left(db::Transaction& tx, const Circle& c, AccountId to, std::string_view who);
  void removed(db::Transaction& tx, const Circle& c, AccountId to);
  void now_organiser(db::Transaction& tx, const Circle& c, AccountId to);
  void ended(db::Transaction& tx, const Circle& c, AccountId to);
  /// To somebody who may have no account.
  void invitation(db::Transaction& tx, const Circle& c, const Invitation& i, const std::string& url,
                  const i18n::Language& language);

  std::string ask_url(const Ask& ask, Instant until) const;
  std::string join_url(const Invitation& i) const;
  std::string url(const std::string& path) const;
  std::string name(db::Session& s, AccountId id, const i18n::Language& l) const;
  std::string person(db::Session& s, const Circle& c, const i18n::Language& l) const;

  /// "Shopping for Odette", or the title with its person.
  static std::string what(const Task& task, const i18n::Language& l);
  /// "Tuesday 24 November 2026, 09:00–11:00"
  static std::string when(const TurnRow& turn, const i18n::Language& l);

 private:
  using Letter = accounts::Accounts::Letter;
  void tell(db::Transaction& tx, AccountId to,
            const std::function<Letter(const i18n::Language&)>& compose);

  const Core& core_;
  accounts::Accounts& accounts_;
  const http::SignedLinks& links_;
};

inline constexpr const char* kAskLink = "circles.ask";
inline constexpr const char* kJoinLink = "circles.join";
inline constexpr const char* kSwapLink = "circles.swap";

}  // namespace palier::circles
