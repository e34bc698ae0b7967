#pragma once

#include <span>
#include <string_view>

#include "core/db/database.hpp"
#include "core/util/embedded.hpp"

namespace palier::db {

/// The database was made by a newer Palier: it is refused rather than half understood.
struct NewerDatabase : Error {
  using Error::Error;
};

/// Brings the database up to this program, in the order of the file names
/// (`20261124_0900_accounts.sql`), each in a transaction of its own, under a lock so that two nodes
/// starting together do not both try. A name with `.sqlite.sql` or `.postgres.sql` runs on that one
/// only. Statements end with `;` at the end of a line. Answers how many were run. A migration the
/// database knows and this program does not means a newer program made it: NewerDatabase.
int migrate(Database& db, std::span<const embedded::File> migrations, const Clock& clock);

}  // namespace palier::db
