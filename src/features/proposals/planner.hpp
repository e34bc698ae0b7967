#pragma once

#include <map>
#include <mutex>
#include <set>

#include "features/matching/live_follow.hpp"
#include "features/matching/solve.hpp"
#include "features/proposals/service.hpp"
#include "features/proposals/store_planning.hpp"

namespace palier::proposals {

/// The territory as matching sees it, read at one moment. Ids in the instance are those of posts
/// and accounts, as text.
struct Snapshot {
  matching::Instance instance;
  std::vector<aid::Wanted> needs;  ///< Beside instance.needs: units that nobody is asked about yet.
  std::vector<Profile> helpers;    ///< Beside instance.helpers.
  std::vector<aid::Wanted> open;   ///< Every open need, those whose units are all given too.
  std::vector<Proposal> frozen;    ///< Live ones: their units are given.
  std::map<AccountId, AskRecord> asks;
  std::map<std::pair<AccountId, std::string>, matching::ResponseRate> rates;
  std::set<std::pair<aid::PostId, AccountId>> never;  ///< Asked before, kept apart, or their own.
  /// Needs whose author has let two offers of help go by: people are asked no more until a
  /// coordinator has spoken with them.
  std::set<aid::PostId> silent;
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

/// Plans territories and asks helpers, under the territory's lock: when something changed, by
/// bringing the plan in memory to what is there now; each night from nothing.
class Planner {
 public:
  explicit Planner(Service& service) : service_(service) {}

  /// Plans and asks. Nothing where another node is at it (its run takes in what we saw, or the job
  /// comes again).
  std::optional<Run> run(places::TerritoryId territory, std::string_view why);
  /// Everybody near, those who may be asked first and by the plan's order; at most `limit`.
  std::vector<Possible> possible(aid::PostId need, int limit) const;

 private:
  matching::Plan plan(const Snapshot& snap, Run& run);
  matching::Plan from_nothing(const Snapshot& snap, Run& run);
  /// The best plan too, up to the basis of costs that the last night set; certified the same way.
  matching::Plan kept_alive(const Snapshot& snap, places::TerritoryId territory);
  void keep(const Snapshot& snap, const matching::Plan& plan, Run& run);

  Service& service_;
  mutable std::mutex mutex_;
  /// Taken out by who plans, put back when that went well: what another node did meanwhile is in
  /// the next snapshot, which the plan is brought to.
  std::map<std::int64_t, matching::LivePlan> alive_;
  /// Whom the last plan gave each need to: (need, helper).
  std::map<std::int64_t, std::set<std::pair<std::int64_t, std::int64_t>>> planned_;
};

/// Asks people as the plan and the asking policy say; answers how many. Stops where `go_on` says
/// the territory is another node's now.
std::int64_t ask(Service& service, const Snapshot& snap, const matching::Plan& plan,
                 const std::function<bool()>& go_on);

}  // namespace palier::proposals
