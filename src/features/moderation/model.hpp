#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>

#include "features/moderation/moderation.hpp"

namespace palier::moderation {

struct ReportTag;
using ReportId = Id<ReportTag>;

enum class ReportState { open, kept, hidden };

struct Report {
  ReportId id{};
  places::TerritoryId territory_id{1};
  std::string kind;
  std::int64_t subject_id = 0;
  AccountId reporter_id{};
  std::string reason;  ///< A word of kReasons.
  std::string note;
  ReportState state = ReportState::open;
  Instant created_at{};
  std::optional<AccountId> decided_by;
  std::optional<Instant> decided_at;
  std::string decision_note;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (id, territory_id, kind, subject_id, reporter_id, reason, note, state,
                       created_at, decided_by, decided_at, decision_note))

struct BlockedPerson {
  AccountId blocked_id{};
  Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(BlockedPerson, (), (blocked_id, created_at))

}  // namespace palier::moderation
