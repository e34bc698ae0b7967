#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace palier::http {

class Router;

/// The node's figures, in Prometheus' text format on the metrics listener. Thread-safe. Names
/// follow Prometheus' customs: palier_jobs_waiting, palier_mail_sent_total, palier_db_busy_seconds.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// A figure read when it is asked for, on the metrics listener's thread: `read` must be quick and
  /// live as long as this, or until forget().
  void gauge(std::string name, std::string help, std::function<double()> read);
  /// The same for a count that only grows.
  void counter(std::string name, std::string help, std::function<double()> read);
  void forget(std::string_view name);

  /// Room for the routes' figures, so that request() finds them without a lock. Before start.
  void expect(const Router& router);
  /// A request answered. `route` is a pattern the router knows, or "" for everything else.
  void request(std::string_view route, int status, std::chrono::nanoseconds took);

  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::http
