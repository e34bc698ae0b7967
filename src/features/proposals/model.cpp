#include "features/proposals/model.hpp"

#include <array>

namespace palier::proposals {

std::string_view word(State s) {
  constexpr std::array<std::string_view, 9> words{"asked",  "to_confirm", "offered",
                                                  "agreed", "declined",   "refused",
                                                  "lapsed", "closed",     "cancelled"};
  return words[static_cast<std::size_t>(s)];
}

namespace {
constexpr std::array<std::string_view, 7> kNo{"not_now",   "too_far",  "not_this_kind", "not_then",
                                              "too_often", "not_them", "other"};
}

std::string_view word(No no) {
  return kNo[static_cast<std::size_t>(no)];
}

std::optional<No> no_of(std::string_view text) {
  for (std::size_t i = 0; i < kNo.size(); ++i)
    if (kNo[i] == text) return static_cast<No>(i);
  return {};
}

std::string_view word(Confirm c) {
  constexpr std::array<std::string_view, 3> words{"none", "childcare", "first_visit"};
  return words[static_cast<std::size_t>(c)];
}

}  // namespace palier::proposals
