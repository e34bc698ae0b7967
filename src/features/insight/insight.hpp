#pragma once

#include <memory>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/feed/feed.hpp"
#include "features/groups/groups.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/places/places.hpp"
#include "features/search/search.hpp"

namespace palier::insight {

/// The rooms that insight reads or listens to.
struct Sources {
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  messages::Messages& messages;
  aid::Aid& aid;
  feed::Feed& feed;
  groups::Groups& groups;
  bulletins::Bulletins& bulletins;
  search::Search& search;
};

/// The room's public face: figures by area that identify nobody.
class Insight {
 public:
  virtual ~Insight() = default;
  /// Counts everything anew, soon: what happened in the past was written just now (the demo town).
  virtual void recount(db::Transaction& tx) = 0;
  /// Whether this visitor may be counted: not where their browser says no (Sec-GPC, DNT), nor where
  /// they have said so at /privacy/measurement.
  virtual bool counted(const http::Context& c) const = 0;
};

std::unique_ptr<Insight> make(const Core& core, Sources sources);

}  // namespace palier::insight
