#pragma once

#include <filesystem>
#include <iosfwd>

#include "app/settings.hpp"

namespace palier::app {

/// Copies the SQLite database while it serves; the copy is whole, as of one moment, and checked.
/// Existing files are not overwritten. On PostgreSQL it says which command does it, and fails.
int backup(const Where& where, const std::filesystem::path& file, std::ostream& out);

/// Puts a backup in the place of the database, which is kept beside it under another name. Refused
/// while a server runs, or when the file is not a whole Palier database.
int restore(const Where& where, const std::filesystem::path& file, std::ostream& out);

}  // namespace palier::app
