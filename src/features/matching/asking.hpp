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
  /// `rested` as it was when they were asked: the silence of somebody who may not have been
  /// listening says less than that of somebody who was. No answer within a day is a no.
  void answered(bool accepted, double rested = 1) {
    (accepted ? yes : no) += accepted ? 1 : rested;
  }
};

/// How rested somebody is `days` after they were last asked: 1 − (1−q)^days. `q` is the least
/// discrete hazard rate of the time a request keeps somebody inactive (Manshadi & Rodilitz,
/// "Online Policies for Efficient Volunteer Crowdsourcing", Management Science 2022). Never asked:
/// 1. Between 0 and 1 whatever is given.
double recovery(double days, double q);
inline constexpr double kRestRate = 0.3;

/// What asking somebody now costs later, in expected needs met: the dual price of their attention.
/// A dual step: price ← max(0, price + step · (asked · rest_days − elapsed_days)).
double next_price(double price, int asked, double rest_days, double elapsed_days,
                  double step = 0.002);

/// The chance that somebody who was asked `minutes` ago and has kept silent still says yes, where
/// `chance` was that chance (rested·rate). Half of those who come answer within half an hour, half
/// of the rest in the next: after four hours next to nobody is waited for.
double still_coming(double chance, double minutes);
inline constexpr double kAnswerHalf = 30;

/// Somebody who could be asked about this need.
struct Candidate {
  std::int64_t helper = 0;
  double rate = 0.25;     ///< p: the chance that they say yes, rested.
  double rested = 1;      ///< a: recovery().
  double price = 0;       ///< μ.
  bool planned = false;   ///< The best plan gives them this need: they come first.
  bool newcomer = false;  ///< Never asked yet.
};

/// What one more request costs whoever gets it, in needs met: a nuisance, and the chance that it
/// makes them leave (from what was seen so far: requests, and people who then asked not
/// to be asked again) times what they would still have done in a year and a third (yeses a helper
/// and week). Learnt at night; kAskCost until something was seen.
double ask_cost(double asks, double left, double yeses, double helper_weeks);
inline constexpr double kAskCost = 0.09;

/// Few enough chances that nobody comes: nobody more is asked.
inline constexpr double kEnoughUrgent = 0.05;
inline constexpr double kEnough = 0.2;
/// Candidates whose scores differ by less are as good as each other: the seed orders them.
inline constexpr double kNearTie = 0.01;

struct Asking {
  bool urgent = false;
  /// R so far: the chance that nobody already asked says yes, the product of 1 − still_coming()
  /// over those who have not answered. Where a decline is to be replaced: only while R is not
  /// enough.
  double left = 1;
  int most = 8;            ///< No more than these at once.
  int least = 1;           ///< 1 in the first wave; 0 later and where a decline is replaced.
  double cost = kAskCost;  ///< ask_cost(), as it was last night.
  std::uint64_t seed = 0;  ///< Breaks near-ties; the need's id and the wave.
};

/// Whom to ask now, by the online policy of docs/asking.md: sorted by rested·rate − price (those
/// planned before all others), added where left·rested·rate is worth price + cost (an urgent need
/// counts for 1.7), until the chance that nobody comes is at most kEnoughUrgent or kEnough. Answers
/// indexes into `candidates`, first to ask first; the same people for the same seed, in whatever
/// order they are given. About one place in twenty goes to a newcomer, never for an urgent need.
/// Where anybody can be asked, at least `least`.
std::vector<std::size_t> whom_to_ask(std::span<const Candidate> candidates, const Asking& asking);

/// When the next wave goes out if nobody has said yes: ten minutes after wave 0, 1, … of an urgent
/// need in its first two hours, four hours otherwise.
inline constexpr int kWaveMinutesUrgent = 10;
inline constexpr int kWaveMinutes = 240;
inline constexpr int kUrgentMinutes = 120;
int wave_minutes(bool urgent, int wave);

}  // namespace palier::matching
