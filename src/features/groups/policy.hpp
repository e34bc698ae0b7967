#pragma once

#include "features/groups/model.hpp"

namespace palier::groups {

/// Who looks at a group.
struct Seer {
  AccountId account{};  ///< 0: a visitor.
  std::optional<Member> member;
  std::optional<Invitation> invitation;  ///< Open, and theirs.
  bool asked = false;                    ///< Their request waits.
  bool banned = false;
  bool moderator = false;
  std::vector<std::string> circles;  ///< Where they live.
};

/// none: there is no such group, for all they can tell · front: its name, what it is about, its
/// rules · reads: posts and events too · member · helps · organises.
enum class Tier : std::uint8_t { none, front, reads, member, helps, organises };
Tier tier(const Group& g, const Seer& seer);

/// How many members have to trust a newcomer, of so many who are trusted: half of them, at least
/// one and at most three. As Karrot does (its GroupMembership, "trust"), so that a small group is
/// not stuck and a large one is not slow.
std::int64_t trust_needed(std::int64_t trusted);

bool may_let_in(const Group& g, const Member& m);
/// Files, own needs and offers, invitations, and trusting others: what a newcomer may not yet.
bool full_rights(const Member& m);
bool may_remove(const Member& who, const Member& whom);
bool may_trust(const Member& who, const Member& whom);
/// Organisers make and unmake helpers and organisers.
bool may_set_role(const Member& who);
bool may_remove_file(const Member& who, const File& f);
bool may_unlist(const Member& who, const Listed& listed);

/// Whether others than its members and those invited may learn that it is there at all.
bool findable(const Group& g);

}  // namespace palier::groups
