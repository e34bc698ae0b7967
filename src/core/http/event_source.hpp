#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "core/http/events.hpp"

namespace palier::http {

/// What an event stream's two ends share: the channel's, on any thread, and the connection's.
class EventSource {
 public:
  static constexpr std::size_t kUnsentLimit = 256 * 1024;

  EventSource();
  /// The connection's end goes: the channel is closed, on_close runs.
  ~EventSource();

  std::shared_ptr<Channel> channel() const;

  /// `wake` is called, from any thread and under a lock, when there is something to take or an end
  /// to see; it must only post.
  void attach(std::function<void()> wake);
  /// Bytes to send next, at most once until sent() is called; "" if there are none.
  std::string take();
  void sent();
  /// Nothing more will come: what take() gives is the last.
  bool ending() const;
  /// The reader is too slow: drop the connection without sending the rest.
  bool cut() const;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

/// "id: …\nevent: …\ndata: …\n\n", one data line for each line of data. Line breaks in id and name
/// are dropped.
std::string format(const ServerEvent& event);

}  // namespace palier::http
