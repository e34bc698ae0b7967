#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/http/proxies.hpp"

namespace palier::http {

/// How many connections there are, in all and from each address. An IPv6 home has a /64 to itself,
/// so that counts as one address.
class Census {
 public:
  Census(std::size_t most, std::size_t most_per_address)
      : most_(most), most_per_address_(most_per_address) {}

  /// False where one more would be too many. A trusted proxy speaks for many and is counted only in
  /// the total.
  bool enter(const std::string& key) {
    std::lock_guard hold(lock_);
    if (total_ >= most_) return false;
    if (!key.empty()) {
      std::size_t& here = by_address_[key];
      if (here >= most_per_address_) return false;
      ++here;
    }
    ++total_;
    return true;
  }

  void leave(const std::string& key) {
    std::lock_guard hold(lock_);
    if (auto at = by_address_.find(key); at != by_address_.end() && --at->second == 0)
      by_address_.erase(at);
    if (--total_ == 0) empty_.notify_all();
  }

  std::size_t total() const {
    std::lock_guard hold(lock_);
    return total_;
  }

  /// True once nobody is left, false if that takes longer.
  bool wait_until_empty(std::chrono::milliseconds at_most) {
    std::unique_lock hold(lock_);
    return empty_.wait_for(hold, at_most, [this] { return total_ == 0; });
  }

  static std::string key(const Address& address) {
    if (address.is_v4()) {
      const auto b = address.to_v4().to_bytes();
      return {b.begin(), b.end()};
    }
    const auto b = address.to_v6().to_bytes();
    return {b.begin(), b.begin() + 8};
  }

 private:
  const std::size_t most_;
  const std::size_t most_per_address_;
  mutable std::mutex lock_;
  std::condition_variable empty_;
  std::size_t total_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace palier::http
