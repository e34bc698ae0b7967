#include "features/feed/words.hpp"

#include "core/i18n/message.hpp"

namespace palier::feed {

const KindWords& words_of(Kind kind) {
  static constexpr KindWords kWords[] = {
      {N_("Question"), N_("Ask your neighbours something."), "ask", ""},
      {N_("News"), N_("Tell what is new around you."), "message", ""},
      {N_("Recommendation"), N_("Pass on a good address, or ask for one."), "star", ""},
      {N_("Lost and found"), N_("A cat, keys, a scarf: lost, or found."), "search", ""},
      {N_("Event"), N_("A drink, a sale, a meeting: with its day and place."), "calendar", ""},
      {N_("Alert"), N_("Warn of something that concerns everybody: a leak, a theft, a cut."),
       "alert", "mark-urgent"},
      {N_("Thanks"), N_("Thank somebody where all can read it."), "heart", "mark-good"},
  };
  const auto at = static_cast<std::size_t>(kind) - 1;
  return kWords[at < std::size(kWords) ? at : 1];
}

}  // namespace palier::feed
