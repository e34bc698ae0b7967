#include "features/matching/asking.hpp"

#include <algorithm>
#include <cmath>

namespace palier::matching {
namespace {

/// One place in so many goes to a newcomer.
constexpr std::uint64_t kNewcomerEvery = 20;
/// How long somebody stays who does not leave over a request, and the most a week that they are
/// counted on for; with kUrgentWorth tuned on seeds 1 to 20 of bench/matching.
constexpr double kFutureWeeks = 70, kMostAWeek = 0.25;
constexpr double kSeenWeeks = 100, kSeenYeses = 10;
/// What an urgent need is worth, where another is worth one.
constexpr double kUrgentWorth = 1.7;

double share(double x) {
  return x > 0 ? std::min(x, 1.0) : 0;
}  // A NaN is nothing.

/// SplitMix64's finisher (Steele, Lea, Flood, 2014): every bit of a key stirs every bit.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

struct Ranked {
  std::size_t index;
  double score;
  std::uint64_t draw;  ///< Of this helper in this wave; the same wherever they stand in the list.
};

/// Best first. Scores are read in steps of kNearTie, within which the draw decides: comparing
/// differences instead would not be an order.
std::vector<Ranked> ranked(std::span<const Candidate> candidates, std::uint64_t seed) {
  std::vector<Ranked> out;
  out.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& c = candidates[i];
    const double gain = share(c.rested) * share(c.rate) - std::min(std::max(c.price, 0.0), 1e6);
    out.push_back({i, std::isnan(gain) ? -1e6 : std::floor(gain / kNearTie),
                   mixed(seed ^ mixed(static_cast<std::uint64_t>(c.helper)))});
  }
  std::sort(out.begin(), out.end(), [&](const Ranked& a, const Ranked& b) {
    const bool pa = candidates[a.index].planned, pb = candidates[b.index].planned;
    if (pa != pb) return pa;
    if (a.score != b.score) return a.score > b.score;
    if (a.draw != b.draw) return a.draw < b.draw;
    return a.index < b.index;
  });
  return out;
}

/// A newcomer who is asked in this place instead of the best, by a draw; or nobody.
std::size_t newcomer_for(const std::vector<Ranked>& order, std::span<const Candidate> candidates,
                         const std::vector<bool>& asked, std::uint64_t draw) {
  if (draw % kNewcomerEvery != 0) return candidates.size();
  std::size_t best = candidates.size();
  std::uint64_t lowest = 0;
  for (const auto& r : order) {
    if (!candidates[r.index].newcomer || asked[r.index]) continue;
    if (best == candidates.size() || r.draw < lowest) best = r.index, lowest = r.draw;
  }
  return best;
}

}  // namespace

double recovery(double days, double q) {
  if (std::isnan(days) || days <= 0) return 0;
  return share(1 - std::pow(1 - share(q), days));
}

double next_price(double price, int asked, double rest_days, double elapsed_days, double step) {
  const double next = price + step * (asked * rest_days - elapsed_days);
  return next > 0 ? next : 0;
}

double still_coming(double chance, double minutes) {
  const double p = share(chance);
  if (p >= 1) return 1;
  const double late = p * std::exp2(-std::max(0.0, minutes) / kAnswerHalf);
  return share(late / (1 - p + late));
}

int wave_minutes(bool urgent, int wave) {
  return urgent && wave * kWaveMinutesUrgent < kUrgentMinutes ? kWaveMinutesUrgent : kWaveMinutes;
}

double ask_cost(double asks, double left, double yeses, double helper_weeks) {
  const auto count = [](double x) { return x > 0 ? x : 0; };  // A NaN is nothing.
  // As if a hundred had been asked before and none had left; nobody is counted on for too much.
  const double leaving = share(count(left) / (count(asks) + 100));
  // And as if a hundred weeks had been seen in which people helped once in ten: in a place that is
  // a day old, a few yeses in a few hours say nothing of the weeks to come, and one who leaves must
  // not silence all requests.
  const double a_week =
      std::min(kMostAWeek, share((count(yeses) + kSeenYeses) / (count(helper_weeks) + kSeenWeeks)));
  return kAskCost + leaving * a_week * kFutureWeeks;
}

std::vector<std::size_t> whom_to_ask(std::span<const Candidate> candidates, const Asking& asking) {
  std::vector<std::size_t> out;
  if (candidates.empty() || asking.most < 1) return out;
  const double enough = asking.urgent ? kEnoughUrgent : kEnough;
  double left = std::isnan(asking.left) ? 1 : share(asking.left);
  const double worth_of_one = asking.urgent ? kUrgentWorth : 1;
  const double cost = asking.cost > 0 ? asking.cost : 0;
  const auto order = ranked(candidates, asking.seed);
  std::vector<bool> asked(candidates.size());
  const auto ask = [&](std::size_t i) {
    asked[i] = true;
    out.push_back(i);
    left *= 1 - share(candidates[i].rested) * share(candidates[i].rate);
  };

  for (const auto& next : order) {
    if (out.size() >= static_cast<std::size_t>(asking.most)) break;
    if (!out.empty() && left <= enough) break;
    if (asked[next.index]) continue;
    const auto& c = candidates[next.index];
    const bool worth =
        worth_of_one * left * share(c.rested) * share(c.rate) >= std::max(c.price, 0.0) + cost;
    if (!worth && !c.planned) continue;
    const auto newcomer =
        asking.urgent || c.planned
            ? candidates.size()
            : newcomer_for(order, candidates, asked, mixed(asking.seed + out.size()));
    ask(newcomer < candidates.size() ? newcomer : next.index);
  }
  if (out.empty() && asking.least > 0) ask(order.front().index);
  return out;
}

}  // namespace palier::matching
