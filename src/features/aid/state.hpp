#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "features/aid/aid.hpp"

namespace palier::aid {

/// What can happen to a need or an offer. The history keeps these as numbers: append only.
enum class Action : std::uint8_t {
  open,         ///< Posted: the beginning.
  propose,      ///< A neighbour answers.
  accept,       ///< An answer is accepted and more people are still wanted.
  accept_last,  ///< An answer is accepted and that is enough.
  drop,         ///< An answer is declined or withdrawn; others remain.
  drop_last,    ///< An answer is declined or withdrawn; none remains.
  finish,       ///< Either says it is done.
  cancel,       ///< The author takes it back.
  expire,       ///< Nobody answered "still needed?".
  renew,        ///< The author says it is still needed.
  edit,         ///< The author changes it.
};
inline constexpr int kActions = 11;
inline constexpr int kStates = 6;
std::string_view word(Action action);

/// One line of the table: in that state, this may happen, and leads there.
struct Transition {
  State from;
  Action action;
  State to;
};

/// Every change there is. What is not here cannot happen.
///   open      nobody has answered
///   proposed  someone has answered, and not yet as many are accepted as are wanted
///   agreed    as many are accepted as are wanted
/// done, cancelled and expired are ends, but an expired one may be renewed by its author.
inline constexpr std::array kTransitions{
    Transition{State::open, Action::propose, State::proposed},
    Transition{State::open, Action::edit, State::open},
    Transition{State::open, Action::renew, State::open},
    Transition{State::open, Action::cancel, State::cancelled},
    Transition{State::open, Action::expire, State::expired},

    Transition{State::proposed, Action::propose, State::proposed},
    Transition{State::proposed, Action::accept, State::proposed},
    Transition{State::proposed, Action::accept_last, State::agreed},
    Transition{State::proposed, Action::drop, State::proposed},
    Transition{State::proposed, Action::drop_last, State::open},
    Transition{State::proposed, Action::finish, State::done},  // Some accepted, fewer than wanted.
    Transition{State::proposed, Action::edit, State::proposed},
    Transition{State::proposed, Action::renew, State::proposed},
    Transition{State::proposed, Action::cancel, State::cancelled},
    Transition{State::proposed, Action::expire, State::expired},

    Transition{State::agreed, Action::drop, State::proposed},
    Transition{State::agreed, Action::drop_last, State::open},
    Transition{State::agreed, Action::finish, State::done},
    Transition{State::agreed, Action::renew, State::agreed},
    Transition{State::agreed, Action::cancel, State::cancelled},
    Transition{State::agreed, Action::expire, State::expired},

    Transition{State::expired, Action::renew, State::open},
};

/// Where an action leads from a state; nothing where it is not allowed.
constexpr std::optional<State> next(State from, Action action) {
  for (const auto& t : kTransitions)
    if (t.from == from && t.action == action) return t.to;
  return {};
}

/// Shown in lists and open to answers.
constexpr bool listed(State s) {
  return s == State::open || s == State::proposed;
}
/// Not at an end.
constexpr bool live(State s) {
  return listed(s) || s == State::agreed;
}

/// The action that accepting one more is, with `accepted` already in and `wanted` asked for.
constexpr Action accepting(int accepted, int wanted) {
  return accepted + 1 >= wanted ? Action::accept_last : Action::accept;
}
/// The action that losing one answer is, with `left` pending or accepted after it.
constexpr Action dropping(int left) {
  return left > 0 ? Action::drop : Action::drop_last;
}

}  // namespace palier::aid
