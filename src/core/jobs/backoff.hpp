#pragma once

#include <chrono>
#include <cstddef>

namespace palier::jobs {

/// How long after the n-th failed attempt (from 1) the next one comes, before jitter.
constexpr std::chrono::seconds backoff(int attempt) {
  using namespace std::chrono_literals;
  constexpr std::chrono::seconds kSteps[] = {10s, 1min, 5min, 30min, 2h, 6h};
  constexpr int kLast = static_cast<int>(std::size(kSteps)) - 1;
  return kSteps[attempt < 1 ? 0 : attempt - 1 > kLast ? kLast : attempt - 1];
}

}  // namespace palier::jobs
