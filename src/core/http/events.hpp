#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace palier::http {

/// One server-sent event (WHATWG HTML, "Server-sent events").
struct ServerEvent {
  std::string id;    ///< What Last-Event-ID brings back after a lost connection; may be empty.
  std::string name;  ///< The event's type; may be empty.
  std::string data;
};

/// A stream of events to one visitor. A handler makes one, keeps the Channel and returns the
/// response; the connection then costs no worker thread. A comment line goes out every 20 s.
/// publish() is thread-safe and never blocks: past 256 KB unsent the connection is closed, and the
/// browser comes back with Last-Event-ID.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual void publish(const ServerEvent& event) = 0;
  /// What was published before is still sent.
  virtual void close() = 0;
  virtual bool open() const = 0;
  /// Runs once when the visitor has gone, on a worker thread; at once if they have already.
  virtual void on_close(std::function<void()> action) = 0;
};

struct Response;
/// A response that streams what is published on the channel.
std::pair<Response, std::shared_ptr<Channel>> event_stream();

}  // namespace palier::http
