#include "app/serve.hpp"

#include <malloc.h>
#include <pthread.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "app/base.hpp"
#include "app/demo.hpp"
#include "app/exit.hpp"
#include "app/lock.hpp"
#include "app/settings.hpp"
#include "app/wire.hpp"
#include "core/config/log.hpp"
#include "core/db/rows.hpp"
#include "core/html/assets.hpp"
#include "core/http/app.hpp"
#include "core/http/assets.hpp"
#include "core/http/metrics.hpp"
#include "core/http/server.hpp"
#include "embedded/assets.hpp"

namespace palier::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kDrain = 8s;
constexpr auto kLast = 9500ms;

// glibc gives memory back to the system and takes it again at every large page; keeping some halves
// the CPU of a request (measured with 20 KB pages; see docs/architecture.md).
void keep_memory() {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

/// The signals that end us, taken by no thread but the one that waits for them. Made before any
/// other thread, which inherits the mask.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // A visitor who leaves is an error code, not our end.
  }
  int wait() const {
    int number = 0;
    sigwait(&set_, &number);
    return number;
  }
  /// A drain is bounded, and a second signal ends it at once.
  void bound_the_end() const {
    std::thread([set = set_] {
      timespec left{};
      left.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(kLast).count();
      left.tv_nsec = 500'000'000;
      siginfo_t ignored;
      // A debugger or a leak checker that stops the threads is no second signal.
      while (sigtimedwait(&set, &ignored, &left) == -1 && errno == EINTR) {
      }
      std::_Exit(kFailed);
    }).detach();
  }

 private:
  sigset_t set_{};
};

void name_assets() {
  http::Assets& assets = http::assets();
  assets.add(embedded::assets());
  for (const auto& file : embedded::assets())
    if (!file.name.ends_with(".br") && !file.name.ends_with(".gz"))
      html::name_asset(std::string(file.name), std::string(assets.url(file.name)));
  assets.also_at("/favicon.ico", "favicon.svg");
  assets.also_at("/sw.js", "sw.js");  // At the root: a service worker's place is its scope.
}

std::string not_ready(db::Database& db) {
  try {
    db.read([](db::Session& s) { return s.one<std::int64_t>("select 1"); });
    return "";
  } catch (const std::exception&) {
    return "the database cannot be reached";
  }
}

void add_figures(http::Metrics& metrics, const jobs::Queue& queue) {
  const auto gauge = [&](const char* name, const char* help,
                         std::int64_t jobs::Queue::Figures::*member) {
    metrics.gauge(name, help, [&queue, member] {
      try {
        return static_cast<double>(queue.figures().*member);
      } catch (const std::exception&) {
        return std::numeric_limits<double>::quiet_NaN();
      }
    });
  };
  gauge("palier_jobs_waiting", "Jobs waiting for their turn.", &jobs::Queue::Figures::waiting);
  gauge("palier_jobs_running", "Jobs under way.", &jobs::Queue::Figures::running);
  gauge("palier_jobs_failed", "Jobs put aside after their last attempt.",
        &jobs::Queue::Figures::failed);
}

}  // namespace

int serve(Config config) {
  keep_memory();
  const auto started = std::chrono::steady_clock::now();
  const Signals signals;
  Log log(config);
  const FolderLock lock(config);
  Base base(std::move(config));
  const Core& core = base.core();
  name_assets();

  http::App app(core.db, core.queue, core.clock, core.router, core.site);
  const auto rooms = wire(core);
  if (core.config.demo) open_demo(core, *rooms);
  core.router.check();

  http::Metrics metrics;
  metrics.expect(core.router);
  add_figures(metrics, core.queue);
  http::Parts parts;
  parts.router = &core.router;
  parts.assets = &http::assets();
  parts.not_ready = [&core] { return not_ready(core.db); };
  parts.metrics = &metrics;
  http::Server server(
      core.config.http, [&app](http::Request&& r) { return app(std::move(r)); }, parts);
  core.queue.start();
  core.live.start();
  core.replies.start();
  server.start();
  core.replies.start();
  spdlog::info("started version={} listen={} port={} database={} migrations={} demo={} ms={}",
               PALIER_VERSION, core.config.http.listen, server.port(),
               on_sqlite(core.config) ? "sqlite" : "postgresql", base.migrated(), core.config.demo,
               std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::steady_clock::now() - started)
                   .count());
  if (core.config.demo) tell_where(core, server.port());

  const int number = signals.wait();
  spdlog::info("stopping signal={}", number == SIGINT ? "SIGINT" : "SIGTERM");
  signals.bound_the_end();
  core.replies.stop();
  core.live.stop();
  const bool drained = server.stop(kDrain);
  if (!drained) {
    spdlog::error("stopped with requests still under way");
    log.close();
    std::_Exit(kFailed);
  }
  core.replies.stop();
  core.queue.stop();
  spdlog::info("stopped");
  return kFine;
}

}  // namespace palier::app
