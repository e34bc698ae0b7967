#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "features/structures/mapping.hpp"
#include "features/structures/model.hpp"

namespace palier::structures {

/// What an import did, or would do. A file is taken whole or not at all.
struct ImportReport {
  std::string source;
  std::string unusable;  ///< Why nothing was taken; "" where it was.
  bool dry = false;
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, gone = 0;
  std::int64_t kept = 0;  ///< Fields corrected by hand that the file would have changed.
  struct Line {
    std::int64_t line = 0;  ///< In the file, 1 for the header.
    std::string what;
  };
  std::vector<Line> refused;  ///< Rows left out.
  std::vector<Line> unread;   ///< Rows taken, whose hours could not be read.
};

struct Import {
  std::filesystem::path file;
  std::optional<Mapping> mapping;    ///< Else the one kept for the source, else a known one.
  std::string source;                ///< Whose kept mapping is meant, where the file is not known.
  bool dry = false;                  ///< Says what would change, and changes nothing.
  search::Search* search = nullptr;  ///< What is found by its words follows.
};
ImportReport import_structures(db::Database& db, const places::Places& places, const Import& what,
                               Instant now, const std::function<void(int percent)>& progress = {});

/// The report as text: figures, then refused and unread rows up to `limit` (−1: all).
std::string text_of(const ImportReport& report, int limit);

/// The days between which hours hold, of French words: "du 05/07/25 au 31/08/25", "Du 08 juillet au
/// 20 août 2023", "à partir du 01/09/25". The end is the day after the last. Both empty: not read.
struct Period {
  std::optional<Instant> from, to;
};
Period period_of(std::string_view text);

}  // namespace palier::structures
