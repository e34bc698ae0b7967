#include "core/db/migrations.hpp"

#include <fmt/format.h>

#include <set>
#include <thread>

#include "core/db/rows.hpp"
#include "core/db/statements.hpp"

#ifndef PALIER_VERSION
#define PALIER_VERSION "unknown"
#endif

namespace palier::db {
namespace {

using Names = std::set<std::string, std::less<>>;

/// Any number, as long as all versions of Palier take the same.
constexpr std::int64_t kLock = 0x70616c696572;  // "palier"

bool meant_for(std::string_view name, Dialect dialect) {
  if (name.ends_with(".sqlite.sql")) return dialect == Dialect::sqlite;
  if (name.ends_with(".postgres.sql")) return dialect == Dialect::postgres;
  return true;
}

std::vector<embedded::File> sorted(std::span<const embedded::File> migrations) {
  std::vector<embedded::File> out(migrations.begin(), migrations.end());
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

/// SQLite's writer holds a lock already (begin immediate). On PostgreSQL whoever comes second waits
/// here; read committed, so that it then sees what the first has done.
void lock(Transaction& tx) {
  if (tx.dialect() == Dialect::sqlite) {
    // A migration may rebuild a table that others point to; all must fit again at the commit.
    tx.run("pragma defer_foreign_keys = on");
    return;
  }
  tx.run("set transaction isolation level read committed");
  tx.run("set local lock_timeout = '10min'");
  tx.run("select pg_advisory_xact_lock($1)", kLock);
}

Names applied(Transaction& tx) {
  tx.run(
      "create table if not exists schema_migrations ("
      "name text primary key, applied_at bigint not null, version text not null)");
  const auto names = tx.all<std::string>("select name from schema_migrations");
  return {names.begin(), names.end()};
}

void refuse_newer(const Names& known, const std::vector<embedded::File>& migrations) {
  for (const auto& name : known) {
    const auto ours = std::find_if(migrations.begin(), migrations.end(),
                                   [&](const auto& file) { return file.name == name; });
    if (ours == migrations.end())
      throw NewerDatabase(
          fmt::format("This database was made by a newer version of Palier (it knows {}, this "
                      "program, {}, does not). Install "
                      "the newer version, or restore a backup made before the upgrade.",
                      name, PALIER_VERSION));
  }
}

void run_file(Transaction& tx, const embedded::File& file, const Clock& clock) {
  for (const auto& statement : split(file.bytes)) {
    try {
      tx.run(statement.text);
    } catch (const Unavailable&) {
      throw;
    } catch (const Error& e) {
      throw Error(fmt::format("Migration {}, line {}, failed and was undone: {}", file.name,
                              statement.line, e.what()));
    }
  }
  tx.run("insert into schema_migrations (name, applied_at, version) values ($1, $2, $3)", file.name,
         clock.now(), PALIER_VERSION);
}

/// Runs the first migration not yet there; false where all are.
bool run_next(Database& db, const std::vector<embedded::File>& migrations, const Clock& clock) {
  return db.write([&](Transaction& tx) {
    lock(tx);
    const Names known = applied(tx);
    refuse_newer(known, migrations);
    for (const auto& file : migrations) {
      if (!meant_for(file.name, tx.dialect()) || known.contains(file.name)) continue;
      run_file(tx, file, clock);
      return true;
    }
    return false;
  });
}

}  // namespace

int migrate(Database& db, std::span<const embedded::File> migrations, const Clock& clock) {
  const auto in_order = sorted(migrations);
  int done = 0;
  // Another node may hold the lock through a long migration: it is waited for.
  for (int refusals = 0;;) {
    try {
      if (!run_next(db, in_order, clock)) return done;
      ++done;
    } catch (const Unavailable&) {
      if (++refusals == 30) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  }
}

}  // namespace palier::db
