// What the server does with bad, slow, big and many requests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <condition_variable>
#include <random>
#include <thread>

#include "core/http/testing_server.hpp"

namespace palier::http {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using testing::TestServer;
using namespace std::chrono_literals;

Response fine(Request&& r) {
  return text(std::to_string(r.body.size()), "text/plain");
}
const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(ServerLimitsTest, WhatBreaksHttpIsRefusedAndTheConnectionEnds) {
  TestServer server(fine);
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\n";
  const std::pair<std::string, int> cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET /\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET / HTTP/1.1\r\n\r\n", 400},                        // No Host.
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},  // Two.
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},           // Not one.
      {"GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", 400},    // Space before the colon.
      {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},          // Bad escapes …
      {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http://a<b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      // Two readings of where the body ends:
      {start + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {start + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {start + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {start + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
      {start + "Content-Length: 3, 3\r\n\r\nabc", 400},
      {start + "Content-Length: +3\r\n\r\nabc", 400},
      {start + "Content-Length: -3\r\n\r\nabc", 400},
      {start + "Content-Length: 0x3\r\n\r\nabc", 400},
      {start + "Content-Length: 99999999999999999999\r\n\r\n", 400},
      {start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {start + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501},
      {start + "Transfer-Encoding: identity\r\n\r\n", 501},
      {start + "Transfer-Encoding: xchunked\r\n\r\n", 501},
      {start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {start + "Transfer-Encoding: chunked\r\n\r\nz\r\n", 400},
      {start + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400},
      {start + "Expect: 200-maybe\r\nContent-Length: 1\r\n\r\na", 417},
  };
  for (const auto& [bytes, status] : cases) {
    Client client(server.port());
    const auto answer = client.ask(bytes);
    EXPECT_EQ(answer.status, status) << bytes;
    EXPECT_TRUE(client.ends_within(4000)) << bytes;
  }
}

TEST(ServerLimitsTest, BrokenFormsAreRefused) {
  TestServer server(fine);
  Client client(server.port());
  for (const char* body : {"a=%ff", "a=%0", "a=%00", "a=\xc3\x28"}) {
    const auto answer = client.ask(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: " +
        std::to_string(std::string(body).size()) + "\r\n\r\n" + body);
    EXPECT_EQ(answer.status, 400) << body;
  }
  EXPECT_EQ(client.ask(kGet).status, 200);
}

TEST(ServerLimitsTest, UnknownMethodsAreRefusedWithWhatIsAllowed) {
  Router router;
  router.get("/needs", [](Context&) { return page(""); }).who(anyone());
  Parts parts;
  parts.router = &router;
  TestServer server(fine, parts);
  Client client(server.port());
  const auto known = client.ask("OPTIONS /needs HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(known.status, 405);
  EXPECT_EQ(known.headers.at("allow"), "GET, HEAD");
  EXPECT_EQ(client.ask("BREW /tea HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
}

TEST(ServerLimitsTest, OversizedHeadsAre431) {
  TestServer server(fine);
  const std::string almost =
      "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(15 * 1024, 'x') + "\r\n\r\n";
  EXPECT_EQ(Client(server.port()).ask(almost).status, 200);
  Client one(server.port());
  EXPECT_EQ(one.ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17 * 1024, 'x')).status, 431);
  Client line(server.port());
  EXPECT_EQ(line.ask("GET /" + std::string(40 * 1024, 'x')).status, 431);
  Client many(server.port());
  std::string headers = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 2000; ++i) headers += "X-" + std::to_string(i) + ": 12345678\r\n";
  EXPECT_EQ(many.ask(headers + "\r\n").status, 431);
}

TEST(ServerLimitsTest, OversizedBodiesAre413UnlessTheRouteTakesUploads) {
  Router router;
  router.post("/photo", [](Context&) { return page(""); }).who(anyone()).with_uploads();
  Parts parts;
  parts.router = &router;
  TestServer server(fine, parts, [](Options& o) {
    o.limits.body_bytes = 1000;
    o.limits.upload_bytes = 5000;
  });
  const auto send = [&](const std::string& path, std::size_t size, bool chunked) {
    Client client(server.port());
    const std::string head = "POST " + path + " HTTP/1.1\r\nHost: a\r\n";
    if (!chunked)
      return client.ask(head + "Content-Length: " + std::to_string(size) + "\r\n\r\n" +
                        std::string(size, 'x'));
    client.send(head + "Transfer-Encoding: chunked\r\n\r\n");
    for (std::size_t left = size; left > 0;) {
      const std::size_t piece = std::min<std::size_t>(left, 250);
      client.send("fa\r\n" + std::string(piece, 'x') + "\r\n");
      left -= piece;
    }
    client.send("0\r\n\r\n");
    return client.receive();
  };
  for (bool chunked : {false, true}) {
    EXPECT_EQ(send("/", 1000, chunked).body, "1000");
    EXPECT_EQ(send("/", 1250, chunked).status, 413);
    EXPECT_EQ(send("/photo", 5000, chunked).body, "5000");
    EXPECT_EQ(send("/photo", 5250, chunked).status, 413);
  }
}

TEST(ServerLimitsTest, EndlessChunkLinesAndTrailersAreRefused) {
  TestServer server(fine);
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  Client line(server.port());
  EXPECT_EQ(line.ask(start + "1;" + std::string(40 * 1024, 'x')).status, 400);
  Client trailers(server.port());
  EXPECT_EQ(trailers.ask(start + "0\r\nA: " + std::string(40 * 1024, 'x')).status, 400);
}

TEST(ServerLimitsTest, A413ReachesThoseWhoSendTheBodyAllTheSame) {
  TestServer server(fine);
  Client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
  client.send(std::string(4'000'000, 'x'));
  EXPECT_EQ(client.receive().status, 413);
}

TEST(ServerLimitsTest, RefusesTheApiInItsOwnFormat) {
  TestServer server(fine);
  Client client(server.port());
  const auto answer =
      client.ask("POST /api/v1/needs HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(boost::json::parse(answer.body).at("status").as_int64(), 413);
}

TEST(ServerLimitsTest, SlowHeadsAre408AndSilenceIsClosed) {
  TestServer server(fine, {}, [](Options& o) {
    o.limits.header_time = 1s;
    o.limits.idle_time = 1s;
    o.limits.body_time = 1s;
  });
  Client silent(server.port());
  Client half(server.port());
  half.send("GET / HTTP/1.1\r\nHo");
  Client body(server.port());
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  Client dripping(server.port());
  std::jthread drip([&](const std::stop_token& stop) {
    for (int i = 0; i < 40 && !stop.stop_requested(); ++i) {
      if (!dripping.send(i == 0 ? "G" : "x")) break;
      std::this_thread::sleep_for(100ms);
    }
  });
  EXPECT_EQ(half.receive().status, 408);
  EXPECT_TRUE(silent.ends_within(3000));
  EXPECT_EQ(body.receive().status, 408);
  EXPECT_EQ(dripping.receive().status, 408);
  Client idle(server.port());
  EXPECT_EQ(idle.ask(kGet).status, 200);
  EXPECT_TRUE(idle.ends_within(3000));
}

TEST(ServerLimitsTest, HalfARequestLeavesNothing) {
  std::atomic<int> calls = 0;
  TestServer server([&](Request&& r) {
    ++calls;
    return fine(std::move(r));
  });
  const std::string whole = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    Client client(server.port());
    client.send(whole.substr(0, cut));
    client.finish_sending();
    EXPECT_TRUE(client.ends_within(2000)) << cut;
  }
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(Client(server.port()).ask(whole).body, "5");
}

TEST(ServerLimitsTest, ConnectionsPerAddressAreCapped) {
  TestServer server(fine, {}, [](Options& o) { o.limits.connections_per_address = 3; });
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    EXPECT_EQ(clients.back()->ask(kGet).status, 200);
  }
  Client more(server.port());
  EXPECT_EQ(more.receive().status, 503);
  EXPECT_TRUE(more.ends_within(2000));
  EXPECT_EQ(Client(server.port(), "127.0.0.2").ask(kGet).status, 200);  // Another address.
  clients.clear();
  int status = 0;
  for (int tries = 0; tries < 50 && status != 200; ++tries) {
    std::this_thread::sleep_for(20ms);
    status = Client(server.port()).ask(kGet).status;
  }
  EXPECT_EQ(status, 200);
}

TEST(ServerLimitsTest, AProxyMayHaveMoreConnectionsThanAVisitor) {
  TestServer server(fine, {}, [](Options& o) {
    o.limits.connections_per_address = 2;
    o.limits.connections = 5;
    o.proxies = {"127.0.0.1"};
  });
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    EXPECT_EQ(clients.back()->ask(kGet).status, 200);
  }
  EXPECT_EQ(Client(server.port()).receive().status, 503);
}

TEST(ServerLimitsTest, AFullQueueIs503AndHealthStillAnswers) {
  std::mutex lock;
  std::condition_variable changed;
  bool open = false;
  TestServer server(
      [&](Request&& r) {
        std::unique_lock hold(lock);
        changed.wait(hold, [&] { return open; });
        return fine(std::move(r));
      },
      {},
      [](Options& o) {
        o.workers = 1;
        o.limits.waiting = 2;
      });
  std::vector<std::unique_ptr<Client>> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(std::make_unique<Client>(server.port()));
    waiting.back()->send(kGet);
    std::this_thread::sleep_for(100ms);  // One runs, two wait.
  }
  Client more(server.port());
  const auto busy = more.ask(kGet);
  EXPECT_EQ(busy.status, 503);
  EXPECT_TRUE(busy.headers.contains("retry-after"));
  EXPECT_EQ(more.ask("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  {
    std::lock_guard hold(lock);
    open = true;
  }
  changed.notify_all();
  for (auto& client : waiting) EXPECT_EQ(client->receive().status, 200);
}

TEST(ServerLimitsTest, RandomBytesNeverHarm) {
  TestServer server(fine);
  std::mt19937 draw(11);
  const std::string seed =
      "POST /a/../b?x=%41 HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
      "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5\r\n--b\r\n\r\n0\r\n\r\n";
  for (int round = 0; round < 400; ++round) {
    std::string bytes = seed;
    for (std::uint32_t changes = 1 + draw() % 6; changes > 0; --changes) {
      const std::size_t at = draw() % bytes.size();
      switch (draw() % 3) {
        case 0:
          bytes[at] = static_cast<char>(draw());
          break;
        case 1:
          bytes.erase(at, 1 + draw() % 9);
          break;
        default:
          bytes.insert(at, bytes.substr(draw() % bytes.size(), draw() % 30));
          break;
      }
    }
    Client client(server.port());
    client.send(bytes);
    client.finish_sending();
    EXPECT_TRUE(client.ends_within(5000)) << bytes;
  }
  EXPECT_EQ(Client(server.port()).ask(kGet).status, 200);
}

}  // namespace
}  // namespace palier::http
