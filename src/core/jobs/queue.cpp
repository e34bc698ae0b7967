#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <boost/locale/encoding_utf.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "core/jobs/backoff.hpp"
#include "core/jobs/job_store.hpp"
#include "core/jobs/jobs.hpp"
#include "core/jobs/schedule.hpp"

namespace palier::jobs {
namespace {

/// What an exception said, fit to be stored: valid UTF-8 on one line, not without end.
std::string tidy(const char* what) {
  std::string text = boost::locale::conv::utf_to_utf<char>(what);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  if (text.size() > 300) {
    std::size_t end = 300;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
  }
  return text;
}

/// A fifth more or less, so that what failed together does not come back together.
std::chrono::microseconds jittered(std::chrono::microseconds delay) {
  const auto fifth =
      static_cast<std::uint32_t>(std::min<std::int64_t>(delay.count() / 5, 1U << 31U));
  if (fifth == 0) return delay;
  return delay - std::chrono::microseconds{fifth} +
         std::chrono::microseconds{std::int64_t{2} * randombytes_uniform(fifth)};
}

}  // namespace

struct Queue::Impl {
  struct Handling {
    Handler handler;
    Lane lane = Lane::quick;
  };
  struct Schedule {
    std::string name, kind;
    std::function<Instant(Instant)> next;
  };

  Impl(db::Database& db, const Clock& c, Timing t) : store(db, c), clock(c), timing(std::move(t)) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
    node = fmt::format("{:08x}{:08x}", randombytes_random(), randombytes_random());
  }

  Lane lane_of(std::string_view kind) const {
    const auto found = handlers.find(kind);
    return found == handlers.end() ? Lane::quick : found->second.lane;
  }

  /// All look: which lane the new job is in decides who may have it.
  void wake() {
    {
      const std::scoped_lock lock(mutex);
      ++rounds;
    }
    woken.notify_all();
  }

  /// Takes one job and runs it; false where none is due.
  bool work(Lane up_to) {
    const std::string lease = fmt::format("{}/{}", node, ++leases_made);
    auto job = store.take(up_to, lease, timing.lease);
    if (!job) return false;
    {
      const std::scoped_lock lock(mutex);
      held.insert(lease);
    }
    const auto error = run(*job);
    {
      const std::scoped_lock lock(mutex);
      held.erase(lease);
    }
    finish(*job, error);
    return true;
  }

  /// What went wrong, or nothing. Payloads stay out of the log: they may say who and what.
  std::optional<std::string> run(const Taken& job) {
    const auto found = handlers.find(job.kind);
    if (found == handlers.end()) return "this version of the program has no handler for it";
    try {
      found->second.handler(Job{job.id, job.kind, job.payload, job.attempt});
      return {};
    } catch (const std::exception& e) {
      return tidy(e.what());
    } catch (...) {
      return "an error without a name";
    }
  }

  void finish(const Taken& job, const std::optional<std::string>& error) {
    bool ours = false;
    if (!error) {
      ours = store.done(job);
    } else if (job.attempt < job.attempts) {
      spdlog::warn("job {} {} failed, attempt {} of {}: {}", job.id, job.kind, job.attempt,
                   job.attempts, *error);
      ours = store.again(job, jittered(backoff(job.attempt)), *error);
    } else {
      spdlog::error("job {} {} failed for good, after {} attempts: {}", job.id, job.kind,
                    job.attempt, *error);
      ours = store.put_aside(job, *error);
    }
    if (!ours)
      spdlog::warn("job {} {} outlived its lease and may have run twice", job.id, job.kind);
  }

  void make_schedules_known() {
    if (schedules_known) return;
    for (const auto& s : schedules) store.schedule(s.name, s.kind, s.next(clock.now()));
    schedules_known = true;
  }

  /// Turns what the clock and dead nodes left to do into waiting jobs.
  void tick() {
    make_schedules_known();
    if (store.any_scheduled_due())
      for (const auto& s : schedules)
        store.win_run(s.name, s.kind, lane_of(s.kind), s.next(clock.now()),
                      [](db::Transaction&) {});
    store.reclaim();
  }

  void worker_loop(int index, int count) {
    // With one worker only, it takes everything.
    const Lane up_to = index == 0 && count > 1 ? Lane::quick : Lane::bulk;
    std::unique_lock lock(mutex);
    for (std::uint64_t seen = 0;;) {
      woken.wait(lock, [&] { return stopping || rounds != seen; });
      if (stopping) return;
      seen = rounds;
      lock.unlock();
      guarded([&] {
        while (!stopped() && work(up_to)) {
        }
      });
      lock.lock();
    }
  }

  void ticker_loop() {
    using Steady = std::chrono::steady_clock;
    auto renewed = Steady::now();
    std::unique_lock lock(mutex);
    while (!stopping) {
      lock.unlock();
      guarded([&] {
        tick();
        if (store.any_due()) wake();
      });
      lock.lock();
      if (Steady::now() - renewed >= timing.lease / 4) {
        const std::vector<std::string> leases(held.begin(), held.end());
        lock.unlock();
        if (!leases.empty()) guarded([&] { store.renew(leases, timing.lease); });
        lock.lock();
        renewed = Steady::now();
      }
      idle.wait_for(lock, timing.poll, [&] { return stopping; });
    }
  }

  /// The database may be away for a while: the next round tries again.
  void guarded(const std::function<void()>& round) {
    try {
      round();
    } catch (const std::exception& e) {
      spdlog::error("jobs: {}", tidy(e.what()));
    }
  }

  bool stopped() {
    const std::scoped_lock lock(mutex);
    return stopping;
  }

  JobStore store;
  const Clock& clock;
  const Timing timing;
  std::string node;
  std::map<std::string, Handling, std::less<>> handlers;
  std::vector<Schedule> schedules;
  bool schedules_known = false;

  std::mutex mutex;
  std::condition_variable woken;  ///< For workers.
  std::condition_variable idle;   ///< For the ticker.
  std::uint64_t rounds = 0;
  bool stopping = false;
  std::set<std::string> held;  ///< Leases of jobs running here.
  std::atomic<std::uint64_t> leases_made{0};
  std::vector<std::thread> workers;
  std::thread ticker;
};

Queue::Queue(db::Database& db, const Clock& clock, Timing timing)
    : impl_(std::make_shared<Impl>(db, clock, std::move(timing))) {}

Queue::~Queue() {
  stop();
}

void Queue::handle(std::string kind, Handler handler, Lane lane) {
  if (!impl_->workers.empty()) throw std::logic_error("handlers are registered before start()");
  if (!impl_->handlers.emplace(kind, Impl::Handling{std::move(handler), lane}).second)
    throw std::logic_error("two handlers for jobs of kind " + kind);
}

void Queue::add(db::Transaction& tx, std::string_view kind, std::string_view payload,
                const Options& options) {
  if (!impl_->store.add(tx, kind, payload, impl_->lane_of(kind), options)) return;
  if (options.delay <= std::chrono::microseconds{0})
    tx.after_commit([waking = std::weak_ptr(impl_)] {
      if (const auto impl = waking.lock()) impl->wake();
    });
}

void Queue::daily(std::string name, std::chrono::minutes local_time, std::string kind) {
  // Says at once if the zone is unknown.
  next_local(impl_->clock.now(), local_time, impl_->timing.zone);
  impl_->schedules.push_back(
      {std::move(name), std::move(kind), [impl = impl_.get(), local_time](Instant now) {
         return next_local(now, local_time, impl->timing.zone);
       }});
}

void Queue::every(std::string name, std::chrono::seconds period, std::string kind) {
  if (period <= std::chrono::seconds{0}) throw std::invalid_argument("a period is positive");
  impl_->schedules.push_back(
      {std::move(name), std::move(kind), [period](Instant now) { return now + period; }});
}

void Queue::start(int workers) {
  if (!impl_->workers.empty()) throw std::logic_error("the queue has been started already");
  impl_->stopping = false;
  workers = std::max(workers, 1);
  for (int i = 0; i < workers; ++i)
    impl_->workers.emplace_back(
        [impl = impl_.get(), i, workers] { impl->worker_loop(i, workers); });
  impl_->ticker = std::thread([impl = impl_.get()] { impl->ticker_loop(); });
}

void Queue::stop() {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->woken.notify_all();
  impl_->idle.notify_all();
  if (impl_->ticker.joinable()) impl_->ticker.join();
  for (auto& worker : impl_->workers) worker.join();
  impl_->workers.clear();
}

int Queue::run_due() {
  impl_->tick();
  int done = 0;
  while (impl_->work(Lane::bulk)) ++done;
  return done;
}

Queue::Figures Queue::figures() const {
  return impl_->store.figures();
}
std::vector<Failure> Queue::failures(int limit) const {
  return impl_->store.failures(limit);
}

int Queue::retry_failures() {
  const int count = impl_->store.retry_failures();
  impl_->wake();
  return count;
}

}  // namespace palier::jobs
