#pragma once

#include "features/proposals/room.hpp"

namespace palier::proposals {

/// What those who were not asked this week are offered of themselves: needs nearby, of the kinds
/// they said, that nobody is being asked about. Other sources than aid's needs (an association's
/// missions) may join here.
std::vector<aid::Card> worth_offering(db::Session& s, const Room& room, const Snapshot& snap,
                                      std::size_t helper, const i18n::Language& language);

/// On Thursdays at five, before the weekend; does nothing on other days.
void send_digests(Room& room);

}  // namespace palier::proposals
