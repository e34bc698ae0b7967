#include <fmt/format.h>

#include <random>
#include <thread>

#include "core/db/pool.hpp"
#include "core/db/postgres_connection.hpp"

namespace palier::db {
namespace {

constexpr int kTries = 6;  // Once, and up to five times again.

class PostgresTransaction final : public Transaction {
 public:
  explicit PostgresTransaction(PostgresConnection& connection) : connection_(connection) {}

  Dialect dialect() const override { return Dialect::postgres; }

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

  std::exception_ptr failed;
  std::vector<std::function<void()>> after;

 private:
  PostgresConnection& connection_;
};

void pause_before(int attempt) {
  thread_local std::minstd_rand dice{std::random_device{}()};
  std::uniform_int_distribution<int> up_to(1, 4 << attempt);
  std::this_thread::sleep_for(std::chrono::milliseconds(up_to(dice)));
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const std::string& url, int connections)
      : url_(url), pool_(static_cast<std::size_t>(connections), kPatience, [url] {
          return std::make_unique<PostgresConnection>(url);
        }) {}

  Dialect dialect() const override { return Dialect::postgres; }

  std::unique_ptr<Ear> listen(std::string channel, std::function<void()> heard) override {
    return listen_postgres(url_, std::move(channel), std::move(heard));
  }

  int version() { return pool_.take()->version(); }

 protected:
  void read_with(const std::function<void(Session&)>& work) override {
    const InTransaction here(this);
    again(false, work);
  }

  void write_with(const std::function<void(Transaction&)>& work) override {
    std::vector<std::function<void()>> after;
    {
      const InTransaction here(this);
      after = again(true, work);
    }
    run_after_commit(after);
  }

 private:
  /// Runs the work until it commits: again after a conflict, and again on a new connection after a
  /// lost one, since what had not committed has left no trace.
  std::vector<std::function<void()>> again(bool writing, const auto& work) {
    for (int attempt = 1;; ++attempt) {
      try {
        return once(writing, work);
      } catch (const Conflict& e) {
        if (attempt == kTries) throw Unavailable(e.what());
        pause_before(attempt);
      } catch (const Disconnected& e) {
        if (attempt >= 3) throw Unavailable(e.what());
        // After a restart of the server every connection that lay idle is dead as well.
        pool_.close_idle();
      }
    }
  }

  std::vector<std::function<void()>> once(bool writing, const auto& work) {
    auto connection = pool_.take();
    std::exception_ptr refused;
    try {
      connection->begin(writing);
      PostgresTransaction transaction(*connection);
      try {
        work(transaction);
      } catch (...) {
        refused = std::current_exception();
      }
      // What the database said comes first: a conflict is run again whatever the work made of it.
      if (transaction.failed && (!refused || again_worth(transaction.failed)))
        std::rethrow_exception(transaction.failed);
      if (refused) std::rethrow_exception(refused);
      connection->commit();
      return std::move(transaction.after);
    } catch (const Disconnected&) {
      connection->rollback();
      connection.discard();
      throw;
    } catch (...) {
      connection->rollback();
      throw;
    }
  }

  static bool again_worth(const std::exception_ptr& failed) {
    try {
      std::rethrow_exception(failed);
    } catch (const Conflict&) {
      return true;
    } catch (const Disconnected&) {
      return true;
    } catch (...) {
      return false;
    }
  }

  const std::string url_;
  Pool<PostgresConnection> pool_;
};

/// The URL with what the keeper did not say: how long to wait, and who is asking.
std::string completed(std::string url) {
  for (const auto* setting :
       {"connect_timeout=5", "application_name=palier", "tcp_user_timeout=15000"}) {
    const std::string_view key(setting, std::string_view(setting).find('='));
    if (url.find(key) != std::string::npos) continue;
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += setting;
  }
  return url;
}

/// The URL without its password, to be shown.
std::string shown(const std::string& url) {
  const auto user = url.find("://") + 3;
  const auto at = url.find('@', user);
  const auto colon = url.find(':', user);
  std::string out = url.substr(0, url.find('?'));
  if (at == std::string::npos || colon == std::string::npos || colon > at) return out;
  return out.replace(colon, at - colon, ":…");
}

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url, int connections) {
  auto database = std::make_unique<PostgresDatabase>(completed(url), connections);
  int version = 0;
  std::string encoding;
  try {
    version = database->version();
    encoding = std::get<std::string>(database->read([](Session& s) {
      return s.execute("select current_setting('server_encoding')", {}).rows.at(0).at(0);
    }));
  } catch (const Error& e) {
    throw Error(fmt::format(
        "PostgreSQL cannot be reached at {}: {}. Check that the server runs, that the address, "
        "user and password are right, and that the database has been made (createdb).",
        shown(url), e.what()));
  }
  if (version < 150000)
    throw Error(fmt::format("The server at {} is PostgreSQL {}; Palier needs 15 or newer.",
                            shown(url), version / 10000));
  if (encoding != "UTF8")
    throw Error(
        fmt::format("The database at {} keeps text as {}. Make one with: createdb --encoding=UTF8 "
                    "--template=template0",
                    shown(url), encoding));
  return database;
}

}  // namespace palier::db
