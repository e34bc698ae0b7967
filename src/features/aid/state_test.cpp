#include "features/aid/state.hpp"

#include <gtest/gtest.h>

#include <string>

namespace palier::aid {
namespace {

constexpr std::array kAll{State::open, State::proposed,  State::agreed,
                          State::done, State::cancelled, State::expired};

// Row by row, column by column: what each action does in each state, "-" where it is refused.
// Written a second time, by hand, so that a slip in the table shows.
TEST(StateTable, SaysForEveryStateAndActionWhatFollows) {
  struct Row {
    Action action;
    std::array<const char*, kStates> to;  // open, proposed, agreed, done, cancelled, expired
  };
  const std::array<Row, kActions> rows{{
      {Action::open, {"-", "-", "-", "-", "-", "-"}},
      {Action::propose, {"proposed", "proposed", "-", "-", "-", "-"}},
      {Action::accept, {"-", "proposed", "-", "-", "-", "-"}},
      {Action::accept_last, {"-", "agreed", "-", "-", "-", "-"}},
      {Action::drop, {"-", "proposed", "proposed", "-", "-", "-"}},
      {Action::drop_last, {"-", "open", "open", "-", "-", "-"}},
      {Action::finish, {"-", "done", "done", "-", "-", "-"}},
      {Action::cancel, {"cancelled", "cancelled", "cancelled", "-", "-", "-"}},
      {Action::expire, {"expired", "expired", "expired", "-", "-", "-"}},
      {Action::renew, {"open", "proposed", "agreed", "-", "-", "open"}},
      {Action::edit, {"open", "proposed", "-", "-", "-", "-"}},
  }};
  for (const auto& row : rows)
    for (int s = 0; s < kStates; ++s) {
      const auto to = next(kAll[static_cast<std::size_t>(s)], row.action);
      EXPECT_EQ(to ? word(*to) : "-", row.to[static_cast<std::size_t>(s)])
          << word(row.action) << " in " << word(kAll[static_cast<std::size_t>(s)]);
    }
}

TEST(StateTable, NamesEachPairOnce) {
  for (const auto& a : kTransitions) {
    int same = 0;
    for (const auto& b : kTransitions) same += a.from == b.from && a.action == b.action;
    EXPECT_EQ(same, 1) << word(a.from) << " " << word(a.action);
  }
}

TEST(StateTable, NothingLeavesDoneOrCancelled) {
  for (const auto& t : kTransitions) {
    EXPECT_NE(t.from, State::done);
    EXPECT_NE(t.from, State::cancelled);
  }
}

TEST(StateTable, EveryLiveStateCanEnd) {
  for (State s : kAll)
    if (live(s)) {
      EXPECT_EQ(next(s, Action::cancel), State::cancelled);
      EXPECT_EQ(next(s, Action::expire), State::expired);
    }
}

TEST(StateTable, AcceptingIsTheLastWhenAsManyAreInAsAreWanted) {
  EXPECT_EQ(accepting(0, 1), Action::accept_last);
  EXPECT_EQ(accepting(0, 2), Action::accept);
  EXPECT_EQ(accepting(1, 2), Action::accept_last);
  EXPECT_EQ(dropping(0), Action::drop_last);
  EXPECT_EQ(dropping(3), Action::drop);
}

}  // namespace
}  // namespace palier::aid
