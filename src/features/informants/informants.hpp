#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/places/places.hpp"

namespace palier::informants {

using accounts::AccountId;

/// The room's public face: the voisin informateur of each quarter.
class Informants {
 public:
  virtual ~Informants() = default;
  /// Those of a quarter, longest in place first; empty: the site invites neighbours to find one.
  virtual std::vector<AccountId> of_quarter(db::Session& s, places::AreaId quarter) const = 0;
  /// The quarters somebody is informant of.
  virtual std::vector<places::AreaId> quarters(db::Session& s, AccountId informant) const = 0;
};

std::unique_ptr<Informants> make(const Core& core, accounts::Accounts& accounts,
                                 places::Places& places, moderation::Moderation& moderation,
                                 notices::Notices& notices, aid::Aid& aid,
                                 bulletins::Bulletins& bulletins);

}  // namespace palier::informants
