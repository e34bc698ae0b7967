#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/http/router.hpp"

namespace palier::http {

/// What the server is held to. The defaults are the ones documented in docs/keeper.md.
struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  std::size_t upload_bytes = 32 * 1024 * 1024;
  std::chrono::seconds header_time{10};
  std::chrono::seconds idle_time{30};
  std::chrono::seconds body_time{60};   ///< And one more for each 32 KB.
  std::chrono::seconds event_beat{20};  ///< Between comment lines on a quiet event stream.
  std::size_t connections_per_address = 64;
  std::size_t connections = 10'000;
  std::size_t pipelined = 16;  ///< Sent ahead without awaiting answers; then the connection closes.
  std::size_t waiting = 512;   ///< Requests queued for a worker before 503.
};

struct Options {
  std::string listen = "127.0.0.1:8080";
  std::string metrics_listen = "127.0.0.1:9090";  ///< "" for none. Only loopback is accepted.
  std::vector<std::string> proxies;  ///< Addresses or CIDRs whose X-Forwarded-* are believed.
  std::string public_url;  ///< "https://palier.example"; used in mails; Secure cookies if https.
  int io_threads = 0;      ///< 0: one per core.
  int workers = 0;         ///< 0: four per core.
  Limits limits;
};

/// What answers a request once it is read whole: the application (core/http/app.hpp). Called on a
/// worker thread. What it throws becomes a bare 500.
using Answer = std::function<Response(Request&&)>;

class Assets;   // core/http/assets.hpp
class Metrics;  // core/http/metrics.hpp

/// What else the server is given; all of it outlives the server.
struct Parts {
  /// Tells which routes take uploads and what a path's pattern is. Without one, nothing takes
  /// uploads and log lines say "-".
  const Router* router = nullptr;
  /// Answered on the io thread, under /assets/ and the fixed paths they declare.
  const Assets* assets = nullptr;
  /// Why this node is not ready ("" when it is): asked on a worker thread for /readyz.
  std::function<std::string()> not_ready;
  /// Where figures go; without one the server keeps its own.
  Metrics* metrics = nullptr;
};

/// The listener. It answers /healthz (always), /readyz and assets itself, refuses what breaks HTTP
/// with a plain 4xx, adds ETag, compression and X-Request-Id to what the application answers.
class Server {
 public:
  Server(Options options, Answer answer, Parts parts = {});
  ~Server();
  /// Returns once the port is bound; throws std::runtime_error with the reason if it cannot be.
  void start();
  /// Drains: no new connections, idle ones and event streams closed, requests under way answered.
  /// False if some handler was still running after `grace`: destroying the server then waits for
  /// it, so a program that must end calls std::_Exit instead.
  bool stop(std::chrono::seconds grace = std::chrono::seconds{9});
  std::uint16_t port() const;  ///< The one bound, where 0 was asked for.
  std::uint16_t metrics_port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::http
