#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/db/database.hpp"
#include "features/moderation/model.hpp"
#include "features/moderation/weigh.hpp"

namespace palier::moderation::store {

// Reports (store_reports.cpp)

/// False where this person has reported this thing already.
bool insert(db::Transaction& tx, const Report& report);
std::optional<Report> find(db::Session& s, ReportId id);
std::vector<Report> reports_of(db::Session& s, CaseId id);
std::vector<Report> reports_by(db::Session& s, AccountId reporter);
/// All open ones of a case are settled; answers whose they were.
std::vector<AccountId> settle(db::Transaction& tx, CaseId id, ReportState state);

// Cases (store_cases.cpp)

/// The case of this thing that is still open or provisional; `fresh` where there is none.
Case open_case(db::Transaction& tx, const Case& fresh);
std::optional<Case> find(db::Session& s, CaseId id);
/// Another report came in.
void count_report(db::Transaction& tx, CaseId id, bool danger);
void say_author(db::Transaction& tx, CaseId id, AccountId author, std::string_view title,
                std::string_view excerpt);
void hold(db::Transaction& tx, CaseId id, std::string_view signs);
/// A case nobody's report came to be part of.
void drop_if_empty(db::Transaction& tx, CaseId id);
struct Queue {
  places::TerritoryId territory{1};
  CaseState state = CaseState::open;
  AccountId assigned_to{};  ///< Only theirs.
  int limit = 25, offset = 0;
};
/// Open ones: danger first, then what most have reported, then the oldest. Others: newest first.
std::vector<Case> queue(db::Session& s, const Queue& queue);
/// What waits for a moderator: open cases and appeals.
std::int64_t count_waiting(db::Session& s, places::TerritoryId territory);
/// False where somebody else took it less than `stale` ago, or it is decided.
bool assign(db::Transaction& tx, CaseId id, AccountId who, Instant now, Instant stale);
bool release(db::Transaction& tx, CaseId id, AccountId who);
/// False where it was decided meanwhile; from_votes: also where it is no longer open.
bool close(db::Transaction& tx, CaseId id, CaseState state, DecisionId decision, bool from_votes,
           Instant now);
/// How many cases there were about what this person wrote, without this one.
std::int64_t count_cases_about(db::Session& s, AccountId author, CaseId without);
/// Provisional ones that nobody has looked over for that long stand.
void settle_provisional(db::Transaction& tx, Instant before);

// Decisions, appeals, limits (store_decisions.cpp)

void insert(db::Transaction& tx, const Decision& decision);
std::optional<Decision> find(db::Session& s, DecisionId id);
std::vector<Decision> decisions_of(db::Session& s, CaseId id);
/// Newest first.
std::vector<Decision> decisions_about(db::Session& s, AccountId author, int limit);
void end(db::Transaction& tx, DecisionId id, DecisionState state, Instant now);
/// Whether another decision than this one still keeps the thing hidden, or the person suspended.
bool still_hidden(db::Session& s, const Decision& without);
bool still_suspended(db::Session& s, const Decision& without);

/// False where it was asked already.
bool insert(db::Transaction& tx, const Appeal& appeal);
std::optional<Appeal> find(db::Session& s, AppealId id);
std::optional<Appeal> appeal_of(db::Session& s, DecisionId id);
std::vector<Appeal> appeals(db::Session& s, places::TerritoryId territory, AppealState state,
                            int limit);
bool decide(db::Transaction& tx, const Appeal& appeal);

void limit(db::Transaction& tx, const Decision& decision, Instant until);
void lift_limit(db::Transaction& tx, DecisionId id);
std::optional<Instant> limited_until(db::Session& s, AccountId account, Instant now);
void sweep_limits(db::Transaction& tx, Instant now);

// Neighbours who review, settings, rules (store_rules.cpp)

bool cast(db::Transaction& tx, const Case& about, const Vote& vote);
std::vector<Vote> votes(db::Session& s, CaseId id);
bool add_reviewer(db::Transaction& tx, places::TerritoryId territory, const Reviewer& who);
bool remove_reviewer(db::Transaction& tx, places::TerritoryId territory, AccountId who);
bool is_reviewer(db::Session& s, places::TerritoryId territory, AccountId who);
std::vector<Reviewer> reviewers(db::Session& s, places::TerritoryId territory);
/// Open, not held, not about danger or private details, not yet voted on by them.
std::vector<Case> to_review(db::Session& s, places::TerritoryId territory, AccountId who,
                            int limit);
Settings settings(db::Session& s, places::TerritoryId territory);
void put(db::Transaction& tx, places::TerritoryId territory, const Settings& settings);
std::vector<Rule> rules(db::Session& s, places::TerritoryId territory);
std::optional<Rule> rule(db::Session& s, places::TerritoryId territory, std::string_view code);
/// Throws db::UniqueViolation where the code is taken.
void save(db::Transaction& tx, const Rule& rule);

// What was written lately, as fingerprints (store_written.cpp)

struct Written {
  AccountId author_id{};
  std::string kind;
  std::int64_t subject_id = 0;
  Instant at{};
  std::int64_t exact = 0;
  std::string sketch;
};
BOOST_DESCRIBE_STRUCT(Written, (), (author_id, kind, subject_id, at, exact, sketch))
/// Of an edit the moment stays that of the first writing.
void wrote(db::Transaction& tx, places::TerritoryId territory, const Written& written,
           const Print& print);
std::vector<Written> written_by(db::Session& s, AccountId author, Instant since, int limit);
/// Candidates only: compare their sketches.
std::vector<Written> written_alike(db::Session& s, const Print& print, Instant since, int limit);
/// Answers how many rows went; at most `limit` at once.
std::int64_t sweep_written(db::Transaction& tx, Instant before, int limit);

// Blocks (store_blocks.cpp)

void block(db::Transaction& tx, AccountId blocker, AccountId blocked, places::TerritoryId territory,
           Instant now);
bool unblock(db::Transaction& tx, AccountId blocker, AccountId blocked);
bool apart(db::Session& s, AccountId a, AccountId b);
std::vector<AccountId> apart_from(db::Session& s, AccountId a);
std::vector<BlockedPerson> blocked_by(db::Session& s, AccountId blocker);

// Figures and leaving (store_figures.cpp)

struct Counts {
  std::int64_t reports = 0;
  std::array<std::int64_t, 5> actions{};  ///< By Action.
  std::int64_t appeals = 0, confirmed = 0, undone = 0;
};
Counts counts(db::Session& s, places::TerritoryId territory, Instant from, Instant until);
/// When the first report came, if ever.
std::optional<Instant> first_report(db::Session& s, places::TerritoryId territory);

void forget(db::Transaction& tx, AccountId account);

}  // namespace palier::moderation::store
