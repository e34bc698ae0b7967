#include "app/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <ctime>
#include <ostream>

#include "app/exit.hpp"
#include "app/lock.hpp"
#include "core/audit/audit.hpp"

namespace palier::app {
namespace {

namespace fs = std::filesystem;

constexpr int kPagesAStep = 1000;  // About 4 MB: writers wait no longer than that takes.
constexpr int kBusyMs = 10'000;

void make_durable(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!done) throw Stop(kFailed, fmt::format("{} cannot be written to disk.", file.string()));
}

void copy_database(const fs::path& from, const fs::path& to) {
  {
    SQLite::Database source(from.string(), SQLite::OPEN_READONLY, kBusyMs);
    SQLite::Database target(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMs);
    SQLite::Backup work(target, source);
    int result = SQLITE_OK;
    while (result != SQLITE_DONE) {
      result = work.executeStep(kPagesAStep);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED) ::usleep(50'000);
    }
  }
  // The copy is one file: no log beside it that could be left behind.
  SQLite::Database target(to.string(), SQLite::OPEN_READWRITE, kBusyMs);
  target.exec("pragma journal_mode = delete");
}

/// "" or what is wrong with it.
std::string defect(const fs::path& file) {
  try {
    SQLite::Database db(file.string(), SQLite::OPEN_READONLY, kBusyMs);
    SQLite::Statement check(db, "pragma integrity_check(1)");
    if (!check.executeStep() || check.getColumn(0).getString() != "ok") return "it is damaged";
    if (!db.tableExists("schema_migrations")) return "it is not a database of Palier";
    return "";
  } catch (const SQLite::Exception&) {
    return "it is not a SQLite database";
  }
}

std::int64_t rows(const fs::path& file) {
  SQLite::Database db(file.string(), SQLite::OPEN_READONLY, kBusyMs);
  return db.execAndGet("select count(*) from schema_migrations").getInt64();
}

/// The address without its password: it is printed.
std::string without_password(std::string url) {
  const auto start = url.find("://") + 3;
  const auto at = url.find('@', start);
  const auto colon = url.find(':', start);
  if (at != std::string::npos && colon < at) url.erase(colon, at - colon);
  return url;
}

/// In the log of privileged acts. A database from before there was one is none the worse for it.
void note(const fs::path& file, const char* what) {
  try {
    const auto db = db::open({.url = "sqlite:" + file.string(), .connections = 1});
    db->write([&](db::Transaction& tx) { audit::write(tx, SystemClock{}, {.what = what}); });
  } catch (const db::Error&) {  // NOLINT(bugprone-empty-catch): the copy itself is whole.
  }
}

std::string stamp() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc)};
}

}  // namespace

int backup(const Where& where, const fs::path& file, std::ostream& out) {
  const Config c = settings(where, false);
  if (!on_sqlite(c)) {
    out << fmt::format(
        "On PostgreSQL, its own tool makes the backup, while Palier serves:\n\n"
        "  pg_dump --format=custom --file={} \"{}\"\n",
        file.string(), without_password(c.database_url));
    return kFailed;
  }
  const fs::path source = sqlite_file(c);
  std::error_code ignored;
  if (!fs::exists(source, ignored))
    throw Stop(kDatabase, fmt::format("There is no database {}.", source.string()));
  if (fs::exists(file, ignored))
    throw Stop(kUsage, fmt::format("{} is there already, and is left as it is.", file.string()));
  const fs::path part = file.string() + ".part";
  fs::remove(part, ignored);
  try {
    copy_database(source, part);
  } catch (const SQLite::Exception& e) {
    fs::remove(part, ignored);
    throw Stop(kFailed, fmt::format("The backup could not be made: {}.", e.what()));
  }
  fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write, ignored);
  if (const std::string wrong = defect(part); !wrong.empty()) {
    fs::remove(part, ignored);
    throw Stop(kFailed, fmt::format("The copy was checked and not kept: {}.", wrong));
  }
  make_durable(part);
  fs::rename(part, file);
  note(source, "app.backup");
  out << fmt::format("Backed up {} to {}: {} MB, checked.\n", source.string(), file.string(),
                     fs::file_size(file) / (1024 * 1024));
  return kFine;
}

int restore(const Where& where, const fs::path& file, std::ostream& out) {
  const Config c = settings(where, true);
  if (!on_sqlite(c)) {
    out << fmt::format(
        "On PostgreSQL, stop every palier, then let its own tool put the backup back:\n\n"
        "  pg_restore --clean --if-exists --dbname=\"{}\" {}\n",
        without_password(c.database_url), file.string());
    return kFailed;
  }
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored))
    throw Stop(kUsage, fmt::format("There is no file {}.", file.string()));
  if (const std::string wrong = defect(file); !wrong.empty())
    throw Stop(kUsage, fmt::format("{} cannot be restored: {}.", file.string(), wrong));

  const FolderLock lock(c);
  const fs::path target = sqlite_file(c);
  const fs::path part = target.string() + ".part";
  fs::remove(part, ignored);
  try {
    copy_database(file, part);
    make_durable(part);
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write, ignored);
    if (fs::exists(target, ignored)) {
      // What waits in its log belongs to the old one: taken in before it steps aside.
      {
        SQLite::Database old(target.string(), SQLite::OPEN_READWRITE, kBusyMs);
        old.exec("pragma wal_checkpoint(truncate)");
      }
      const fs::path aside = fmt::format("{}.before-restore-{}", target.string(), stamp());
      fs::rename(target, aside);
      out << fmt::format("The database that was there is now {}.\n", aside.string());
    }
    fs::remove(target.string() + "-wal", ignored);
    fs::remove(target.string() + "-shm", ignored);
    fs::rename(part, target);
  } catch (const SQLite::Exception& e) {
    fs::remove(part, ignored);
    throw Stop(kFailed, fmt::format("The backup could not be restored: {}.", e.what()));
  }
  note(target, "app.restored");
  out << fmt::format("Restored {} from {} ({} migrations).\n", target.string(), file.string(),
                     rows(target));
  return kFine;
}

}  // namespace palier::app
