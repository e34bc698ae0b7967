#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::http {

class EventSource;  // core/http/event_source.hpp

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// Bytes that live as long as the program (an embedded asset), sent instead of body when not
  /// empty.
  std::string_view still;
  /// Set for a stream of server-sent events; body is then empty.
  std::shared_ptr<EventSource> events;
  /// A body too long to hold: called on worker threads, one call at a time, until it answers "";
  /// the next call waits until the reader has taken the piece before. `body` is then empty. A throw
  /// ends the connection without the last chunk, so that nobody takes half a file for the whole.
  std::function<std::string()> pieces;

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

Response page(std::string html, int status = 200);
Response json(std::string text, int status = 200);
Response text(std::string body, std::string_view type, int status = 200);
/// 303 to a path of this site ("/needs/5"). Anything that is not a local path is refused and goes
/// to "/" instead, so that a "return to" parameter cannot lead elsewhere.
Response see_other(std::string_view local_path);
/// A file to keep: Content-Disposition with an RFC 6266 name.
Response download(std::string body, std::string_view type, std::string_view filename);

/// Refusals that a handler may throw from any depth; the error boundary turns them into a page or
/// problem details in the visitor's language.
struct Refused {
  int status;           ///< 400, 403, 404, 409, 410, 413, 429 …
  int retry_after = 0;  ///< Seconds, for 429 and 503.
};
[[noreturn]] void not_found();
[[noreturn]] void forbidden();

}  // namespace palier::http
