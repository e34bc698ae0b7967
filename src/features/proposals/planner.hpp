#pragma once

#include <map>
#include <mutex>

#include "features/matching/live.hpp"
#include "features/proposals/service.hpp"

namespace palier::proposals {

/// The territory as matching sees it, read at one moment. Ids in the instance are those of posts
/// and accounts, as text.
struct Snapshot {
  matching::Instance instance;
  std::vector<aid::Wanted> needs;  ///< Beside instance.needs.
  std::vector<Profile> helpers;    ///< Beside instance.helpers.
  std::vector<Proposal> frozen;    ///< Live ones: their units are given.
  Instant at{};
};
Snapshot snapshot(db::Session& s, const Parts& parts, places::TerritoryId territory, Instant now);

/// Somebody who might help with a need, for the coordinator's board.
struct Possible {
  AccountId helper{};
  std::string first_name;
  bool verified = false;
  double metres = 0;
  std::optional<matching::Bar> bar;  ///< Nothing: may be asked.
  bool planned = false;              ///< The plan gives them this need.
  bool asked_before = false;         ///< Asked about this need already, whatever came of it.
  std::int64_t free_this_week = 0;   ///< What their week still holds.
  std::int64_t asked_28d = 0;
  double rate = 0.25;
};

/// Plans territories and asks helpers: when something changed (matching::LivePlan kept in memory
/// and brought up to date), and each night from nothing, under the territory's lock.
class Planner {
 public:
  explicit Planner(Service& service) : service_(service) {}

  /// Plans and asks. Nothing where another node is at it (its run takes in what we saw, or the job
  /// comes again).
  std::optional<Run> run(places::TerritoryId territory, std::string_view why);
  /// Everybody near, those who may be asked first and by the plan's order; at most `limit`.
  std::vector<Possible> possible(aid::PostId need, int limit) const;

 private:
  Service& service_;
  mutable std::mutex mutex_;
  std::map<std::int64_t, matching::LivePlan> plans_;
};

}  // namespace palier::proposals
