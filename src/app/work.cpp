#include "app/work.hpp"

#include <ostream>

#include "app/base.hpp"
#include "app/exit.hpp"

namespace palier::app {

int list_jobs(const Where& where, bool retry, std::ostream& out) {
  constexpr int kMostShown = 50;
  const auto db = open_database(settings(where, false));
  if (kind_of(*db) == Kind::fresh) {
    out << "No work: this database is empty.\n";
    return kFine;
  }
  const SystemClock clock;
  jobs::Queue queue(*db, clock);
  const auto figures = queue.figures();
  out << fmt::format("{} waiting, {} running, {} put aside\n", figures.waiting, figures.running,
                     figures.failed);
  for (const auto& failure : queue.failures(kMostShown)) {
    const auto at = std::chrono::floor<std::chrono::seconds>(failure.created);
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    out << fmt::format("  {:04}-{:02}-{:02} {:02}:{:02} UTC  {}: {}\n", int(date.year()),
                       unsigned(date.month()), unsigned(date.day()), time.hours().count(),
                       time.minutes().count(), failure.kind, failure.error);
  }
  if (retry) out << fmt::format("{} will be tried again\n", queue.retry_failures());
  return kFine;
}

}  // namespace palier::app
