#pragma once

#include <cstdint>

#include "app/wire.hpp"

namespace palier::app {

/// What makes a configuration a demo's: mails stay on the machine, the pages say so, and a metrics
/// port that is taken is done without.
void configure_demo(Config& config);

/// Opens the demo: its pages (the mails that would have been sent), and the town where there is
/// none yet. Called once the rooms are wired, before the server listens.
void open_demo(const Core& core, Rooms& rooms);

/// On standard output, for whoever typed `palier demo`.
void tell_where(const Core& core, std::uint16_t port);

}  // namespace palier::app
