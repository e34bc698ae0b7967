#include "features/notices/push_crypto.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace palier::notices {
namespace {

std::string plain(std::string_view base64url) {
  return from_base64url(base64url).value();
}

// RFC 8291, appendix A.
const std::string kText = "When I grow up, I want to be a watermelon";
const std::string kBrowserSecret = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const std::string kBrowserPoint =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const std::string kAuth = "BTBZMqHH6r4Tts7J_aSIgg";
const std::string kSenderSecret = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
const std::string kSenderPoint =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
const std::string kSalt = "DGv6ra1nlYgDCS1FRnbzlw";
const std::string kBody =
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T"
    "lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
    "a-fN";

TEST(PushCrypto, SealsTheWorkedExampleOfRfc8291) {
  const P256 sender(plain(kSenderSecret), plain(kSenderPoint));
  EXPECT_EQ(to_base64url(sealed(kText, plain(kBrowserPoint), plain(kAuth), sender, plain(kSalt))),
            kBody);
  EXPECT_EQ(to_base64url(sender.agree(plain(kBrowserPoint))),
            "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
}

TEST(PushCrypto, OpensItToo) {
  const P256 browser(plain(kBrowserSecret), plain(kBrowserPoint));
  EXPECT_EQ(opened(plain(kBody), browser, plain(kAuth)), kText);
  std::string broken = plain(kBody);
  broken[100] ^= 1;
  EXPECT_FALSE(opened(broken, browser, plain(kAuth)));
}

TEST(PushCrypto, KeysComeBackFromTheirBytes) {
  const P256 key = P256::fresh();
  const P256 again(key.secret(), key.point());
  EXPECT_EQ(again.point(), key.point());
  const std::string salt(16, 's');
  const std::string auth(16, 'a');
  const P256 once = P256::fresh();
  const std::string longest(kLongestText, 'x');
  const std::string body = sealed(longest, key.point(), auth, once, salt);
  EXPECT_EQ(body.size(), 4096U);
  EXPECT_EQ(opened(body, again, auth), longest);
  EXPECT_THROW(sealed(longest + "x", key.point(), auth, once, salt), std::length_error);
}

TEST(PushCrypto, RefusesWhatIsNotAPoint) {
  EXPECT_FALSE(is_point(""));
  EXPECT_FALSE(is_point(std::string(65, '\4')));
  EXPECT_TRUE(is_point(plain(kBrowserPoint)));
  std::string off = plain(kBrowserPoint);
  off[40] ^= 1;
  EXPECT_FALSE(is_point(off)) << "not on the curve";
  EXPECT_THROW(P256::fresh().agree(off), std::runtime_error);
  EXPECT_FALSE(from_base64url("a+/b"));
}

TEST(PushCrypto, SignsWhoSendsAsRfc8292Asks) {
  const P256 key = P256::fresh();
  const std::string value = vapid(key, "https://push.example.net", "mailto:desk@example.org",
                                  from_micros(1'453'523'768'000'000));
  ASSERT_TRUE(value.starts_with("vapid t="));
  const auto comma = value.find(", k=");
  ASSERT_NE(comma, std::string::npos);
  EXPECT_EQ(plain(value.substr(comma + 4)), key.point());
  const std::string token = value.substr(8, comma - 8);
  const auto last = token.rfind('.');
  EXPECT_TRUE(verifies(key.point(), token.substr(0, last), plain(token.substr(last + 1))));
  EXPECT_FALSE(
      verifies(P256::fresh().point(), token.substr(0, last), plain(token.substr(last + 1))));
  const auto first = token.find('.');
  EXPECT_EQ(plain(token.substr(0, first)), R"({"typ":"JWT","alg":"ES256"})");
  const auto claims = boost::json::parse(plain(token.substr(first + 1, last - first - 1)));
  EXPECT_EQ(claims.at("aud"), "https://push.example.net");
  EXPECT_EQ(claims.at("exp"), 1453523768);
  EXPECT_EQ(claims.at("sub"), "mailto:desk@example.org");
}

// RFC 8292, §2.4: its token is checked with its key.
TEST(PushCrypto, ChecksTheExampleOfRfc8292) {
  const std::string token =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."
      "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0"
      "NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_"
      "HLGkMlMuCG"
      "SK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
  const std::string key =
      "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
  const auto last = token.rfind('.');
  EXPECT_TRUE(verifies(plain(key), token.substr(0, last), plain(token.substr(last + 1))));
}

}  // namespace
}  // namespace palier::notices
