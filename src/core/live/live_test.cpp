#include "core/live/live.hpp"

#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/http/event_source.hpp"
#include "core/http/limits.hpp"
#include "core/live/log.hpp"
#include "core/live/stream.hpp"
#include "core/testing/scratch.hpp"
#include "core/testing/site.hpp"

namespace palier::live {
namespace {

/// A site with one kind of event, "note", and one topic, "room": whoever is below 1000 may listen.
class LiveTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [this](const Core& core) {
          core.live.kind("note", [this](db::Session&, const i18n::Language& language,
                                        std::string_view topic, std::int64_t subject) {
            ++drawn;
            if (hidden == subject) return std::string();
            return fmt::format("<{} {} {}>", language.code(), topic, subject);
          });
          core.live.kind(
              "figure",
              [](db::Session&, const i18n::Language&, std::string_view, std::int64_t) {
                return std::string("<figure>");
              },
              false);
          core.live.topic("room", [this](db::Session&, const http::Viewer& v, std::string_view) {
            return v.account < limit;
          });
          core.live.apart([this](db::Session&, std::int64_t) { return apart; });
          return nullptr;
        },
        GetParam());
    site->sign_in_as(5);
  }

  void say(std::int64_t subject, std::int64_t author = 0, std::string_view topic = "room/1",
           std::string_view kind = "note") {
    site->core().db.write(
        [&](db::Transaction& tx) { site->core().live.publish(tx, topic, kind, subject, author); });
  }
  void turn() { site->core().live.turn(); }

  struct Heard {
    std::string text;
    std::string last_id;
  };
  /// What a stream has to send now.
  static Heard hear(const http::Response& r) {
    Heard out;
    out.text = r.events->take();
    r.events->sent();
    if (const auto at = out.text.rfind("id: "); at != std::string::npos)
      out.last_id = out.text.substr(at + 4, out.text.find('\n', at) - at - 4);
    return out;
  }
  http::Response listen(std::string_view query) { return site->get("/live?" + std::string(query)); }
  http::Response resume(std::string_view query, std::string_view last_id) {
    http::Request r;
    r.method = http::Method::get;
    r.target = "/live?" + std::string(query);
    r.path = "/live";
    r.query = form::Input::from_pairs({{"topic", "room/1"}});
    r.headers = {{"last-event-id", std::string(last_id)}, {"accept-language", "en"}};
    return site->send(std::move(r));
  }

  std::unique_ptr<testing::Site> site;
  std::int64_t limit = 1000, hidden = -1;
  int drawn = 0;
  std::vector<std::int64_t> apart;
};

TEST_P(LiveTest, WhoListensGetsWhatCommits) {
  const auto stream = listen("topic=room/1");
  ASSERT_EQ(stream.status, 200);
  ASSERT_TRUE(stream.events);
  say(1);
  EXPECT_EQ(hear(stream).text, "");  // Nobody has handed it out yet.
  turn();
  EXPECT_EQ(hear(stream).text, "id: 1\ndata: <en room/1 1>\n\n");
  say(2, 0, "room/2");
  try {
    site->core().db.write([&](db::Transaction& tx) {
      site->core().live.publish(tx, "room/1", "note", 3);
      throw std::runtime_error("rolled back");
    });
  } catch (const std::runtime_error&) {
  }
  say(4);
  turn();
  EXPECT_EQ(hear(stream).text, "id: 3\ndata: <en room/1 4>\n\n");
}

TEST_P(LiveTest, IsDrawnOnceALanguage) {
  const auto a = listen("topic=room/1"), b = listen("topic=room/1");
  site->speak("fr");
  const auto c = listen("topic=room/1");
  say(7);
  turn();
  EXPECT_EQ(drawn, 2);
  EXPECT_NE(hear(c).text.find("<fr room/1 7>"), std::string::npos);
  EXPECT_EQ(hear(a).text, hear(b).text);
}

TEST_P(LiveTest, GoesOnWhereItWasWithoutGapOrRepeat) {
  auto first = std::make_unique<http::Response>(listen("topic=room/1"));
  say(1), say(2);
  turn();
  const auto heard = hear(*first);
  EXPECT_EQ(heard.last_id, "2");
  first.reset();  // The line is cut.
  EXPECT_EQ(site->core().live.listeners(), 0U);
  say(3), say(4);
  turn();
  say(5);  // Committed, not numbered yet.
  const auto second = resume("topic=room/1", heard.last_id);
  EXPECT_EQ(hear(second).text, "id: 3\ndata: <en room/1 3>\n\nid: 4\ndata: <en room/1 4>\n\n");
  turn();
  EXPECT_EQ(hear(second).text, "id: 5\ndata: <en room/1 5>\n\n");
}

TEST_P(LiveTest, APageSaysWhereItStands) {
  say(1), say(2);
  turn();
  EXPECT_EQ(hear(listen("topic=room/1&since=1")).text, "id: 2\ndata: <en room/1 2>\n\n");
  EXPECT_EQ(hear(listen("topic=room/1")).text, "");
}

TEST_P(LiveTest, WhatIsNoLongerKeptMakesThePageStale) {
  say(1), say(2), say(3);
  turn();
  site->core().db.write(
      [](db::Transaction& tx) { tx.run("delete from live_events where seq < 3"); });
  EXPECT_EQ(hear(listen("topic=room/1&since=1")).text, "id: 3\nevent: stale\ndata: reload\n\n");
  EXPECT_EQ(hear(listen("topic=room/1&since=2")).text, "id: 3\ndata: <en room/1 3>\n\n");
}

TEST_P(LiveTest, HiddenThingsAndPeopleKeptApartAreSpared) {
  apart = {8};
  const auto stream = listen("topic=room/1");
  hidden = 1;
  say(1), say(2, 8), say(3, 9);
  turn();
  EXPECT_EQ(hear(stream).text, "id: 3\ndata: <en room/1 3>\n\n");
  // And when the stream is taken up again.
  EXPECT_EQ(hear(resume("topic=room/1", "0")).text, "");
  say(4, 8);
  turn();
  EXPECT_EQ(hear(resume("topic=room/1", "3")).text, "");
}

TEST_P(LiveTest, ListensOnlyWhereOneMay) {
  site->sign_in_as(2000);
  EXPECT_EQ(listen("topic=room/1").status, 403);
  EXPECT_EQ(listen("topic=nothing/1").status, 403);
  EXPECT_EQ(listen("").status, 403);
  EXPECT_EQ(listen("topic=account/5").status, 403);
  EXPECT_EQ(listen("topic=account/2000").status, 200);
  site->sign_out();
  EXPECT_NE(listen("topic=room/1").status, 200);
}

TEST_P(LiveTest, StopsHearingOnceOneMayNoMore) {
  const auto stream = listen("topic=room/1&topic=account/5");
  limit = 3;
  site->core().db.write([&](db::Transaction& tx) { site->core().live.look_again(tx, 5); });
  turn();
  EXPECT_TRUE(stream.events->ending());
}

TEST_P(LiveTest, ABlockIsHeardAtOnce) {
  const auto stream = listen("topic=room/1");
  apart = {8};
  site->core().db.write([&](db::Transaction& tx) { site->core().live.look_again(tx, 5); });
  turn();
  say(1, 8);
  turn();
  EXPECT_EQ(hear(stream).text, "");
}

TEST_P(LiveTest, CountsNewsForPagesWithoutScript) {
  say(1), turn();
  const auto news = [&](std::int64_t since) {
    http::Viewer viewer;
    viewer.account = 5;
    return site->core().db.read([&](db::Session& s) {
      return site->core().live.news(s, viewer, {"room/1", "room/2"}, since);
    });
  };
  EXPECT_EQ(news(0).last, 1);
  say(2), say(3, 5), say(4, 0, "room/2"), say(5, 0, "room/1", "figure"), say(6, 0, "room/9");
  turn();
  EXPECT_EQ(news(1).count, 2);  // Not one's own, not a figure, not another room's.
  EXPECT_EQ(news(1).last, 6);
  EXPECT_EQ(news(6).count, 0);
}

TEST_P(LiveTest, OnePersonHasSoManyStreams) {
  std::vector<http::Response> streams;
  for (int i = 0; i < 12; ++i) streams.push_back(listen("topic=room/1"));
  int ending = 0;
  for (const auto& s : streams) ending += s.events->ending();
  EXPECT_GE(ending, 4);
}

/// Two programs on one PostgreSQL: each sees what the other does, within moments, exactly once and
/// in one order, with writers on both sides.
TEST(LiveOnTwoNodes, EachHearsTheOtherInOneOrder) {
  if (!testing::have_postgres())
    GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
  testing::Scratch scratch(db::Dialect::postgres);
  struct Node {
    explicit Node(const testing::Scratch& at) : db(at.open(6)), stream(*db, site, clock) {
      stream.kind(
          "note",
          [](db::Session&, const i18n::Language&, std::string_view, std::int64_t subject) {
            return std::to_string(subject);
          },
          true);
      stream.topic("room",
                   [](db::Session&, const http::Viewer&, std::string_view) { return true; });
      stream.start();
    }
    std::unique_ptr<db::Database> db;
    http::Site site;
    SystemClock clock;
    Stream stream;
  };
  Node a(scratch), b(scratch);

  // Streams are opened as the route does it, without a site around.
  const auto listen = [](Node& node, std::int64_t account) {
    http::Request request;
    request.query = form::Input::from_pairs({{"topic", "room/1"}});
    struct NoSession final : http::Session {
      std::string get(std::string_view) const override { return ""; }
      void set(std::string_view, std::string_view) override {}
      void erase(std::string_view) override {}
      void sign_in(std::int64_t) override {}
      void sign_out() override {}
      std::string csrf() override { return ""; }
    } session;
    http::Viewer viewer;
    viewer.account = account;
    http::Limiter limiter;
    http::Context c{request,          session,   viewer, *i18n::languages().front(),
                    node.clock.now(), node.site, limiter};
    return node.stream.open(c);
  };
  i18n::load("Europe/Paris");
  const auto on_a = listen(a, 1), on_b = listen(b, 2);

  constexpr int kEach = 60;
  const auto write = [](Node& node, std::int64_t from) {
    for (int i = 0; i < kEach; ++i)
      node.db->write(
          [&](db::Transaction& tx) { node.stream.publish(tx, "room/1", "note", from + i, 0); });
  };
  std::thread one([&] { write(a, 1000); }), two([&] { write(b, 2000); }),
      three([&] { write(a, 3000); });
  one.join(), two.join(), three.join();

  const auto hear_all = [](const http::Response& r) {
    std::string text;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::count(text.begin(), text.end(), '\n') < 3 * 3 * kEach &&
           std::chrono::steady_clock::now() < until) {
      text += r.events->take();
      r.events->sent();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return text;
  };
  const std::string heard_a = hear_all(on_a), heard_b = hear_all(on_b);
  EXPECT_EQ(heard_a, heard_b);
  EXPECT_EQ(std::count(heard_a.begin(), heard_a.end(), '\n'), 3 * 3 * kEach);
  for (const std::int64_t from : {1000, 2000, 3000})
    for (int i = 0; i < kEach; ++i)
      EXPECT_NE(heard_a.find(fmt::format("data: {}\n", from + i)), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, LiveTest,
                         ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
                         [](const auto& p) {
                           return p.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

}  // namespace
}  // namespace palier::live
