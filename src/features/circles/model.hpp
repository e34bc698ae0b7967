#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/circles/circles.hpp"
#include "features/circles/when.hpp"

namespace palier::circles {

struct AskTag;
using AskId = Id<AskTag>;
struct InvitationTag;
using InvitationId = Id<InvitationTag>;
struct SwapTag;
using SwapId = Id<SwapTag>;
struct SpanTag;
using SpanId = Id<SpanTag>;

enum class CircleState : std::uint8_t { running, ended };
enum class Role : std::uint8_t { helper, organiser };
enum class MemberState : std::uint8_t { active, left, removed };
/// open: nobody yet · proposed: somebody is asked for their word · confirmed · seeking: given back,
/// or close and still nobody's: all who can are asked · done · missed: nobody came · cancelled.
enum class TurnState : std::uint8_t { open, proposed, confirmed, seeking, done, missed, cancelled };
enum class AskKind : std::uint8_t { proposal, substitute, taken, swap };
/// late: somebody else was first · over: they gave it back, or it is no longer asked.
enum class Answer : std::uint8_t { waiting, yes, no, lapsed, late, over };
enum class Way : std::uint8_t { link, email, phone };
enum class InvitationState : std::uint8_t { waiting, accepted, refused, withdrawn };
enum class SwapState : std::uint8_t { waiting, done, refused, over };
enum class Action : std::uint8_t {
  started,
  ended,
  joined,
  left,
  removed,
  handed_over,
  proposed,
  confirmed,
  declined,
  lapsed,
  given_back,
  sought,
  alarmed,
  done,
  missed,
  cancelled,
  swapped
};

std::string_view word(Kind kind);  ///< "shopping", "call", …: in forms and JSON.
std::string_view word(TurnState state);
std::string_view word(Role role);
std::string_view word(Consent consent);
std::string_view word(Way way);
std::optional<Kind> kind_of(std::string_view word);
std::string block_word(int block);       ///< "mon-morning"
std::string_view day_word(int weekday);  ///< "mon"
const char* label(Kind kind);            ///< msgid
const char* label(TurnState state);
const char* label(Consent consent);
const char* label(Action action);  ///< {1} is the member.
const char* icon(Kind kind);
/// Whether somebody comes to the door.
constexpr bool visits(Kind kind) {
  return kind != Kind::call;
}
constexpr bool ahead(TurnState s) {
  return s <= TurnState::seeking;
}

struct Circle {
  CircleId id{};
  places::TerritoryId territory_id{1};
  AccountId person_id{};  ///< 0: somebody without an account.
  std::string person_name;
  Consent consent = Consent::none;
  std::optional<Instant> consent_at;
  bool vulnerable = false;
  AccountId started_by{};
  std::string place_label;  ///< Of somebody without an account; else their own home counts.
  double exact_lat = 0, exact_lon = 0;
  std::string home_details, phone;
  CircleState state = CircleState::running;
  Instant created_at{};
  std::optional<Instant> ended_at;

  std::string url() const { return "/circles/" + id.str(); }
  bool running() const { return state == CircleState::running; }
};
BOOST_DESCRIBE_STRUCT(Circle, (),
                      (id, territory_id, person_id, person_name, consent, consent_at, vulnerable,
                       started_by, place_label, exact_lat, exact_lon, home_details, phone, state,
                       created_at, ended_at))

struct Member {
  MemberId id{};
  places::TerritoryId territory_id{1};
  CircleId circle_id{};
  AccountId account_id{};  ///< 0: they have left Palier.
  Role role = Role::helper;
  MemberState state = MemberState::active;
  std::uint32_t slots = 0;  ///< 0: they have not said yet.
  int per_week = 2;
  std::string feed_key;
  Instant joined_at{};
  std::optional<Instant> left_at;
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, territory_id, circle_id, account_id, role, state, slots, per_week,
                       feed_key, joined_at, left_at))

/// Days when they are away, or when the circle rests.
struct Span {
  SpanId id{};
  std::int64_t owner_id = 0;  ///< Member or circle.
  std::int64_t first_day = 0, last_day = 0;
  std::string why;

  bool holds(std::int64_t day) const { return first_day <= day && day <= last_day; }
};
BOOST_DESCRIBE_STRUCT(Span, (), (id, owner_id, first_day, last_day, why))

struct Invitation {
  InvitationId id{};
  places::TerritoryId territory_id{1};
  CircleId circle_id{};
  AccountId by_id{};
  Way way = Way::link;
  std::string sent_to;
  InvitationState state = InvitationState::waiting;
  Instant created_at{}, expires_at{};
  std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(Invitation, (),
                      (id, territory_id, circle_id, by_id, way, sent_to, state, created_at,
                       expires_at, decided_at))

struct Task {
  TaskId id{};
  places::TerritoryId territory_id{1};
  CircleId circle_id{};
  Kind kind = Kind::other;
  std::string title, notes;
  std::uint32_t days = 0;
  int every_weeks = 1;
  std::int64_t first_day = 0;
  std::optional<std::int64_t> last_day;
  std::int64_t from_time = 0, to_time = 0;  ///< Minutes since midnight.
  bool on_holidays = true;
  bool ended = false;
  Instant created_at{};

  Rule rule() const {
    return {days, every_weeks, day_of(first_day),
            last_day ? std::optional(day_of(*last_day)) : std::nullopt, on_holidays};
  }
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, territory_id, circle_id, kind, title, notes, days, every_weeks,
                       first_day, last_day, from_time, to_time, on_holidays, ended, created_at))

struct TurnRow {
  TurnId id{};
  places::TerritoryId territory_id{1};
  CircleId circle_id{};
  TaskId task_id{};
  std::int64_t day = 0;
  Instant starts_at{}, ends_at{};
  TurnState state = TurnState::open;
  MemberId member_id{};
  AskId ask_id{};
  std::optional<Instant> reply_by, sought_at, alarmed_at, reminded_at;
  std::string note;
  AccountId note_by{};
  Instant changed_at{};

  std::string url() const { return "/circles/" + circle_id.str() + "/turns/" + id.str(); }
};
BOOST_DESCRIBE_STRUCT(TurnRow, (),
                      (id, territory_id, circle_id, task_id, day, starts_at, ends_at, state,
                       member_id, ask_id, reply_by, sought_at, alarmed_at, reminded_at, note,
                       note_by, changed_at))

struct Ask {
  AskId id{};
  TurnId turn_id{};
  MemberId member_id{};
  AskKind kind = AskKind::proposal;
  Answer answer = Answer::waiting;
  Instant made_at{};
  std::optional<Instant> sent_at, answered_at;
};
BOOST_DESCRIBE_STRUCT(Ask, (),
                      (id, turn_id, member_id, kind, answer, made_at, sent_at, answered_at))

struct Swap {
  SwapId id{};
  CircleId circle_id{};
  AskId give_ask{}, want_ask{};
  SwapState state = SwapState::waiting;
  Instant made_at{};
  std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(Swap, (), (id, circle_id, give_ask, want_ask, state, made_at, answered_at))

struct HistoryLine {
  TurnId turn_id{};
  MemberId member_id{};
  AccountId actor_id{};
  Action action = Action::started;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(HistoryLine, (), (turn_id, member_id, actor_id, action, at))

}  // namespace palier::circles
