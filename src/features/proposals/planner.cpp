#include "features/proposals/planner.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json.hpp>
#include <condition_variable>
#include <thread>

#include "features/proposals/quiet.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

constexpr std::chrono::seconds kLease{120};

/// The territory's lock, renewed on a thread of its own for as long as this lives.
class Lease {
 public:
  Lease(db::Database& db, const Clock& clock, places::TerritoryId territory)
      : db_(db), clock_(clock), territory_(territory), token_(std::to_string(new_id())) {
    held_ = take();
  }
  ~Lease() {
    if (renewer_.joinable()) {
      {
        const std::scoped_lock lock(mutex_);
        over_ = true;
      }
      changed_.notify_all();
      renewer_.join();
    }
    if (!held_) return;
    try {
      db_.write([&](db::Transaction& tx) { store::drop_lock(tx, territory_, token_); });
    } catch (const std::exception& e) {
      spdlog::warn("the planning lock stays until it ends: {}", e.what());
    }
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  void renew_in_background() {
    renewer_ = std::thread([this] {
      std::unique_lock lock(mutex_);
      while (!changed_.wait_for(lock, kLease / 4, [&] { return over_; })) {
        lock.unlock();
        bool still = false;
        try {
          still = take();
        } catch (const std::exception& e) {
          spdlog::warn("the planning lock could not be renewed: {}", e.what());
          still = true;  // Until it runs out, it is ours.
        }
        lock.lock();
        if (!still) held_ = false;
      }
    });
  }
  /// False once another node has it: it thought us dead.
  bool held() const { return held_; }

 private:
  bool take() {
    return db_.write([&](db::Transaction& tx) {
      return store::take_lock(tx, territory_, token_, clock_.now(), kLease);
    });
  }

  db::Database& db_;
  const Clock& clock_;
  places::TerritoryId territory_;
  std::string token_;
  std::atomic<bool> held_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread renewer_;
};

std::string json_of(const matching::Cost& c) {
  return boost::json::serialize(boost::json::object{{"urgent_unserved", c.urgent_unserved},
                                                    {"unserved", c.unserved},
                                                    {"waiting", c.waiting},
                                                    {"distance", c.distance},
                                                    {"load", c.load}});
}

std::string json_of(const matching::Certificate& c) {
  return boost::json::serialize(
      boost::json::object{{"checked", c.checked},
                          {"optimal", c.optimal},
                          {"arcs", c.arcs},
                          {"residual_arcs", c.residual_arcs},
                          {"pruned", c.pruned},
                          {"omitted", c.omitted},
                          {"omitted_could_matter", c.omitted_could_matter},
                          {"priced_in", c.priced_in}});
}

}  // namespace

namespace {

/// What a plan kept alive says, by places in the instance as solve() has it.
matching::Plan plan_of(const matching::LivePlan& alive, const matching::Instance& instance) {
  std::map<std::string_view, int> needs, helpers;
  for (std::size_t n = 0; n < instance.needs.size(); ++n)
    needs[instance.needs[n].id] = static_cast<int>(n);
  for (std::size_t h = 0; h < instance.helpers.size(); ++h)
    helpers[instance.helpers[h].id] = static_cast<int>(h);
  matching::Plan out;
  for (const auto& pair : alive.assignments()) {
    matching::Assignment a;
    a.need = needs.at(pair.need);
    a.helper = helpers.at(pair.helper);
    a.metres = pair.metres;
    const auto& need = instance.needs[static_cast<std::size_t>(a.need)];
    const auto& helper = instance.helpers[static_cast<std::size_t>(a.helper)];
    for (const int block : matching::meeting_blocks(need, helper))
      if (matching::block_name(need, helper, block) == pair.block) a.block = block;
    out.assignments.push_back(a);
  }
  std::sort(out.assignments.begin(), out.assignments.end(), [](const auto& a, const auto& b) {
    return std::tie(a.need, a.helper) < std::tie(b.need, b.helper);
  });
  matching::explain(instance, out);
  out.cost = alive.cost();
  out.certificate.checked = true;
  out.certificate.optimal = alive.certified();
  return out;
}

}  // namespace

matching::Plan Planner::plan(const Snapshot& snap, Run& run) {
  if (run.why != "nightly") return kept_alive(snap, run.territory_id);
  {
    const std::scoped_lock lock(mutex_);
    alive_.erase(run.territory_id.value);  // A new day, a new basis.
  }
  return from_nothing(snap, run);
}

matching::Plan Planner::kept_alive(const Snapshot& snap, places::TerritoryId territory) {
  const auto begin = std::chrono::steady_clock::now();
  std::map<std::int64_t, matching::LivePlan>::node_type mine;
  {
    const std::scoped_lock lock(mutex_);
    mine = alive_.extract(territory.value);
  }
  if (mine.empty()) {
    std::map<std::int64_t, matching::LivePlan> fresh;
    fresh.emplace(territory.value, matching::LivePlan(snap.instance));
    mine = fresh.extract(fresh.begin());
  } else {
    // What is promised is out of the snapshot already: its units, its slots and its helpers' room.
    matching::follow(mine.mapped(), snap.instance, {});
  }
  auto out = plan_of(mine.mapped(), snap.instance);
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const std::scoped_lock lock(mutex_);
  alive_.insert(std::move(mine));
  return out;
}

matching::Plan Planner::from_nothing(const Snapshot& snap, Run& run) {
  auto& db = service_.parts().core.db;
  matching::Options options;
  options.progress = [&](double share) {
    if (share < run.progress + 0.1) return;
    run.progress = std::min(0.9, share);
    db.write([&](db::Transaction& tx) { store::save(tx, run); });
  };
  return matching::solve(snap.instance, options);
}

void Planner::keep(const Snapshot& snap, const matching::Plan& plan, Run& run) {
  run.needs = static_cast<std::int64_t>(snap.needs.size());
  run.helpers = static_cast<std::int64_t>(snap.helpers.size());
  run.assigned = static_cast<std::int64_t>(plan.assignments.size());
  run.cost = json_of(plan.cost);
  run.certificate = json_of(plan.certificate);
  std::vector<Lacking> lacking;
  for (const auto& u : plan.unserved) {
    run.unserved += u.units;
    const auto& wanted = snap.needs[static_cast<std::size_t>(u.need)];
    Lacking row;
    row.need_id = wanted.id;
    row.territory_id = run.territory_id;
    row.units = u.units;
    row.because = u.because ? static_cast<std::int64_t>(*u.because) : -1;
    boost::json::array barred;
    for (const int many : u.barred) barred.push_back(many);
    row.barred = boost::json::serialize(barred);
    row.at = snap.at;
    lacking.push_back(std::move(row));
  }
  std::set<std::pair<std::int64_t, std::int64_t>> planned;
  for (const auto& a : plan.assignments)
    planned.emplace(snap.needs[static_cast<std::size_t>(a.need)].id.value,
                    snap.helpers[static_cast<std::size_t>(a.helper)].account_id.value);
  service_.parts().core.db.write([&](db::Transaction& tx) {
    store::replace_lacking(tx, run.territory_id, lacking);
    if (run.why == "nightly")
      for (auto record : store::all_asks(tx, run.territory_id)) {
        reprice(record, 0, snap.at);
        store::save(tx, record, run.territory_id);
      }
    store::save(tx, run);
  });
  const std::scoped_lock lock(mutex_);
  planned_[run.territory_id.value] = std::move(planned);
}

std::optional<Run> Planner::run(places::TerritoryId territory, std::string_view why) {
  const auto& core = service_.parts().core;
  Lease lease(core.db, core.clock, territory);
  if (!lease.held()) return {};
  lease.renew_in_background();
  Run run;
  run.id = new_id();
  run.territory_id = territory;
  run.why = why;
  run.state = "running";
  run.started_at = core.clock.now();
  core.db.write([&](db::Transaction& tx) {
    // We hold the lock, so whoever left one running is dead.
    store::fail_running(tx, territory, run.started_at);
    store::save(tx, run);
  });
  try {
    const auto snap = core.db.read(
        [&](db::Session& s) { return snapshot(s, service_.parts(), territory, core.clock.now()); });
    run.progress = 0.1;
    const auto best = plan(snap, run);
    keep(snap, best, run);
    run.asked = ask(service_, snap, best, [&] { return lease.held(); });
    run.progress = 1;
    run.state = "done";
  } catch (const std::exception& e) {
    run.state = "failed";
    run.error = e.what();
    spdlog::error("planning failed: {}", e.what());
  }
  run.finished_at = core.clock.now();
  core.db.write([&](db::Transaction& tx) { store::save(tx, run); });
  if (run.state == "failed") throw std::runtime_error("planning failed: " + run.error);
  return run;
}

}  // namespace palier::proposals
