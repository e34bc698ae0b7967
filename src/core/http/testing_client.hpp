#pragma once

#include <map>
#include <string>
#include <string_view>

namespace palier::http::testing {

/// An answer as it came over the wire.
struct Answer {
  int status = 0;                              ///< 0 if the connection ended first.
  std::map<std::string, std::string> headers;  ///< Names in lower case; the last of each.
  std::string body;
};

/// A client that sends exactly the bytes it is told to, over a blocking socket to 127.0.0.1; waits
/// at most 10 s for anything.
class Client {
 public:
  explicit Client(std::uint16_t port, const char* from = nullptr, int receive_buffer = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// False once the other side has gone.
  bool send(std::string_view bytes);
  /// The next answer; `head` for one to HEAD, which has no body.
  Answer receive(bool head = false);
  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  /// All bytes until the text comes or the connection ends.
  std::string receive_until(std::string_view text);
  /// True if the other side ends the connection within that time.
  bool ends_within(int milliseconds);
  void finish_sending();

 private:
  bool more();
  int socket_;
  std::string buffer_;
};

}  // namespace palier::http::testing
