#pragma once

#include "features/aid/room.hpp"

namespace palier::aid {

/// The page of a one-click link: the question, or what came of it.
struct StillPage {
  std::string heading, title, text, action, to;
  bool ask = false, agreed = false;
};

}  // namespace palier::aid
