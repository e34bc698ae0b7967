#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "core/html/html.hpp"
#include "core/html/page.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/places/places.hpp"
#include "features/structures/structures.hpp"

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

  /// A box for the side of the feed and for the home page: who is the viewer's informant, or that
  /// their quarter looks for one. Nothing for visitors, and where no home or quarter is known.
  virtual html::Html box(db::Session& s, const http::Viewer& viewer,
                         const html::Page& page) const = 0;

  // For the demo town.
  /// As a moderator's confirmation does; false where it is so already.
  virtual bool appoint(db::Transaction& tx, AccountId account, places::AreaId quarter, AccountId by,
                       std::string_view reason) = 0;
  /// As the page does: somebody asks to be one, in their words; false where they have asked
  /// already.
  struct Candidacy {
    std::string why, knows, hours;
  };
  virtual bool ask(db::Transaction& tx, AccountId account, places::AreaId quarter,
                   const Candidacy& words) = 0;
  /// As the page does: "ask after me if nobody has heard from me for so many days".
  struct Care {
    std::int64_t days = 3;
    bool at_door = false;
    std::string note;
    Instant asked_at{};  ///< Also when they were last heard of.
  };
  virtual void look_after(db::Transaction& tx, AccountId account, const Care& care) = 0;
};

std::unique_ptr<Informants> make(const Core& core, accounts::Accounts& accounts,
                                 places::Places& places, moderation::Moderation& moderation,
                                 notices::Notices& notices, aid::Aid& aid,
                                 bulletins::Bulletins& bulletins,
                                 structures::Structures* structures = nullptr);

}  // namespace palier::informants
