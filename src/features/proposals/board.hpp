#pragma once

#include "core/http/context.hpp"
#include "core/http/router.hpp"
#include "features/proposals/board_view.hpp"

namespace palier::proposals::board {

Seat seat_of(const http::Context& c);
inline http::Access coordinators() {
  return http::only({http::Role::operator_, http::Role::moderator});
}
/// Operators: those who speak with people on the telephone.
inline http::Access desk() {
  return http::only({http::Role::operator_});
}

/// A proposal of this territory, or 404.
Proposal proposal_or_404(db::Session& s, const Seat& seat, ProposalId id);
/// Nobody decides on a meeting of their own.
inline bool about(const Seat& seat, const Proposal& p) {
  return seat.account == p.helper_id || seat.account == p.author_id;
}

/// What the buttons do, for page and API alike: the proposal as it stands now, or why not.
using Done = Service::Outcome;
Done propose(Room& room, const Seat& seat, aid::PostId need, AccountId helper, Instant now);
Done decide(Room& room, const Seat& seat, ProposalId id, const Decision& decision, Instant now);
Done answer_for(Room& room, const Seat& seat, ProposalId id, bool yes, Instant now);
Done cancel(Room& room, const Seat& seat, ProposalId id, std::string_view why, Instant now);
/// False where one of the two is not of this territory.
bool keep_apart(Room& room, const Seat& seat, const Pair& pair, Instant now);
bool lift_apart(Room& room, const Seat& seat, AccountId a, AccountId b, Instant now);
/// The address and the contact; the line that it was looked at is written with it.
Facts look_at_door(Room& room, const http::Context& c, aid::PostId need);
void plan_now(Room& room, const Seat& seat);

/// A line in the log of privileged acts: "board.confirmed".
void note(db::Transaction& tx, const Seat& seat, std::string_view act, std::string_view kind,
          std::int64_t subject, Instant now);

// Each file of handlers registers its own.
void need_routes(Room& room);      ///< board_need.cpp
void proposal_routes(Room& room);  ///< board_proposal.cpp
void apart_routes(Room& room);     ///< board_apart.cpp
void export_routes(Room& room);    ///< board_csv.cpp

}  // namespace palier::proposals::board
