#pragma once

#include "features/moderation/service.hpp"

namespace palier::moderation {

/// What was written is forgotten after a week, limits when they end, and what neighbours voted
/// stands where no moderator looked at it for thirty days.
void register_jobs(const Core& core);

}  // namespace palier::moderation
