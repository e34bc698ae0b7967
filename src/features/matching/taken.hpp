#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "features/matching/rules.hpp"

namespace palier::matching {

/// Which helpers have room left, while a plan is made one meeting at a time.
class Taken {
 public:
  /// `most`: needs a helper takes at most, besides their capacity.
  explicit Taken(const Instance& instance, int most = 1 << 30)
      : in_(instance), most_(most), count_(instance.helpers.size()) {}

  bool has_room(int helper) const {
    const auto h = static_cast<std::size_t>(helper);
    return count_[h] < std::min(most_, in_.helpers[h].capacity.value_or(1 << 30));
  }
  /// Takes a place and the first free block in which the two can meet; nothing where there is none.
  std::optional<int> take(int need, int helper) {
    if (!has_room(helper)) return {};
    const Need& n = in_.needs[static_cast<std::size_t>(need)];
    const Helper& h = in_.helpers[static_cast<std::size_t>(helper)];
    for (const int block : meeting_blocks(n, h)) {
      if (block != kNoBlock && !busy_.emplace(helper, block_name(n, h, block)).second) continue;
      ++count_[static_cast<std::size_t>(helper)];
      return block;
    }
    return {};
  }

 private:
  const Instance& in_;
  int most_;
  std::vector<int> count_;
  std::set<std::pair<int, std::string_view>> busy_;
};

}  // namespace palier::matching
