#pragma once

#include "core/config/config.hpp"

namespace palier {

/// One line an event on standard error: time, level, and key=value pairs or JSON. What is logged
/// carries no name, contact, address, cookie, token or text that somebody wrote.
void start_log(const Config& config);

}  // namespace palier
