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
  /// What level 4 of the cost is for the pair, in 10 m units: arc_cost()'s, to the unit.
  std::int64_t price(int n, int h) const;
  /// The same within a few units, at a fraction of the time: to tell the nearer.
  double rough_price(int n, int h) const;

  /// As meeting_blocks(), with a number that every mention of the block's name has.
  struct Meeting {
    int index = kNoBlock;
    int number = kNoBlock;
  };
  void meet(int n, int h, std::vector<Meeting>& out) const;
  /// Whether either lists blocks.
  bool timed(int n, int h) const {
    return bits_of(n).timed || helper_bits_[static_cast<std::size_t>(h)].timed;
  }
  int blocks() const { return static_cast<int>(block_words_.size()); }
  std::string_view block(int number) const {
    return block_words_[static_cast<std::size_t>(number)];
  }

  /// Needs sorted by cell, those that can be met from anywhere left out.
  const std::vector<int>& by_place() const { return by_place_; }
  const std::vector<std::int64_t>& cells() const { return cells_; }
  /// Helpers in the order of their cells: neighbours look at the same needs, while they are cached.
  const std::vector<int>& helpers_by_place() const { return helpers_by_place_; }
  /// Calls look(need) for needs of the kinds that a helper does: all, or only those that can be met
  /// from anywhere.
  template <class Look>
  void of_kinds(int h, bool only_anywhere, Look&& look) const {
    const std::uint64_t kinds = helper_bits_[static_cast<std::size_t>(h)].kinds;
    for (std::size_t k = 0; k < of_kind_.size(); ++k) {
      if (bits_ && !(kinds >> k & 1)) continue;
      for (const int n : of_kind_[k].anywhere) look(n);
      if (!only_anywhere)
        for (const int n : of_kind_[k].placed) look(n);
    }
  }

 private:
  struct NeedBits {
    std::uint64_t kind = 0, languages = 0, blocks = 0, ages = 0;
    double x = 0, y = 0, z = 0;
    int household = 0, kind_number = 0, children = 0;
    bool anywhere = false, verified = false, vulnerable = false, childcare = false;
    bool speaks = false, timed = false, kept_apart = false;
  };
  struct HelperBits {
    std::uint64_t kinds = 0, languages = 0, blocks = 0, ages = 0;
    double x = 0, y = 0, z = 0;
    double inner2 = 5, outer2 = 5;  ///< Squared chords of the radius less and plus a centimetre.
    int household = 0, most_children = 1 << 30;
    int scarcity = -1;  ///< Which row.
    bool verified = false, vulnerable = false, speaks = false, timed = false;
  };
  struct Kind {
    std::vector<int> placed, anywhere;
  };

  const NeedBits& bits_of(int n) const { return need_bits_[static_cast<std::size_t>(n)]; }
  double chord2(const NeedBits& a, const HelperBits& b) const {
    const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
    return dx * dx + dy * dy + dz * dz;
  }
  int scarcity(int n, int h) const;
  void sort_by_place();
  void rate_skills(const std::vector<std::string>& kinds, const Basis& basis);

  const Instance& in_;
  bool bits_ = true;  ///< Every sort of word fits into 64.
  std::vector<NeedBits> need_bits_;
  std::vector<HelperBits> helper_bits_;
  std::vector<std::vector<int>> need_blocks_, helper_blocks_;  ///< Numbers, as they are listed.
  std::vector<std::string> block_words_;
  std::vector<std::vector<int>> scarcity_;  ///< By set of skills, then by kind.
  std::unordered_set<std::uint64_t> apart_;
  std::vector<int> by_place_, helpers_by_place_;
  std::vector<Kind> of_kind_;
  std::vector<std::int64_t> cells_;
};

}  // namespace palier::matching
