#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/informants/informants.hpp"

namespace palier::informants {

struct StandingTag;
using StandingId = Id<StandingTag>;

enum class State : std::uint8_t { candidate = 1, serving, refused, ended };

/// Somebody's being an informant of a quarter, from asking to the end.
struct Standing {
  StandingId id{};
  places::TerritoryId territory_id{1};
  AccountId account_id{};
  places::AreaId quarter_id{};
  State state = State::candidate;
  std::string why, knows, hours;  ///< In the candidate's words.
  Instant created_at{};
  AccountId decided_by{};
  std::optional<Instant> decided_at;
  std::string reason;
  std::optional<Instant> since, until, reminded_at, ended_at;
};

/// A year, renewed in its last two months.
inline constexpr std::chrono::days kTerm{365}, kRenewable{60}, kReminder{30};

enum class Way : std::uint8_t { phone = 1, door };
struct CareRow {
  AccountId account_id{};
  places::TerritoryId territory_id{1};
  places::AreaId quarter_id{};
  std::int64_t days = 3;
  Way way = Way::phone;
  std::string note;
  Instant asked_at{}, heard_at{};
  std::optional<Instant> warned_at, told_at, desk_at;
};

enum class Outcome : std::uint8_t { well = 1, needs_help, nobody };
struct Check {
  std::int64_t id = 0;
  AccountId account_id{}, by_id{};
  Outcome outcome = Outcome::well;
  std::string note;
  Instant at{};
};

struct Heard {
  std::int64_t id = 0;
  places::TerritoryId territory_id{1};
  places::AreaId quarter_id{};
  AccountId by_id{}, account_id{};
  aid::PostId post_id{};
  std::string consent;  ///< "spoken", "written", "guardian"
  std::string words;    ///< What was read to them.
  Instant consent_at{};
};

}  // namespace palier::informants
