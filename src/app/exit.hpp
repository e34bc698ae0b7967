#pragma once

#include <stdexcept>
#include <string>

namespace palier::app {

/// What the program's exit code means; also told by `palier --help`.
enum Exit : int {
  kFine = 0,
  kFailed = 1,
  kUsage = 2,          ///< The command or its input is wrong.
  kConfiguration = 3,  ///< The configuration file or the environment is wrong.
  kDatabase = 4,       ///< The database cannot be reached, opened or understood.
};

/// Ends the command with a sentence on standard error.
struct Stop : std::runtime_error {
  Stop(Exit exit, const std::string& sentence) : std::runtime_error(sentence), code(exit) {}
  Exit code;
};

}  // namespace palier::app
