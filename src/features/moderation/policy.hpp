#pragma once

#include <vector>

#include "features/moderation/model.hpp"

namespace palier::moderation {

/// Why somebody may not decide on a thing: nobody is judge in their own cause.
enum class Bar {
  none,
  own,        ///< They wrote it.
  reported,   ///< They reported it.
  apart,      ///< One has blocked the other, either way.
  household,  ///< They live with a party.
  above,      ///< Its author is a keeper, and they are not.
  first,      ///< An appeal against their own decision.
};
i18n::Message sentence(Bar bar);

/// Whom a case touches.
struct Parties {
  AccountId author{};
  std::vector<AccountId> reporters;
};
Bar bar(db::Session& s, const accounts::Accounts& accounts, AccountId who,
        places::TerritoryId territory, const Parties& parties);

/// The same floor and door, or one address and one family name.
bool same_home(db::Session& s, const accounts::Accounts& accounts, AccountId a, AccountId b);

}  // namespace palier::moderation
