#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace palier {

/// A moment, in microseconds since 1970-01-01 UTC. The database keeps it as bigint.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

constexpr std::int64_t to_micros(Instant t) {
  return t.time_since_epoch().count();
}
constexpr Instant from_micros(std::int64_t us) {
  return Instant{std::chrono::microseconds{us}};
}

/// "2026-11-24T18:05:00Z" (RFC 3339), for JSON and feeds.
std::string rfc3339(Instant t);

/// Where "now" comes from: tests and the demo put their own in place.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
  }
};

/// A clock that stands still until it is moved; by any thread.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start = from_micros(1'790'000'000'000'000)) : now_(start) {}
  Instant now() const override { return now_.load(); }
  void advance(std::chrono::microseconds by) { now_.store(now_.load() + by); }
  void set(Instant t) { now_.store(t); }

 private:
  std::atomic<Instant> now_;
};

}  // namespace palier
