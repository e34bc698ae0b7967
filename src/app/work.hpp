#pragma once

#include <iosfwd>

#include "app/settings.hpp"

namespace palier::app {

/// Says what work waits and what was put aside after its last attempt, with its error; with `retry`
/// gives all of that another full round of attempts, which a running server takes up.
int list_jobs(const Where& where, bool retry, std::ostream& out);

}  // namespace palier::app
