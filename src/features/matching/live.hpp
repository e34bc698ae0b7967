#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "features/matching/plan.hpp"

namespace palier::matching {

/// A plan that stays the best one while needs and helpers come and go: potentials are kept, a
/// change costs one shortest path a unit (successive shortest paths; Ahuja, Magnanti, Orlin,
/// Network Flows, 1993, ch. 9). After each call cost() equals that of solve() on what is there now.
/// Not thread-safe.
///
/// The basis of the costs (Basis) stays what it was when the plan was built: solve() is to be given
/// the same to compare. Build anew, nightly, to take in a new one.
class LivePlan {
 public:
  explicit LivePlan(Instance instance);  ///< Starts from solve(), with its own basis.
  const Basis& basis() const;
  ~LivePlan();
  LivePlan(LivePlan&&) noexcept;
  LivePlan& operator=(LivePlan&&) noexcept;

  /// Ids must be new; throws std::invalid_argument where they are not, or are unknown.
  void add_need(Need need);
  void add_helper(Helper helper);
  void remove_need(std::string_view id);    ///< Withdrawn, expired or done.
  void remove_helper(std::string_view id);  ///< Paused, gone.
  /// The pair is never proposed again; what it had is rerouted.
  void decline(std::string_view need, std::string_view helper);
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
  };
  std::vector<Pair> assignments() const;
  /// Who is to help this need now.
  std::vector<Pair> of_need(std::string_view id) const;
  Cost cost() const;  ///< Frozen pairs included.
  /// Every reduced cost of the residual graph is ≥ 0; for tests.
  bool certified() const;
  const Instance instance() const;  ///< What is there now, in no particular order.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::matching
