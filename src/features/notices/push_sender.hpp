#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::notices {

/// What a keeper may set about web push ([push] in the configuration).
struct PushOptions {
  bool enabled = true;
  bool private_networks = false;  ///< Tests and closed networks: also to addresses inside.
  std::string ca_file;            ///< PEM roots to trust; "" for the system's.
  std::chrono::milliseconds patience{15'000};
};

/// Where a browser's push service is: https and a name outside, as far as its text tells. What the
/// name leads to is looked at when it is called.
struct Endpoint {
  std::string url;
  std::string origin;  ///< "https://push.example.net", with the port where it is not 443.
};
/// "" in `origin` where it may not be one.
Endpoint endpoint_of(std::string_view url, const PushOptions& options);

/// Whether a packet to this address stays inside: loopback, private, link-local, shared, multicast
/// and unspecified ones, also as IPv6 writes them. `address` is as getaddrinfo gives it, in text.
bool inside(std::string_view address);

/// How a push service answered.
struct PushAnswer {
  int status = 0;                      ///< 0: it was not reached.
  std::chrono::seconds retry_after{};  ///< 0 where it does not say.
  std::string trouble;                 ///< For the log; never the endpoint, which is a secret.
};

/// Posts one sealed message (RFC 8030 §5). Follows no redirect, uses no proxy, reads at most 16 KB
/// of the answer, and connects to nothing inside. Blocks for at most the patience. Thread-safe.
PushAnswer post_push(const PushOptions& options, const Endpoint& endpoint, std::string_view body,
                     const std::vector<std::pair<std::string, std::string>>& headers);

}  // namespace palier::notices
