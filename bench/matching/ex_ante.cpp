#include "ex_ante.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#ifdef PALIER_CLP
#include <coin/Clp_C_Interface.h>
#endif

namespace palier::bench {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

struct Cell {
  int type;
  double c;  ///< How often this helper can serve a need of the type.
};
struct Types {
  std::vector<int> of;       ///< By need.
  std::vector<double> rate;  ///< λ, a day.
  std::vector<std::vector<Cell>> by_helper;
};

Types types(const Scene& scene) {
  Types out;
  std::map<std::tuple<std::string, std::string, bool>, int> numbers;
  for (const auto& n : scene.town.instance.needs) {
    const auto [it, fresh] =
        numbers.try_emplace({n.postcode, n.kind, n.vulnerable}, static_cast<int>(numbers.size()));
    out.of.push_back(it->second);
    if (fresh) out.rate.push_back(0);
    out.rate[at(it->second)] += 1;
  }
  std::vector<std::map<int, double>> counted(at(scene.helpers()));
  for (std::size_t n = 0; n < scene.candidates.size(); ++n)
    for (const auto& c : scene.candidates[n]) counted[at(c.helper)][out.of[n]] += 1;
  for (const auto& map : counted) {
    out.by_helper.emplace_back();
    for (const auto& [type, count] : map)
      out.by_helper.back().push_back({type, count / out.rate[at(type)]});
  }
  for (auto& r : out.rate) r /= 7.0 * scene.weeks;
  return out;
}

#ifdef PALIER_CLP
/// Columns: every x(v, s), then every y_s. Rows: one a helper, one a type.
std::vector<double> solved(const Scene& scene, const Types& t, double rest, double& value) {
  const int helpers = scene.helpers(), kinds = static_cast<int>(t.rate.size());
  std::vector<CoinBigIndex> start;
  std::vector<int> row;
  std::vector<double> entry, most, worth;
  for (int v = 0; v < helpers; ++v)
    for (const auto& cell : t.by_helper[at(v)]) {
      start.push_back(static_cast<CoinBigIndex>(row.size()));
      row.push_back(v), entry.push_back(t.rate[at(cell.type)] * cell.c * rest);
      row.push_back(helpers + cell.type), entry.push_back(scene.town.rate[at(v)] * cell.c);
      most.push_back(1), worth.push_back(0);
    }
  for (int s = 0; s < kinds; ++s) {
    start.push_back(static_cast<CoinBigIndex>(row.size()));
    row.push_back(helpers + s), entry.push_back(-1);
    most.push_back(1), worth.push_back(t.rate[at(s)]);
  }
  start.push_back(static_cast<CoinBigIndex>(row.size()));
  std::vector<double> least(most.size(), 0), low, high;
  for (int v = 0; v < helpers; ++v) low.push_back(-1e30), high.push_back(1);
  for (int s = 0; s < kinds; ++s) low.push_back(0), high.push_back(1e30);

  Clp_Simplex* model = Clp_newModel();
  Clp_setLogLevel(model, 0);
  Clp_loadProblem(model, static_cast<int>(most.size()), helpers + kinds, start.data(), row.data(),
                  entry.data(), least.data(), most.data(), worth.data(), low.data(), high.data());
  Clp_setOptimizationDirection(model, -1);
  Clp_initialSolve(model);
  std::vector<double> x;
  if (Clp_status(model) == 0) {
    const double* found = Clp_primalColumnSolution(model);
    x.assign(found, found + most.size());
    value = Clp_objectiveValue(model);
  }
  Clp_deleteModel(model);
  return x;
}
#endif

/// Sparse: helpers in turn; each keeps the types whose reward (their rate, times the chance that no
/// earlier helper says yes) pays for the rest it costs: r ≥ g·E[D], with g the gain per day of the
/// best such choice, g = Σ λ c x (r − g E[D])⁺: the dynamic program in its steady state.
void sparsify(ExAnte& plan, const Scene& scene, const Types& t, double rest) {
  std::vector<double> nobody(t.rate.size(), 1);
  for (std::size_t v = 0; v < plan.by_helper.size(); ++v) {
    auto& shares = plan.by_helper[v];
    const auto gain = [&](double g) {
      double sum = 0;
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto s = at(shares[i].type);
        sum += t.rate[s] * t.by_helper[v][i].c * shares[i].x *
               std::max(0.0, scene.town.rate[v] * nobody[s] - g * rest);
      }
      return sum;
    };
    double low = 0, high = gain(0);
    for (int round = 0; round < 60; ++round) {
      const double middle = (low + high) / 2;
      (gain(middle) > middle ? low : high) = middle;
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const auto s = at(shares[i].type);
      if (scene.town.rate[v] * nobody[s] < low * rest) continue;
      shares[i].sparse = shares[i].x;
      nobody[s] *= 1 - scene.town.rate[v] * t.by_helper[v][i].c * shares[i].x;
    }
  }
}

}  // namespace

ExAnte ex_ante(const Scene& scene, double q) {
  ExAnte plan;
#ifdef PALIER_CLP
  const auto t = types(scene);
  const double rest = -1 / std::log1p(-q);  // Mean days.
  const auto x = solved(scene, t, rest, plan.value);
  if (x.empty()) return plan;
  plan.solved = true;
  plan.type_of = t.of;
  const double a_day = scene.needs() / (7.0 * scene.weeks);
  plan.value /= a_day;
  plan.scale = 1 / (2 - (1 - std::pow(1 - q, 1 / a_day)));
  std::size_t column = 0;
  for (const auto& cells : t.by_helper) {
    auto& shares = plan.by_helper.emplace_back();
    double used = 0;
    for (const auto& cell : cells) {
      const double share = std::clamp(x[column++], 0.0, 1.0);
      used += t.rate[at(cell.type)] * cell.c * share * rest;
      shares.push_back({cell.type, share});
    }
    plan.active.push_back(1 - plan.scale * std::min(1.0, used));
  }
  sparsify(plan, scene, t, rest);
#else
  (void)scene, (void)q;
#endif
  return plan;
}

double most_met(const Scene& scene, double requests) {
  // Each step: one more person asked about one need, at a price of one request for p yeses.
  struct Step {
    double rate, requests, met;
  };
  std::vector<Step> steps;
  for (const auto& list : scene.candidates) {
    std::vector<double> rates;
    for (const auto& c : list) rates.push_back(scene.town.rate[at(c.helper)]);
    std::sort(rates.rbegin(), rates.rend());
    double nobody = 1;
    for (const double p : rates) {
      steps.push_back({p, nobody, nobody * p});
      nobody *= 1 - p;
    }
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.rate > b.rate; });
  double met = 0;
  for (const auto& step : steps) {
    if (requests <= 0) break;
    const double part = std::min(1.0, requests / step.requests);
    met += part * step.met;
    requests -= part * step.requests;
  }
  return met / scene.needs();
}

}  // namespace palier::bench
