#include "features/feed/useful.hpp"

#include <gtest/gtest.h>

namespace palier::feed {
namespace {

using std::chrono::hours;

Signals quiet() {
  Signals s;
  s.circle = places::Level::city;
  s.age = s.silent = hours(240);
  return s;
}

TEST(Useful, EachRuleLiftsAsItSays) {
  const auto base = useful(quiet()).points;
  const auto with = [&](auto change) {
    auto s = quiet();
    change(s);
    return useful(s).points - base;
  };
  EXPECT_EQ(with([](Signals& s) { s.circle = places::Level::building; }), 22'000);
  EXPECT_EQ(with([](Signals& s) { s.circle = {}; }), 12'000);
  EXPECT_EQ(with([](Signals& s) { s.thanks = 3; }), 8'000);
  EXPECT_EQ(with([](Signals& s) { s.thanks = 1'000'000; }), 16'000) << "fame has an end";
  EXPECT_EQ(with([](Signals& s) { s.by_new = true; }), 8'000);
  EXPECT_EQ(with([](Signals& s) { s.unseen = true; }), 12'000);
  EXPECT_EQ(with([](Signals& s) { s.own = true; }), -20'000);
  EXPECT_EQ(with([](Signals& s) { s.urgent = true; }), 30'000);
  EXPECT_EQ(with([](Signals& s) { s.starts_in = hours(20); }), 15'000);
  EXPECT_EQ(with([](Signals& s) { s.starts_in = -hours(20); }), -40'000);
  EXPECT_GT(with([](Signals& s) { s.age = hours(1); }), 35'000);
  EXPECT_GT(with([](Signals& s) {
              s.comments = 7;
              s.silent = hours(0);
            }),
            20'000);
  EXPECT_LT(with([](Signals& s) { s.comments = 7; }), 1'000) << "an old talk is over";
}

TEST(Useful, HalfIsLeftAfterItsTime) {
  auto young = quiet(), older = quiet();
  young.age = hours(0);
  older.age = hours(36);
  auto never = quiet();
  never.age = hours(100'000);
  EXPECT_NEAR(static_cast<double>(useful(young).points - useful(never).points), 40'000, 1);
  EXPECT_NEAR(static_cast<double>(useful(older).points - useful(never).points), 20'000, 1);
}

TEST(Useful, SaysTheTwoHeaviestReasons) {
  auto s = quiet();
  s.kind = Kind::alert;
  s.age = s.silent = hours(1);
  s.circle = places::Level::building;
  const auto why = useful(s).why;
  ASSERT_EQ(why.size(), 2U);
  EXPECT_STREQ(why[0], "Alert");
  EXPECT_STREQ(why[1], "Just posted");
  EXPECT_TRUE(useful(quiet()).why.empty());
  auto waiting = quiet();
  waiting.kind = Kind::question;
  waiting.age = hours(30);
  EXPECT_STREQ(useful(waiting).why.front(), "Nobody has answered yet");
  waiting.comments = 1;
  for (const char* reason : useful(waiting).why) EXPECT_STRNE(reason, "Nobody has answered yet");
}

TEST(Useful, EveryReasonIsExplained) {
  for (const auto& rule : rules()) EXPECT_GT(std::string_view(rule.says).size(), 20U);
}

}  // namespace
}  // namespace palier::feed
