#include "core/testing/database.hpp"

namespace palier::testing {

void OnBoth::SetUp() {
  if (GetParam() == db::Dialect::postgres && !have_postgres())
    GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
  scratch_ = std::make_unique<Scratch>(GetParam());
  db_ = scratch_->open();
}

void OnBoth::TearDown() {
  parts_.reset();
  db_.reset();
  scratch_.reset();
}

}  // namespace palier::testing
