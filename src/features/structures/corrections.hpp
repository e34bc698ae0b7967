#pragma once

#include <string>
#include <vector>

#include "features/structures/model.hpp"

namespace palier::structures {

/// A correction as whoever judges it sees it.
struct CorrectionView {
  std::string action, place, place_url, by, ago, note;
  struct Change {
    std::string label, before, after;
  };
  std::vector<Change> changes;
  bool own = false;
};

}  // namespace palier::structures
