#pragma once

#include "features/matching/rules.hpp"
#include "features/proposals/service.hpp"
#include "features/proposals/store_planning.hpp"

namespace palier::proposals {

/// A slot is one block of one day: its week's Monday (days since 1970) and the block, 0 to 20.
struct Slot {
  std::int64_t week = 0;
  std::int64_t block = -1;
  bool operator==(const Slot&) const = default;
};
/// "20780.4": how matching names it; "" for no particular time.
std::string name_of(const Slot& slot);
Slot slot_of(std::string_view name);
/// When it begins, on the territory's clocks: 8:00, 12:00 or 18:00.
Instant start_of(const Slot& slot);
Instant end_of(const Slot& slot);  ///< 12:00, 18:00 or 22:00.

/// How far ahead meetings are planned.
inline constexpr std::chrono::days kAhead{14};

/// The profile that somebody's open offers say, where they have given none: they are asked rarely.
Profile profile_of_offers(AccountId account, const std::vector<aid::Given>& offers);
/// Adds what an offer says to a profile: its kind, and children; false where it says nothing new.
bool add_offer(Profile& profile, const aid::Given& offer);

/// What the rules ask, time and room aside: for those who have spoken of it already.
matching::Need rules_of(db::Session& s, const Parts& parts, const aid::Wanted& wanted);
/// Nothing where they have no home, or are gone or suspended.
std::optional<matching::Helper> rules_of(db::Session& s, const Parts& parts,
                                         const Profile& profile);

/// A need as matching sees it; nothing where its day is further off than kAhead.
std::optional<matching::Need> need_of(db::Session& s, const Parts& parts, const aid::Wanted& wanted,
                                      Instant now);

/// A helper as matching sees them; `busy`: their live and agreed proposals. Nothing where they
/// cannot be asked at all: paused, no home, gone, asked often enough this week, no room left.
struct Known {
  Profile profile;
  std::vector<store::Taken> busy;
  std::int64_t asked_7d = 0, jobs_7d = 0, jobs_28d = 0;
};
std::optional<matching::Helper> helper_of(db::Session& s, const Parts& parts, const Known& known,
                                          Instant now);
/// What there is to know of one helper; nothing where they offer nothing.
std::optional<Known> known_of(db::Session& s, const Parts& parts, AccountId helper,
                              places::TerritoryId territory, Instant now);

/// Whether two people live behind one door, as far as they have said.
bool same_home(db::Session& s, const Parts& parts, AccountId a, AccountId b);
/// Whether two people are kept from each other: by either, by a coordinator, or by living together.
bool apart(db::Session& s, const Parts& parts, AccountId a, AccountId b);

}  // namespace palier::proposals
