// Our whole run (candidates, solve, certificate, the plan as JSON) against LEMON's network simplex
// alone on the very same graph: with our costs made one number, and with plain costs as somebody
// would write them who only wants near helpers. Ratios; the three take turns, the median counts.
#include <fmt/format.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <CLI/CLI.hpp>
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

/// Radii such that a need has about `wanted` candidates.
void thin_out(matching::Instance& in, int wanted) {
  for (int round = 0; round < 8; ++round) {
    const matching::Compact compact(in, matching::basis_of(in));
    std::int64_t pairs = 0;
    matching::for_pairs(compact, [&](int, int) { ++pairs; });
    const double each = static_cast<double>(pairs) / static_cast<double>(in.needs.size());
    if (each < 1.05 * wanted) return;
    for (auto& h : in.helpers)
      if (h.radius_m) *h.radius_m *= std::max(0.3, std::sqrt(wanted / each));
  }
}

void row(bench::Size size, int wanted, int rounds, bool calls) {
  auto town = bench::paris(size, 101);
  matching::Instance& in = town.instance;
  if (!calls)  // Calls have no radius to shrink: everybody could take each.
    for (auto& n : in.needs)
      if (n.kind == "call") n.kind = "shopping";
  if (wanted > 0) thin_out(in, wanted);
  std::vector<double> whole, same, simple;
  matching::Plan plan;
  std::size_t bytes = 0;
  forget_most_memory();
  double memory = 0;
  for (int i = 0; i < rounds; ++i) {
    whole.push_back(seconds_of([&] {
      plan = matching::solve(in);
      bytes = matching::to_json(in, plan, "optimal").size();
    }));
    if (i == 0) memory = most_memory();
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
  int largest = 100'000, rounds = 3, wanted = 20;
  bool calls = false;
  app.add_option("--largest", largest, "Rows of at most so many needs");
  app.add_option("--rounds", rounds, "Rounds a row");
  app.add_option("--candidates", wanted, "About so many a need, by smaller radii; 0: as they are");
  app.add_flag("--calls", calls, "Keep calls, which anybody can take");
  CLI11_PARSE(app, argc, argv);
  fmt::print("{:>7} {:>7} {:>5} {:>9} {:>6} {:>8} {:>8} {:>8} {:>6} {:>6} {:>7} {:>6}\n", "needs",
             "helpers", "each", "arcs", "proven", "ours s", "bare s", "plain s", "/bare", "/plain",
             "MB", "out MB");
  for (const bench::Size size :
       {bench::Size{2'000, 600}, {20'000, 6'000}, {50'000, 50'000}, {100'000, 100'000}})
    if (size.needs <= largest) row(size, wanted, rounds, calls);
}
