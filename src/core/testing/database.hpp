#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/core.hpp"
#include "core/testing/scratch.hpp"

namespace palier::testing {

/// A store test: written once, run on both databases with INSTANTIATE_ON_BOTH(Name). Each test has
/// a database of its own, migrated, empty; PostgreSQL is the one PALIER_TEST_POSTGRES names (./test
/// starts it), and without it those runs are skipped, saying so.
class OnBoth : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override;
  void TearDown() override;

  db::Database& db() { return *db_; }
  /// The URL of that database, for a second node on it.
  const std::string& url() const { return scratch_->url(); }
  FakeClock clock;
  /// Queue, events and outbox over db(): made on first use; nothing runs until queue.run_due().
  Core& core();

 private:
  struct Parts;
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<db::Database> db_;
  std::shared_ptr<Parts> parts_;  // Shared: its deleter is known only where it is made (parts.cpp).
};

}  // namespace palier::testing

#define INSTANTIATE_ON_BOTH(Suite)                                                       \
  INSTANTIATE_TEST_SUITE_P(                                                              \
      Both, Suite,                                                                       \
      ::testing::Values(::palier::db::Dialect::sqlite, ::palier::db::Dialect::postgres), \
      [](const auto& which) {                                                            \
        return which.param == ::palier::db::Dialect::sqlite ? "Sqlite" : "Postgres";     \
      })
