#include "features/aid/state.hpp"

namespace palier::aid {

std::string_view word(Kind kind) {
  return kind == Kind::need ? "need" : "offer";
}

std::string_view word(State state) {
  constexpr std::array<std::string_view, kStates> words{"open", "proposed",  "agreed",
                                                        "done", "cancelled", "expired"};
  return words[static_cast<std::size_t>(state)];
}

std::string_view word(AnswerState state) {
  constexpr std::array<std::string_view, 4> words{"pending", "accepted", "declined", "withdrawn"};
  return words[static_cast<std::size_t>(state)];
}

std::string_view word(Action action) {
  constexpr std::array<std::string_view, kActions> words{
      "open",   "propose", "accept", "accept_last", "drop", "drop_last",
      "finish", "cancel",  "expire", "renew",       "edit"};
  return words[static_cast<std::size_t>(action)];
}

}  // namespace palier::aid
