#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/settings.hpp"

namespace palier::app {

/// One thing looked at: what was found, and what to do where it is not well.
struct Finding {
  enum class State { well, warning, ill } state = State::well;
  std::string what;    ///< "Database"
  std::string found;   ///< "SQLite, /srv/palier/palier.db, 12 migrations"
  std::string remedy;  ///< "" when well.
};

/// Looks at the configuration, the database, mail, jobs, disk and clock, and changes nothing.
std::vector<Finding> examine(const Where& where);

/// Prints the findings; 0 when nothing is ill, else 1.
int doctor(const Where& where, std::ostream& out);

}  // namespace palier::app
