#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/db/database.hpp"
#include "core/util/time.hpp"

namespace palier::jobs {

/// A unit of work that outlives the program: a row, taken by one worker of one node at a time.
struct Job {
  std::int64_t id = 0;
  std::string kind;     ///< "mail.send", "event/aid.need_opened/matching".
  std::string payload;  ///< JSON.
  int attempt = 1;
};

struct Options {
  std::chrono::microseconds delay{0};
  /// While a job with this key is waiting, another is not added.
  std::string unique_key;
  int attempts = 10;  ///< Then it is put aside as failed, kept, and shown by `palier doctor`.
};

/// The durable queue. A job runs at least once: handlers are written so that twice does no harm.
/// A throw means "try again later": after 10 s, 1 min, 5 min, 30 min, 2 h, then every 6 h, with a
/// fifth of jitter. A job whose node died is free again after its lease of 5 minutes.
class Queue {
 public:
  using Handler = std::function<void(const Job&)>;

  Queue(db::Database& db, const Clock& clock);
  ~Queue();

  /// Before start(). One handler a kind.
  void handle(std::string kind, Handler handler);
  /// In the caller's transaction: the job exists exactly if the transaction commits.
  void add(db::Transaction& tx, std::string_view kind, std::string_view payload,
           const Options& options = {});
  /// Runs `kind` each day at that local time or every so long; one node does it, and a missed run is
  /// made up once.
  void daily(std::string name, std::chrono::minutes local_time, std::string kind);
  void every(std::string name, std::chrono::seconds period, std::string kind);

  void start(int workers = 2);
  void stop();  ///< Waits for jobs under way.
  /// For tests and the demo: runs what is due on this thread until nothing is; answers how many.
  int run_due();

  struct Figures {
    std::int64_t waiting, running, failed;
  };
  Figures figures() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::jobs
