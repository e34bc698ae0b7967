#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "core/testing/database.hpp"
#include "features/moderation/form.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class ModerationStore : public testing::OnBoth {
 protected:
  Report report(std::int64_t subject, std::int64_t by) {
    Report r;
    r.id = ReportId::make();
    r.kind = "aid";
    r.subject_id = subject;
    r.reporter_id = AccountId{by};
    r.reason = "spam";
    r.created_at = clock.now();
    return r;
  }
};
INSTANTIATE_ON_BOTH(ModerationStore);

TEST_P(ModerationStore, OneReportAPersonAndThing) {
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(store::insert(tx, report(7, 1)));
    EXPECT_FALSE(store::insert(tx, report(7, 1)));
    EXPECT_TRUE(store::insert(tx, report(7, 2)));
  });
  db().read([&](db::Session& s) {
    EXPECT_EQ(store::count_waiting(s, places::TerritoryId{1}), 2);
    EXPECT_EQ(store::waiting(s, places::TerritoryId{2}, 10).size(), 0U);
  });
}

TEST_P(ModerationStore, OneDecisionSettlesAllReportsOfAThing) {
  const Report first = report(7, 1);
  db().write([&](db::Transaction& tx) {
    store::insert(tx, first);
    store::insert(tx, report(7, 2));
    store::insert(tx, report(8, 1));
  });
  db().write([&](db::Transaction& tx) {
    EXPECT_THAT(store::decide(tx, first, ReportState::hidden, AccountId{9}, "rude", clock.now()),
                UnorderedElementsAre(AccountId{1}, AccountId{2}));
    EXPECT_TRUE(
        store::decide(tx, first, ReportState::kept, AccountId{10}, "", clock.now()).empty());
  });
  db().read([&](db::Session& s) {
    const auto kept = store::find(s, first.id);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->state, ReportState::hidden);
    EXPECT_EQ(kept->decided_by, AccountId{9});
    EXPECT_EQ(store::count_waiting(s, places::TerritoryId{1}), 1);
    EXPECT_EQ(store::decided(s, places::TerritoryId{1}, 10).size(), 2U);
  });
}

TEST_P(ModerationStore, ABlockKeepsBothApart) {
  db().write([&](db::Transaction& tx) {
    store::block(tx, AccountId{1}, AccountId{2}, places::TerritoryId{1}, clock.now());
    store::block(tx, AccountId{1}, AccountId{2}, places::TerritoryId{1}, clock.now());
  });
  db().read([&](db::Session& s) {
    EXPECT_TRUE(store::apart(s, AccountId{2}, AccountId{1}));
    EXPECT_FALSE(store::apart(s, AccountId{1}, AccountId{3}));
    EXPECT_THAT(store::apart_from(s, AccountId{2}), ElementsAre(AccountId{1}));
    EXPECT_EQ(store::blocked_by(s, AccountId{2}).size(), 0U);
    EXPECT_EQ(store::blocked_by(s, AccountId{1}).size(), 1U);
  });
  db().write([&](db::Transaction& tx) {
    EXPECT_FALSE(store::unblock(tx, AccountId{2}, AccountId{1}));
    EXPECT_TRUE(store::unblock(tx, AccountId{1}, AccountId{2}));
    EXPECT_FALSE(store::apart(tx, AccountId{1}, AccountId{2}));
  });
}

TEST_P(ModerationStore, ForgettingSomebodyKeepsTheRecordWithoutThem) {
  db().write([&](db::Transaction& tx) {
    Report r = report(7, 1);
    r.note = "my neighbour";
    store::insert(tx, r);
    store::insert(tx, report(8, 1));
    store::forget(tx, AccountId{1});
    EXPECT_EQ(store::reports_of(tx, AccountId{1}).size(), 0U);
    EXPECT_EQ(store::find(tx, r.id)->note, "");
  });
}

TEST(ReportForm, AsksWhatIsWrong) {
  form::Errors errors;
  read_report(form::Input::from_pairs({{"reason", "unheard-of"}}), errors);
  EXPECT_NE(errors.find("reason"), nullptr);
  form::Errors other;
  read_report(form::Input::from_pairs({{"reason", "other"}}), other);
  EXPECT_NE(other.find("note"), nullptr);
}

TEST(DecisionForm, HidingNeedsAReasonThatTheAuthorReads) {
  form::Errors errors;
  read_decision(form::Input::from_pairs({{"decision", "hide"}}), errors);
  EXPECT_NE(errors.find("note"), nullptr);
  form::Errors none;
  EXPECT_FALSE(read_decision(form::Input::from_pairs({{"decision", "keep"}}), none).hide);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace palier::moderation
