#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace palier::bench {

/// What a stream of randomness is for. A draw depends on the seed and on what it is about, never on
/// what was drawn before: two policies meet the same town, the same needs, the same people's moods.
enum class For : std::uint64_t {
  skew = 1,
  need,
  helper,
  rate,
  arrival,
  answer,
  rest,
  leaving,
  coin
};

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014), begun
/// at a hash of its keys.
class Stream {
 public:
  Stream(std::uint64_t seed, For what, std::uint64_t a = 0, std::uint64_t b = 0)
      : state_(mixed(mixed(mixed(seed * 31 + static_cast<std::uint64_t>(what)) ^ a) ^ b)) {}

  std::uint64_t bits() { return mixed(state_ += 0x9E3779B97F4A7C15); }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }  ///< [0, 1)
  bool chance(double p) { return unit() < p; }
  int below(int n) { return static_cast<int>(unit() * n); }
  double exponential(double mean) { return -mean * std::log1p(-unit()); }
  double normal() {
    const double r = std::sqrt(exponential(2)), angle = 2 * std::numbers::pi * unit();
    return r * std::cos(angle);
  }
  double lognormal(double median, double sigma) { return median * std::exp(sigma * normal()); }

 private:
  static std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return (x ^ (x >> 31)) + 0x632BE59BD9B4E019;
  }
  std::uint64_t state_;
};

}  // namespace palier::bench
