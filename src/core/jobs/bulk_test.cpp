#include <gtest/gtest.h>

#include "core/jobs/jobs.hpp"
#include "core/testing/database.hpp"

namespace palier::jobs {
namespace {

using namespace std::chrono_literals;

class BulkTest : public testing::OnBoth {};
INSTANTIATE_ON_BOTH(BulkTest);

TEST_P(BulkTest, IsTakenWhenNothingElseIsDue) {
  Queue queue(db(), clock);
  std::string order;
  const auto note = [&](const Job& job) { order += job.kind.front(); };
  queue.handle("bulk", note, Lane::bulk);
  queue.handle("slow", note, Lane::slow);
  queue.handle("quick", note);
  for (const char* kind : {"bulk", "bulk", "slow", "quick", "slow"}) {
    db().write([&](db::Transaction& tx) { queue.add(tx, kind, "{}"); });
    clock.advance(1s);
  }
  EXPECT_EQ(queue.run_due(), 5);
  EXPECT_EQ(order, "sqsbb");
}

}  // namespace
}  // namespace palier::jobs
