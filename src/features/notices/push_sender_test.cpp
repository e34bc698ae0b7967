#include "features/notices/push_sender.hpp"

#include <gtest/gtest.h>

namespace palier::notices {
namespace {

TEST(PushSender, KnowsWhatStaysInside) {
  for (const char* a : {"127.0.0.1",
                        "127.8.9.1",
                        "10.0.0.1",
                        "172.16.0.1",
                        "172.31.255.255",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "0.0.0.0",
                        "224.0.0.1",
                        "255.255.255.255",
                        "192.0.2.4",
                        "::1",
                        "::",
                        "fe80::1",
                        "fc00::1",
                        "fd12::1",
                        "ff02::1",
                        "::ffff:127.0.0.1",
                        "::ffff:10.0.0.1",
                        "64:ff9b::10.0.0.1",
                        "2002:7f00:1::1",
                        "2001:db8::1",
                        "::127.0.0.1",
                        "nonsense",
                        ""})
    EXPECT_TRUE(inside(std::string_view(a))) << a;
  for (const char* a : {"8.8.8.8", "172.32.0.1", "172.15.0.1", "142.250.1.95", "192.167.0.1",
                        "100.128.0.1", "2a00:1450:4007::200e", "::ffff:8.8.8.8"})
    EXPECT_FALSE(inside(std::string_view(a))) << a;
}

TEST(PushSender, TakesOnlyHttpsOutside) {
  const PushOptions strict;
  EXPECT_EQ(endpoint_of("https://fcm.googleapis.com/fcm/send/abc", strict).origin,
            "https://fcm.googleapis.com");
  EXPECT_EQ(endpoint_of("https://push.example.net:8443/x", strict).origin,
            "https://push.example.net:8443");
  EXPECT_EQ(endpoint_of("https://push.example.net:443/x", strict).origin,
            "https://push.example.net");
  for (const char* url :
       {"http://push.example.net/x", "https://localhost/x", "https://router.local/x",
        "https://intranet/x", "https://127.0.0.1/x", "https://[::1]/x", "https://10.1.2.3:443/x",
        "https://user@push.example.net/x", "ftp://push.example.net/", "javascript:alert(1)", "",
        "https://", "https://db.internal/x", "https://push.example.net/x#y",
        "https://push.example.net/a b", "https://127.0.0.1./x"})
    EXPECT_EQ(endpoint_of(url, strict).origin, "") << url;
  EXPECT_EQ(endpoint_of("https://push.example.net/" + std::string(3000, 'x'), strict).origin, "");
  const PushOptions loose{.private_networks = true};
  EXPECT_EQ(endpoint_of("https://localhost:4433/x", loose).origin, "https://localhost:4433");
  EXPECT_EQ(endpoint_of("http://localhost:4433/x", loose).origin, "");
}

TEST(PushSender, ConnectsToNothingInsideWhateverTheNameSays) {
  // A name that a test machine knows to be loopback.
  const PushOptions strict{.patience = std::chrono::milliseconds{2000}};
  const auto answer =
      post_push(strict, {"https://localhost:9/x", "https://localhost:9"}, "x", {{"TTL", "60"}});
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.trouble, "");
}

}  // namespace
}  // namespace palier::notices
