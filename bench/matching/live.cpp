// What one change costs a plan kept alive, by kind of change, against the batch solver from scratch
// on the same town in the same run; in the end both must cost the same in all five levels.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <random>

#include "features/matching/live.hpp"
#include "features/matching/rules.hpp"
#include "features/matching/solve.hpp"
#include "paris.hpp"

namespace {

using namespace palier;
using matching::LivePlan;

/// Processor seconds of this thread, which other programs on the machine do not lengthen.
double now_s() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double since(double begin) {
  return now_s() - begin;
}

double at_share(std::vector<double>& v, double share) {
  const auto i = static_cast<std::ptrdiff_t>(share * static_cast<double>(v.size() - 1));
  std::nth_element(v.begin(), v.begin() + i, v.end());
  return v[static_cast<std::size_t>(i)];
}

/// Radii such that a need of the town has about `wanted` candidates, by a sample of needs.
void thin_out(matching::Instance& in, int helpers, int wanted) {
  for (int round = 0; round < 8; ++round) {
    std::int64_t pairs = 0;
    constexpr int kSample = 200;
    for (int n = 0; n < kSample; ++n)
      for (int h = 0; h < helpers; ++h)
        pairs += !matching::barred(in.needs[static_cast<std::size_t>(n)],
                                   in.helpers[static_cast<std::size_t>(h)]);
    const double each = static_cast<double>(pairs) / kSample;
    if (each < 1.05 * wanted && each > 0.95 * wanted) return;
    for (auto& h : in.helpers)
      *h.radius_m *= std::clamp(std::sqrt(wanted / std::max(0.1, each)), 0.3, 3.0);
  }
}

/// A town of some size, and as many people again who come while others leave.
class Days {
 public:
  Days(bench::Size size, int wanted, bool calls, std::uint64_t seed) : random_(seed) {
    auto town = bench::paris({2 * size.needs, 2 * size.helpers}, seed).instance;
    if (!calls)  // Calls have no radius to shrink: everybody could take each.
      for (auto& n : town.needs)
        if (n.kind == "call") n.kind = "shopping";
    if (wanted > 0) thin_out(town, size.helpers, wanted);
    start_.needs.assign(town.needs.begin(), town.needs.begin() + size.needs);
    start_.helpers.assign(town.helpers.begin(), town.helpers.begin() + size.helpers);
    needs_to_come_.assign(town.needs.begin() + size.needs, town.needs.end());
    helpers_to_come_.assign(town.helpers.begin() + size.helpers, town.helpers.end());
    for (const auto& n : start_.needs) needs_.push_back(n.id);
    for (const auto& h : start_.helpers) helpers_.push_back(h.id);
  }
  const matching::Instance& start() const { return start_; }

  /// One change of each kind in turn, timed alone.
  void round(LivePlan& plan) {
    if (!needs_to_come_.empty()) {
      auto need = needs_to_come_.back();
      needs_to_come_.pop_back();
      needs_.push_back(need.id);
      timed("a need arrives", [&] { plan.add_need(std::move(need)); });
      const auto gone = take(needs_);
      timed("a need goes", [&] { plan.remove_need(gone); });
    }
    if (!helpers_to_come_.empty()) {
      auto helper = helpers_to_come_.back();
      helpers_to_come_.pop_back();
      helpers_.push_back(helper.id);
      timed("a helper arrives", [&] { plan.add_helper(std::move(helper)); });
      const auto gone = take(helpers_);
      timed("a helper pauses", [&] { plan.remove_helper(gone); });
    }
    if (const auto p = given(plan))
      timed("a helper declines", [&] { plan.decline(p->need, p->helper); });
    if (const auto p = given(plan)) {
      timed("a pair is frozen", [&] { plan.freeze(p->need, p->helper, p->block); });
      timed("a pair is released", [&] { plan.release(p->need, p->helper); });
    }
    const auto& waiting = pick(needs_);
    const double hours = plan.need(waiting)->waiting_hours + 1;
    timed("an hour passes for a need", [&] { plan.set_waiting(waiting, hours); });
  }

  void print(double batch) {
    fmt::print("  {:<27} {:>6} {:>10} {:>10} {:>10} {:>12}\n", "", "times", "median µs", "p99 µs",
               "max µs", "batch/median");
    for (auto& [what, times] : times_) {
      const double median = at_share(times, 0.5);
      fmt::print("  {:<27} {:>6} {:>10.1f} {:>10.1f} {:>10.1f} {:>12.0f}\n", what, times.size(),
                 median * 1e6, at_share(times, 0.99) * 1e6, at_share(times, 1) * 1e6,
                 batch / median);
    }
  }

 private:
  template <typename Do>
  void timed(const char* what, Do&& change) {
    const auto begin = now_s();
    change();
    times_[what].push_back(since(begin));
  }
  const std::string& pick(const std::vector<std::string>& from) {
    return from[random_() % from.size()];
  }
  std::string take(std::vector<std::string>& from) {
    auto& chosen = from[random_() % from.size()];
    std::swap(chosen, from.back());
    auto id = std::move(from.back());
    from.pop_back();
    return id;
  }
  std::optional<LivePlan::Pair> given(const LivePlan& plan) {
    for (int i = 0; i < 100; ++i)
      if (const auto pairs = plan.of_need(pick(needs_)); !pairs.empty()) return pairs.front();
    return {};
  }

  std::mt19937_64 random_;
  matching::Instance start_;
  std::vector<matching::Need> needs_to_come_;
  std::vector<matching::Helper> helpers_to_come_;
  std::vector<std::string> needs_, helpers_;
  std::map<std::string, std::vector<double>> times_;
};

void row(bench::Size size, int wanted, int rounds, bool calls) {
  Days days(size, wanted, calls, 101);
  auto begin = now_s();
  LivePlan plan(days.start());
  const double build = since(begin);
  fmt::print("{} needs, {} helpers, {:.1f} arcs a need{}: {:.2f} s to start\n", size.needs,
             size.helpers, static_cast<double>(plan.arcs()) / size.needs,
             calls ? ", with calls" : "", build);
  std::fflush(stdout);
  for (int i = 0; i < rounds; ++i) days.round(plan);
  matching::Options options;
  options.basis = plan.basis();
  const auto now = plan.instance();
  begin = now_s();
  const auto batch = matching::solve(now, options);
  const double seconds = since(begin);
  days.print(seconds);
  const auto cost = plan.cost();
  fmt::print(
      "  batch from scratch {:.3f} s; the same plan cost: {}; certified: {}\n"
      "  ({} urgent and {} in all unserved, {} waiting, {} distance, {} load)\n\n",
      seconds, cost == batch.cost ? "yes" : "NO", plan.certified() ? "yes" : "NO",
      cost.urgent_unserved, cost.unserved, cost.waiting, cost.distance, cost.load);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"One change to a plan kept alive, against a batch from scratch"};
  int needs = 0, helpers = 0, rounds = 2000, wanted = 20;
  bool calls = false;
  app.add_option("--needs", needs, "This town alone");
  app.add_option("--helpers", helpers, "This town alone");
  app.add_option("--rounds", rounds, "Changes of each kind");
  app.add_option("--candidates", wanted, "About so many a need, by other radii; 0: as they are");
  app.add_flag("--calls", calls, "Keep calls, which anybody can take");
  CLI11_PARSE(app, argc, argv);
  if (needs > 0) {
    row({needs, helpers > 0 ? helpers : needs}, wanted, rounds, calls);
    return 0;
  }
  row({1'000, 1'000}, wanted, std::min(rounds, 1'000), false);
  row({10'000, 10'000}, wanted, rounds, false);
  row({10'000, 3'000}, wanted, rounds, false);
  row({3'000, 10'000}, wanted, rounds, false);
}
