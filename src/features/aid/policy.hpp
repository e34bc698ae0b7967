#pragma once

#include <optional>

#include "core/http/access.hpp"
#include "features/aid/categories.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

/// Who looks, as far as the policy asks.
struct Seer {
  AccountId account{};  ///< 0 for a visitor.
  bool verified = false;
  std::optional<places::Location> home;
  http::RoleSet roles{};
  places::TerritoryId territory{1};
};

/// How much of a post somebody may see; each tier has its view struct (view.hpp).
enum class Tier : std::uint8_t {
  none,         ///< As if it did not exist.
  everyone,     ///< Quarter and kind.
  neighbour,    ///< Distance to the shown point, first name, what was written.
  counterpart,  ///< Accepted: exact address and contact.
  owner,        ///< The author, and the desk.
};

/// What stands between the viewer and the post, beside the two themselves.
struct Ties {
  bool accepted = false;  ///< The viewer's answer was accepted.
  bool answered = false;  ///< The viewer has a live answer.
  bool blocked = false;   ///< One has blocked the other.
};

/// How near is "nearby" for the neighbour tier, in metres, where no common commune is known.
inline constexpr double kNearby = 5000;

/// Whether somebody who lives or looks there is among those the author wants to reach. `own_home`:
/// the place is the viewer's own home, not one typed in; building and street are shown to nobody
/// else, or typing addresses would find out where a post comes from.
bool reaches(const Post& post, const Category* category, const std::optional<places::Scopes>& where,
             const std::optional<geo::Point>& point, bool own_home);

Tier tier(const Post& post, const Category* category, const Seer& seer, const Ties& ties);

/// Why not. Each has a sentence (refusals.cpp) and a status.
enum class Refusal : std::uint8_t {
  not_found,          ///< 404, also for what one may not know of.
  own,                ///< One's own post.
  closed,             ///< Not open any more.
  enough,             ///< As many were accepted as were wanted: somebody was first.
  unverified,         ///< Verified neighbours only.
  author_unverified,  ///< The one who offers is not verified and that is needed.
  answered_already,
  decided_already,  ///< The answer was accepted, declined or withdrawn before.
  not_agreed,       ///< Nothing was agreed yet.
  wrong_state,
  no_home,        ///< The one who would be helped has not said where they live.
  may_not_write,  ///< A moderator's decision, or too much in too short a time.
};
int status_of(Refusal r);
i18n::Message sentence(Refusal r, Kind kind);

/// Whether only verified neighbours may help with this.
bool wants_verified(const Post& post, const Category* category);

/// Whether the seer may answer; nothing means yes. `author_verified` matters for offers, and
/// `vulnerable` says whether the one who answers an offer is frail.
std::optional<Refusal> may_answer(const Post& post, const Category* category, const Seer& seer,
                                  const Ties& ties, bool author_verified, bool vulnerable);

/// Whether the author may accept this answer now; verification is looked at again, for it may have
/// been taken away since.
std::optional<Refusal> may_accept(const Post& post, const Category* category, const Answer& answer,
                                  AccountId by, bool answerer_verified, bool author_verified);

/// Whether somebody may change, cancel or renew a post.
inline bool may_manage(const Post& post, AccountId by) {
  return by && post.owner_id == by;
}

}  // namespace palier::aid
