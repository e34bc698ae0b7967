#pragma once

#include <memory>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/circles/circles.hpp"
#include "features/feed/feed.hpp"
#include "features/frontline/frontline.hpp"
#include "features/groups/groups.hpp"
#include "features/informants/informants.hpp"
#include "features/insight/insight.hpp"
#include "features/kit/kit.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/photos/photos.hpp"
#include "features/places/places.hpp"
#include "features/proposals/proposals.hpp"
#include "features/ready_texts/ready_texts.hpp"
#include "features/search/search.hpp"
#include "features/structures/structures.hpp"

namespace palier::app {

/// Every room of the house, in the order they stand on each other; destroyed in reverse.
struct Rooms {
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<photos::Photos> photos;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<search::Search> search;
  std::unique_ptr<ready_texts::ReadyTexts> ready_texts;
  std::unique_ptr<structures::Structures> structures;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<bulletins::Bulletins> bulletins;
  std::unique_ptr<aid::Aid> aid;
  std::unique_ptr<circles::Circles> circles;
  std::unique_ptr<proposals::Proposals> proposals;
  std::unique_ptr<frontline::Frontline> frontline;
  std::unique_ptr<feed::Feed> feed;
  std::unique_ptr<groups::Groups> groups;
  std::unique_ptr<informants::Informants> informants;
  std::unique_ptr<insight::Insight> insight;
  std::unique_ptr<kit::Kit> kit;
};

/// Builds the rooms, which register their routes, jobs and subscriptions, and the pages that mix
/// them. A new room is one line here.
std::shared_ptr<Rooms> wire(const Core& core);

}  // namespace palier::app
