#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/decode.hpp"
#include "core/http/proxies.hpp"
#include "core/http/request.hpp"

namespace palier::http {

/// A request's head as the parser gives it.
struct Head {
  std::string method;
  std::string target;
  unsigned version = 11;  ///< 10 or 11.
  Pairs headers;          ///< Names in lower case.
};

/// What the head says about its body.
struct Framing {
  bool chunked = false;
  bool has_length = false;
  std::uint64_t length = 0;
  bool expects_continue = false;
};

/// What stands between two hops must agree on, checked: one valid Host, one way to know where the
/// body ends. 0 if fine, else the status to refuse with: 400, 417, 501, 505.
int check_framing(const Head& head, Framing& framing);

/// Head to request: method, path, query, visitor, origin. 0 if fine, else 400. `known` is false for
/// a method Palier has no name for; the rest is then filled all the same.
int read_head(Head&& head, const Address& peer, const Proxies& proxies, Request& request,
              bool& known);

/// Body to form and uploads, as its Content-Type says; other types stay raw. 0 if fine, else 400.
int read_body(Request& request);

/// 16 characters, drawn.
std::string new_request_id();

}  // namespace palier::http
