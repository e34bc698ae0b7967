// Whom to ask, and how often: Palier's policy against simpler ones and two of the literature's,
// over twelve weeks of a synthetic Paris.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "chart.hpp"
#include "simulate.hpp"

namespace {

using namespace palier::bench;

constexpr double kQ[] = {0.1, 0.3, 0.6};
constexpr double kLeaving[] = {0, 0.005, 0.02};

struct Place {
  const char* name;
  int helpers, needs_a_week;
};
constexpr Place kPlaces[] = {
    {"scarce", 600, 600}, {"busy", 2'000, 600}, {"steady", 2'000, 200}, {"outpouring", 2'000, 20}};

/// `quick`: those alone that the bar compares, for tuning.
std::vector<Named> policies(const ExAnte& plan, const Tuning& tuning, bool quick) {
  auto capped = tuning;
  capped.weekly = 3;
  std::vector<Named> out{
      {"Palier", [=](const auto& s, const auto&) { return palier_asks(s, tuning); }},
      {"Palier, at most 3 a week",
       [=](const auto& s, const auto&) { return palier_asks(s, capped); }},
      {"everyone", [](const auto&, const auto&) { return everyone(); }}};
  if (quick) return out;
  const std::vector<Named> more{
      {"nearest 3", [](const auto&, const auto&) { return nearest(3); }},
      {"nearest 5", [](const auto&, const auto&) { return nearest(5); }},
      {"nearest 10", [](const auto&, const auto&) { return nearest(10); }},
      {"nearest 5, in waves", [](const auto&, const auto&) { return nearest(5, true); }},
      {"first responders (5)", [](const auto&, const auto&) { return first_responders(5); }}};
  out.insert(out.end(), more.begin(), more.end());
  if (plan.solved) {
    out.push_back({"scaled-down (LP)",
                   [&](const auto& s, const auto&) { return scaled_down(plan, s.seed); }});
    out.push_back(
        {"sparse (LP)", [&](const auto& s, const auto&) { return sparse(plan, s.seed); }});
  }
  return out;
}

struct Row {
  People people;
  std::vector<std::string> names;
  std::vector<Outcome> outcomes;
  double lp = 0;     ///< What the LP, an upper bound without departures, would meet; 0: not solved.
  double bound = 0;  ///< The most that a third of everyone's requests can meet.
};

std::string thousands(int n) {
  return n < 1000 ? fmt::format("{}", n) : fmt::format("{},{:03}", n / 1000, n % 1000);
}

std::vector<Row> measured(const Place& place, int seed, int seeds, const Tuning& tuning,
                          bool quick) {
  std::vector<Row> rows;
  for (const double leaving : kLeaving)
    for (const double q : kQ) rows.push_back({{q, leaving}, {}, {}, 0, 0});
  for (int s = 0; s < seeds; ++s) {
    const auto begun = std::chrono::steady_clock::now();
    const auto here =
        scene(place.helpers, place.needs_a_week, static_cast<std::uint64_t>(seed + s));
    std::vector<ExAnte> plans;
    for (const double q : kQ) plans.push_back(quick ? ExAnte{} : ex_ante(here, q));
    for (std::size_t r = 0; r < rows.size(); ++r) {
      auto& row = rows[r];
      const auto& plan = plans[r % std::size(kQ)];
      const auto all = policies(plan, tuning, quick);
      row.outcomes.resize(all.size());
      row.names.clear();
      row.lp += plan.value / seeds;
      for (std::size_t p = 0; p < all.size(); ++p) {
        row.names.push_back(all[p].name);
        const auto policy = all[p].make(here, row.people);
        const auto outcome = simulate(here, row.people, *policy);
        row.outcomes[p] += outcome;
        if (all[p].name == "everyone") row.bound += most_met(here, outcome.asked / 3) / seeds;
      }
    }
    fmt::print(stderr, "{} seed {}: {:.1f} s\n", place.name, seed + s,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  }
  for (auto& row : rows)
    for (auto& o : row.outcomes) o = o.over(seeds);
  return rows;
}

std::string setting(const People& people) {
  return fmt::format("q {:.1f}, leaving {} %", people.q,
                     fmt::format("{:.1f}", 100 * people.leaving));
}

std::string report(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> lines{
      {"q", "leaving %", "policy", "urgent met in 2 h %", "met in 24 h %",
       "districts: least % / most %", "asks a helper and week", "95th percentile", "still there %",
       "listening %", "redundant yeses a need", "Gini"}};
  for (const auto& row : rows)
    for (std::size_t p = 0; p < row.outcomes.size(); ++p) {
      const auto& o = row.outcomes[p];
      lines.push_back({fmt::format("{:.1f}", row.people.q),
                       fmt::format("{:.1f}", 100 * row.people.leaving), row.names[p],
                       percent(o.met_2h), percent(o.met_24h),
                       percent(o.worst_district) + " / " + percent(o.best_district),
                       fmt::format("{:.2f}", o.mean), fmt::format("{:.2f}", o.p95),
                       percent(o.there), percent(o.listening), fmt::format("{:.2f}", o.redundant),
                       fmt::format("{:.3f}", o.gini)});
    }
  return table(lines);
}

std::string verdict(const Row& row, const Outcome& ours) {
  const auto& all = row.outcomes[2];
  const bool enough = ours.met_24h >= 0.97 * all.met_24h, few = 3 * ours.asked <= all.asked;
  if (enough && few) return "won";
  if (row.bound < 0.97 * all.met_24h) return "not possible";
  return enough ? "LOST: asks too many" : "LOST: meets too few";
}

std::vector<std::vector<std::string>> verdicts_of(const Place& place,
                                                  const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> lines;
  for (const auto& row : rows) {
    const auto &ours = row.outcomes[0], &capped = row.outcomes[1], &all = row.outcomes[2];
    lines.push_back({place.name, fmt::format("{:.1f}", row.people.q),
                     fmt::format("{:.1f}", 100 * row.people.leaving), percent(all.met_24h),
                     percent(ours.met_24h), percent(ours.met_24h / all.met_24h),
                     percent(ours.asked / all.asked),
                     percent(std::min(1.0, row.bound / all.met_24h)), verdict(row, ours),
                     percent(capped.met_24h / all.met_24h), percent(capped.asked / all.asked),
                     verdict(row, capped)});
  }
  return lines;
}

Panels picture(const Place& place, const std::vector<Row>& rows, const std::string& note) {
  Panels chart;
  chart.caption = {
      fmt::format("{} helpers, {} needs a week: needs met, and how often people are asked",
                  thousands(place.helpers), place.needs_a_week),
      "One panel for each pace at which people rest (q, a day) and each chance that a request "
      "makes somebody leave. High and to the left is best: needs met, people spared.",
      note};
  chart.across = "requests a helper and week";
  chart.up = "needs met within 24 hours";
  chart.series = rows.front().names;
  for (const auto& row : rows) {
    Panels::Panel panel{setting(row.people), {}};
    for (std::size_t p = 0; p < row.outcomes.size(); ++p)
      panel.dots.push_back({static_cast<int>(p), row.outcomes[p].mean, row.outcomes[p].met_24h});
    chart.panels.push_back(std::move(panel));
  }
  return chart;
}

/// The bar as a picture: a panel a place, a dot a row.
void add_bar(Panels& chart, const Place& place, const std::vector<Row>& rows) {
  Panels::Panel panel{place.name, {}};
  for (const auto& row : rows)
    for (int p = 0; p < 3; ++p) {
      const auto &o = row.outcomes[static_cast<std::size_t>(p)], &all = row.outcomes[2];
      panel.dots.push_back({p, 100 * o.asked / all.asked, o.met_24h / all.met_24h});
    }
  chart.panels.push_back(std::move(panel));
}

Panels empty_bar(const std::string& note) {
  Panels chart;
  chart.caption = {"What asking everyone meets, with a third of the requests",
                   "One panel a kind of place; a dot for each pace of rest and chance of leaving, "
                   "beside what asking everyone meets and sends (100 %).",
                   note};
  chart.across = "requests, in percent of everyone's";
  chart.up = "needs met within 24 hours, in percent of everyone's";
  chart.series = {"Palier", "Palier, at most 3 a week", "everyone"};
  chart.columns = 2;
  chart.good = "97 % of what everyone meets, with at most a third of the requests";
  chart.good_x = 100.0 / 3, chart.good_y = 0.97;
  return chart;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Whom to ask, in a synthetic Paris"};
  std::string out, only;
  int seed = 101, seeds = 5;
  Tuning tuning;
  bool quick = false;
  app.add_option("--out", out, "Folder for the tables and pictures")->required();
  app.add_option("--seed", seed, "First seed; 1 to 20 are for tuning");
  app.add_option("--seeds", seeds, "Towns a row");
  app.add_option("--only", only, "Only this place");
  app.add_option("--most", tuning.most, "At most so many at once");
  app.add_option("--most-urgent", tuning.most_urgent, "The same, where urgent");
  app.add_option("--step", tuning.step, "Of the price");
  app.add_flag("--quick", quick, "Only the policies that the bar compares");
  CLI11_PARSE(app, argc, argv);

  const std::string note =
      fmt::format("Synthetic Paris, twelve weeks, seeds {} to {}; means.", seed, seed + seeds - 1);
  std::string text =
      "# Whom to ask: Palier's policy against others\n\n" + note +
      " Made by `bench_matching_notify`; what the columns mean is in bench/README.md.\n\n";
  std::string tables;
  std::vector<std::vector<std::string>> verdicts{
      {"place", "q", "leaving %", "everyone meets %", "Palier meets %", "of everyone's met, %",
       "of everyone's asks, %", "a third of the asks could meet at most, %", "bar",
       "at most 3 a week: met, %", "asks, %", "bar, at most 3 a week"}};
  auto bar = empty_bar(note);
  for (const auto& place : kPlaces) {
    if (!only.empty() && only != place.name) continue;
    const auto rows = measured(place, seed, seeds, tuning, quick);
    add_bar(bar, place, rows);
    const auto lines = verdicts_of(place, rows);
    verdicts.insert(verdicts.end(), lines.begin(), lines.end());
    tables += fmt::format("## {}: {} helpers, {} needs a week\n\n", place.name,
                          thousands(place.helpers), place.needs_a_week) +
              report(rows);
    if (rows.front().lp > 0) {
      tables += "The LP would meet, of all needs:";
      for (std::size_t q = 0; q < std::size(kQ); ++q)
        tables += fmt::format("{} {} % (q {:.1f})", q == 0 ? "" : ",", percent(rows[q].lp), kQ[q]);
      tables += ".\n\n";
    }
    const std::string name = fmt::format("notify_{}.svg", place.name);
    tables += fmt::format("![{}: needs met against requests](", place.name) + name + ")\n\n";
    write(out + "/" + name, svg(picture(place, rows, note)));
  }
  write(out + "/notify_bar.svg", svg(bar));
  text += "## The bar: 97 % of what asking everyone meets, with a third of the requests\n\n" +
          table(verdicts) +
          "![Needs met against requests, in percent of everyone's](notify_bar.svg)\n\n" + tables;
  text.pop_back();
  write(out + "/notify.md", text);
}
