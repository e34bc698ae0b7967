#include "features/circles/policy.hpp"

#include <array>

#include "core/i18n/message.hpp"

namespace palier::circles {

Tier tier(const Seer& seer) {
  if (seer.desk || seer.person) return Tier::manages;
  if (!seer.member) return Tier::none;
  return seer.member->role == Role::organiser ? Tier::manages : Tier::helper;
}

Reach reach(const Circle& circle, const Seer& seer, const std::vector<Kind>& coming) {
  const Tier t = tier(seer);
  if (t == Tier::manages) return {true, true};
  if (t == Tier::none || !circle.running()) return {};
  Reach out;
  for (const Kind kind : coming) {
    if (may_take(circle, kind, seer.verified, seer.person)) continue;  // Verified no longer.
    out.phone = true;
    out.address = out.address || visits(kind);
  }
  return out;
}

std::optional<Refusal> may_take(const Circle& circle, Kind kind, bool verified, bool person) {
  if (!circle.running()) return Refusal::ended;
  if (person) return Refusal::own_circle;
  if (circle.vulnerable && visits(kind) && !verified) return Refusal::unverified;
  return {};
}

int status_of(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return 404;
    case Refusal::unverified:
    case Refusal::apart:
    case Refusal::own_circle:
      return 403;
    default:
      return 409;
  }
}

const char* sentence(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return N_("This page does not exist.");
    case Refusal::ended:
      return N_("This circle is over.");
    case Refusal::apart:
      return N_("You cannot join this circle. If you have questions, ask those who run the site.");
    case Refusal::unverified:
      return N_(
          "For this person, only neighbours whose address has been checked may come to the "
          "door. You can still call. Ask the desk to check your address.");
    case Refusal::late:
      return N_("It is too late for this: the time has come, or is over.");
    case Refusal::taken:
      return N_("Somebody else has said yes already. Thank you for having been ready to help.");
    case Refusal::busy:
      return N_("You have already said that you come somewhere else at that time.");
    case Refusal::decided:
      return N_("There is nothing more to do: this has changed since.");
    case Refusal::last_organiser:
      return N_("You are the only organiser. Hand the circle over to somebody first, or end it.");
    case Refusal::own_circle:
      return N_("This circle is around you: the others take the turns.");
    case Refusal::full:
      return N_("This circle has as many people or things to do as it can hold.");
    case Refusal::not_yet:
      return N_("It is not over yet.");
  }
  return "";
}

}  // namespace palier::circles
