#include "features/moderation/jobs.hpp"

#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

constexpr const char* kSweep = "moderation.sweep";
constexpr int kAtOnce = 5000;  ///< Rows a transaction deletes: nobody waits long for the writer.

}  // namespace

void register_jobs(const Core& core) {
  core.queue.handle(kSweep, [core](const jobs::Job&) {
    const Instant now = core.clock.now();
    while (core.db.write([&](db::Transaction& tx) {
      return store::sweep_written(tx, now - std::chrono::days{7}, kAtOnce);
    }) == kAtOnce) {
    }
    core.db.write([&](db::Transaction& tx) {
      store::sweep_limits(tx, now);
      store::settle_provisional(tx, now - std::chrono::days{30});
    });
  });
  core.queue.every(kSweep, std::chrono::hours{1}, kSweep);
}

}  // namespace palier::moderation
