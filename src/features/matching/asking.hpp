#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace palier::matching {

/// How a helper answers to requests of one kind: a Beta prior and what was seen.
/// The prior has the mean of the field's experience, 0.25, and the weight of four requests.
struct ResponseRate {
  double yes = 1, no = 3;
  double mean() const { return yes / (yes + no); }
  void answered(bool accepted) { (accepted ? yes : no) += 1; }
};

/// How rested somebody is `days` after they were last asked: 1 − (1−q)^days. `q` is the least
/// discrete hazard rate of the time a request keeps somebody inactive (Manshadi & Rodilitz,
/// "Online Policies for Efficient Volunteer Crowdsourcing", Management Science 2022).
double recovery(double days, double q);
inline constexpr double kRestRate = 0.3;

/// What asking somebody now costs later, in expected needs met: the dual price of their attention.
/// A dual step: price ← max(0, price + step · (asked · rest_days − elapsed_days)).
double next_price(double price, int asked, double rest_days, double elapsed_days,
                  double step = 0.002);

/// Somebody who could be asked about this need.
struct Candidate {
  std::int64_t helper = 0;
  double rate = 0.25;     ///< p: the chance that they say yes, rested.
  double rested = 1;      ///< a: recovery().
  double price = 0;       ///< μ.
  bool planned = false;   ///< The best plan gives them this need: they come first.
  bool newcomer = false;  ///< Never asked yet.
};

struct Asking {
  bool urgent = false;
  double left = 1;         ///< R so far: the chance that nobody already asked says yes.
  int most = 8;            ///< No more than these at once.
  std::uint64_t seed = 0;  ///< Breaks near-ties; the need's id and the wave.
};

/// Whom to ask now, by the online policy of docs/matching.md: sorted by rested·rate − price, added
/// while left·rate ≥ price, until the chance that nobody comes is at most 0.05 (urgent) or 0.2.
/// Answers indexes into `candidates`, first to ask first. About one in twenty places goes to a
/// newcomer, never for an urgent need. Where anybody can be asked, at least one is.
std::vector<std::size_t> whom_to_ask(std::span<const Candidate> candidates, const Asking& asking);

/// When the next wave goes out if nobody has said yes.
inline constexpr int kWaveMinutesUrgent = 10;
inline constexpr int kWaveMinutes = 240;

}  // namespace palier::matching
