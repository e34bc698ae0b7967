#include "core/http/assets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/http/testing_server.hpp"

namespace palier::http {
namespace {

using ::testing::MatchesRegex;

constexpr embedded::File kFiles[] = {{"app.css", "body { color: black }"},
                                     {"app.css.br", "BR"},
                                     {"app.css.gz", "GZ"},
                                     {"icon.png", "PNG"}};

class AssetsTest : public ::testing::Test {
 protected:
  AssetsTest() {
    assets_.add(kFiles);
    assets_.also_at("/favicon.ico", "icon.png");
  }
  Assets assets_;
};

std::string header(const Response& r, std::string_view name) {
  for (const auto& [key, value] : r.headers)
    if (key == name) return value;
  return "";
}

TEST_F(AssetsTest, NamesHoldTheHashAndAreKeptForAYear) {
  EXPECT_THAT(std::string(assets_.url("app.css")),
              MatchesRegex("/assets/app\\.[0-9a-f]{16}\\.css"));
  const Response r = assets_.answer(Method::get, assets_.url("app.css"), "", "");
  EXPECT_EQ(r.still, kFiles[0].bytes);
  EXPECT_EQ(r.type, "text/css; charset=utf-8");
  EXPECT_EQ(header(r, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(assets_.answer(Method::get, "/assets/app.css", "", ""), "Cache-Control"),
            "public, no-cache");
  EXPECT_EQ(assets_.answer(Method::get, "/favicon.ico", "", "").still, "PNG");
}

TEST_F(AssetsTest, TheBestVariantIsSent) {
  const auto sent = [&](std::string_view name, const char* accepted) {
    return std::string(assets_.answer(Method::get, assets_.url(name), accepted, "").still);
  };
  EXPECT_EQ(sent("app.css", "gzip, br"), "BR");
  EXPECT_EQ(sent("app.css", "gzip"), "GZ");
  EXPECT_EQ(sent("app.css", "br;q=0, gzip"), "GZ");
  EXPECT_EQ(sent("icon.png", "gzip, br"), "PNG");
}

TEST_F(AssetsTest, UnknownOnesAreMistakes) {
  EXPECT_THROW(assets_.url("app.js"), std::logic_error);
  EXPECT_EQ(assets_.answer(Method::get, "/assets/app.js", "", "").status, 404);
  EXPECT_EQ(assets_.answer(Method::post, assets_.url("app.css"), "", "").status, 405);
  constexpr embedded::File kLone[] = {{"x.css.br", "BR"}};
  EXPECT_THROW(Assets().add(kLone), std::logic_error);
}

TEST_F(AssetsTest, AreServedAndNotSentTwice) {
  Parts parts;
  parts.assets = &assets_;
  testing::TestServer server([](Request&&) { return page("app"); }, parts);
  testing::Client client(server.port());
  const std::string start =
      "GET " + std::string(assets_.url("app.css")) + " HTTP/1.1\r\nHost: a\r\n";
  const auto first = client.ask(start + "Accept-Encoding: br\r\n\r\n");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "BR");
  EXPECT_EQ(first.headers.at("content-encoding"), "br");
  EXPECT_EQ(first.headers.at("vary"), "Accept-Encoding");
  const auto second = client.ask(start + "If-None-Match: " + first.headers.at("etag") + "\r\n\r\n");
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.headers.count("content-type"), 0U);
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "app");
}

}  // namespace
}  // namespace palier::http
