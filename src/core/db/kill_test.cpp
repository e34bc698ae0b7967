// What was acknowledged survives the end of the program at any instant.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <pqxx/pqxx>
#include <random>
#include <thread>

#include "core/db/database.hpp"
#include "core/db/rows.hpp"
#include "core/testing/database.hpp"

namespace palier::db {
namespace {

/// Writes pairs for ever, telling each once its commit has been acknowledged.
[[noreturn]] void write_pairs(const std::string& url, std::int64_t from, int tell) {
  try {
    const auto database = open({url, 2});
    for (std::int64_t n = from;; ++n) {
      database->write([&](Transaction& tx) {
        tx.run("insert into pairs (n, half) values ($1, 1)", n);
        tx.run("insert into pairs (n, half) values ($1, 2)", n);
      });
      if (::write(tell, &n, sizeof n) != sizeof n) ::_exit(2);
    }
  } catch (const std::exception&) {
    ::_exit(3);
  }
}

class KillTest : public testing::OnBoth {};
INSTANTIATE_ON_BOTH(KillTest);

TEST_P(KillTest, WhatWasAcknowledgedIsThereAndNothingIsHalf) {
  db().write([](Transaction& tx) { tx.run("create table pairs (n bigint, half bigint)"); });
  std::minstd_rand dice{std::random_device{}()};
  std::int64_t acknowledged = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const std::int64_t from = acknowledged + 1000 * (round + 1);
    const pid_t child = ::fork();
    if (child == 0) write_pairs(url(), from, ends[1]);
    ::close(ends[1]);
    std::vector<std::int64_t> told;
    std::thread reader([&] {
      for (std::int64_t n = 0; ::read(ends[0], &n, sizeof n) == sizeof n;) told.push_back(n);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(60 + dice() % 120));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    reader.join();
    ::close(ends[0]);

    const auto there = db().read([&](Session& s) {
      return s.all<std::int64_t>(
          "select n from pairs where n >= $1 group by n having count(*) = 2 order by n", from);
    });
    ASSERT_GE(there.size(), told.size());
    EXPECT_TRUE(std::equal(told.begin(), told.end(), there.begin()));
    EXPECT_EQ(db().read([](Session& s) {
      return s.one<int>(
          "select count(*) from (select n from pairs group by n having count(*) <> 2) as halves");
    }),
              0);
    if (!there.empty()) acknowledged = there.back();
  }
  EXPECT_GT(acknowledged, 0) << "the child did write";
}

/// Only a server's connections can be lost.
class ReconnectTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    scratch_ = std::make_unique<testing::Scratch>(Dialect::postgres);
    db_ = scratch_->open();
  }
  /// As a restart of the server does: every connection of this database is cut.
  void cut() {
    pqxx::connection admin(std::getenv("PALIER_TEST_POSTGRES"));
    const std::string name = scratch_->url().substr(scratch_->url().rfind('/') + 1);
    pqxx::nontransaction(admin).exec(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }
  Database& db() { return *db_; }

 private:
  std::unique_ptr<testing::Scratch> scratch_;
  std::unique_ptr<Database> db_;
};

TEST_F(ReconnectTest, ALostConnectionIsMadeAgain) {
  db().write([](Transaction& tx) { tx.run("create table t (n bigint)"); });
  std::vector<std::thread> warm;
  for (int i = 0; i < 3; ++i)
    warm.emplace_back([&] { db().read([](Session& s) { s.run("select pg_sleep(0.05)"); }); });
  for (auto& w : warm) w.join();
  cut();
  EXPECT_EQ(db().read([](Session& s) { return s.one<int>("select count(*) from t"); }), 0);
  cut();
  db().write([](Transaction& tx) { tx.run("insert into t values (1)"); });
  int tries = 0;
  db().write([&](Transaction& tx) {
    tx.run("insert into t values (2)");
    if (++tries == 1) cut();
    tx.run("insert into t values (3)");
  });
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(db().read([](Session& s) { return s.one<int>("select sum(n) from t"); }), 6);
}

TEST_F(ReconnectTest, WhereItStaysBrokenItIsUnavailable) {
  EXPECT_THROW(db().write([&](Transaction& tx) {
    cut();
    tx.run("select 1");
  }),
               Unavailable);
  EXPECT_EQ(db().read([](Session& s) { return s.one<int>("select 1"); }), 1);
}

}  // namespace
}  // namespace palier::db
