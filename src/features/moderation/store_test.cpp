#include "features/moderation/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/testing/database.hpp"
#include "features/moderation/form.hpp"

namespace palier::moderation {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class ModerationStore : public testing::OnBoth {
 protected:
  Case opened(db::Transaction& tx, std::int64_t subject) {
    Case c;
    c.id = CaseId::make();
    c.kind = "aid";
    c.subject_id = subject;
    c.opened_at = clock.now();
    return store::open_case(tx, c);
  }
  Report report(std::int64_t subject, std::int64_t by, CaseId of = {}) {
    Report r;
    r.id = ReportId::make();
    r.kind = "aid";
    r.subject_id = subject;
    r.reporter_id = AccountId{by};
    r.reason = "spam";
    r.created_at = clock.now();
    r.case_id = of;
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
}

TEST_P(ModerationStore, OneCaseAThingHoweverManyReportIt) {
  db().write([&](db::Transaction& tx) {
    const Case first = opened(tx, 7);
    EXPECT_EQ(opened(tx, 7).id, first.id);
    EXPECT_NE(opened(tx, 8).id, first.id);
    store::insert(tx, report(7, 1, first.id));
    store::insert(tx, report(7, 2, first.id));
    store::count_report(tx, first.id, false);
    store::count_report(tx, first.id, true);
    EXPECT_EQ(store::find(tx, first.id)->reports, 2);
    EXPECT_TRUE(store::find(tx, first.id)->danger);
    EXPECT_EQ(store::count_waiting(tx, {1}), 2);

    EXPECT_TRUE(store::close(tx, first.id, CaseState::decided, DecisionId{5}, false, clock.now()));
    EXPECT_FALSE(store::close(tx, first.id, CaseState::decided, DecisionId{6}, false, clock.now()));
    EXPECT_THAT(store::settle(tx, first.id, ReportState::hidden),
                UnorderedElementsAre(AccountId{1}, AccountId{2}));
    EXPECT_TRUE(store::settle(tx, first.id, ReportState::kept).empty());
    EXPECT_NE(opened(tx, 7).id, first.id) << "A decided case is not opened again.";
    EXPECT_EQ(store::count_waiting(tx, {1}), 2);
  });
}

TEST_P(ModerationStore, DangerComesFirstThenWhatMostHaveReported) {
  db().write([&](db::Transaction& tx) {
    const auto a = opened(tx, 1).id, b = opened(tx, 2).id, c = opened(tx, 3).id;
    store::count_report(tx, a, false);
    for (int i = 0; i < 3; ++i) store::count_report(tx, b, false);
    store::count_report(tx, c, true);
    std::vector<std::int64_t> order;
    for (const auto& one : store::queue(tx, {})) order.push_back(one.subject_id);
    EXPECT_THAT(order, ElementsAre(3, 2, 1));
    EXPECT_EQ(store::queue(tx, {.limit = 2, .offset = 2}).size(), 1U);
  });
}

TEST_P(ModerationStore, WhoLooksAtACaseKeepsOthersAwayForAWhile) {
  db().write([&](db::Transaction& tx) {
    const auto id = opened(tx, 1).id;
    const Instant now = clock.now(), stale = now - std::chrono::hours{2};
    EXPECT_TRUE(store::assign(tx, id, AccountId{9}, now, stale));
    EXPECT_TRUE(store::assign(tx, id, AccountId{9}, now, stale));
    EXPECT_FALSE(store::assign(tx, id, AccountId{10}, now, stale));
    EXPECT_FALSE(store::release(tx, id, AccountId{10}));
    const Instant later = now + std::chrono::hours{3};
    EXPECT_TRUE(store::assign(tx, id, AccountId{10}, later, later - std::chrono::hours{2}));
    EXPECT_TRUE(store::release(tx, id, AccountId{10}));
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
    const Case c = opened(tx, 7);
    Report r = report(7, 1, c.id);
    r.note = "my neighbour";
    store::insert(tx, r);
    store::insert(tx, report(8, 1));
    Decision d;
    d.id = DecisionId::make();
    d.case_id = c.id;
    d.author_id = AccountId{1};
    d.title = "About him";
    d.words = "Rude";
    d.at = clock.now();
    store::insert(tx, d);
    store::limit(tx, d, clock.now() + std::chrono::days{7});
    store::forget(tx, AccountId{1});
    EXPECT_EQ(store::reports_by(tx, AccountId{1}).size(), 0U);
    EXPECT_EQ(store::find(tx, r.id)->note, "");
    EXPECT_EQ(store::find(tx, d.id)->title + store::find(tx, d.id)->words, "");
    EXPECT_FALSE(store::limited_until(tx, AccountId{1}, clock.now()));
    EXPECT_EQ(store::counts(tx, {1}, clock.now(), clock.now() + std::chrono::days{1}).reports, 2);
  });
}

TEST_P(ModerationStore, TheHouseRulesAreThere) {
  db().read([&](db::Session& s) {
    const auto rules = store::rules(s, {1});
    ASSERT_GE(rules.size(), 6U);
    for (const auto& r : rules) {
      EXPECT_FALSE(r.title("fr").empty());
      EXPECT_NE(r.text("fr"), r.text("en"));
    }
    EXPECT_EQ(store::rule(s, {1}, "R1")->title("en"), "Respect");
    EXPECT_FALSE(store::rule(s, {1}, "R99"));
  });
}

TEST_P(ModerationStore, FingerprintsGoAfterAWhile) {
  const Print p = print_of("Un texte assez long pour compter, avec beaucoup de mots différents.");
  db().write([&](db::Transaction& tx) {
    for (int i = 0; i < 5; ++i)
      store::wrote(tx, {1}, {AccountId{1}, "post", i, clock.now(), p.exact, to_text(p.sketch)}, p);
    store::wrote(tx, {1}, {AccountId{1}, "post", 4, clock.now(), p.exact, to_text(p.sketch)}, p);
    EXPECT_EQ(store::written_by(tx, AccountId{1}, clock.now(), 10).size(), 5U) << "One is an edit.";
    EXPECT_EQ(store::written_alike(tx, p, clock.now(), 10).size(), 5U);
    EXPECT_EQ(store::sweep_written(tx, clock.now() + std::chrono::hours{1}, 3), 3);
    EXPECT_EQ(store::sweep_written(tx, clock.now() + std::chrono::hours{1}, 3), 2);
  });
}

form::Errors errors_of(const form::Input& input) {
  form::Errors errors;
  read_decision(input, {"R1"}, errors);
  return errors;
}

TEST(ReportForm, AsksWhatIsWrong) {
  form::Errors errors;
  read_report(form::Input::from_pairs({{"reason", "unheard-of"}}), errors);
  EXPECT_NE(errors.find("reason"), nullptr);
  form::Errors other;
  read_report(form::Input::from_pairs({{"reason", "other"}}), other);
  EXPECT_NE(other.find("note"), nullptr);
}

TEST(DecisionForm, ActingNeedsARuleAndAReasonThatTheAuthorReads) {
  const auto bare = errors_of(form::Input::from_pairs({{"decision", "hide"}}));
  EXPECT_NE(bare.find("note"), nullptr);
  EXPECT_NE(bare.find("rule"), nullptr);
  EXPECT_TRUE(errors_of(form::Input::from_pairs({{"decision", "keep"}})).empty());
  EXPECT_NE(errors_of(form::Input::from_pairs(
                          {{"decision", "limit"}, {"rule", "R1"}, {"note", "x"}, {"days", "400"}}))
                .find("days"),
            nullptr);
  EXPECT_NE(
      errors_of(form::Input::from_pairs({{"decision", "hide"}, {"rule", "R9"}, {"note", "x"}}))
          .find("rule"),
      nullptr);
  EXPECT_NE(errors_of({}).find("decision"), nullptr);
}

}  // namespace
}  // namespace palier::moderation
