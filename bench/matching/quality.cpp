// What the best plan serves that simpler rules leave: optimal against greedy and both readings of
// En première ligne's rule, in a synthetic Paris, with what no plan at all could pass.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <numeric>

#include "chart.hpp"
#include "features/matching/solve.hpp"
#include "max_flow.hpp"
#include "paris.hpp"

namespace {

using namespace palier;
using namespace palier::bench;

struct Figures {
  double served = 0, urgent = 0;    ///< Shares of units.
  double poorest = 0, richest = 0;  ///< Served share of the district served least, and most.
  double metres = 0, gini = 0, seconds = 0;

  Figures& operator+=(const Figures& o) {
    served += o.served, urgent += o.urgent, poorest += o.poorest, richest += o.richest;
    metres += o.metres, gini += o.gini, seconds += o.seconds;
    return *this;
  }
  Figures over(double n) const {
    return {served / n, urgent / n, poorest / n, richest / n, metres / n, gini / n, seconds / n};
  }
};

double gini(std::vector<double> load) {
  std::sort(load.begin(), load.end());
  double sum = 0, ranked = 0;
  for (std::size_t i = 0; i < load.size(); ++i) {
    sum += load[i];
    ranked += static_cast<double>(i + 1) * load[i];
  }
  const auto n = static_cast<double>(load.size());
  return sum == 0 ? 0 : 2 * ranked / (n * sum) - (n + 1) / n;
}

Figures figures(const matching::Instance& in, const matching::Plan& plan) {
  std::vector<double> load, posted(kDistricts), given(kDistricts);
  double units = 0, urgent = 0, urgent_served = 0, metres = 0, journeys = 0;
  for (const auto& h : in.helpers) load.push_back(h.jobs_28d);
  for (const auto& n : in.needs) {
    units += n.people;
    if (n.urgent) urgent += n.people;
    posted[static_cast<std::size_t>(district_of(n.postcode))] += n.people;
  }
  for (const auto& a : plan.assignments) {
    const auto& n = in.needs[static_cast<std::size_t>(a.need)];
    if (n.urgent) ++urgent_served;
    ++given[static_cast<std::size_t>(district_of(n.postcode))];
    ++load[static_cast<std::size_t>(a.helper)];
    if (n.kind != "call") metres += a.metres, ++journeys;
  }
  Figures f;
  f.served = static_cast<double>(plan.assignments.size()) / units;
  f.urgent = urgent > 0 ? urgent_served / urgent : 1;
  f.poorest = 1;
  for (std::size_t d = 0; d < posted.size(); ++d) {
    if (posted[d] < 5) continue;  // A share of fewer says nothing.
    f.poorest = std::min(f.poorest, given[d] / posted[d]);
    f.richest = std::max(f.richest, given[d] / posted[d]);
  }
  f.metres = journeys > 0 ? metres / journeys : 0;
  f.gini = gini(std::move(load));
  f.seconds = plan.seconds;
  return f;
}

struct Method {
  const char* name;
  std::function<matching::Plan(const matching::Instance&)> plan;
};
const std::vector<Method> kMethods{
    {"Palier (optimal)", [](const auto& in) { return matching::solve(in); }},
    {"greedy: urgent first, nearest", [](const auto& in) { return matching::greedy(in); }},
    {"En première ligne, as intended", [](const auto& in) { return matching::epl(in); }},
    {"En première ligne, as written", [](const auto& in) { return matching::epl(in, true); }}};

std::string thousands(int n) {
  return n < 1000 ? fmt::format("{}", n) : fmt::format("{},{:03}", n / 1000, n % 1000);
}

struct Row {
  Size size;
  int seeds = 0;
  std::vector<Figures> by_method;
  double bound = 0, urgent_bound = 0;
  bool proven = true;  ///< Every plan of ours came with its proof, and nothing left out mattered.
};

Row measured(Size size, Mix mix, int first_seed, int seeds) {
  Row row{size, seeds, std::vector<Figures>(kMethods.size())};
  for (int s = 0; s < seeds; ++s) {
    const auto town = paris(size, static_cast<std::uint64_t>(first_seed + s), mix);
    double units = 0, urgent = 0;
    for (const auto& n : town.instance.needs) units += n.people, urgent += n.urgent ? n.people : 0;
    for (std::size_t m = 0; m < kMethods.size(); ++m) {
      const auto plan = kMethods[m].plan(town.instance);
      if (const auto wrong = matching::flaws(town.instance, plan); !wrong.empty())
        throw std::runtime_error(fmt::format("{}: {}", kMethods[m].name, wrong.front()));
      row.by_method[m] += figures(town.instance, plan);
      if (m == 0)
        row.proven &= plan.certificate.checked && plan.certificate.optimal &&
                      !plan.certificate.omitted_could_matter;
    }
    row.bound += most_served(town.instance) / units;
    row.urgent_bound += urgent > 0 ? most_served(town.instance, true) / urgent : 1;
  }
  for (auto& f : row.by_method) f = f.over(seeds);
  row.bound /= seeds, row.urgent_bound /= seeds;
  fmt::print(stderr, "{} needs, {} helpers: {:.1f} % served, {:.2f} s\n", size.needs, size.helpers,
             100 * row.by_method[0].served, row.by_method[0].seconds);
  return row;
}

std::string report(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> lines{
      {"needs", "helpers", "method", "served %", "most possible %", "urgent served %",
       "most possible %", "districts: least % / most %", "metres", "Gini of load"}};
  for (const auto& row : rows)
    for (std::size_t m = 0; m < kMethods.size(); ++m) {
      const auto& f = row.by_method[m];
      lines.push_back({thousands(row.size.needs), thousands(row.size.helpers), kMethods[m].name,
                       percent(f.served), percent(row.bound), percent(f.urgent),
                       percent(row.urgent_bound), percent(f.poorest) + " / " + percent(f.richest),
                       fmt::format("{:.0f}", f.metres), fmt::format("{:.3f}", f.gini)});
    }
  return table(lines);
}

/// The bar, row by row: 15 % more needs than En première ligne as intended, if any plan can.
std::string verdicts(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> lines{
      {"needs", "helpers", "seeds", "more than epl, %", "any plan could, %", "15 % more",
       "as many as max-flow", "urgent as max-flow", "proven"}};
  for (const auto& row : rows) {
    const auto &ours = row.by_method[0], &epl = row.by_method[2];
    const double more = ours.served / epl.served - 1, could = row.bound / epl.served - 1;
    const auto same = [](double a, double b) { return std::abs(a - b) < 1e-9 ? "yes" : "NO"; };
    lines.push_back({thousands(row.size.needs), thousands(row.size.helpers),
                     fmt::format("{}", row.seeds), percent(more), percent(could),
                     more >= 0.15   ? "won"
                     : could < 0.15 ? "not possible"
                                    : "LOST",
                     same(ours.served, row.bound), same(ours.urgent, row.urgent_bound),
                     row.proven ? "yes" : "NO"});
  }
  return table(lines);
}

Bars picture(const std::vector<Row>& rows, const std::string& title, const std::string& note) {
  Bars chart;
  chart.caption = {
      title,
      "Share of needs that each rule finds somebody for, by size of town; the black line is "
      "the most that any plan could serve (maximum flow). Longer is better.",
      note};
  for (const auto& m : kMethods) chart.series.emplace_back(m.name);
  chart.bound_label = "the most any plan could serve";
  for (const auto& row : rows) {
    Bars::Group group{
        thousands(row.size.needs) + " needs, " + thousands(row.size.helpers) + " helpers",
        {},
        row.bound};
    for (const auto& f : row.by_method) group.values.push_back(f.served);
    chart.groups.push_back(std::move(group));
  }
  return chart;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Optimal plans against simpler rules, in a synthetic Paris"};
  std::string out;
  int seed = 101, seeds = 3, largest = 6'000;
  app.add_option("--out", out, "Folder for the tables and pictures")->required();
  app.add_option("--seed", seed, "First seed; 1 to 20 are for tuning");
  app.add_option("--seeds", seeds, "Towns a row");
  app.add_option("--largest", largest, "Rows of at most so many needs");
  CLI11_PARSE(app, argc, argv);

  const std::vector<Size> sizes{
      {60, 30},         {60, 60},          {60, 180},      {60, 6'000},     {600, 300},
      {600, 600},       {600, 1'800},      {600, 60'000},  {2'000, 600},    {2'000, 2'000},
      {2'000, 6'000},   {6'000, 3'000},    {6'000, 6'000}, {6'000, 18'000}, {20'000, 6'000},
      {20'000, 20'000}, {100'000, 100'000}};
  const std::string note = fmt::format(
      "Synthetic Paris, held-out seeds from {}; {} towns a row (one beyond 6,000 needs or 20,000 "
      "helpers).",
      seed, seeds);
  std::string text =
      "# Plans: optimal against simpler rules\n\n" + note +
      " Means over towns. Made by `bench_matching_quality`; what the columns mean is in "
      "bench/README.md.\n\n";
  for (const auto mix : {Mix::everyday, Mix::frontline}) {
    const bool everyday = mix == Mix::everyday;
    std::vector<Row> rows;
    for (const auto size : sizes)
      if (size.needs <= largest && (everyday || size.needs <= 6'000))
        rows.push_back(
            measured(size, mix, seed, size.needs > 6'000 || size.helpers > 20'000 ? 1 : seeds));
    const std::string title = everyday ? "Everyday needs" : "Front-line needs, 70 % childcare";
    text += "## " + title + "\n\n" + report(rows) +
            "At least 15 % more needs served than En première ligne as intended:\n\n" +
            verdicts(rows);
    const std::string name = everyday ? "quality_everyday.svg" : "quality_frontline.svg";
    text += "![" + title + ": share served by method](" + name + ")\n\n";
    write(out + "/" + name, svg(picture(rows, title + ": who finds somebody", note)));
  }
  text.pop_back();
  write(out + "/quality.md", text);
}
