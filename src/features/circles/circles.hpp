#pragma once

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/places/places.hpp"

namespace palier::circles {

using accounts::AccountId;
struct CircleTag;
using CircleId = Id<CircleTag>;
struct MemberTag;
using MemberId = Id<MemberTag>;
struct TaskTag;
using TaskId = Id<TaskTag>;
struct TurnTag;
using TurnId = Id<TurnTag>;

/// How the one in the middle said yes to it, where somebody else started the circle.
enum class Consent : std::uint8_t { none, spoken, written, guardian };

/// What is done at a turn. All but a call are visits: somebody comes to the door.
enum class Kind : std::uint8_t {
  shopping,
  pharmacy,
  meal,
  visit,
  call,
  walk,
  drive,
  paperwork,
  home,
  animal,
  other
};
inline constexpr int kKinds = 11;

// What has happened. Events carry ids, never a name, an address or a vulnerability.
struct Started {
  static constexpr const char* kName = "circles.started";
  std::int64_t circle = 0;
};
BOOST_DESCRIBE_STRUCT(Started, (), (circle))
struct Joined {
  static constexpr const char* kName = "circles.joined";
  std::int64_t circle = 0;
  std::int64_t member = 0;
};
BOOST_DESCRIBE_STRUCT(Joined, (), (circle, member))
struct Left {
  static constexpr const char* kName = "circles.left";
  std::int64_t circle = 0;
  std::int64_t member = 0;
};
BOOST_DESCRIBE_STRUCT(Left, (), (circle, member))
/// Somebody has said that they come.
struct TurnTaken {
  static constexpr const char* kName = "circles.turn_taken";
  std::int64_t turn = 0;
  std::int64_t member = 0;
};
BOOST_DESCRIBE_STRUCT(TurnTaken, (), (turn, member))
/// Somebody who was to come cannot.
struct TurnGivenBack {
  static constexpr const char* kName = "circles.turn_given_back";
  std::int64_t turn = 0;
  std::int64_t member = 0;
};
BOOST_DESCRIBE_STRUCT(TurnGivenBack, (), (turn, member))
/// Time runs short and nobody comes: the organiser and the operators are told.
struct TurnUnmet {
  static constexpr const char* kName = "circles.turn_unmet";
  std::int64_t turn = 0;
};
BOOST_DESCRIBE_STRUCT(TurnUnmet, (), (turn))
struct TurnDone {
  static constexpr const char* kName = "circles.turn_done";
  std::int64_t turn = 0;
};
BOOST_DESCRIBE_STRUCT(TurnDone, (), (turn))

/// The room's public face: for the demo town and the desk.
class Circles {
 public:
  virtual ~Circles() = default;

  struct Start {
    AccountId by{};
    bool for_self = false;
    std::string first_name;  ///< Of the close one.
    Consent consent = Consent::spoken;
    bool vulnerable = true;
    std::optional<places::Location> home;  ///< Of the close one.
    std::string home_details, phone;
  };
  virtual CircleId start(db::Transaction& tx, const Start& start) = 0;
  /// As an accepted invitation does; nothing where the policy says no (kept apart, ended).
  /// `slots` are bits of day * 3 + part, Monday morning first.
  virtual std::optional<MemberId> join(db::Transaction& tx, CircleId circle, AccountId account,
                                       std::uint32_t slots, int per_week) = 0;
  struct Plan {
    Kind kind = Kind::other;
    std::string title, notes;
    std::uint32_t days = 0;  ///< Bits, Monday first; 0 for `first` alone.
    int every_weeks = 1;
    std::chrono::sys_days first{};
    std::optional<std::chrono::sys_days> last;
    std::chrono::minutes from{}, to{};
    bool on_holidays = true;
  };
  virtual TaskId add(db::Transaction& tx, CircleId circle, AccountId by, const Plan& plan) = 0;
  /// Makes the turns of the days ahead and proposes those that nobody has.
  virtual void plan(db::Transaction& tx, CircleId circle) = 0;
  struct Turn {
    TurnId id{};
    TaskId task{};
    MemberId member{};
    AccountId account{};
    Instant starts_at{}, ends_at{};
    bool confirmed = false;
  };
  virtual std::vector<Turn> turns(db::Session& s, CircleId circle) const = 0;
  /// They say yes to a turn proposed to them, or take one that nobody has; false where too late.
  virtual bool take(db::Transaction& tx, TurnId turn, AccountId who) = 0;
  virtual bool cannot(db::Transaction& tx, TurnId turn, AccountId who) = 0;
  virtual bool done(db::Transaction& tx, TurnId turn, AccountId who, std::string_view note) = 0;
  /// What waits for one's word: for a badge. Nothing where one is in no circle.
  virtual std::optional<int> waiting(db::Session& s, AccountId account) const = 0;
};

std::unique_ptr<Circles> make(const Core& core, accounts::Accounts& accounts,
                              places::Places& places, moderation::Moderation& moderation,
                              messages::Messages& messages);

}  // namespace palier::circles
