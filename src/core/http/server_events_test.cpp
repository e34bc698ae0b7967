// Server-sent events, and stopping.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "core/http/event_source.hpp"
#include "core/http/testing_server.hpp"

namespace palier::http {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TestServer;
using namespace std::chrono_literals;

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Keeps the channels it opens; events of the past 1..3 are sent again after Last-Event-ID.
class Feed {
 public:
  Response operator()(Request&& r) {
    auto [response, channel] = event_stream();
    int last = 0;
    if (const auto id = r.header("last-event-id"); !id.empty()) last = std::stoi(std::string(id));
    for (int i = last + 1; i <= 3; ++i)
      channel->publish({std::to_string(i), "news", "n" + std::to_string(i)});
    channel->on_close([this] { ++closed; });
    std::lock_guard hold(lock_);
    channels_.push_back(channel);
    return response;
  }
  std::shared_ptr<Channel> channel(std::size_t i) {
    std::lock_guard hold(lock_);
    return channels_.at(i);
  }
  std::atomic<int> closed = 0;

 private:
  std::mutex lock_;
  std::vector<std::shared_ptr<Channel>> channels_;
};

template <class Condition>
bool soon(Condition condition, std::chrono::milliseconds within = 5s) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (std::chrono::steady_clock::now() < until) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return condition();
}

TEST(EventsTest, AreWrittenAsTheStandardSays) {
  EXPECT_EQ(format({"7", "need", "a\nb\r\nc\rd"}),
            "id: 7\nevent: need\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(format({"", "", ""}), "data: \n\n");
  EXPECT_EQ(format({"1\n2", "", "x"}), "id: 12\ndata: x\n\n");
}

TEST(EventsTest, AStreamNobodyTakesCloses) {
  bool closed = false;
  {
    auto [response, channel] = event_stream();
    channel->on_close([&] { closed = true; });
    EXPECT_TRUE(channel->open());
  }
  EXPECT_TRUE(closed);
}

TEST(EventsTest, ReachTheVisitorAndResumeAfterTheLastSeen) {
  Feed feed;
  TestServer server(std::ref(feed));
  Client client(server.port());
  client.send(kGet);
  const std::string start = client.receive_until("data: n3\n\n");
  EXPECT_THAT(start, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(start, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_THAT(start, HasSubstr("id: 1\nevent: news\ndata: n1\n\nid: 2"));
  feed.channel(0)->publish({"4", "", "quatre"});
  EXPECT_EQ(client.receive_until("quatre\n\n"), "id: 4\ndata: quatre\n\n");

  Client again(server.port());
  again.send("GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 2\r\n\r\n");
  const std::string rest = again.receive_until("n3\n\n");
  EXPECT_THAT(rest, Not(HasSubstr("id: 2")));
  EXPECT_THAT(rest, HasSubstr("id: 3"));
}

TEST(EventsTest, ClosingTheChannelSendsTheRestAndEnds) {
  Feed feed;
  TestServer server(std::ref(feed));
  Client client(server.port());
  client.send(kGet);
  client.receive_until("n3\n\n");
  feed.channel(0)->publish({"", "", "last"});
  feed.channel(0)->close();
  EXPECT_EQ(client.receive_until("last\n\n"), "data: last\n\n");
  EXPECT_TRUE(client.ends_within(2000));
  EXPECT_TRUE(soon([&] { return feed.closed == 1; }));
}

TEST(EventsTest, AVisitorWhoLeavesIsNoticed) {
  Feed feed;
  TestServer server(std::ref(feed));
  {
    Client client(server.port());
    client.send(kGet);
    client.receive_until("n3\n\n");
    EXPECT_TRUE(feed.channel(0)->open());
  }
  EXPECT_TRUE(soon([&] { return feed.closed == 1; }));
  EXPECT_FALSE(feed.channel(0)->open());
  feed.channel(0)->publish({"", "", "to nobody"});
}

TEST(EventsTest, QuietStreamsBeat) {
  Feed feed;
  TestServer server(std::ref(feed), {}, [](Options& o) { o.limits.event_beat = 1s; });
  Client client(server.port());
  client.send(kGet);
  client.receive_until("n3\n\n");
  EXPECT_EQ(client.receive_until(":\n\n"), ":\n\n");
  EXPECT_EQ(client.receive_until(":\n\n"), ":\n\n");
}

TEST(EventsTest, TheyHoldNoWorker) {
  Feed feed;
  TestServer server([&](Request&& r) { return r.path == "/page" ? page("p") : feed(std::move(r)); },
                    {}, [](Options& o) { o.workers = 1; });
  std::vector<std::unique_ptr<Client>> listeners;
  for (int i = 0; i < 10; ++i) {
    listeners.push_back(std::make_unique<Client>(server.port()));
    listeners.back()->send(kGet);
    listeners.back()->receive_until("n3\n\n");
  }
  EXPECT_EQ(Client(server.port()).ask("GET /page HTTP/1.1\r\nHost: a\r\n\r\n").body, "p");
}

TEST(EventsTest, ASlowReaderIsCutAndPublishingNeverWaits) {
  Feed feed;
  TestServer server(std::ref(feed));
  Client slow(server.port(), nullptr, 4096);
  slow.send(kGet);
  slow.receive_until("n3\n\n");
  auto channel = feed.channel(0);
  const std::string block(16 * 1024, 'x');
  const auto start = std::chrono::steady_clock::now();
  int published = 0;
  for (; published < 20000 && channel->open(); ++published) channel->publish({"", "", block});
  EXPECT_FALSE(channel->open());
  EXPECT_GE(published, 16);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
  EXPECT_TRUE(soon([&] { return feed.closed == 1; }));
}

TEST(PiecesTest, AreSentOneByOneAndTheConnectionStays) {
  std::atomic<int> made = 0;
  TestServer server([&](Request&& r) {
    Response answer = text("", "text/csv");
    if (r.path == "/short") return text("short", "text/plain");
    answer.pieces = [&made, left = 3]() mutable {
      if (left-- == 0) return std::string();
      ++made;
      return std::string(3, static_cast<char>('c' - left));
    };
    return answer;
  });
  Client c(server.port());
  const auto head = c.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(head.headers.at("transfer-encoding"), "chunked");
  EXPECT_FALSE(head.headers.contains("content-length"));
  EXPECT_EQ(c.receive_until("0\r\n\r\n"), "3\r\naaa\r\n3\r\nbbb\r\n3\r\nccc\r\n0\r\n\r\n");
  EXPECT_EQ(made, 3);
  EXPECT_EQ(c.ask("GET /short HTTP/1.1\r\nHost: a\r\n\r\n").body, "short");
  c.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(c.receive(true).status, 200);
  EXPECT_EQ(made, 3) << "HEAD makes none.";
  Client old(server.port());
  old.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_THAT(old.receive_until("\n\n"), HasSubstr("\r\n\r\naaabbbccc"));
}

TEST(PiecesTest, AFailureEndsTheConnectionWithoutTheLastChunk) {
  TestServer server([](Request&&) {
    Response answer = text("", "text/csv");
    answer.pieces = [n = 0]() mutable -> std::string {
      if (n++ == 0) return "one";
      throw std::runtime_error("the ground gave way");
    };
    return answer;
  });
  Client c(server.port());
  c.send(kGet);
  EXPECT_THAT(c.receive_until("0\r\n\r\n"), Not(HasSubstr("0\r\n\r\n")));
}

TEST(StopTest, RequestsUnderWayAreAnsweredAndIdleOnesClosed) {
  std::promise<void> begun;
  auto server = std::make_unique<TestServer>([&](Request&& r) {
    if (r.path == "/slow") {
      begun.set_value();
      std::this_thread::sleep_for(300ms);
    }
    return page("done");
  });
  Client idle(server->port());
  idle.ask(kGet);
  Client busy(server->port());
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  begun.get_future().wait();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE((*server)->stop(5s));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  const auto answer = busy.receive();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(idle.ends_within(100));
}

TEST(StopTest, EventStreamsAreClosed) {
  Feed feed;
  TestServer server(std::ref(feed));
  Client client(server.port());
  client.send(kGet);
  client.receive_until("n3\n\n");
  EXPECT_TRUE(server->stop(5s));
  EXPECT_TRUE(client.ends_within(1000));
  EXPECT_TRUE(soon([&] { return feed.closed == 1; }));
}

TEST(StopTest, AHandlerThatDoesNotEndIsReported) {
  std::promise<void> begun;
  TestServer server([&](Request&&) {
    begun.set_value();
    std::this_thread::sleep_for(2s);
    return page("late");
  });
  Client client(server.port());
  client.send(kGet);
  begun.get_future().wait();
  EXPECT_FALSE(server->stop(0s));
}

TEST(StopTest, UnderLoadEveryRequestTakenIsAnswered) {
  auto server = std::make_unique<TestServer>([](Request&&) {
    std::this_thread::sleep_for(1ms);
    return page("x");
  });
  std::atomic<bool> cut_short = false;
  std::atomic<int> answered = 0;
  std::vector<std::jthread> visitors;
  for (int v = 0; v < 8; ++v)
    visitors.emplace_back([&, port = server->port()] {
      Client client(port);
      while (client.send(kGet)) {
        const auto answer = client.receive();
        if (answer.status == 0) break;  // Closed while idle, before the request was read.
        if (answer.body != "x") cut_short = true;
        ++answered;
        if (answer.headers.contains("connection")) break;
      }
    });
  EXPECT_TRUE(soon([&] { return answered > 200; }));
  EXPECT_TRUE((*server)->stop(5s));
  visitors.clear();
  EXPECT_FALSE(cut_short);
}

}  // namespace
}  // namespace palier::http
