#pragma once

#include <vector>

#include "scene.hpp"

namespace palier::bench {

/// The ex-ante linear program of Manshadi and Rodilitz, in its steady state: needs of a type come
/// at a constant rate, so one x(helper, type) serves for all times,
///   max Σ_s λ_s y_s,  y_s ≤ 1,  y_s ≤ Σ_v p_v c(v,s) x(v,s),  Σ_s λ_s c(v,s) x(v,s) E[D] ≤ 1,
/// 0 ≤ x ≤ 1. A type is an arrondissement, a kind and whether the person is vulnerable; c(v,s) is
/// how often helper v can serve a need of that type, from the scene's needs themselves.
/// Helpers are not aggregated.
struct ExAnte {
  bool solved = false;       ///< False where this program was built without an LP solver.
  std::vector<int> type_of;  ///< By need.
  struct Share {
    int type = 0;
    double x = 0;       ///< By the LP.
    double sparse = 0;  ///< After sparsifying: x or 0.
  };
  std::vector<std::vector<Share>> by_helper;
  std::vector<double> active;  ///< By helper: how often listening, when scaled down.
  double scale = 0.5;          ///< 1/(2−q), q for the time between two needs.
  double value = 0;            ///< Share of needs the LP would meet.
};
ExAnte ex_ante(const Scene& scene, double q);

/// The most that any policy can meet with so many requests, whatever it knows: everybody always
/// listens, is asked one at a time in order of their true rates, and answers at once. Per need the
/// best that a price θ on requests allows is to ask those with p ≥ θ (optimal stopping), so the
/// bound is the upper hull over θ. Share of needs met, for `requests` in all.
double most_met(const Scene& scene, double requests);

}  // namespace palier::bench
