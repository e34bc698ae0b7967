// Why not, in words that do not scold and do not tell what must stay private: a need that wants a
// verified neighbour does not say whether somebody is frail.
#include "features/aid/policy.hpp"

namespace palier::aid {

int status_of(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return 404;
    case Refusal::own:
    case Refusal::unverified:
    case Refusal::author_unverified:
    case Refusal::may_not_write:
      return 403;
    case Refusal::no_home:
      return 422;
    default:
      return 409;
  }
}

i18n::Message sentence(Refusal r, Kind kind) {
  const bool need = kind == Kind::need;
  switch (r) {
    case Refusal::not_found:
      return {N_("We cannot find this page.")};
    case Refusal::own:
      return need ? i18n::Message{N_("This is your own request: you cannot answer it yourself.")}
                  : i18n::Message{N_("This is your own offer: you cannot answer it yourself.")};
    case Refusal::may_not_write:
      return {
          N_("You cannot write here for now, or this looks like advertising or a scam. If you "
             "want to help, you can also call us.")};
    case Refusal::closed:
      return need ? i18n::Message{N_("This request is closed. Thank you for wanting to help.")}
                  : i18n::Message{N_("This offer is closed. Others may suit you.")};
    case Refusal::enough:
      return need ? i18n::Message{N_("Somebody was faster: enough people have been found for this "
                                     "request. Thank you.")}
                  : i18n::Message{N_("Somebody was faster: this offer has been taken.")};
    case Refusal::unverified:
      return need
                 ? i18n::Message{N_("This request is for verified neighbours: people whose address "
                                    "has been checked. This protects everyone. Ask the town’s desk "
                                    "to check yours.")}
                 : i18n::Message{N_("This offer is for verified neighbours: people whose address "
                                    "has been checked. Ask the town’s desk to check yours.")};
    case Refusal::author_unverified:
      return {
          N_("For this kind of help, the neighbour who helps must be verified: their address "
             "must have been checked. This one is not yet. Choose another offer, or post your "
             "own request.")};
    case Refusal::answered_already:
      return {N_("You have answered already. You will be told as soon as there is news.")};
    case Refusal::decided_already:
      return {N_("This answer has already been dealt with.")};
    case Refusal::not_agreed:
      return {N_("Nothing has been agreed yet: accept somebody first.")};
    case Refusal::wrong_state:
      return need ? i18n::Message{N_("This request has changed in the meantime.")}
                  : i18n::Message{N_("This offer has changed in the meantime.")};
    case Refusal::no_home:
      return {N_("Say first where you live: the neighbour who helps must know where to come.")};
  }
  return {N_("We cannot find this page.")};
}

}  // namespace palier::aid
