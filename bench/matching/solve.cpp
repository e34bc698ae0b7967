// Our whole run (candidates, solve, certificate, the plan as JSON) against LEMON's network simplex
// alone on the very same graph: with our costs made one number, and with plain costs as somebody
// would write them who only wants near helpers. Ratios; the three take turns, the median counts.
#include <fmt/format.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <ctime>
#include <fstream>

#include "features/matching/json.hpp"
#include "features/matching/network.hpp"
#include "features/matching/solve.hpp"
#include "paris.hpp"

namespace {

using namespace palier;
using matching::Network;

/// Processor time, which other programs on the machine do not lengthen as they do the wall clock's.
double seconds_of(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> v) {
  if (v.empty()) return std::nan("");
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

/// The most memory this process has had, in MB.
double most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}
void forget_most_memory() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

/// One number an arc: ours, or metres and 100 km for nobody (200 where it is urgent).
std::int64_t plain(const Network& net, std::size_t arc) {
  if (arc >= net.unserved && arc < net.shares)
    return net.cost(arc).urgent_unserved > 0 ? 20'000 : 10'000;
  return arc < net.slot_arcs ? net.arcs[arc].amount : 0;
}

/// LEMON's run() alone: reading the graph is not counted.
double bare(const Network& net, bool ours) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  graph.reserveNode(net.nodes);
  graph.reserveArc(static_cast<int>(net.arcs.size()));
  for (int i = 0; i < net.nodes; ++i) graph.addNode();
  for (const auto& a : net.arcs) graph.addArc(graph.nodeFromId(a.from), graph.nodeFromId(a.to));
  Graph::ArcMap<int> upper(graph);
  Graph::ArcMap<std::int64_t> cost(graph);
  Graph::NodeMap<int> supply(graph);
  for (std::size_t i = 0; i < net.arcs.size(); ++i) {
    const auto arc = graph.arcFromId(static_cast<int>(i));
    upper[arc] = net.arcs[i].capacity;
    cost[arc] = ours ? static_cast<std::int64_t>(net.weighed(i)) : plain(net, i);
  }
  for (int i = 0; i < net.nodes; ++i)
    supply[graph.nodeFromId(i)] = net.supply[static_cast<std::size_t>(i)];
  lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  return seconds_of([&] {
    if (simplex.run() != simplex.OPTIMAL) throw std::logic_error("no optimum");
  });
}

/// Needs of one kind and helpers strewn evenly over a town, each helper with one to three places:
/// what a bipartite benchmark looks like. Nobody is short of help.
matching::Instance strewn(bench::Size size) {
  std::uint64_t lot = 101;
  const auto draw = [&] {
    lot = lot * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX.
    return static_cast<double>(lot >> 11) * 0x1.0p-53;
  };
  matching::Instance in;
  for (int i = 0; i < size.needs; ++i)
    in.needs.push_back({.id = fmt::format("n{:06}", i),
                        .at = {48.80 + draw() * 0.1, 2.25 + draw() * 0.17},
                        .kind = "shopping",
                        .urgent = draw() < 0.15,
                        .waiting_hours = draw() * 200,
                        .district = std::to_string(static_cast<int>(draw() * 20))});
  for (int i = 0; i < size.helpers; ++i)
    in.helpers.push_back({.id = fmt::format("h{:06}", i),
                          .at = {48.80 + draw() * 0.1, 2.25 + draw() * 0.17},
                          .kinds = std::vector<std::string>{"shopping"},
                          .radius_m = 1000 * (0.5 + draw()),
                          .capacity = 1 + static_cast<int>(draw() * 3),
                          .jobs_28d = static_cast<int>(draw() * 7)});
  return in;
}

/// Radii such that a need has about `wanted` candidates.
void thin_out(matching::Instance& in, int wanted) {
  for (int round = 0; round < 8; ++round) {
    const matching::Compact compact(in, matching::basis_of(in));
    std::int64_t pairs = 0;
    matching::for_pairs(compact, [&](int, int) { ++pairs; });
    const double each = static_cast<double>(pairs) / static_cast<double>(in.needs.size());
    if (std::abs(each - wanted) < 0.05 * wanted) return;
    for (auto& h : in.helpers)
      if (h.radius_m) *h.radius_m *= std::clamp(std::sqrt(wanted / each), 0.3, 3.0);
  }
}

struct How {
  int wanted = 20, rounds = 3;
  bool paris = false, calls = false, peers = true;
};

void row(bench::Size size, const How& how) {
  matching::Instance in = how.paris ? bench::paris(size, 101).instance : strewn(size);
  if (!how.calls)  // Calls have no radius to shrink: everybody could take each.
    for (auto& n : in.needs)
      if (n.kind == "call") n.kind = "shopping";
  if (how.wanted > 0) thin_out(in, how.wanted);
  std::vector<double> whole, same, simple;
  matching::Plan plan;
  std::size_t bytes = 0;
  forget_most_memory();
  double memory = 0;
  for (int i = 0; i < how.rounds; ++i) {
    whole.push_back(seconds_of([&] {
      plan = matching::solve(in);
      bytes = matching::to_json(in, plan, "optimal").size();
    }));
    if (i == 0) memory = most_memory();
    if (!how.peers) continue;
    const auto basis = matching::basis_of(in);
    const matching::Compact compact(in, basis);
    const auto net = matching::build(compact, basis, matching::candidates_of(compact, 0));
    same.push_back(bare(net, true));
    simple.push_back(bare(net, false));
  }
  const double ours = median(whole);
  fmt::print(
      "{:>7} {:>7} {:>5.1f} {:>9} {:>6} {:>8.3f} {:>8.3f} {:>8.3f} {:>6.2f} {:>6.2f} "
      "{:>7.0f} {:>6.1f}\n",
      size.needs, size.helpers,
      static_cast<double>(plan.certificate.arcs) / static_cast<double>(in.needs.size()),
      plan.certificate.arcs, plan.certificate.optimal ? "yes" : "NO", ours, median(same),
      median(simple), ours / median(same), ours / median(simple), memory,
      static_cast<double>(bytes) / 1e6);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"A whole plan against LEMON's bare solve of the same graph"};
  int largest = 100'000;
  How how;
  bool alone = false;
  app.add_option("--largest", largest, "Rows of at most so many needs");
  app.add_option("--rounds", how.rounds, "Rounds a row");
  app.add_option("--candidates", how.wanted,
                 "About so many a need, by their radii; 0: as they are");
  app.add_flag("--paris", how.paris, "The synthetic Paris, where help is short, instead of plenty");
  app.add_flag("--calls", how.calls, "Keep Paris's calls, which anybody can take");
  app.add_flag("--alone", alone, "Without the peers, which take minutes on the largest Paris");
  CLI11_PARSE(app, argc, argv);
  how.peers = !alone;
  fmt::print("{:>7} {:>7} {:>5} {:>9} {:>6} {:>8} {:>8} {:>8} {:>6} {:>6} {:>7} {:>6}\n", "needs",
             "helpers", "each", "arcs", "proven", "ours s", "bare s", "plain s", "/bare", "/plain",
             "MB", "out MB");
  for (const bench::Size size :
       {bench::Size{2'000, 600}, {20'000, 6'000}, {50'000, 50'000}, {100'000, 100'000}})
    if (size.needs <= largest) row(size, how);
}
