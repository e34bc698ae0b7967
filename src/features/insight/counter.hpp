#pragma once

#include "features/insight/store.hpp"

namespace palier::insight {

/// Counts days from the tables of the rooms, through their faces. Whole days at a time, in place of
/// what was counted before: what runs twice or on two nodes counts once.
class Counter {
 public:
  Counter(const Core& core, Sources sources) : core_(core), from_(sources) {}

  /// Everything since the first neighbour joined where nothing was counted yet; else the days since
  /// the last one counted, and at least `again` days back.
  void run(places::TerritoryId t, int again);
  void count(places::TerritoryId t, Day from, Day to);

 private:
  const Core& core_;
  Sources from_;
};

}  // namespace palier::insight
