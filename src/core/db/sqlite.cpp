#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/db/pool.hpp"
#include "core/db/sqlite_connection.hpp"

namespace palier::db {
namespace {

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(SqliteConnection& connection) : connection_(connection) {}

  Dialect dialect() const override { return Dialect::sqlite; }

  Result execute(std::string_view sql, std::span<const Value> params) override {
    if (failed) std::rethrow_exception(failed);
    try {
      return connection_.execute(sql, params);
    } catch (...) {
      failed = std::current_exception();
      throw;
    }
  }

  void after_commit(std::function<void()> action) override { after.push_back(std::move(action)); }

  std::exception_ptr failed;  ///< As on PostgreSQL, one error ends the whole transaction.
  std::vector<std::function<void()>> after;

 private:
  SqliteConnection& connection_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const std::string& path, int readers)
      : writer_(1, kPatience, maker(path, SqliteConnection::Mode::writer)),
        readers_(static_cast<std::size_t>(readers), kPatience,
                 maker(path, SqliteConnection::Mode::reader)) {}

  Dialect dialect() const override { return Dialect::sqlite; }

  /// Opens one connection of each kind, so that what is wrong with the file shows at once.
  void try_out() {
    const auto writer = writer_.take();
    const auto reader = readers_.take();
    reader->execute("select count(*) from sqlite_schema", {});
  }

 protected:
  void read_with(const std::function<void(Session&)>& work) override {
    const InTransaction here(this);
    const auto connection = readers_.take();
    run(*connection, work);
  }

  void write_with(const std::function<void(Transaction&)>& work) override {
    std::vector<std::function<void()>> after;
    {
      const InTransaction here(this);
      const auto connection = writer_.take();
      after = run(*connection, work);
    }
    run_after_commit(after);
  }

 private:
  static Pool<SqliteConnection>::Make maker(const std::string& path, SqliteConnection::Mode mode) {
    return [path, mode] {
      try {
        return std::make_unique<SqliteConnection>(path, mode);
      } catch (const SQLite::Exception& e) {
        const int code = e.getErrorCode() & 0xFF;
        if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
          throw Error(fmt::format(
              "{} is not a database of Palier, or it is damaged. Restore a backup, or choose "
              "another folder with --data.",
              path));
        throw Unavailable(
            fmt::format("The database file {} cannot be opened: {}. Check that its folder exists, "
                        "that this user may write there, and that the disk is not full.",
                        path, e.what()));
      }
    };
  }

  static std::vector<std::function<void()>> run(SqliteConnection& connection, const auto& work) {
    connection.begin();
    SqliteTransaction transaction(connection);
    try {
      work(transaction);
      // Work that swallowed an error must not be half saved.
      if (transaction.failed) std::rethrow_exception(transaction.failed);
      connection.commit();
    } catch (...) {
      connection.rollback();
      throw;
    }
    return std::move(transaction.after);
  }

  Pool<SqliteConnection> writer_;
  Pool<SqliteConnection> readers_;
};

/// Makes the file, readable by its owner alone (its -wal and -shm take after it), and sees that its
/// name is on the disk too before anything is acknowledged in it.
void create(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
    const auto folder = std::filesystem::path(path).parent_path();
    const int dir =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir >= 0) {
      ::fsync(dir);
      ::close(dir);
    }
    return;
  }
  if (errno == EEXIST) return;
  if (errno == ENOENT)
    throw Error(fmt::format(
        "There is no folder {} for the database. Make it, or choose another with --data.",
        std::filesystem::path(path).parent_path().string()));
  throw Error(fmt::format(
      "The database file {} cannot be made: {}. Check who owns the folder and that the disk is not "
      "full.",
      path, std::strerror(errno)));
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path, int connections) {
  create(path);
  if (::access(path.c_str(), R_OK | W_OK) != 0)
    throw Error(fmt::format(
        "The database file {} may not be read and written by this user: {}. Run Palier as the "
        "user who owns it.",
        path, std::strerror(errno)));
  auto database = std::make_unique<SqliteDatabase>(path, connections);
  database->try_out();
  return database;
}

}  // namespace palier::db
