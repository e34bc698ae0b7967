#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/util/time.hpp"

/// Calendars that a telephone or a mail program subscribes to (RFC 5545). Times are written in UTC,
/// which needs no time zone of its own: each line is one turn, not a rule.
namespace palier::ical {

struct Event {
  std::string uid;  ///< Never the same for two, always the same for one.
  Instant starts{}, ends{}, changed{};
  std::string summary, description, url;
  bool tentative = false;  ///< Proposed, not yet confirmed.
  int sequence = 0;
};

/// The whole calendar, lines folded at 75 octets and ended by CRLF.
std::string calendar(std::string_view name, const std::vector<Event>& events);

/// A text value, escaped (§3.3.11).
std::string escaped(std::string_view text);
/// One content line, folded (§3.1), never within a character; with its CRLF.
std::string folded(std::string_view line);
/// "20261124T180500Z"
std::string utc(Instant t);

}  // namespace palier::ical
