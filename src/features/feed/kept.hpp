#pragma once

#include "features/feed/feed.hpp"

namespace palier::feed {

struct KeptTag;
using KeptId = Id<KeptTag>;

/// A photo of a form that was sent back: kept for a day, so that it need not be chosen again.
struct Kept {
  KeptId id{};
  photos::Prepared photo;
};

namespace store {

inline constexpr std::chrono::hours kKeptFor{24};

/// The oldest of that person go where they have more than two forms' worth.
KeptId keep_photo(db::Transaction& tx, places::TerritoryId territory, AccountId account,
                  const photos::Prepared& photo, Instant now);
/// Those of the ids that are theirs, in that order.
std::vector<Kept> kept_photos(db::Session& s, AccountId account, const std::vector<KeptId>& ids);
void drop_photo(db::Transaction& tx, AccountId account, KeptId id);
void sweep_photos(db::Transaction& tx, Instant now);
void forget_photos(db::Transaction& tx, AccountId account);

}  // namespace store
}  // namespace palier::feed
