#include "core/http/limits.hpp"

#include <gtest/gtest.h>

namespace palier::http {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart = from_micros(1'790'000'000'000'000);

TEST(Limiter, LetsThroughTheRateThenSaysHowLongToWait) {
  Limiter limiter;
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(limiter.spend_address(Limit::sign_in, "192.0.2.1", false, kStart), 0);
  const int wait = limiter.spend_address(Limit::sign_in, "192.0.2.1", false, kStart);
  EXPECT_EQ(wait, 6);
  EXPECT_EQ(limiter.spend_address(Limit::sign_in, "192.0.2.2", false, kStart), 0);
  EXPECT_EQ(limiter.spend_address(Limit::sign_in, "192.0.2.1", false, kStart + 6s), 0);
  EXPECT_NE(limiter.spend_address(Limit::sign_in, "192.0.2.1", false, kStart + 6s), 0);
}

TEST(Limiter, GuardsWhatIsTypedAtSignInForAQuarterOfAnHour) {
  Limiter limiter;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.spend_key(Limit::sign_in, "a@b.fr", kStart), 0);
  EXPECT_EQ(limiter.spend_key(Limit::sign_in, "a@b.fr", kStart), 180);
  EXPECT_EQ(limiter.spend_key(Limit::sign_in, "a@b.fr", kStart + 3min), 0);
}

TEST(Limiter, AnAddressSharedByManyIsHeldMoreLooselyThanAnAccount) {
  Limiter limiter;
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(limiter.spend_address(Limit::posting, "192.0.2.1", true, kStart), 0);
  EXPECT_NE(limiter.spend_address(Limit::posting, "192.0.2.1", true, kStart), 0);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(limiter.spend_account(Limit::posting, 7, kStart), 0);
  EXPECT_NE(limiter.spend_account(Limit::posting, 7, kStart), 0);
}

TEST(Limiter, TheKeeperMaySetOrLiftARate) {
  Limiter limiter({{"search", 1}, {"posting", 0}});
  EXPECT_EQ(limiter.spend_account(Limit::search, 7, kStart), 0);
  EXPECT_NE(limiter.spend_account(Limit::search, 7, kStart), 0);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(limiter.spend_account(Limit::posting, 7, kStart), 0);
}

TEST(Limiter, ANetworkOfIpv6CountsAsOneAddress) {
  EXPECT_EQ(network_of("2001:db8:1:2:3::4"), network_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
}

TEST(Limiter, ItsMemoryIsBounded) {
  Limiter limiter;
  for (std::int64_t i = 0; i < 160'000; ++i) limiter.spend_account(Limit::search, i, kStart);
  EXPECT_LE(limiter.size(), 2 * Limiter::kGeneration);
}

}  // namespace
}  // namespace palier::http
