#pragma once

#include <optional>

#include "features/circles/model.hpp"

namespace palier::circles {

/// Who is asking, as one circle knows them.
struct Seer {
  AccountId account{};
  bool desk = false;
  bool verified = false;
  bool person = false;           ///< The one in the middle.
  std::optional<Member> member;  ///< Active.
};

/// manages: an organiser, the one in the middle, the desk.
enum class Tier : std::uint8_t { none, helper, manages };
Tier tier(const Seer& seer);

/// Who learns the exact address and the telephone: those who manage, and whoever has said that they
/// come, until some hours after. `coming` are those turns' kinds: for a call the address is not
/// shown.
struct Reach {
  bool phone = false, address = false;
};
Reach reach(const Circle& circle, const Seer& seer, const std::vector<Kind>& coming);
/// How long after its end a turn keeps the way to the door open.
inline constexpr std::chrono::hours kReachAfter{12};

enum class Refusal : std::uint8_t {
  not_found,
  ended,  ///< The circle is.
  apart,  ///< Two who are kept apart; never said so.
  unverified,
  late,     ///< It has begun.
  taken,    ///< Somebody else was first.
  busy,     ///< They have another turn at that time.
  decided,  ///< Done, cancelled, answered already.
  last_organiser,
  own_circle,  ///< The one in the middle does not help themselves.
  full,
  not_yet  ///< Not begun.
};
int status_of(Refusal r);
/// msgid; {1} is the name of the one in the middle.
const char* sentence(Refusal r);

/// A vulnerable person is visited by verified neighbours only (calls are for all).
std::optional<Refusal> may_take(const Circle& circle, Kind kind, bool verified, bool person);

/// So that nobody's telephone rings all day: members and invitations of one circle.
inline constexpr std::size_t kMostMembers = 40;
inline constexpr std::size_t kMostWaiting = 20;
inline constexpr std::size_t kMostTasks = 30;
inline constexpr std::size_t kMostCircles = 10;

}  // namespace palier::circles
