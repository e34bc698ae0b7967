#pragma once

#include <string>
#include <string_view>

#include "core/http/response.hpp"

namespace palier::http {

/// "Not Found" for 404.
std::string_view reason(int status);

struct WireOptions {
  bool keep_alive = true;
  bool http10 = false;
  bool until_close = false;  ///< The body's end is the connection's: no Content-Length.
  bool chunked = false;      ///< The body comes in chunks (RFC 9112 §7.1).
  std::string_view request_id;
};

/// The status line and headers of a response, with the empty line: what is sent before the body. A
/// header whose name or value could start another line is left out.
std::string head_of(const Response& response, const WireOptions& options);

/// A piece of a chunked body; of nothing, the chunk that ends it.
std::string chunk_of(std::string_view piece);

/// A refusal in plain text, in English: what talks HTTP this badly is a program.
Response plain_answer(int status, bool api = false);

/// The bytes to send after the head: still, or body.
inline std::string_view payload(const Response& r) {
  return r.still.empty() ? std::string_view(r.body) : r.still;
}

}  // namespace palier::http
