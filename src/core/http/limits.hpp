#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/http/access.hpp"
#include "core/util/time.hpp"

namespace palier::http {

/// Budgets per address and per account, as token buckets in this node's memory. The rates, a
/// minute: sign_in 10, posting 20, messages 30, search 120; sign_in_account 5 in a quarter of an
/// hour, for what is typed at sign-in. [rates] in the configuration overrides them; 0 turns one
/// off. An address is shared by a household, a school, a whole mobile network: once signed in, the
/// account is held to the rate and the address to five times that. IPv6 counts by /64.
class Limiter {
 public:
  explicit Limiter(const std::map<std::string, int>& rates = {});

  /// 0 when allowed, else the seconds until it would be.
  int spend_address(Limit limit, std::string_view address, bool signed_in, Instant now);
  int spend_account(Limit limit, std::int64_t account, Instant now);
  int spend_key(Limit limit, std::string_view key, Instant now);

  std::size_t size() const;  ///< Buckets kept; never more than two generations of kGeneration.
  static constexpr std::size_t kGeneration = 50'000;

 private:
  struct Rate {
    double tokens = 0;  ///< Also the most that can be saved up.
    std::chrono::seconds per{60};
  };
  struct Bucket {
    double tokens;
    Instant at;
  };
  int spend(const Rate& rate, std::string key, Instant now);
  Rate rate(Limit limit, bool account) const;

  std::map<std::string, int, std::less<>> rates_;
  mutable std::mutex mutex_;
  // Two generations: when the young one is full the old one is forgotten whole. A bucket in use
  // moves to the young one, so only idle ones go, and memory is bounded whatever comes.
  std::unordered_map<std::string, Bucket> young_, old_;
};

/// "203.0.113.7" as it is; an IPv6 address as its first 64 bits.
std::string network_of(std::string_view address);

}  // namespace palier::http
