#include "core/db/sqlite_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <limits>

namespace palier::db {
namespace {

/// SQLite's own messages name tables, columns and constraints, never values.
[[noreturn]] void raise(const SQLite::Exception& e, std::string_view doing) {
  const std::string text =
      fmt::format("SQLite: {} ({}); in: {}", e.what(), e.getExtendedErrorCode(), brief(doing));
  switch (e.getExtendedErrorCode()) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw UniqueViolation(text);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw ForeignKeyViolation(text);
    default:
      break;
  }
  switch (e.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
      throw Unavailable(text);
    default:
      throw Error(text);
  }
}

void bind(SQLite::Statement& statement, int place, const Value& value) {
  // Parameters outlive the step, so nothing is copied.
  struct Binder {
    SQLite::Statement& s;
    int at;
    void operator()(std::monostate) const { s.bind(at); }
    void operator()(bool v) const { s.bind(at, v ? 1 : 0); }
    void operator()(std::int64_t v) const { s.bind(at, v); }
    void operator()(double v) const { s.bind(at, v); }
    void operator()(const std::string& v) const { s.bindNoCopy(at, v); }
    void operator()(const Blob& v) const {
      // A null pointer would be NULL: an empty blob is not.
      s.bindNoCopy(at, v.empty() ? static_cast<const void*>("") : v.data(),
                   static_cast<int>(v.size()));
    }
  };
  std::visit(Binder{statement, place}, value);
}

Value fetched(const SQLite::Column& column) {
  switch (column.getType()) {
    case SQLITE_INTEGER:
      return column.getInt64();
    case SQLITE_FLOAT:
      return column.getDouble();
    case SQLITE_TEXT:
      return column.getString();
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(column.getBlob());
      return Blob(bytes, bytes + column.getBytes());
    }
    default:
      return {};
  }
}

/// A statement is reset however it ends; left open it would hold its snapshot.
struct Resetting {
  SQLite::Statement& statement;
  ~Resetting() { statement.tryReset(); }
};

SQLite::Database opened(const std::string& path, SqliteConnection::Mode mode) {
  const int access =
      mode == SqliteConnection::Mode::writer ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
  SQLite::Database db(path, access | SQLite::OPEN_NOMUTEX, static_cast<int>(kPatience.count()));
  if (mode == SqliteConnection::Mode::writer) db.exec("pragma journal_mode = wal");
  // FULL: a commit has reached the disk before it is acknowledged, so a power cut takes nothing.
  db.exec(
      "pragma synchronous = full;"
      "pragma foreign_keys = on;"
      "pragma trusted_schema = off;"
      "pragma temp_store = memory;"
      "pragma cache_size = -8000;"
      "pragma mmap_size = 268435456");
  return db;
}

}  // namespace

SqliteConnection::Prepared::Prepared(SQLite::Database& db, const std::string& sql)
    : statement(db, sql) {
  for (int i = 0; i < statement.getColumnCount(); ++i)
    columns.emplace_back(statement.getColumnName(i));
  for (int n = 1; n <= statement.getBindParameterCount(); ++n) {
    const int place = statement.getIndex(fmt::format("${}", n).c_str());
    if (place == 0)
      throw Error(
          fmt::format("parameters must be numbered $1, $2 … without a gap; in: {}", brief(sql)));
    places.push_back(place);
  }
}

SqliteConnection::SqliteConnection(const std::string& path, Mode mode)
    : db_(opened(path, mode)),
      begin_(db_, mode == Mode::writer ? "begin immediate" : "begin"),
      commit_(db_, "commit"),
      rollback_(db_, "rollback") {}

void SqliteConnection::begin() {
  const Resetting after{begin_};
  try {
    begin_.executeStep();
  } catch (const SQLite::Exception& e) {
    raise(e, "begin");
  }
}

void SqliteConnection::commit() {
  const Resetting after{commit_};
  try {
    commit_.executeStep();
  } catch (const SQLite::Exception& e) {
    raise(e, "commit");
  }
}

void SqliteConnection::rollback() noexcept {
  // A full disk may have rolled back already; then this fails, and that is well.
  if (sqlite3_get_autocommit(db_.getHandle()) == 0) rollback_.tryExecuteStep();
  rollback_.tryReset();
}

SqliteConnection::Prepared& SqliteConnection::prepared(std::string_view sql) {
  if (const auto found = kept_.find(sql); found != kept_.end()) return *found->second;
  if (kept_.size() >= kStatementsKept) kept_.clear();
  std::string text(sql);
  auto made = std::make_unique<Prepared>(db_, text);
  return *kept_.emplace(std::move(text), std::move(made)).first->second;
}

Result SqliteConnection::execute(std::string_view sql, std::span<const Value> params) {
  try {
    if (worth_keeping(sql)) return run(prepared(sql), params);
    Prepared once(db_, std::string(sql));
    return run(once, params);
  } catch (const SQLite::Exception& e) {
    raise(e, sql);
  }
}

Result SqliteConnection::run(Prepared& p, std::span<const Value> params) {
  if (params.size() != p.places.size())
    throw Error(fmt::format("{} parameters given where {} are named; in: {}", params.size(),
                            p.places.size(), brief(p.statement.getQuery())));
  for (std::size_t i = 0; i < params.size(); ++i) bind(p.statement, p.places[i], params[i]);

  const Resetting after{p.statement};
  const int changed_before = db_.getTotalChanges();
  Result result;
  while (p.statement.executeStep()) {
    auto& row = result.rows.emplace_back();
    row.reserve(p.columns.size());
    for (int i = 0; i < static_cast<int>(p.columns.size()); ++i)
      row.push_back(fetched(p.statement.getColumn(i)));
  }
  result.columns = p.columns;
  if (db_.getTotalChanges() != changed_before) result.affected = db_.getChanges();
  return result;
}

}  // namespace palier::db
