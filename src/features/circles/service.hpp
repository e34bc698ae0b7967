#pragma once

#include <tl/expected.hpp>

#include <algorithm>
#include <climits>
#include <map>

#include "core/http/context.hpp"
#include "features/circles/form.hpp"
#include "features/circles/letters.hpp"
#include "features/circles/policy.hpp"
#include "features/circles/store.hpp"

namespace palier::circles {

/// What the rooms give each other; made once in module.cpp.
struct Parts {
  const Core& core;
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  messages::Messages& messages;
  const http::SignedLinks& links;
  Letters& letters;
};

/// How far ahead turns are made and proposed: the four weeks that are printed, and one more.
inline constexpr std::chrono::days kHorizon{35};
/// A proposal waits so long for its answer, and no longer than this before it begins; then somebody
/// else is asked.
inline constexpr std::chrono::days kAnswerIn{5};
inline constexpr std::chrono::hours kAnswerBefore{48};
/// What is nearer than this and nobody's is not proposed to one: all who can are asked.
inline constexpr std::chrono::hours kAskAllBefore{48};
inline constexpr std::chrono::days kInvitationLasts{14};

/// What one can do with circles and their turns. Each runs in the caller's transaction, checks the
/// policy, writes history and event with it. Letters about turns leave with the next tick of
/// jobs.cpp, which is called for at once.
class Service {
 public:
  explicit Service(const Parts& parts) : p(parts) {}

  template <class T = void>
  using Outcome = tl::expected<T, Refusal>;

  // service_circle.cpp
  Seer seer(db::Session& s, const Circle& c, AccountId account, bool desk) const;
  Outcome<CircleId> start(db::Transaction& tx, const Circles::Start& start, Instant now);
  Outcome<Invitation> invite(db::Transaction& tx, const Circle& c, AccountId by,
                             const InviteForm& form, const i18n::Language& language, Instant now);
  void withdraw(db::Transaction& tx, const Circle& c, InvitationId id, Instant now);
  Outcome<MemberId> accept(db::Transaction& tx, InvitationId id, AccountId who, Instant now);
  Outcome<> refuse(db::Transaction& tx, InvitationId id, Instant now);
  Outcome<MemberId> join(db::Transaction& tx, const Circle& c, AccountId who, Instant now);
  void available(db::Transaction& tx, const Circle& c, Member m, const Availability& form,
                 Instant now);
  void be_away(db::Transaction& tx, const Circle& c, const Member& m, const SpanForm& form,
               Instant now);
  Outcome<> leave(db::Transaction& tx, const Circle& c, Member m, Instant now);
  Outcome<> remove(db::Transaction& tx, const Circle& c, MemberId id, AccountId by, Instant now);
  Outcome<> hand_over(db::Transaction& tx, const Circle& c, MemberId to, AccountId by, Instant now);
  void end(db::Transaction& tx, Circle c, AccountId by, Instant now);
  /// A pair was kept apart: one of the two goes, the one in the middle and organisers stay.
  void part(db::Transaction& tx, AccountId a, AccountId b, Instant now);
  /// They are verified no longer: visits to vulnerable people are given back.
  void reverify(db::Transaction& tx, AccountId account, Instant now);
  void forget(db::Transaction& tx, AccountId account, Instant now);

  // plan.cpp
  Outcome<TaskId> add_task(db::Transaction& tx, const Circle& c, AccountId by,
                           const Circles::Plan& plan, Instant now);
  void end_task(db::Transaction& tx, const Circle& c, Task task, Instant now);
  void pause(db::Transaction& tx, const Circle& c, AccountId by, const SpanForm& form, Instant now);
  void unpause(db::Transaction& tx, const Circle& c, SpanId id, Instant now);
  void plan(db::Transaction& tx, const Circle& c, Instant now);

  // service_turns.cpp
  Outcome<> take(db::Transaction& tx, const Circle& c, TurnRow t, const Member& who, Instant now);
  Outcome<> cannot(db::Transaction& tx, const Circle& c, TurnRow t, const Member& who, Instant now);
  /// A word to a link: yes or no to whatever it asks.
  Outcome<> answer(db::Transaction& tx, const Ask& ask, bool yes, Instant now);
  Outcome<> propose_to(db::Transaction& tx, const Circle& c, TurnRow t, MemberId to, AccountId by,
                       Instant now);
  Outcome<> report(db::Transaction& tx, const Circle& c, TurnRow t, const Seer& by,
                   const Report& report, Instant now);
  Outcome<> cancel(db::Transaction& tx, const Circle& c, TurnRow t, AccountId by, Instant now);
  Outcome<Swap> ask_swap(db::Transaction& tx, const Circle& c, const TurnRow& give,
                         const TurnRow& want, const Member& who, Instant now);
  Outcome<> answer_swap(db::Transaction& tx, SwapId id, bool yes, Instant now);
  void lapse(db::Transaction& tx, TurnId id, Instant now);
  void close_over(db::Transaction& tx, TurnId id, Instant now);
  /// All who can are asked; those whose usual week does not fit only where nobody's does.
  void seek(db::Transaction& tx, const Circle& c, TurnRow t, Instant now);
  /// Theirs no longer; it goes on to others.
  void give_back(db::Transaction& tx, const Circle& c, TurnRow t, Answer how, Action action,
                 AccountId by, Instant now);

  bool verified(db::Session& s, AccountId account) const;
  std::vector<AccountId> managers(db::Session& s, const Circle& c) const;
  /// Whether this member may take that turn beside what they have.
  std::optional<Refusal> may_take(db::Session& s, const Circle& c, const TurnRow& t, Kind kind,
                                  const Member& who, TurnId but_for = {}) const;
  Letters::Line line(db::Session& s, const TurnRow& t, const Ask& ask) const;

  const Parts& p;

 private:
  void propose(db::Transaction& tx, const Circle& c, TurnRow& t, const Member& m, Instant now);
  void settle(db::Transaction& tx, const Circle& c, TurnRow& t, const Ask& held, const Member& who,
              Action action, Instant now);
  void close_asks(db::Transaction& tx, TurnId turn, AskId but, Answer how, Instant now);
  void give_all_back(db::Transaction& tx, const Circle& c, const Member& m, Action action,
                     AccountId by, Instant now);
  void cancel_quietly(db::Transaction& tx, const Circle& c, std::vector<TurnRow> turns,
                      AccountId by, Instant now);
  void depart(db::Transaction& tx, const Circle& c, Member m, MemberState how, AccountId by,
              Instant now);
  void wake(db::Transaction& tx);
};

}  // namespace palier::circles
