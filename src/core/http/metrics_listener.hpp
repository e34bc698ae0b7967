#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/http/metrics.hpp"

namespace palier::http {

/// GET /metrics on a socket of its own, on a thread of its own, one visitor at a time, so that a
/// scrape waits neither for visitors nor they for it.
class MetricsListener {
 public:
  /// Throws std::runtime_error if `listen` is not on a loopback address or cannot be bound.
  MetricsListener(const std::string& listen, const Metrics& metrics);
  ~MetricsListener();
  std::uint16_t port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::http
