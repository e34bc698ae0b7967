#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/jobs/jobs.hpp"

namespace palier::jobs {

/// A job as its worker holds it.
struct Taken {
  std::int64_t id = 0;
  std::string kind;
  std::string payload;
  int attempt = 0;
  int attempts = 0;
  std::string lease;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (id, kind, payload, attempt, attempts, lease))

/// All SQL of the queue.
class JobStore {
 public:
  JobStore(db::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// False where one with that key waits already.
  bool add(db::Transaction& tx, std::string_view kind, std::string_view payload, Lane lane,
           const Options& options);

  bool any_due();
  /// The job longest due, now this lease's; one of the bulk only where no other is due. Two nodes
  /// never get the same.
  std::optional<Taken> take(Lane up_to, std::string_view lease, std::chrono::microseconds length);
  void renew(const std::vector<std::string>& leases, std::chrono::microseconds length);
  /// False where the lease was lost meanwhile.
  bool done(const Taken& job);
  bool again(const Taken& job, std::chrono::microseconds delay, std::string_view error);
  bool put_aside(const Taken& job, std::string_view error);
  /// Frees jobs whose lease ran out: their node has died.
  void reclaim();

  /// Makes the schedule known; a run brought forward counts, one put off is still made once.
  void schedule(std::string_view name, std::string_view kind, Instant next);
  bool any_scheduled_due();
  /// Moves a schedule onward if it is due: true for the one node that did. The job is then added.
  bool win_run(std::string_view name, std::string_view kind, Lane lane, Instant next,
               const std::function<void(db::Transaction&)>& also);

  Queue::Figures figures();
  std::vector<Failure> failures(int limit);
  int retry_failures();

 private:
  bool back_to_waiting(db::Transaction& tx, std::int64_t id, std::string_view lease, Instant due,
                       std::string_view error);

  db::Database& db_;
  const Clock& clock_;
};

}  // namespace palier::jobs
