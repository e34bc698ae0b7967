#include "core/inbox/letters.hpp"

namespace palier::inbox::letters {
namespace {

constexpr std::size_t kSaid = 2000;

const char* sentence(Why why) {
  switch (why) {
    case Why::closed:
      return N_("Nothing more can be written there: it is closed.");
    case Why::too_long:
      return N_("It is too long. Write it shorter, or in several parts.");
    case Why::empty:
      return N_(
          "We found nothing in it that you wrote yourself. Write above what your mail program "
          "quotes.");
    case Why::not_allowed:
      return N_("You cannot write there at the moment.");
    case Why::unreadable:
      return N_("We could not read it. Try again with plain text.");
    case Why::expired:
      break;
  }
  return N_("You answered an old letter: its address for answers is no longer valid.");
}

/// Never half a character.
std::string_view beginning(std::string_view text) {
  if (text.size() <= kSaid) return text;
  std::size_t end = kSaid;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

Why why(Outcome outcome) {
  switch (outcome) {
    case Outcome::closed:
      return Why::closed;
    case Outcome::too_long:
      return Why::too_long;
    case Outcome::empty:
      return Why::empty;
    default:
      return Why::not_allowed;
  }
}

Replies::Owners::Letter not_taken(const i18n::Language& language, Why why, std::string_view said,
                                  std::string path) {
  std::string text = language.tr(
      i18n::Message{N_("Hello,\n\nThe answer you sent by e-mail did not arrive.\n\n{1}"),
                    {language.tr(sentence(why))}});
  if (!said.empty())
    text += "\n\n" + language.tr(i18n::Message{N_("You had written:\n\n{1}"),
                                               {std::string(beginning(said))}});
  return {language.tr(N_("Your answer did not arrive")), std::move(text), std::move(path)};
}

}  // namespace palier::inbox::letters
