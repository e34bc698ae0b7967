#pragma once

#include <boost/describe.hpp>

#include "features/matching/asking.hpp"
#include "features/matching/plan.hpp"
#include "features/proposals/proposals.hpp"

namespace palier::proposals {

/// Why a person must look before two meet.
enum class Confirm : std::uint8_t { none, childcare, first_visit };
std::string_view word(Confirm c);

/// One helper asked about one need. Private: the views decide what each side reads of it.
struct Proposal {
  ProposalId id{};
  places::TerritoryId territory_id{1};
  aid::PostId need_id{};
  AccountId helper_id{};
  AccountId author_id{};  ///< Whose need it is.
  State state = State::asked;
  /// The block of the week it is for, 0 to 20, and which week: days since 1970 of its Monday. Two
  /// live proposals of a helper never share a slot. block −1: no particular time.
  std::int64_t block = -1;
  std::int64_t week = 0;
  std::int64_t wave = 1;
  bool planned = false;  ///< By the best plan; otherwise asked besides, or by hand.
  AccountId by_hand{};   ///< The coordinator who proposed it.
  double metres = 0;     ///< Between the shown point of the need and the helper's home, rounded.
  std::string kind;      ///< Category code, at that time.
  Confirm confirm = Confirm::none;
  AccountId confirmed_by{};
  Instant created_at{};
  std::optional<Instant> sent_at;  ///< Quiet hours hold letters back.
  Instant expires_at{};            ///< 12 h after it was sent; then 12 h for the other side.
  std::optional<Instant> answered_at, closed_at;
  std::optional<No> no;
  std::string no_text;  ///< The helper's own words; for coordinators only.
  aid::AnswerId answer_id{};
  bool settled_by_desk = false;  ///< The author's yes was given through a coordinator.
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (id, territory_id, need_id, helper_id, author_id, state, block, week, wave,
                       planned, by_hand, metres, kind, confirm, confirmed_by, created_at, sent_at,
                       expires_at, answered_at, closed_at, no, no_text, answer_id, settled_by_desk))

/// How somebody has been asked so far.
struct AskRecord {
  AccountId account_id{};
  std::int64_t asked_total = 0, yes_total = 0, no_total = 0, lapsed_total = 0;
  std::optional<Instant> last_asked_at;
  double price = 0;  ///< matching::next_price.
  std::optional<Instant> priced_at;
};
BOOST_DESCRIBE_STRUCT(AskRecord, (),
                      (account_id, asked_total, yes_total, no_total, lapsed_total, last_asked_at,
                       price, priced_at))

/// One planning of a territory.
struct Run {
  std::int64_t id = 0;
  places::TerritoryId territory_id{1};
  std::string why;    ///< "nightly", "change", "hand".
  std::string state;  ///< "running", "done", "failed".
  double progress = 0;
  std::int64_t needs = 0, helpers = 0, assigned = 0, unserved = 0, asked = 0;
  std::string cost;         ///< JSON, matching::Cost.
  std::string certificate;  ///< JSON.
  Instant started_at{};
  std::optional<Instant> finished_at;
  std::string error;  ///< For the keeper.
};
BOOST_DESCRIBE_STRUCT(Run, (),
                      (id, territory_id, why, state, progress, needs, helpers, assigned, unserved,
                       asked, cost, certificate, started_at, finished_at, error))

/// A need that the last plan could give nobody to, and why.
struct Lacking {
  aid::PostId need_id{};
  places::TerritoryId territory_id{1};
  std::int64_t units = 1;
  std::int64_t because = -1;  ///< matching::Bar, or −1: all who could are taken.
  std::string barred = "[]";  ///< JSON: how many helpers each bar keeps away.
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Lacking, (), (need_id, territory_id, units, because, barred, at))

/// A line of a proposal's history. actor 0 is the program.
struct HistoryLine {
  ProposalId proposal_id{};
  Instant at{};
  AccountId actor_id{};
  std::optional<State> from_state;
  State to_state = State::asked;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(HistoryLine, (), (proposal_id, at, actor_id, from_state, to_state, note))

/// Two whom a coordinator keeps apart.
struct Apart {
  AccountId a{}, b{};
  AccountId by{};
  std::string why;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Apart, (), (a, b, by, why, at))

inline constexpr std::chrono::hours kTimeToAnswer{12};

}  // namespace palier::proposals
