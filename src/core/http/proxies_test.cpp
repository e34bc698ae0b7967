#include "core/http/proxies.hpp"

#include <gtest/gtest.h>

namespace palier::http {
namespace {

Address address(const char* text) {
  return boost::asio::ip::make_address(text);
}

TEST(ProxiesTest, AddressesAndRangesAreTrusted) {
  const Proxies proxies({"10.0.0.0/8", "192.0.2.7", "2001:db8::/33"});
  EXPECT_TRUE(proxies.trusts(address("10.255.1.2")));
  EXPECT_FALSE(proxies.trusts(address("11.0.0.1")));
  EXPECT_TRUE(proxies.trusts(address("192.0.2.7")));
  EXPECT_FALSE(proxies.trusts(address("192.0.2.6")));
  EXPECT_TRUE(proxies.trusts(address("2001:db8:7fff::1")));
  EXPECT_FALSE(proxies.trusts(address("2001:db8:8000::1")));
}

TEST(ProxiesTest, ABadEntryIsNamed) {
  for (const char* entry : {"", "example.org", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "::/129"})
    EXPECT_THROW(Proxies({entry}), std::runtime_error) << entry;
}

TEST(ProxiesTest, AnUntrustedPeerSpeaksOnlyForItself) {
  const Proxies proxies({"10.0.0.1"});
  const auto v = proxies.visitor(address("203.0.113.5"), "198.51.100.9", "https", "evil.example");
  EXPECT_EQ(v.address, address("203.0.113.5"));
  EXPECT_FALSE(v.secure);
  EXPECT_EQ(v.host, "");
}

TEST(ProxiesTest, TheNearestAddressThatIsNotAProxyIsTheVisitor) {
  const Proxies proxies({"10.0.0.0/8"});
  const auto v = proxies.visitor(address("10.0.0.1"), "198.51.100.1, 203.0.113.5, 10.0.0.2",
                                 "http, https", "old.example, palier.example");
  EXPECT_EQ(v.address,
            address("203.0.113.5"));  // What comes before it, the visitor may have made up.
  EXPECT_TRUE(v.secure);
  EXPECT_EQ(v.host, "palier.example");
}

TEST(ProxiesTest, PortsBracketsAndMappedAddressesAreRead) {
  const Proxies proxies({"10.0.0.1"});
  const auto of = [&](const char* list) {
    return proxies.visitor(address("::ffff:10.0.0.1"), list, "", "").address.to_string();
  };
  EXPECT_EQ(of("203.0.113.5:4711"), "203.0.113.5");
  EXPECT_EQ(of("[2001:db8::5]:4711"), "2001:db8::5");
  EXPECT_EQ(of("2001:db8::5"), "2001:db8::5");
  EXPECT_EQ(of("::ffff:203.0.113.5"), "203.0.113.5");
  EXPECT_EQ(of("unknown"), "10.0.0.1");
  EXPECT_EQ(of("203.0.113.5, unknown"), "10.0.0.1");
  EXPECT_EQ(of(""), "10.0.0.1");
}

}  // namespace
}  // namespace palier::http
