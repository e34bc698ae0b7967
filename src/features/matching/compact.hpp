#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "features/matching/costs.hpp"
#include "features/matching/rules.hpp"

namespace palier::matching {

/// An instance with its words turned into bits, so that a pair is judged in a few nanoseconds: the
/// same answers as rules.hpp, which it falls back on where an instance has more than 64 different
/// words of one sort. Positions are those of the instance.
class Compact {
 public:
  /// The instance must outlive it.
  Compact(const Instance& instance, const Basis& basis);

  const Instance& instance() const { return in_; }
  int needs() const { return static_cast<int>(in_.needs.size()); }
  int helpers() const { return static_cast<int>(in_.helpers.size()); }
  const Need& need(int n) const { return in_.needs[static_cast<std::size_t>(n)]; }
  const Helper& helper(int h) const { return in_.helpers[static_cast<std::size_t>(h)]; }

  /// As rules.hpp's barred(), blocked pairs included.
  std::optional<Bar> barred(int n, int h) const;
  /// What level 4 of the cost is for the pair, in 10 m units.
  std::int64_t price(int n, int h) const;

  /// Needs sorted by cell, those that can be met from anywhere left out; and those.
  const std::vector<int>& by_place() const { return by_place_; }
  const std::vector<std::int64_t>& cells() const { return cells_; }
  const std::vector<int>& anywhere() const { return anywhere_; }

 private:
  struct NeedBits {
    std::uint64_t kind = 0, languages = 0, blocks = 0, ages = 0;
    int household = 0, kind_number = 0;
    bool anywhere = false, verified = false, vulnerable = false, childcare = false;
    bool speaks = false, timed = false, kept_apart = false;
    double x = 0, y = 0, z = 0;
  };
  struct HelperBits {
    std::uint64_t kinds = 0, languages = 0, blocks = 0, ages = 0;
    int household = 0;
    bool verified = false, vulnerable = false, speaks = false, timed = false;
    double inner2 = 5, outer2 = 5;  ///< Squared chords of the radius less and plus a centimetre.
    double x = 0, y = 0, z = 0;
  };

  const Instance& in_;
  bool bits_ = true;  ///< Every sort of word fits into 64.
  std::vector<NeedBits> need_bits_;
  std::vector<HelperBits> helper_bits_;
  std::vector<std::vector<int>> scarcity_;  ///< By helper where kinds fit, then by kind number.
  std::unordered_set<std::uint64_t> apart_;
  std::vector<int> by_place_, anywhere_;
  std::vector<std::int64_t> cells_;
  Basis basis_;
};

}  // namespace palier::matching
