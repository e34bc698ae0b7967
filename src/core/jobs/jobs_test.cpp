#include "core/jobs/jobs.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

#include "core/db/rows.hpp"
#include "core/jobs/event_json.hpp"
#include "core/jobs/events.hpp"
#include "core/testing/database.hpp"

namespace palier::jobs {
namespace {

using namespace std::chrono_literals;

class JobsTest : public testing::OnBoth {
 protected:
  void add(Queue& queue, std::string_view kind, std::string_view payload = "{}",
           const Options& options = {}) {
    db().write([&](db::Transaction& tx) { queue.add(tx, kind, payload, options); });
  }
  static void eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 500 && !holds(); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds());
  }
};
INSTANTIATE_ON_BOTH(JobsTest);

TEST_P(JobsTest, AJobRunsOnceWithItsPayload) {
  Queue queue(db(), clock);
  std::vector<std::string> seen;
  queue.handle("greet", [&](const Job& job) { seen.push_back(job.payload); });
  add(queue, "greet", R"({"name":"Zoé"})");
  EXPECT_EQ(queue.run_due(), 1);
  EXPECT_EQ(queue.run_due(), 0);
  EXPECT_EQ(seen, std::vector<std::string>{R"({"name":"Zoé"})"});
}

TEST_P(JobsTest, AJobExistsExactlyIfItsTransactionCommits) {
  Queue queue(db(), clock);
  queue.handle("greet", [](const Job&) {});
  EXPECT_THROW(db().write([&](db::Transaction& tx) {
    queue.add(tx, "greet", "{}");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(queue.run_due(), 0);
}

TEST_P(JobsTest, AFailureIsTriedAgainLaterAndLaterThenPutAside) {
  Queue queue(db(), clock);
  int runs = 0;
  queue.handle("shaky", [&](const Job& job) {
    EXPECT_EQ(job.attempt, ++runs);
    throw std::runtime_error("the reason\nwith \xff bad bytes");
  });
  Options options;
  options.attempts = 3;
  add(queue, "shaky", "{}", options);
  queue.run_due();
  EXPECT_EQ(runs, 1);
  clock.advance(7s);
  queue.run_due();
  EXPECT_EQ(runs, 1) << "10 s less a fifth have not passed";
  clock.advance(6s);
  queue.run_due();
  EXPECT_EQ(runs, 2);
  clock.advance(47s);
  queue.run_due();
  EXPECT_EQ(runs, 2);
  clock.advance(26s);
  queue.run_due();
  EXPECT_EQ(runs, 3);
  clock.advance(std::chrono::days{30});
  queue.run_due();
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(queue.figures().failed, 1);
  const auto failures = queue.failures(5);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].kind, "shaky");
  EXPECT_EQ(failures[0].error, "the reason with  bad bytes");

  EXPECT_EQ(queue.retry_failures(), 1);
  runs = 0;
  queue.run_due();
  EXPECT_EQ(runs, 1);
}

TEST_P(JobsTest, ADelayedJobWaits) {
  Queue queue(db(), clock);
  queue.handle("later", [](const Job&) {});
  Options options;
  options.delay = 1h;
  add(queue, "later", "{}", options);
  EXPECT_EQ(queue.run_due(), 0);
  clock.advance(1h);
  EXPECT_EQ(queue.run_due(), 1);
}

TEST_P(JobsTest, WhileOneWithTheKeyWaitsAnotherIsNotAdded) {
  Queue queue(db(), clock);
  int runs = 0;
  Options options;
  options.unique_key = "rebuild/7";
  queue.handle("rebuild", [&](const Job&) {
    // While it runs, one more may be asked for: what it is about may have changed since.
    if (++runs == 1) add(queue, "rebuild", "{}", options);
    if (runs == 2) throw std::runtime_error("fails while another waits");
  });
  add(queue, "rebuild", "{}", options);
  add(queue, "rebuild", "{}", options);
  EXPECT_EQ(queue.figures().waiting, 1);
  EXPECT_EQ(queue.run_due(), 2);
  add(queue, "rebuild", "{}", options);
  EXPECT_EQ(queue.figures().waiting, 1) << "the one that failed waits already";
}

TEST_P(JobsTest, AFailedJobYieldsToOneThatCameMeanwhile) {
  Queue queue(db(), clock);
  Options options;
  options.unique_key = "k";
  int runs = 0;
  queue.handle("work", [&](const Job&) {
    if (++runs > 1) return;
    add(queue, "work", "{}", options);
    throw std::runtime_error("no");
  });
  add(queue, "work", "{}", options);
  EXPECT_EQ(queue.run_due(), 2);
  EXPECT_EQ(queue.figures().waiting, 0);
}

TEST_P(JobsTest, TheJobOfADeadNodeIsFreeAfterItsLease) {
  {
    Queue dead(db(), clock);
    add(dead, "work");
  }
  // As a node leaves it that was killed in the middle.
  db().write([&](db::Transaction& tx) {
    tx.run("update jobs set state = 'running', attempt = 1, lease = 'dead/1', leased_until = $1",
           clock.now() + 5min);
  });
  Queue queue(db(), clock);
  int attempt = 0;
  queue.handle("work", [&](const Job& job) { attempt = job.attempt; });
  EXPECT_EQ(queue.run_due(), 0);
  clock.advance(5min);
  EXPECT_EQ(queue.run_due(), 1);
  EXPECT_EQ(attempt, 2);
}

TEST_P(JobsTest, ALongJobKeepsItsLease) {
  Timing timing;
  timing.lease = 400ms;
  timing.poll = 20ms;
  SystemClock real;
  const auto other_db = db::open({url(), 4});
  Queue one(db(), real, timing);
  Queue two(*other_db, real, timing);
  std::atomic<int> runs{0};
  for (Queue* q : {&one, &two})
    q->handle("long", [&](const Job&) {
      ++runs;
      std::this_thread::sleep_for(1200ms);
    });
  one.start(1);
  two.start(1);
  add(one, "long");
  std::this_thread::sleep_for(1s);
  EXPECT_EQ(runs, 1);
  eventually([&] { return one.figures().running == 0 && one.figures().waiting == 0; });
  EXPECT_EQ(runs, 1);
}

TEST_P(JobsTest, TwoNodesNeverRunAJobTwiceAtOnce) {
  constexpr int kJobs = 120;
  SystemClock real;
  Timing timing;
  timing.poll = 20ms;
  const auto other_db = db::open({url(), 4});
  Queue one(db(), real, timing);
  Queue two(*other_db, real, timing);
  std::mutex mutex;
  std::multiset<std::int64_t> ran;
  std::array<std::atomic<int>, 2> share{};
  int node = 0;
  for (Queue* q : {&one, &two}) {
    q->handle("count", [&, node](const Job& job) {
      ++share[static_cast<std::size_t>(node)];
      std::this_thread::sleep_for(1ms);
      const std::scoped_lock lock(mutex);
      ran.insert(job.id);
    });
    ++node;
  }
  db().write([&](db::Transaction& tx) {
    for (int i = 0; i < kJobs; ++i) one.add(tx, "count", "{}");
  });
  one.start(2);
  two.start(2);
  eventually([&] {
    const std::scoped_lock lock(mutex);
    return ran.size() >= kJobs;
  });
  one.stop();
  two.stop();
  EXPECT_EQ(ran.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set<std::int64_t>(ran.begin(), ran.end()).size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(one.figures().waiting, 0);
  EXPECT_GT(share[0], 0);
  EXPECT_GT(share[1], 0);
}

TEST_P(JobsTest, ACommitWakesAWorkerAtOnce) {
  Timing timing;
  timing.poll = 60s;
  SystemClock real;
  Queue queue(db(), real, timing);
  std::atomic<int> runs{0};
  queue.handle("quick", [&](const Job&) { ++runs; });
  queue.handle(
      "slow", [&](const Job&) { ++runs; }, Lane::slow);
  queue.start(2);
  std::this_thread::sleep_for(50ms);
  add(queue, "quick");
  eventually([&] { return runs == 1; });
  add(queue, "slow");
  eventually([&] { return runs == 2; });
}

TEST_P(JobsTest, SlowJobsDoNotHoldUpQuickOnes) {
  SystemClock real;
  Queue queue(db(), real);
  std::atomic<bool> release{false};
  std::atomic<int> quick{0};
  queue.handle(
      "slow",
      [&](const Job&) {
        while (!release) std::this_thread::sleep_for(5ms);
      },
      Lane::slow);
  queue.handle("quick", [&](const Job&) { ++quick; });
  queue.start(2);
  for (int i = 0; i < 3; ++i) add(queue, "slow");
  for (int i = 0; i < 3; ++i) add(queue, "quick");
  eventually([&] { return quick == 3; });
  release = true;
}

TEST_P(JobsTest, StopWaitsForTheJobUnderWay) {
  SystemClock real;
  Queue queue(db(), real);
  std::atomic<bool> begun{false};
  std::atomic<bool> ended{false};
  queue.handle("work", [&](const Job&) {
    begun = true;
    std::this_thread::sleep_for(200ms);
    ended = true;
  });
  queue.start(2);
  add(queue, "work");
  eventually([&] { return begun.load(); });
  queue.stop();
  EXPECT_TRUE(ended);
  EXPECT_EQ(queue.figures().running, 0);
}

TEST_P(JobsTest, APeriodIsKeptAndAMissedRunIsMadeUpOnceByOneNode) {
  int runs = 0;
  const auto node = [&] {
    auto queue = std::make_unique<Queue>(db(), clock);
    queue->handle("sweep", [&](const Job&) { ++runs; });
    queue->every("sweep", 1h, "sweep");
    return queue;
  };
  const auto one = node();
  const auto two = node();
  one->run_due();
  two->run_due();
  EXPECT_EQ(runs, 0);
  clock.advance(1h);
  one->run_due();
  two->run_due();
  EXPECT_EQ(runs, 1);
  clock.advance(5h);
  two->run_due();
  one->run_due();
  EXPECT_EQ(runs, 2) << "five were missed, one is made up";
  clock.advance(59min);
  one->run_due();
  EXPECT_EQ(runs, 2);
}

TEST_P(JobsTest, DailyMeansLocalTimeSummerAndWinter) {
  using namespace std::chrono;
  std::vector<Instant> runs;
  Queue queue(db(), clock);
  queue.handle("digest", [&](const Job&) { runs.push_back(clock.now()); });
  queue.daily("digest", 18h, "digest");
  // From Friday to Monday over the end of summer time, 25 October 2026, minute by minute.
  clock.set(sys_days{2026y / October / 23} + 0h);
  for (int i = 0; i < 4 * 24 * 4; ++i) {
    queue.run_due();
    clock.advance(15min);
  }
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0], Instant{sys_days{2026y / October / 23} + 16h});
  EXPECT_EQ(runs[1], Instant{sys_days{2026y / October / 24} + 16h});
  EXPECT_EQ(runs[2], Instant{sys_days{2026y / October / 25} + 17h});
  EXPECT_EQ(runs[3], Instant{sys_days{2026y / October / 26} + 17h});
}

TEST_P(JobsTest, AnUnknownKindIsKeptForAVersionThatKnowsIt) {
  Queue old(db(), clock);
  add(old, "of.tomorrow");
  old.run_due();
  EXPECT_EQ(old.figures().waiting, 1);
}

struct NeedTag;
enum class Urgency { low, high };
struct NeedOpened {
  static constexpr const char* kName = "aid.need_opened";
  Id<NeedTag> need;
  Urgency urgency = Urgency::low;
  Instant at{};
  std::optional<std::int64_t> helper;
  std::vector<std::string> tags;
  bool vulnerable = false;
};
BOOST_DESCRIBE_STRUCT(NeedOpened, (), (need, urgency, at, helper, tags, vulnerable))

TEST_P(JobsTest, AnEventReachesEverySubscriberWhole) {
  Queue queue(db(), clock);
  Events events(db(), queue, clock);
  std::vector<NeedOpened> mail, matching;
  events.subscribe<NeedOpened>("mail", [&](const NeedOpened& e) { mail.push_back(e); });
  events.subscribe<NeedOpened>("matching", [&](const NeedOpened& e) {
    matching.push_back(e);
    if (matching.size() == 1) throw std::runtime_error("try again: the others are not bothered");
  });
  NeedOpened event;
  event.need = {9'007'199'254'740'993};
  event.urgency = Urgency::high;
  event.at = clock.now();
  event.tags = {"courses", "« à deux »"};
  db().write([&](db::Transaction& tx) { events.emit(tx, event); });
  queue.run_due();
  ASSERT_EQ(mail.size(), 1U);
  EXPECT_EQ(mail[0].need, event.need);
  EXPECT_EQ(mail[0].urgency, Urgency::high);
  EXPECT_EQ(mail[0].at, event.at);
  EXPECT_FALSE(mail[0].helper);
  EXPECT_EQ(mail[0].tags, event.tags);
  clock.advance(20s);
  queue.run_due();
  EXPECT_EQ(mail.size(), 1U);
  EXPECT_EQ(matching.size(), 2U);
}

TEST_P(JobsTest, AnEventOfARolledBackTransactionNeverHappened) {
  Queue queue(db(), clock);
  Events events(db(), queue, clock);
  events.subscribe<NeedOpened>("mail", [&](const NeedOpened&) { FAIL(); });
  EXPECT_THROW(db().write([&](db::Transaction& tx) {
    events.emit(tx, NeedOpened{});
    throw 1;
  }),
               int);
  EXPECT_EQ(queue.run_due(), 0);
}

TEST_P(JobsTest, EventsAreKeptAMonth) {
  Queue queue(db(), clock);
  Events events(db(), queue, clock);
  const auto kept = [&] {
    return db().read([](db::Session& s) { return s.one<int>("select count(*) from events"); });
  };
  queue.run_due();
  db().write([&](db::Transaction& tx) { events.emit(tx, NeedOpened{}); });
  clock.advance(std::chrono::days{29});
  queue.run_due();
  EXPECT_EQ(kept(), 1);
  clock.advance(std::chrono::days{2});
  queue.run_due();
  EXPECT_EQ(kept(), 0);
}

}  // namespace
}  // namespace palier::jobs
