#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/db/value.hpp"

namespace palier::db {

/// The ground gave way: lost connection, full disk, malformed SQL. what() is for the log only.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A UNIQUE or PRIMARY KEY constraint refused the row. Services turn it into a refusal.
struct UniqueViolation : Error {
  using Error::Error;
};
/// A FOREIGN KEY constraint refused the row.
struct ForeignKeyViolation : Error {
  using Error::Error;
};
/// The database is locked, gone or shutting down: the request may be tried again later (503).
struct Unavailable : Error {
  using Error::Error;
};

enum class Dialect { sqlite, postgres };

/// Rows already fetched, whole.
struct Result {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  std::int64_t affected = 0;
};

/// One transaction on one connection, as a store sees it. The same SQL serves both databases:
/// placeholders are $1, $2, …; types are bigint, text, boolean, double precision, bytea; upserts
/// are ON CONFLICT; RETURNING is there. Where they differ, ask dialect().
/// Statements are prepared once per connection and kept, keyed by their text: build SQL from
/// constants only, never from input.
class Session {
 public:
  virtual ~Session() = default;
  virtual Dialect dialect() const = 0;
  virtual Result execute(std::string_view sql, std::span<const Value> params) = 0;

  /// Runs a statement; answers how many rows it changed.
  template <class... P>
  std::int64_t run(std::string_view sql, P&&... params) {
    return execute_with(sql, std::forward<P>(params)...).affected;
  }
  /// All rows as T: a scalar (the first column) or a struct described to Boost.Describe, whose
  /// members are matched to columns by name; a column without a member is an Error, and so is the
  /// reverse. Implemented in core/db/rows.hpp, which stores include.
  template <class T, class... P>
  std::vector<T> all(std::string_view sql, P&&... params);
  /// The first row, or nothing.
  template <class T, class... P>
  std::optional<T> maybe(std::string_view sql, P&&... params);
  /// The first row; an Error where there is none.
  template <class T, class... P>
  T one(std::string_view sql, P&&... params);

 protected:
  template <class... P>
  Result execute_with(std::string_view sql, P&&... params) {
    const std::vector<Value> values{to_value(std::forward<P>(params))...};
    return execute(sql, values);
  }
};

/// A writing transaction. It commits when the function given to Database::write returns, and rolls
/// back when that throws. An Error thrown by a statement loses the whole transaction, on SQLite
/// too: catch UniqueViolation outside write(), or avoid it with ON CONFLICT DO NOTHING and look at
/// how many rows run() answers.
class Transaction : public Session {
 public:
  /// Runs once the commit has succeeded, never before, never after a rollback: for waking a worker
  /// or dropping a cached card. Must not throw.
  virtual void after_commit(std::function<void()> action) = 0;
};

/// While it lives, signals of other programs on the same database are heard.
class Ear {
 public:
  virtual ~Ear() = default;
};

/// One database, SQLite or PostgreSQL, with its pool of connections. Thread-safe; every call blocks
/// the calling thread, so it is never called on an io thread. A call from inside the work of
/// another on the same thread is an Error: pass the Session or Transaction on instead.
class Database {
 public:
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;

  /// Runs `work(Session&)` in a read-only snapshot and returns what it returns.
  template <class F>
  auto read(F&& work) -> decltype(work(std::declval<Session&>())) {
    return returning<Session>(std::forward<F>(work), [this](auto&& body) {
      read_with(std::forward<decltype(body)>(body));
    });
  }
  /// Runs `work(Transaction&)` as if alone (serializable) and commits; durable once this returns.
  /// On a serialization failure or a lost connection the work is run again (up to 5 times): side
  /// effects belong in after_commit.
  template <class F>
  auto write(F&& work) -> decltype(work(std::declval<Transaction&>())) {
    return returning<Transaction>(std::forward<F>(work), [this](auto&& body) {
      write_with(std::forward<decltype(body)>(body));
    });
  }

  /// `heard` is called, on a thread of its own, when a transaction that signalled `channel` has
  /// committed on any node, and after a lost connection is back (something may have been missed).
  /// On SQLite there is one program, which knows what it does: nothing is returned.
  virtual std::unique_ptr<Ear> listen(std::string /*channel*/, std::function<void()> /*heard*/) {
    return nullptr;
  }
  /// Lets every listener know once this transaction has committed (PostgreSQL's NOTIFY).
  static void signal(Transaction& tx, std::string_view channel);

 protected:
  virtual void read_with(const std::function<void(Session&)>& work) = 0;
  virtual void write_with(const std::function<void(Transaction&)>& work) = 0;

 private:
  template <class S, class F, class Run>
  auto returning(F&& work, Run&& run) -> decltype(work(std::declval<S&>())) {
    using R = decltype(work(std::declval<S&>()));
    if constexpr (std::is_void_v<R>) {
      run([&](S& s) { work(s); });
    } else {
      std::optional<R> out;
      run([&](S& s) { out.emplace(work(s)); });
      return std::move(*out);
    }
  }
};

/// Where the database is and how many connections it may use.
struct Settings {
  std::string url;      ///< "sqlite:/path/palier.db" or "postgresql://user@host/name".
  int connections = 8;  ///< Readers for SQLite (plus its one writer), all for PostgreSQL.
};

/// Opens and, for SQLite, creates the file. Throws Error with a sentence that says what to do.
std::unique_ptr<Database> open(const Settings& settings);

}  // namespace palier::db
