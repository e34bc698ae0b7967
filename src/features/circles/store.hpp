#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "features/circles/model.hpp"

/// All SQL of the room.
namespace palier::circles::store {

// Circles, members, invitations: store_circles.cpp.
void insert(db::Transaction& tx, const Circle& c);
void save(db::Transaction& tx, const Circle& c);
std::optional<Circle> circle(db::Session& s, CircleId id);
std::vector<CircleId> running(db::Session& s);
/// Those that are about this person, or that they are in; the newest first.
std::vector<Circle> circles_of(db::Session& s, AccountId account);

/// Comes back where they had left. The id that counts is answered.
MemberId join(db::Transaction& tx, const Member& m);
void save(db::Transaction& tx, const Member& m);
std::optional<Member> member(db::Session& s, MemberId id);
std::optional<Member> member_of(db::Session& s, CircleId circle, AccountId account);
std::optional<Member> member_by_feed(db::Session& s, std::string_view key);
/// All who ever were, by arrival.
std::vector<Member> members(db::Session& s, CircleId circle);
std::vector<Member> memberships(db::Session& s, AccountId account);

void insert_away(db::Transaction& tx, const Span& span);
void delete_away(db::Transaction& tx, SpanId id, MemberId member);
std::vector<Span> away(db::Session& s, CircleId circle);  ///< Of all members.
void insert_pause(db::Transaction& tx, const Span& span);
bool delete_pause(db::Transaction& tx, SpanId id, CircleId circle);
std::vector<Span> pauses(db::Session& s, CircleId circle);

void insert(db::Transaction& tx, const Invitation& i);
void save(db::Transaction& tx, const Invitation& i);
std::optional<Invitation> invitation(db::Session& s, InvitationId id);
std::vector<Invitation> invitations(db::Session& s, CircleId circle);

void insert(db::Transaction& tx, const Task& t);
void save(db::Transaction& tx, const Task& t);
std::optional<Task> task(db::Session& s, TaskId id);
std::vector<Task> tasks(db::Session& s, CircleId circle);

void record(db::Transaction& tx, const Circle& c, Action action, AccountId actor, Instant at,
            MemberId member = {}, TurnId turn = {});
std::vector<HistoryLine> history(db::Session& s, TurnId turn);

/// Every name, contact and word that this person left here.
void forget(db::Transaction& tx, AccountId account);

// Turns, asks, swaps: store_turns.cpp.
/// False where that day has one of this task already.
bool insert(db::Transaction& tx, const TurnRow& t);
void save(db::Transaction& tx, const TurnRow& t);
std::optional<TurnRow> turn(db::Session& s, TurnId id);
/// Days included.
std::vector<TurnRow> turns(db::Session& s, CircleId circle, std::int64_t from, std::int64_t to);
std::vector<TurnRow> turns_of_task(db::Session& s, TaskId task, Instant after);
/// Those held by the member that have not begun.
std::vector<TurnRow> held(db::Session& s, MemberId member, Instant now);
std::vector<TurnRow> turns_of(db::Session& s, MemberId member, int limit);  ///< Newest first.
/// How many turns each had, or has before them, from that day on.
struct Load {
  MemberId member_id{};
  std::int64_t turns = 0;
};
BOOST_DESCRIBE_STRUCT(Load, (), (member_id, turns))
std::vector<Load> loads(db::Session& s, CircleId circle, std::int64_t from);
/// Of all circles that run: those whose time has come, in one of the ways of jobs.cpp.
std::vector<TurnId> lapsing(db::Session& s, Instant now);
std::vector<TurnId> still_open(db::Session& s, Instant now, Instant until);
std::vector<TurnId> seeking(db::Session& s, Instant now);
std::vector<TurnId> to_remind(db::Session& s, Instant now, Instant until);
std::vector<TurnId> over(db::Session& s, Instant now, Instant reported_by);
/// Nobody's, or not sure, and near: for the desk.
std::vector<TurnRow> unmet(db::Session& s, Instant now);

void insert(db::Transaction& tx, const Ask& a);
void save(db::Transaction& tx, const Ask& a);
std::optional<Ask> ask(db::Session& s, AskId id);
std::vector<Ask> asks(db::Session& s, TurnId turn);
std::vector<Ask> asks_of_circle(db::Session& s, CircleId circle, std::int64_t from);
/// Waiting, and no message sent yet.
std::vector<Ask> unsent(db::Session& s);
/// What waits for this person's word, in all circles.
std::int64_t waiting(db::Session& s, AccountId account, Instant now);
std::vector<TurnRow> waiting_turns(db::Session& s, AccountId account, Instant now);

void insert(db::Transaction& tx, const Swap& w);
void save(db::Transaction& tx, const Swap& w);
std::optional<Swap> swap(db::Session& s, SwapId id);
std::vector<Swap> open_swaps(db::Session& s, CircleId circle);

}  // namespace palier::circles::store
