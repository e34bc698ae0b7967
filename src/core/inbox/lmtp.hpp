#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/inbox/inbox.hpp"

namespace palier::inbox {

/// The keeper's mail server hands answers in here (LMTP, RFC 2033): a server on a thread of its
/// own, for one trusted client on the same machine or network, that still holds it to limits.
class Lmtp {
 public:
  struct Limits {
    std::size_t message_bytes = 15 * 1024 * 1024;
    std::size_t line_bytes = 2048;  ///< Of a command.
    std::size_t recipients = 50;    ///< Of one message.
    int connections = 16;
    std::size_t held_bytes = 64 * 1024 * 1024;  ///< Of all messages that are coming in.
    std::chrono::milliseconds idle{60'000};     ///< Between two pieces.
    std::chrono::milliseconds session{900'000};
    int mistakes = 10;
  };
  struct Calls {
    std::function<Replies::Answer(std::string_view recipient)> recipient;
    std::function<Replies::Answer(std::string_view recipient, std::string_view message)> deliver;
  };

  /// `listen`: "unix:/path" (made, mode 0660) or "HOST:PORT". Throws std::runtime_error in words
  /// for a keeper where it cannot listen there.
  Lmtp(const std::string& listen, Calls calls, Limits limits);
  Lmtp(const std::string& listen, Calls calls) : Lmtp(listen, std::move(calls), Limits{}) {}
  ~Lmtp();  ///< Closes; a message not answered with 250 is the mail server's still.
  Lmtp(const Lmtp&) = delete;
  Lmtp& operator=(const Lmtp&) = delete;

  int port() const;  ///< 0 for a Unix socket.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::inbox
