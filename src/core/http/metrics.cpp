#include "core/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

#include "core/http/router.hpp"

namespace palier::http {

namespace {

constexpr std::array<const char*, 5> kClasses{"1xx", "2xx", "3xx", "4xx", "5xx"};

const prometheus::Histogram::BucketBoundaries& latency_buckets() {
  static const prometheus::Histogram::BucketBoundaries seconds{
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return seconds;
}

struct Reading {
  std::string help;
  prometheus::MetricType type;
  std::function<double()> read;
};

}  // namespace

struct Metrics::Impl {
  struct OfRoute {
    std::array<prometheus::Counter*, kClasses.size()> by_class{};
    prometheus::Histogram* latency = nullptr;
  };

  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("palier_http_requests_total")
                                                          .Help("Requests answered")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& latencies =
      prometheus::BuildHistogram()
          .Name("palier_http_request_seconds")
          .Help("From the request's last byte to the answer's last")
          .Register(registry);
  std::map<std::string, OfRoute, std::less<>> routes;  ///< Not changed after start.
  mutable std::mutex lock;
  std::map<std::string, Reading, std::less<>> readings;

  void add(const std::string& pattern) {
    OfRoute& at = routes[pattern];
    if (at.latency) return;
    const std::string label = pattern.empty() ? "other" : pattern;
    for (std::size_t i = 0; i < kClasses.size(); ++i)
      at.by_class[i] = &requests.Add({{"route", label}, {"status", kClasses[i]}});
    at.latency = &latencies.Add({{"route", label}}, latency_buckets());
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {
  impl_->add("");
}
Metrics::~Metrics() = default;

void Metrics::gauge(std::string name, std::string help, std::function<double()> read) {
  std::lock_guard hold(impl_->lock);
  impl_->readings[std::move(name)] = {std::move(help), prometheus::MetricType::Gauge,
                                      std::move(read)};
}

void Metrics::counter(std::string name, std::string help, std::function<double()> read) {
  std::lock_guard hold(impl_->lock);
  impl_->readings[std::move(name)] = {std::move(help), prometheus::MetricType::Counter,
                                      std::move(read)};
}

void Metrics::forget(std::string_view name) {
  std::lock_guard hold(impl_->lock);
  if (auto at = impl_->readings.find(name); at != impl_->readings.end()) impl_->readings.erase(at);
}

void Metrics::expect(const Router& router) {
  for (const auto& route : router.routes()) impl_->add(route->pattern);
}

void Metrics::request(std::string_view route, int status, std::chrono::nanoseconds took) {
  auto at = impl_->routes.find(route);
  if (at == impl_->routes.end()) at = impl_->routes.find("");
  const int family = status / 100;
  at->second.by_class[static_cast<std::size_t>(family >= 1 && family <= 5 ? family - 1 : 4)]
      ->Increment();
  at->second.latency->Observe(std::chrono::duration<double>(took).count());
}

std::string Metrics::text() const {
  auto families = impl_->registry.Collect();
  // Routes nobody has asked for yet would be most of the text.
  for (auto& family : families)
    std::erase_if(family.metric, [&](const prometheus::ClientMetric& m) {
      return family.type == prometheus::MetricType::Histogram ? m.histogram.sample_count == 0
                                                              : m.counter.value == 0;
    });
  {
    std::lock_guard hold(impl_->lock);
    for (const auto& [name, reading] : impl_->readings) {
      prometheus::MetricFamily family{name, reading.help, reading.type, {}};
      prometheus::ClientMetric metric;
      (reading.type == prometheus::MetricType::Counter ? metric.counter.value
                                                       : metric.gauge.value) = reading.read();
      family.metric.push_back(std::move(metric));
      families.push_back(std::move(family));
    }
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace palier::http
