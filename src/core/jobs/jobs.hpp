#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Slow jobs wait on other machines (mail, SMS): one worker is always left for the quick ones. Bulk
/// is for large runs (a digest for everybody): taken only when nothing else is waiting.
enum class Lane { quick, slow, bulk };

/// How a queue keeps time; tests shorten these.
struct Timing {
  std::string zone = "Europe/Paris";  ///< IANA name: whose local time daily() means.
  std::chrono::microseconds lease = std::chrono::minutes{5};
  /// How often a node looks for what others added and what has become due.
  std::chrono::milliseconds poll{1000};
};

/// A job put aside after its last attempt.
struct Failure {
  std::int64_t id = 0;
  std::string kind;
  std::string error;  ///< Of the last attempt; for the keeper, in English.
  Instant created{};
};

/// The durable queue. A job runs at least once: handlers are written so that twice does no harm.
/// A throw means "try again later": after 10 s, 1 min, 5 min, 30 min, 2 h, then every 6 h, with a
/// fifth of jitter. A job whose node died is free again after its lease of 5 minutes, which a
/// living node renews while the job runs. Handlers run outside any transaction.
class Queue {
 public:
  using Handler = std::function<void(const Job&)>;

  Queue(db::Database& db, const Clock& clock, Timing timing = {});
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  /// Before start(). One handler a kind.
  void handle(std::string kind, Handler handler, Lane lane = Lane::quick);
  /// In the caller's transaction: the job exists exactly if the transaction commits.
  void add(db::Transaction& tx, std::string_view kind, std::string_view payload,
           const Options& options = {});
  /// Runs `kind` each day at that local time or every so long; one node does it, and a missed run
  /// is made up once. Before start().
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
  /// What was put aside, newest first.
  std::vector<Failure> failures(int limit) const;
  /// Gives all that were put aside another full round of attempts; answers how many.
  int retry_failures();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;  // Shared with wake-ups that wait for a commit.
};

}  // namespace palier::jobs
