#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "core/db/database.hpp"
#include "core/util/time.hpp"

namespace palier::places {

/// How far an import has come.
struct Progress {
  std::int64_t rows = 0;
  int percent = 0;  ///< Of the file's bytes.
};
using OnProgress = std::function<void(const Progress&)>;

/// A row that was left out, and why, in English.
struct BadRow {
  std::int64_t line = 0;  ///< In the file, 1 for the header; for GeoJSON the number of the feature.
  std::string reason;
};

/// What an import did. A file is taken whole or not at all: where `unusable` says why, the database
/// is as it was.
struct ImportReport {
  std::string what;  ///< "addresses", "areas", "postcodes".
  std::string
      unusable;  ///< A sentence that says what is wrong and where; "" if the file was taken.
  std::int64_t rows = 0;
  std::int64_t added = 0, changed = 0, unchanged = 0;
  std::int64_t gone = 0;  ///< No longer in the file: marked, not deleted, they may be referred to.
  std::vector<BadRow> bad;  ///< Refused rows, in the order of the file.
  double seconds = 0;
};

/// BAN layout, .csv or .csv.gz.
ImportReport import_addresses(db::Database& db, const std::filesystem::path& file, Instant now,
                              const OnProgress& progress = {});
/// GeoJSON. `kind` is "quarter", "district" or "commune"; "" reads it from the properties.
ImportReport import_areas(db::Database& db, const std::filesystem::path& file,
                          const std::string& kind, Instant now, const OnProgress& progress = {});
/// CSV with code_postal, code_insee, nom_commune, lat, lon (and population, for the weight).
ImportReport import_postcodes(db::Database& db, const std::filesystem::path& file, Instant now,
                              const OnProgress& progress = {});

/// What `palier import` does around these: a line of progress on a terminal, the report with the
/// first 20 bad rows (all of them into `report_file`, if one is named). Answers the exit code: 0 if
/// the file was taken, 2 if it is unusable.
struct ImportCommand {
  std::string what;  ///< "addresses", "areas", "postcodes".
  std::filesystem::path file;
  std::string kind;
  std::filesystem::path report_file;
};
int run_import(db::Database& db, const Clock& clock, const ImportCommand& command,
               std::ostream& out, bool terminal);

/// The report as text: the figures, then bad rows up to `limit` (-1 for all).
std::string text_of(const ImportReport& report, int limit);

}  // namespace palier::places
