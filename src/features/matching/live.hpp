#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/matching/plan.hpp"

namespace palier::matching {

/// A plan that stays the best one while needs and helpers come and go: potentials are kept, a
/// change costs one shortest path a unit (successive shortest paths; Ahuja, Magnanti, Orlin,
/// Network Flows, 1993, ch. 9). After each call cost() equals that of solve() on what is there now.
/// Not thread-safe.
///
/// The basis of the costs (Basis) stays what it was when the plan was built, but for districts it
/// had not heard of: one counts what its first need posts. solve() is to be given basis() to
/// compare. Build anew, nightly, to take in a new one.
///
/// Every pair that may meet is in the graph, none is left out for being far.
class LivePlan {
 public:
  /// Starts from solve(), flow and prices; with the instance's own basis unless one is given.
  explicit LivePlan(Instance instance, std::optional<Basis> basis = {});
  const Basis& basis() const;
  ~LivePlan();
  LivePlan(LivePlan&&) noexcept;
  LivePlan& operator=(LivePlan&&) noexcept;

  /// Ids must be new; throws std::invalid_argument where they are not, or are unknown. So it does
  /// for more than 10,000 people or 10,000,000 jobs: the room of the costs ends there.
  void add_need(Need need);
  void add_helper(Helper helper);
  void remove_need(std::string_view id);    ///< Withdrawn, expired or done.
  void remove_helper(std::string_view id);  ///< Paused, gone.
  /// The pair is never proposed again, even where one goes and comes back; what it had is rerouted.
  void decline(std::string_view need, std::string_view helper);
  /// Takes decline() (or the instance's `blocked`) back. These two know ids that are not here too.
  void allow(std::string_view need, std::string_view helper);
  void keep_apart(std::string_view need, std::string_view helper);
  /// Accepted: this unit stays with this helper in this block ("" for none) whatever comes, until
  /// released or either is removed. False where the two may not meet or there is no room.
  bool freeze(std::string_view need, std::string_view helper, std::string_view block);
  void release(std::string_view need, std::string_view helper);
  /// How long a need has waited changes with the clock: the new hours are taken in.
  void set_waiting(std::string_view need, double hours);

  struct Pair {
    std::string need, helper, block;
    double metres = 0;
    bool frozen = false;
    bool operator==(const Pair&) const = default;
  };
  std::vector<Pair> assignments() const;
  /// Who is to help this need now.
  std::vector<Pair> of_need(std::string_view id) const;
  std::vector<Pair> frozen() const;
  Cost cost() const;  ///< Frozen pairs included.
  /// Every reduced cost of the residual graph is ≥ 0; for tests.
  bool certified() const;
  Instance instance() const;  ///< What is there now, in no particular order.

  /// Nothing where it is not here. Good until the next change.
  const Need* need(std::string_view id) const;
  const Helper* helper(std::string_view id) const;
  std::vector<std::string> need_ids() const;
  std::vector<std::string> helper_ids() const;
  /// (need, helper) of all declined or blocked pairs, present or not.
  std::vector<std::pair<std::string, std::string>> apart() const;
  std::int64_t arcs() const;     ///< (need, helper, block) arcs now.
  std::int64_t visited() const;  ///< Nodes that shortest paths have settled so far.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::matching
