#include "core/testing/scratch.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <pqxx/pqxx>

#include "core/db/migrations.hpp"
#include "embedded/migrations.hpp"

/// libpqxx 6.4 lets go of the result when a statement cannot be prepared: not ours to mend.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpqxx";
}

namespace palier::testing {
namespace {

namespace fs = std::filesystem;

std::string server() {
  const char* url = std::getenv("PALIER_TEST_POSTGRES");
  return url ? url : "";
}

/// The server's URL with another database in it.
std::string url_of(const std::string& database) {
  std::string url = server();
  const auto query = url.find('?');
  const std::string tail = query == std::string::npos ? "" : url.substr(query);
  url.resize(url.size() - tail.size());
  const auto slash = url.find('/', url.find("://") + 3);
  if (slash != std::string::npos) url.resize(slash);
  return url + "/" + database + tail;
}

int next_number() {
  static std::atomic<int> number{0};
  return ++number;
}

/// One folder and one template database a program, made when first asked for, gone after the tests.
class Templates {
 public:
  static Templates& get() {
    static Templates templates;
    return templates;
  }

  const fs::path& folder() {
    std::call_once(folder_once_, [this] {
      // In memory where that can be: a test has no use for waiting on the disk.
      const fs::path base =
          ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : fs::temp_directory_path();
      sweep_folders(base);
      std::string made = (base / fmt::format("palier-test-{}-XXXXXX", ::getpid())).string();
      if (!::mkdtemp(made.data())) throw std::runtime_error("no temporary folder can be made");
      folder_ = made;
    });
    return folder_;
  }

  const fs::path& sqlite() {
    std::call_once(sqlite_once_, [this] {
      const fs::path path = folder() / "template.db";
      // Closed before it is copied, so that the file holds all of it.
      db::migrate(*db::open({"sqlite:" + path.string(), 1}), embedded::migrations(), SystemClock{});
      sqlite_ = path;
    });
    return sqlite_;
  }

  const std::string& postgres() {
    std::call_once(postgres_once_, [this] {
      sweep();
      const std::string name = fmt::format("palier_t_{}", ::getpid());
      admin(fmt::format("create database {} template template0 encoding 'UTF8'", name));
      postgres_ = name;
      db::migrate(*db::open({url_of(name), 1}), embedded::migrations(), SystemClock{});
    });
    return postgres_;
  }

  /// On the connection kept for making and dropping databases.
  void admin(const std::string& sql) {
    const std::scoped_lock lock(admin_mutex_);
    if (!admin_) admin_ = std::make_unique<pqxx::connection>(server());
    pqxx::nontransaction(*admin_).exec(sql);
  }

  void clean() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
    try {
      if (!postgres_.empty()) admin(fmt::format("drop database {} with (force)", postgres_));
    } catch (const std::exception&) {
      // The next program sweeps it up.
    }
    admin_.reset();
  }

 private:
  Templates() = default;

  static bool runs(int pid) { return ::kill(pid, 0) == 0 || errno == EPERM; }

  /// Folders of programs that were killed carry their process id as well.
  static void sweep_folders(const fs::path& base) {
    static constexpr std::string_view kPrefix = "palier-test-";
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(base, ignored)) {
      const std::string name = entry.path().filename();
      if (!name.starts_with(kPrefix)) continue;
      const int pid = std::atoi(name.c_str() + kPrefix.size());
      if (pid > 0 && !runs(pid)) fs::remove_all(entry.path(), ignored);
    }
  }

  /// Drops what programs left that were killed: their databases carry their process id.
  void sweep() {
    pqxx::connection connection(server());
    pqxx::nontransaction work(connection);
    const auto names = work.exec(
        "select datname, split_part(datname, '_', 3) from pg_database"
        " where datname ~ '^palier_t_[0-9]+(_[0-9]+)?$'");
    for (const auto& row : names) {
      if (runs(row[1].as<int>())) continue;
      try {
        work.exec(fmt::format("drop database if exists {} with (force)", row[0].c_str()));
      } catch (const pqxx::failure&) {
        // Another test program sweeps at the same moment.
      }
    }
  }

  std::once_flag folder_once_, sqlite_once_, postgres_once_;
  std::mutex admin_mutex_;
  std::unique_ptr<pqxx::connection> admin_;
  fs::path folder_, sqlite_;
  std::string postgres_;
};

/// At the end of the tests, not of the program: libpqxx does not outlive its own statics.
class Cleaning final : public ::testing::Environment {
 public:
  void TearDown() override { Templates::get().clean(); }
};
const auto* const kCleaning = ::testing::AddGlobalTestEnvironment(new Cleaning);

}  // namespace

std::string source_file(std::string_view path) {
  return fmt::format("{}/{}", PALIER_SOURCE_DIR, path);
}

bool have_postgres() {
  return !server().empty();
}

Scratch::Scratch(db::Dialect dialect) : dialect_(dialect) {
  auto& templates = Templates::get();
  if (dialect == db::Dialect::sqlite) {
    const fs::path path = templates.folder() / fmt::format("{}.db", next_number());
    fs::copy_file(templates.sqlite(), path);
    name_ = path.string();
    url_ = "sqlite:" + name_;
  } else {
    name_ = fmt::format("palier_t_{}_{}", ::getpid(), next_number());
    templates.admin(fmt::format("create database {} template {}", name_, templates.postgres()));
    url_ = url_of(name_);
  }
}

Scratch::~Scratch() {
  if (dialect_ == db::Dialect::sqlite) {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(name_ + tail, ignored);
    return;
  }
  try {
    Templates::get().admin(fmt::format("drop database {} with (force)", name_));
  } catch (const std::exception& e) {
    ADD_FAILURE() << "a test's database could not be dropped: " << e.what();
  }
}

std::unique_ptr<db::Database> Scratch::open(int connections) const {
  return db::open({url_, connections});
}

}  // namespace palier::testing
