#include "features/groups/policy.hpp"

#include <algorithm>

namespace palier::groups {

Tier tier(const Group& g, const Seer& seer) {
  const bool organises = seer.member && seer.member->role == Role::organiser;
  if (g.unseen) return organises ? Tier::organises : seer.moderator ? Tier::front : Tier::none;
  if (organises) return Tier::organises;
  if (seer.member) return seer.member->role == Role::helper ? Tier::helps : Tier::member;
  const bool invited = !seer.banned && (seer.invitation || seer.asked);
  if (g.door == Door::hidden) return invited ? Tier::front : Tier::none;
  if (g.level == places::Level::building && !invited &&
      std::find(seer.circles.begin(), seer.circles.end(), g.circle) == seer.circles.end())
    return Tier::none;
  return g.door == Door::open && seer.account && !seer.banned ? Tier::reads : Tier::front;
}

std::int64_t trust_needed(std::int64_t trusted) {
  return std::clamp<std::int64_t>(trusted / 2, 1, 3);
}

bool may_let_in(const Group& g, const Member& m) {
  return m.role != Role::member || (m.trusted && g.lets_in == LetsIn::trusted);
}

bool full_rights(const Member& m) {
  return m.trusted;
}

bool may_remove(const Member& who, const Member& whom) {
  if (who.account_id == whom.account_id) return false;
  return who.role == Role::organiser || (who.role == Role::helper && whom.role == Role::member);
}

bool may_trust(const Member& who, const Member& whom) {
  return who.trusted && !whom.trusted && who.account_id != whom.account_id;
}

bool may_set_role(const Member& who) {
  return who.role == Role::organiser;
}

bool may_remove_file(const Member& who, const File& f) {
  return who.account_id == f.by_id || who.role != Role::member;
}

bool may_unlist(const Member& who, const Listed& listed) {
  return who.account_id == listed.by_id || who.role != Role::member;
}

bool findable(const Group& g) {
  return g.door != Door::hidden && !g.unseen;
}

}  // namespace palier::groups
