#include "core/http/limits.hpp"

#include <arpa/inet.h>

#include <cmath>

namespace palier::http {
namespace {

std::string_view name(Limit limit) {
  switch (limit) {
    case Limit::none:
      return "none";
    case Limit::sign_in:
      return "sign_in";
    case Limit::posting:
      return "posting";
    case Limit::messages:
      return "messages";
    case Limit::search:
      return "search";
  }
  return "none";
}

constexpr int kSharedAddress = 5;

}  // namespace

Limiter::Limiter(const std::map<std::string, int>& rates)
    : rates_{{"sign_in", 10},
             {"sign_in_account", 5},
             {"posting", 20},
             {"messages", 30},
             {"search", 120}} {
  for (const auto& [key, value] : rates) rates_[key] = value;
}

Limiter::Rate Limiter::rate(Limit limit, bool account) const {
  if (limit == Limit::none) return {};
  // What is typed at sign-in is guarded more slowly than an address: codes are short.
  const bool slow = account && limit == Limit::sign_in;
  const auto found = rates_.find(slow ? "sign_in_account" : name(limit));
  if (found == rates_.end()) return {};
  return {static_cast<double>(found->second), std::chrono::seconds{slow ? 900 : 60}};
}

int Limiter::spend_address(Limit limit, std::string_view address, bool signed_in, Instant now) {
  Rate allowed = rate(limit, false);
  if (signed_in) allowed.tokens *= kSharedAddress;
  return spend(allowed,
               fmt::format("{}{}/a/{}", name(limit), signed_in ? "+" : "", network_of(address)),
               now);
}

int Limiter::spend_account(Limit limit, std::int64_t account, Instant now) {
  return spend(rate(limit, false), fmt::format("{}/p/{}", name(limit), account), now);
}

int Limiter::spend_key(Limit limit, std::string_view key, Instant now) {
  // Hashed, so that a long key costs no memory and an e-mail does not lie about in it.
  return spend(rate(limit, true),
               fmt::format("{}/k/{:x}", name(limit), std::hash<std::string_view>{}(key)), now);
}

int Limiter::spend(const Rate& allowed, std::string key, Instant now) {
  if (allowed.tokens <= 0) return 0;
  const double per_second = allowed.tokens / static_cast<double>(allowed.per.count());

  const std::lock_guard lock(mutex_);
  if (young_.size() >= kGeneration) {
    old_ = std::move(young_);
    young_.clear();
  }
  Bucket bucket{allowed.tokens, now};
  for (const auto* generation : {&young_, &old_})
    if (const auto it = generation->find(key); it != generation->end()) {
      bucket = it->second;
      break;
    }

  const double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  bucket.tokens = std::min(allowed.tokens, bucket.tokens + passed * per_second);
  bucket.at = now;
  const bool enough = bucket.tokens >= 1;
  if (enough) bucket.tokens -= 1;
  const double missing = 1 - bucket.tokens;
  young_.insert_or_assign(std::move(key), bucket);
  return enough ? 0 : std::max(1, static_cast<int>(std::ceil(missing / per_second)));
}

std::size_t Limiter::size() const {
  const std::lock_guard lock(mutex_);
  return young_.size() + old_.size();
}

std::string network_of(std::string_view address) {
  std::string text(address);
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return text;
  if (IN6_IS_ADDR_V4MAPPED(&v6))
    return fmt::format("{}.{}.{}.{}", v6.s6_addr[12], v6.s6_addr[13], v6.s6_addr[14],
                       v6.s6_addr[15]);
  std::string out;
  for (int i = 0; i < 8; ++i) out += fmt::format("{:02x}", v6.s6_addr[i]);
  return out + "/64";
}

}  // namespace palier::http
