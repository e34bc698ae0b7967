#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace palier::app {

struct Match {
  std::filesystem::path input = "-", output = "-";  ///< "-": standard input and output.
  std::string method = "optimal";                   ///< optimal, greedy, epl, epl-written.
  int candidates = 0;                               ///< A need keeps so many; 0: all.
  bool prices = false;                              ///< With the prices that prove the plan.
};

/// `palier match`: an instance in, a plan out (docs/matching.md). Needs no data folder. Answers
/// kUsage with the path of the field where the instance is bad, and then writes nothing.
int match(const Match& what, std::ostream& out, std::ostream& errors);

}  // namespace palier::app
