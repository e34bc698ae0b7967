#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <pqxx/pqxx>
#include <thread>

#include "core/db/engine.hpp"

namespace palier::db {
namespace {

constexpr auto kRetry = std::chrono::seconds{2};

class Receiver final : public pqxx::notification_receiver {
 public:
  Receiver(pqxx::connection_base& c, const std::string& channel, std::function<void()>& heard)
      : pqxx::notification_receiver(c, channel), heard_(heard) {}
  void operator()(const std::string&, int) override { heard_(); }

 private:
  std::function<void()>& heard_;
};

/// A connection of its own, outside the pool: it waits all its life.
class PostgresEar final : public Ear {
 public:
  PostgresEar(std::string url, std::string channel, std::function<void()> heard)
      : url_(std::move(url)),
        channel_(std::move(channel)),
        heard_(std::move(heard)),
        thread_([this] { run(); }) {}

  ~PostgresEar() override {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    stopped_.notify_all();
    thread_.join();
  }

 private:
  void run() {
    while (!stopping()) {
      try {
        pqxx::connection connection(url_);
        const Receiver receiver(connection, channel_, heard_);
        heard_();
        while (!stopping()) connection.await_notification(0, 200'000);
        return;
      } catch (const std::exception&) {
        // What went wrong is said by whoever needs an answer; here is only waiting.
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, kRetry, [this] { return stop_; });
      }
    }
  }
  bool stopping() {
    const std::lock_guard lock(mutex_);
    return stop_;
  }

  const std::string url_, channel_;
  std::function<void()> heard_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_ = false;
  std::thread thread_;  // Last: it uses the rest.
};

}  // namespace

std::unique_ptr<Ear> listen_postgres(std::string url, std::string channel,
                                     std::function<void()> heard) {
  return std::make_unique<PostgresEar>(std::move(url), std::move(channel), std::move(heard));
}

void Database::signal(Transaction& tx, std::string_view channel) {
  if (tx.dialect() == Dialect::postgres) tx.run("select pg_notify($1, '')", channel);
}

}  // namespace palier::db
