#pragma once

#include <memory>

#include "core/config/config.hpp"

namespace spdlog::sinks {
class sink;
}
namespace spdlog::details {
class thread_pool;
}

namespace palier {

/// The program's log, from its making to its end: one line an event on standard error, with time,
/// level, and key=value pairs or JSON. What is logged carries no name, contact, address, cookie,
/// token or text that somebody wrote.
///
/// Lines are written by a thread of their own, so that a terminal or pipe that nobody reads stops
/// no request; when more wait than the queue holds, the oldest are dropped.
class Log {
 public:
  /// Tests may give another place to write to. Made after signals are blocked: the thread inherits
  /// the mask.
  explicit Log(const Config& config, std::shared_ptr<spdlog::sinks::sink> sink = nullptr);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// Waits until all that was logged is written; later lines are lost. For an end by std::_Exit.
  void close();

  static constexpr std::size_t kQueue = 2048;

 private:
  std::shared_ptr<spdlog::details::thread_pool> thread_;
};

}  // namespace palier
