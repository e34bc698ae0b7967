#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <memory>
#include <string>
#include <vector>

#include "core/db/engine.hpp"

namespace palier::db {

/// One connection to the file, used by one thread at a time, with its prepared statements.
class SqliteConnection {
 public:
  enum class Mode { writer, reader };

  /// Throws SQLite::Exception: open_sqlite() makes a sentence of it.
  SqliteConnection(const std::string& path, Mode mode);

  void begin();
  void commit();
  void rollback() noexcept;
  Result execute(std::string_view sql, std::span<const Value> params);

 private:
  struct Prepared {
    Prepared(SQLite::Database& db, const std::string& sql);
    SQLite::Statement statement;
    std::vector<std::string> columns;
    std::vector<int> places;  ///< SQLite's index of $1, $2, …: it numbers by first appearance.
  };

  Prepared& prepared(std::string_view sql);
  Result run(Prepared& p, std::span<const Value> params);

  SQLite::Database db_;
  SQLite::Statement begin_;
  SQLite::Statement commit_;
  SQLite::Statement rollback_;
  ByText<std::unique_ptr<Prepared>> kept_;
};

}  // namespace palier::db
