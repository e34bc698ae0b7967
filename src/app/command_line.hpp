#pragma once

namespace palier::app {

/// The whole program: reads the command line, does what it says, answers the exit code.
int run(int argc, const char* const* argv);

}  // namespace palier::app
