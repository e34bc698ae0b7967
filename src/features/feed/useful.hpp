#pragma once

#include <optional>
#include <span>
#include <vector>

#include "features/feed/model.hpp"

namespace palier::feed {

/// What the order “most useful to you” knows of a thing: nothing about its author's other posts,
/// and nothing about what the reader has read elsewhere.
struct Signals {
  std::optional<places::Level> circle;  ///< Nothing: a group one is in.
  Kind kind = Kind::news;
  std::chrono::microseconds age{};     ///< Since it was posted.
  std::chrono::microseconds silent{};  ///< Since its newest comment, or since it was posted.
  std::int64_t comments = 0, thanks = 0;
  /// Until an event begins; negative once it has.
  std::optional<std::chrono::microseconds> starts_in;
  bool by_new = false;     ///< Of somebody who had just arrived.
  bool unseen = false;     ///< Came since the reader's last visit.
  bool following = false;  ///< The reader follows it.
  bool own = false;
  bool aid = false;  ///< A need or an offer.
  bool urgent = false;
};

/// Points, and the two reasons that weigh most, as msgids, the heavier first.
struct Worth {
  std::int64_t points = 0;
  std::vector<const char*> why;
};

/// A sum of small rules, each with its own reason; no rule looks at who the reader is. Points are
/// thousandths, so that the order is the same on every machine.
///
///   near       building 30, street 24, a group 20, quarter 16, town 8
///   fresh      up to 40, half of it after a day and a half
///   talked of  7 × log2(1 + comments), at most 30, half of it two days after the last comment
///   thanked    4 × log2(1 + thanks), at most 16
///   alert      45, half of it after a day
///   urgent     30 for a need that cannot wait
///   event      15 in the week before it begins; -40 once it is over
///   question   10 where nobody has answered within three hours, for three days
///   followed   20 where somebody has commented within two days
///   arrived    8 for a neighbour who has just moved in
///   not seen   12 since the last visit
///   own        -20: one knows what one has written
Worth useful(const Signals& signals);

/// The same for people: what the page on the order says.
struct Rule {
  const char* reason;  ///< msgid, as it stands beside a post.
  const char* says;    ///< msgid: a sentence.
};
std::span<const Rule> rules();

/// Only what is that young is weighed, and at most so many of each circle: the rest is under
/// "newest".
inline constexpr std::chrono::days kUsefulWindow{30};
inline constexpr int kUsefulMost = 120;

}  // namespace palier::feed
