#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ex_ante.hpp"
#include "scene.hpp"

namespace palier::bench {

/// What a site can know: who was asked when and said what; never who is listening.
struct Known {
  const Scene& scene;
  std::vector<double> last_asked;          ///< By helper, minutes; −1: never.
  std::vector<std::vector<double>> asks;   ///< By helper, when.
  std::vector<char> gone;                  ///< Left, and said so.
  std::vector<std::vector<double>> taken;  ///< By helper, when they took a need.
  std::vector<std::vector<int>> asked;     ///< By need.

  explicit Known(const Scene& s);
  bool can_be_asked(int helper, double now) const;  ///< There, with room this week.
  int asked_this_week(int helper, double now) const;
};

/// Whom to ask, and when again.
class Policy {
 public:
  virtual ~Policy() = default;
  /// Called as a need arrives (wave 0), at each further wave, and when somebody declined (wave −1).
  virtual std::vector<int> ask(const Known& known, int need, int wave, double now) = 0;
  /// Minutes until the next wave; 0: there is none.
  virtual double wave(bool /*urgent*/, int /*wave*/) const { return 0; }
  virtual bool replaces() const { return false; }
  virtual void answered(const Known&, int /*need*/, int /*helper*/, bool /*yes*/, double /*now*/) {}
  virtual void night(const Known&, double /*now*/) {}
};

struct Named {
  std::string name;
  std::function<std::unique_ptr<Policy>(const Scene&, const People&)> make;
};

std::unique_ptr<Policy> everyone();
/// In waves: another `k` every four hours (ten minutes where urgent).
std::unique_ptr<Policy> nearest(int k, bool in_waves = false);
/// The k who have said yes most often so far.
std::unique_ptr<Policy> first_responders(int k);
/// Manshadi and Rodilitz's two policies, from a solved LP that knows every true rate and q.
std::unique_ptr<Policy> scaled_down(const ExAnte& plan, std::uint64_t seed);
std::unique_ptr<Policy> sparse(const ExAnte& plan, std::uint64_t seed);

/// Palier's, out of the very functions the product calls. Knows neither rates nor q.
struct Tuning {
  int most = 8;
  int most_urgent = 8;
  int weekly = 1000;  ///< Asked no more often than that in seven days.
  double step = 0.002;
};
std::unique_ptr<Policy> palier_asks(const Scene& scene, const Tuning& tuning = {});

}  // namespace palier::bench
