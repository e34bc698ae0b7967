#pragma once

#include "core/config/config.hpp"

namespace palier::app {

/// Serves until SIGTERM or SIGINT, then drains: at most ten seconds. Answers the exit code.
int serve(Config config);

}  // namespace palier::app
