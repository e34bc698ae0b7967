#pragma once

#include <chrono>
#include <string>

#include "core/util/time.hpp"

namespace palier::jobs {

/// The next moment after `now` at which clocks in `zone` show `local_time` (since midnight). Where
/// the hour is skipped in spring it is the moment after the gap; where it comes twice in autumn,
/// the first. Throws std::invalid_argument for a zone nobody knows.
Instant next_local(Instant now, std::chrono::minutes local_time, const std::string& zone);

}  // namespace palier::jobs
