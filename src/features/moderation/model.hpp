#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/moderation/moderation.hpp"

namespace palier::moderation {

struct ReportTag;
using ReportId = Id<ReportTag>;
struct CaseTag;
using CaseId = Id<CaseTag>;
struct DecisionTag;
using DecisionId = Id<DecisionTag>;
struct AppealTag;
using AppealId = Id<AppealTag>;
struct RuleTag;
using RuleId = Id<RuleTag>;

/// `hidden` is anything but kept: what exactly is in the decision.
enum class ReportState { open, kept, hidden };

struct Report {
  ReportId id{};
  places::TerritoryId territory_id{1};
  std::string kind;
  std::int64_t subject_id = 0;
  AccountId reporter_id{};
  std::string reason;  ///< A word of reasons().
  std::string note;
  ReportState state = ReportState::open;
  Instant created_at{};
  CaseId case_id{};
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (id, territory_id, kind, subject_id, reporter_id, reason, note, state,
                       created_at, case_id))

/// `provisional`: decided by neighbours' votes, for a moderator to look over.
enum class CaseState { open, decided, provisional };

/// One thing, however many reported it.
struct Case {
  CaseId id{};
  places::TerritoryId territory_id{1};
  std::string kind;
  std::int64_t subject_id = 0;
  AccountId author_id{};
  std::string title, excerpt;  ///< As it was when the case was opened.
  CaseState state = CaseState::open;
  bool held = false;  ///< Nobody but its author has seen it yet.
  std::string signs;  ///< Why it is held: words of signs().
  bool danger = false;
  std::int64_t reports = 0;
  Instant opened_at{};
  AccountId assigned_to{};
  std::optional<Instant> assigned_at;
  DecisionId decision_id{};
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, territory_id, kind, subject_id, author_id, title, excerpt, state, held,
                       signs, danger, reports, opened_at, assigned_to, assigned_at, decision_id,
                       closed_at))

/// From the mildest; each after `keep` hides the thing too.
enum class Action { keep, hide, warn, limit, suspend };
std::string_view word(Action a);
std::optional<Action> action(std::string_view word);

/// `undone` by an appeal; `overturned` or `confirmed` by a moderator who looked over what
/// neighbours had voted: another decision stands in its place.
enum class DecisionState { stands, undone, overturned, confirmed };

struct Decision {
  DecisionId id{};
  places::TerritoryId territory_id{1};
  CaseId case_id{};
  std::string kind;
  std::int64_t subject_id = 0;
  AccountId author_id{};
  std::string title;
  Action action = Action::keep;
  std::int64_t days = 0;  ///< Of a limit.
  std::string rule;       ///< The code of the house rule; "" of keep.
  std::string words;      ///< The moderator's, for the author.
  AccountId by_account{};
  bool provisional = false;  ///< By votes.
  DecisionState state = DecisionState::stands;
  Instant at{};
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, territory_id, case_id, kind, subject_id, author_id, title, action, days,
                       rule, words, by_account, provisional, state, at, ended_at))

enum class AppealState { open, confirmed, undone };

struct Appeal {
  AppealId id{};
  places::TerritoryId territory_id{1};
  DecisionId decision_id{};
  AccountId author_id{};
  std::string words;
  Instant at{};
  AppealState state = AppealState::open;
  AccountId decided_by{};
  std::optional<Instant> decided_at;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(Appeal, (),
                      (id, territory_id, decision_id, author_id, words, at, state, decided_by,
                       decided_at, answer))

/// How long an author may ask for another look (at least six months: Regulation (EU) 2022/2065,
/// article 20).
inline constexpr std::chrono::days kAppealTime{183};

/// A house rule as the keeper writes it.
struct Rule {
  RuleId id{};
  places::TerritoryId territory_id{1};
  std::string code;
  std::int64_t position = 0;
  bool active = true;
  std::string reason;
  std::string title_fr, text_fr, title_en, text_en;
  const std::string& title(std::string_view language) const {
    return language == "fr" ? title_fr : title_en;
  }
  const std::string& text(std::string_view language) const {
    return language == "fr" ? text_fr : text_en;
  }
};
BOOST_DESCRIBE_STRUCT(Rule, (),
                      (id, territory_id, code, position, active, reason, title_fr, text_fr,
                       title_en, text_en))

struct Settings {
  std::int64_t votes_needed = 3;  ///< Agreeing ones, for a provisional decision; 0: no votes.
  std::int64_t new_days = 3;      ///< For how long an account counts as new.
  std::string words;              ///< The keeper's own, one a line: what holds a text.
};
BOOST_DESCRIBE_STRUCT(Settings, (), (votes_needed, new_days, words))

struct Vote {
  AccountId account_id{};
  bool hide = false;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Vote, (), (account_id, hide, at))

struct Reviewer {
  AccountId account_id{};
  AccountId by_account{};
  Instant since{};
};
BOOST_DESCRIBE_STRUCT(Reviewer, (), (account_id, by_account, since))

struct BlockedPerson {
  AccountId blocked_id{};
  Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(BlockedPerson, (), (blocked_id, created_at))

}  // namespace palier::moderation
