// What the server does with well-formed requests, over real sockets.
#include "core/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

#include "core/http/metrics.hpp"
#include "core/http/testing_server.hpp"

namespace palier::http {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TestServer;

constexpr const char* kEnd = " HTTP/1.1\r\nHost: a\r\n\r\n";
std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: palier.example\r\n" + headers + "\r\n";
}
std::string post(const std::string& type, const std::string& body) {
  return "POST /x HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Says back what it was asked.
Response echo(Request&& r) {
  std::string out = r.path + "|" + r.origin + "|" + r.remote + "|" + (r.secure ? "tls" : "plain");
  for (const auto& [name, values] : r.query.all())
    for (const auto& v : values) out += "|?" + name + "=" + v;
  for (const auto& [name, values] : r.form.all())
    for (const auto& v : values) out += "|" + name + "=" + v;
  for (const auto& u : r.uploads) out += "|" + u.filename + ":" + std::to_string(u.bytes.size());
  if (r.form.all().empty() && r.uploads.empty()) out += "|" + r.body;
  return text(out, "text/plain");
}

TEST(ServerTest, AnswersAndKeepsTheConnection) {
  TestServer server(echo);
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask(get("/needs?q=caf%C3%A9+noir"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "/needs|http://palier.example|127.0.0.1|plain|?q=café noir|");
    EXPECT_EQ(answer.headers.at("x-request-id").size(), 16U);
    EXPECT_EQ(answer.headers.count("connection"), 0U);
    EXPECT_THAT(answer.headers.at("date"), HasSubstr("GMT"));
  }
}

TEST(ServerTest, ClosesWhenAskedTo) {
  TestServer server(echo);
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/", "Connection: close\r\n")).headers.at("connection"), "close");
  EXPECT_TRUE(client.ends_within(2000));
  Client old(server.port());
  EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(old.ends_within(2000));
}

TEST(ServerTest, TakesFormsApart) {
  TestServer server(echo);
  Client client(server.port());
  EXPECT_THAT(client.ask(post("application/x-www-form-urlencoded", "a=1&b=x+y%21")).body,
              HasSubstr("|a=1|b=x y!"));
  const std::string multipart =
      "--b\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nun\r\n--b\r\nContent-Disposition: "
      "form-data; name=\"f\"; filename=\"p.png\"\r\n\r\n12345\r\n--b--\r\n";
  EXPECT_THAT(client.ask(post("multipart/form-data; boundary=b", multipart)).body,
              HasSubstr("|t=un|p.png:5"));
  EXPECT_THAT(client.ask(post("application/json", "{\"a\":1}")).body, HasSubstr("|{\"a\":1}"));
}

TEST(ServerTest, ReadsChunkedBodiesAndForgetsTheirTrailers) {
  TestServer server([](Request&& r) {
    return text(r.body + "|" + std::string(r.header("x-forged")), "text/plain");
  });
  Client client(server.port());
  const auto answer = client.ask(
      "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnous\r\n3;a=b\r\n "
      "un\r\n0\r\n"
      "X-Forged: yes\r\n\r\n");
  EXPECT_EQ(answer.body, "nous un|");
  EXPECT_EQ(client.ask(get("/")).status, 200);
}

TEST(ServerTest, SaysContinueToThoseWhoAsk) {
  TestServer server(echo);
  Client client(server.port());
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("body");
  EXPECT_THAT(client.receive().body, HasSubstr("|body"));
}

TEST(ServerTest, HeadHasTheHeadersOfGetAndNoBody) {
  TestServer server([](Request&&) { return page(std::string(5000, 'x')); });
  Client client(server.port());
  client.send(std::string("HEAD /") + kEnd);
  const auto head = client.receive(true);
  const auto whole = client.ask(get("/"));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "5000");
  EXPECT_EQ(head.headers.at("etag"), whole.headers.at("etag"));
  EXPECT_EQ(whole.body.size(), 5000U);
}

TEST(ServerTest, AnswersAheadSentRequestsInOrder) {
  TestServer server([](Request&& r) {
    // The first takes longest: the order must not depend on who is done first.
    if (r.path == "/0") std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return text(r.path, "text/plain");
  });
  Client client(server.port());
  std::string all;
  for (int i = 0; i < 10; ++i) all += get("/" + std::to_string(i));
  client.send(all);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(client.receive().body, "/" + std::to_string(i));
}

TEST(ServerTest, TooManySentAheadAreCutOffAfterTheLimit) {
  TestServer server(echo, {}, [](Options& o) { o.limits.pipelined = 4; });
  Client client(server.port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += get("/");
  client.send(all);
  int answered = 0;
  while (client.receive().status == 200) ++answered;
  EXPECT_EQ(answered, 5);  // The one under way and four ahead.
}

TEST(ServerTest, PagesAreTaggedAndNotSentTwice) {
  TestServer server([](Request&&) { return page("<p>bonjour"); });
  Client client(server.port());
  const auto first = client.ask(get("/"));
  ASSERT_TRUE(first.headers.contains("etag"));
  EXPECT_EQ(first.headers.at("cache-control"), "private, no-cache");
  const auto second = client.ask(get("/", "If-None-Match: " + first.headers.at("etag") + "\r\n"));
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.headers.at("etag"), first.headers.at("etag"));
  EXPECT_EQ(second.headers.count("content-length"), 0U);
  EXPECT_EQ(client.ask(get("/")).body, "<p>bonjour");  // Nothing was left on the connection.
}

TEST(ServerTest, LongPagesAreCompressed) {
  std::string html;
  for (int i = 0; i < 500; ++i) html += "<li>voisin " + std::to_string(i) + "</li>";
  TestServer server([&](Request&& r) { return r.path == "/short" ? page("<p>un") : page(html); });
  Client client(server.port());

  const auto plain = client.ask(get("/"));
  EXPECT_EQ(plain.headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(plain.body, html);

  const auto gzip = client.ask(get("/", "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(gzip.headers.at("content-encoding"), "gzip");
  EXPECT_LT(gzip.body.size(), html.size() / 3);
  std::string back(html.size() + 1, '\0');
  z_stream z{};
  inflateInit2(&z, MAX_WBITS + 16);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.body.data()));
  z.avail_in = static_cast<uInt>(gzip.body.size());
  z.next_out = reinterpret_cast<Bytef*>(back.data());
  z.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
  inflateEnd(&z);
  EXPECT_EQ(back.substr(0, html.size()), html);

  const auto brotli = client.ask(get("/", "Accept-Encoding: gzip, br\r\n"));
  EXPECT_EQ(brotli.headers.at("content-encoding"), "br");
  EXPECT_LT(brotli.body.size(), html.size() / 3);
  EXPECT_NE(brotli.headers.at("etag"), plain.headers.at("etag"));
  EXPECT_EQ(client.ask(get("/", "If-None-Match: " + brotli.headers.at("etag") + "\r\n")).status,
            304);
  EXPECT_EQ(client.ask(get("/short", "Accept-Encoding: br\r\n")).headers.count("content-encoding"),
            0U);
}

TEST(ServerTest, ForwardedHeadersAreBelievedOnlyFromProxies) {
  const std::string forwarded =
      "X-Forwarded-For: 203.0.113.5\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: "
      "front.example\r\n";
  TestServer open(echo);
  EXPECT_EQ(Client(open.port()).ask(get("/", forwarded)).body,
            "/|http://palier.example|127.0.0.1|plain|");
  TestServer behind(echo, {}, [](Options& o) { o.proxies = {"127.0.0.0/8"}; });
  EXPECT_EQ(Client(behind.port()).ask(get("/", forwarded)).body,
            "/|https://front.example|203.0.113.5|tls|");
  EXPECT_EQ(Client(behind.port()).ask(get("/", "Forwarded: for=1.2.3.4;proto=https\r\n")).body,
            "/|http://palier.example|127.0.0.1|plain|");
}

TEST(ServerTest, SaysWhetherItLivesAndIsReady) {
  std::atomic<bool> ready = false;
  Parts parts;
  parts.not_ready = [&]() -> std::string { return ready ? "" : "database: no connection"; };
  TestServer server(echo, parts);
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/healthz")).status, 200);
  const auto before = client.ask(get("/readyz"));
  EXPECT_EQ(before.status, 503);
  EXPECT_EQ(before.body, "database: no connection\n");
  ready = true;
  EXPECT_EQ(client.ask(get("/readyz")).status, 200);
}

TEST(ServerTest, WhatTheApplicationThrowsIsABare500) {
  TestServer server([](Request&&) -> Response { throw std::runtime_error("secret"); });
  Client client(server.port());
  const auto answer = client.ask(get("/"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
  EXPECT_EQ(client.ask(get("/")).status, 500);  // The connection lives on.
}

TEST(ServerTest, FiguresAreOnALoopbackListenerOfTheirOwn) {
  Router router;
  router.get("/needs/{need}", [](Context&, std::string) { return page(""); }).who(anyone());
  Metrics metrics;
  metrics.gauge("palier_test_moons", "Moons", [] { return 1.0; });
  Parts parts;
  parts.router = &router;
  parts.metrics = &metrics;
  TestServer server(echo, parts, [](Options& o) { o.metrics_listen = "127.0.0.1:0"; });
  Client client(server.port());
  client.ask(get("/needs/5"));
  client.ask(get("/needs/6"));
  client.ask(get("/secret-path"));
  Client scrape(server->metrics_port());
  const auto figures = scrape.ask(get("/metrics"));
  EXPECT_EQ(figures.status, 200);
  EXPECT_THAT(figures.body,
              HasSubstr("palier_http_requests_total{route=\"/needs/{need}\",status=\"2xx\"} 2"));
  EXPECT_THAT(figures.body,
              HasSubstr("palier_http_requests_total{route=\"other\",status=\"2xx\"} 1"));
  EXPECT_THAT(figures.body, HasSubstr("palier_http_request_seconds_bucket"));
  EXPECT_THAT(figures.body, HasSubstr("palier_http_connections 1"));
  EXPECT_THAT(figures.body, HasSubstr("palier_test_moons 1"));
  EXPECT_THAT(figures.body, Not(HasSubstr("secret")));
  EXPECT_EQ(Client(server->metrics_port()).ask(get("/")).status, 404);
  EXPECT_EQ(client.ask(get("/metrics")).body.find("palier_http"), std::string::npos);
}

TEST(ServerTest, FiguresElsewhereThanOnLoopbackAreRefused) {
  EXPECT_THROW(TestServer(echo, {}, [](Options& o) { o.metrics_listen = "0.0.0.0:0"; }),
               std::runtime_error);
}

TEST(ServerTest, APortInUseIsSaidInWords) {
  TestServer server(echo);
  try {
    TestServer second(echo, {},
                      [&](Options& o) { o.listen = "127.0.0.1:" + std::to_string(server.port()); });
    FAIL() << "bound twice";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("Address already in use"));
  }
  for (const char* listen : {"", "8080", "127.0.0.1:", "127.0.0.1:99999", ":80", "127.0.0.1:80x"})
    EXPECT_THROW(TestServer(echo, {}, [&](Options& o) { o.listen = listen; }), std::runtime_error)
        << listen;
}

TEST(ServerTest, RequestsInAnyPiecesAreTheSame) {
  TestServer server(echo);
  const std::string chunked =
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
      "chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
  const std::string form = post("application/x-www-form-urlencoded", "a=1&b=%C3%A9");
  std::mt19937 draw(7);
  for (int round = 0; round < 40; ++round) {
    Client client(server.port());
    const std::string all = get("/one?x=1") + chunked + form + "\r\n" + get("/two");
    std::size_t at = 0;
    while (at < all.size()) {
      const std::size_t size = 1 + draw() % (round % 2 == 0 ? 7 : 60);
      client.send(std::string_view(all).substr(at, size));
      at += size;
      if (draw() % 8 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_THAT(client.receive().body,
                HasSubstr("/one|http://palier.example|127.0.0.1|plain|?x=1|"));
    EXPECT_THAT(client.receive().body, HasSubstr("|hello!"));
    EXPECT_THAT(client.receive().body, HasSubstr("|a=1|b=é"));
    EXPECT_THAT(client.receive().body, HasSubstr("/two|"));
  }
}

}  // namespace
}  // namespace palier::http
