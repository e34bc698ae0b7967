#pragma once

#include "features/aid/room.hpp"

namespace palier::aid {

/// One's own page: what waits for a word first.
struct MinePage {
  struct Line {
    PublicView post;
    std::string state, note;
    int waiting = 0;
    std::string withdraw;  ///< Answers of one's own: where to withdraw.
    std::string thread;
  };
  struct Section {
    std::string title;
    std::vector<Line> lines;
  };
  std::vector<Section> sections;
};

}  // namespace palier::aid
