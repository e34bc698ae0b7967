#pragma once

#include <chrono>
#include <cstdint>

namespace palier::messages {

inline constexpr int kRoundLeast = 3;
inline constexpr int kRoundMost = 12;
inline constexpr int kTextMost = 4000;
inline constexpr int kPhotosMost = 4;
/// First messages to people one does not know: a few a day, and few that wait unanswered.
inline constexpr int kAsksADay = 3;
inline constexpr int kAsksOpen = 10;

/// How somebody may write to somebody else.
///  free: they have a conversation already (an accepted answer, a circle, a round), or another room
///    vouches for them (a group whose members are let in).
///  ask: neighbours of the same town who do not know each other: the first message waits as a
///    request, once; whoever gets it says yes, or no, which the other is not told.
///  never: nobody else, whoever has left, and a pair kept apart.
enum class Reach : std::uint8_t { never, ask, free };

struct Bond {
  bool self = false;
  bool gone = false;        ///< Left, or may not write.
  bool apart = false;       ///< Blocked, either way.
  bool acquainted = false;  ///< A conversation, or another room's word.
  bool neighbours = false;  ///< A circle of places in common.
};
constexpr Reach reach(const Bond& b) {
  if (b.self || b.gone || b.apart) return Reach::never;
  if (b.acquainted) return Reach::free;
  return b.neighbours ? Reach::ask : Reach::never;
}

/// Whether there is room for `more` people in a round of so many.
constexpr bool fits(std::int64_t members, std::int64_t more) {
  return members + more <= kRoundMost;
}

}  // namespace palier::messages
