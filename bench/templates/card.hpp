#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace palier::bench {

struct Card {
  std::int64_t id = 0;
  std::string title, author, when, distance, text;
  std::vector<std::string> tags;
  bool urgent = false;
};

}  // namespace palier::bench
