#include "features/proposals/service.hpp"

namespace palier::proposals {

int status_of(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return 404;
    case Refusal::barred:
      return 422;
    case Refusal::too_late:
    case Refusal::not_verified:
    case Refusal::asked_already:
    case Refusal::no_room:
    case Refusal::need_closed:
    case Refusal::wrong_state:
      return 409;
  }
  return 409;
}

i18n::Message sentence(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return {N_("This proposal does not exist.")};
    case Refusal::too_late:
      return {N_("It is too late for this answer. Thank you for wanting to help.")};
    case Refusal::barred:
      return {N_("A rule keeps these two people apart for this request.")};
    case Refusal::not_verified:
      return {N_("For this request the person who helps must be verified.")};
    case Refusal::asked_already:
      return {N_("This person was asked already, or has something else at that time.")};
    case Refusal::no_room:
      return {N_("This person has no room left this week, or does not want to be asked now.")};
    case Refusal::need_closed:
      return {N_("This request is closed, or has all the help it asked for.")};
    case Refusal::wrong_state:
      return {N_("This cannot be done any more: the proposal has moved on.")};
  }
  return {""};
}

}  // namespace palier::proposals
