#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/matching/costs.hpp"
#include "features/matching/rules.hpp"

namespace palier::matching {

/// One unit of a need given to a helper. Indexes are into the instance.
struct Assignment {
  int need = 0;
  int helper = 0;
  int block = kNoBlock;  ///< As meeting_blocks() has it.
  double metres = 0;
};

/// Why units of a need got nobody: what bars the helpers who come nearest to it.
struct Unserved {
  int need = 0;
  int units = 1;
  int helped = 0;  ///< Units of it that did get somebody.
  /// The bar that keeps most of the nearest helpers away, after those that cannot be helped (kind);
  /// nothing: some could, and all are taken by other needs.
  std::optional<Bar> because;
  int able = 0;  ///< Helpers whom nothing bars: they are with others, or with this need.
  /// How many helpers each bar keeps away, among those who do this kind (for `kind`: all).
  std::array<int, kBars> barred{};
};

/// What proves the plan: prices (potentials) under which every unit of flow that could be moved
/// would cost as much or more. Found and checked by certify() in all five levels, without the
/// solver.
struct Certificate {
  bool checked = false;               ///< certify() has looked at every arc.
  bool optimal = false;               ///< No residual arc with a negative reduced cost.
  std::int64_t arcs = 0;              ///< (need, helper, block) arcs given to the solver.
  std::int64_t residual_arcs = 0;     ///< Looked at, some of them both ways.
  bool pruned = false;                ///< Some feasible pairs were not given to the solver.
  std::int64_t omitted = 0;           ///< How many feasible pairs.
  bool omitted_could_matter = false;  ///< One of them has a negative reduced cost.
  std::int64_t priced_in = 0;         ///< Pairs added again after pricing, until none mattered.
};

/// What one more unit would cost at each place, in all five levels: with them anybody can check
/// that the plan is the best one (docs/matching.md says how).
struct Prices {
  struct Slot {
    int helper = 0;
    std::string block;
    Cost price;
  };
  std::vector<Cost> needs, helpers;
  std::vector<Slot> slots;  ///< Of the blocks in which a helper could be asked for.
  std::vector<std::pair<std::string, Cost>> districts;
};

struct Plan {
  std::vector<Assignment> assignments;
  std::vector<Unserved> unserved;
  Cost cost;
  Certificate certificate;
  std::optional<Prices> prices;  ///< Where Options ask for them.
  double seconds = 0;
  double solver_seconds = 0;  ///< Of these, in the network simplex itself.
};

/// The cost of any plan of an instance, by costs.hpp: the same ruler for every method.
Cost cost_of(const Instance& instance, const Plan& plan);
Cost cost_of(const Instance& instance, const Plan& plan, const Basis& basis);

/// Fills plan.unserved from its assignments: for plans that solve() did not make.
void explain(const Instance& instance, Plan& plan);

/// What is wrong with a plan: a hard constraint broken, a capacity exceeded, a block used twice.
/// Empty: it is feasible. In English, for tests and the command line.
std::vector<std::string> flaws(const Instance& instance, const Plan& plan);

}  // namespace palier::matching
