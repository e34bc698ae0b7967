#include "app/wire.hpp"

#include <algorithm>

#include "app/api_document.hpp"
#include "app/home.hpp"
#include "app/letter_kinds.hpp"

namespace palier::app {
namespace {

/// Two whom a group lets in know each other; what everyone may join brings nobody together.
bool in_one_group(const groups::Groups& groups, db::Session& s, accounts::AccountId a,
                  accounts::AccountId b) {
  const auto mine = groups.of(s, a);
  if (mine.empty()) return false;
  const auto theirs = groups.of(s, b);
  return std::any_of(mine.begin(), mine.end(), [&](const groups::Card& card) {
    return card.door != groups::Door::open &&
           std::any_of(theirs.begin(), theirs.end(),
                       [&](const groups::Card& other) { return other.id == card.id; });
  });
}

}  // namespace

std::shared_ptr<Rooms> wire(const Core& core) {
  auto rooms = std::make_shared<Rooms>();
  rooms->places = places::make(core);
  rooms->accounts = accounts::make(core, *rooms->places);
  rooms->notices = notices::make(core, *rooms->accounts);
  declare_letters(*rooms->notices);
  rooms->moderation = moderation::make(core, *rooms->accounts, rooms->notices.get());
  rooms->photos = photos::make(core, *rooms->accounts);
  rooms->search = search::make(core, *rooms->accounts);
  rooms->ready_texts = ready_texts::make(core, *rooms->accounts);
  rooms->structures = structures::make(core, *rooms->accounts, *rooms->places, rooms->search.get());
  rooms->messages =
      messages::make(core, *rooms->accounts, *rooms->moderation,
                     {rooms->photos.get(), rooms->notices.get(), rooms->ready_texts.get()});
  rooms->bulletins = bulletins::make(core, *rooms->accounts, *rooms->places, *rooms->moderation,
                                     *rooms->notices, *rooms->search);
  rooms->aid = aid::make(core, *rooms->accounts, *rooms->places, *rooms->messages,
                         *rooms->moderation, rooms->search.get());
  rooms->circles =
      circles::make(core, *rooms->accounts, *rooms->places, *rooms->moderation, *rooms->messages);
  rooms->proposals = proposals::make(core, *rooms->accounts, *rooms->places, *rooms->messages,
                                     *rooms->moderation, *rooms->aid);
  rooms->frontline =
      frontline::make(core, *rooms->accounts, *rooms->places, *rooms->aid, *rooms->proposals);
  rooms->feed =
      feed::make(core, {*rooms->accounts, *rooms->places, *rooms->moderation, *rooms->notices,
                        *rooms->search, *rooms->photos, *rooms->ready_texts, *rooms->structures,
                        *rooms->bulletins, *rooms->aid});
  rooms->groups = groups::make(
      core, {*rooms->accounts, *rooms->places, *rooms->moderation, *rooms->notices, *rooms->search,
             *rooms->photos, *rooms->ready_texts, *rooms->bulletins, *rooms->aid, *rooms->feed});
  rooms->messages->acquainted(
      [&groups = *rooms->groups](db::Session& s, accounts::AccountId a, accounts::AccountId b) {
        return in_one_group(groups, s, a, b);
      });
  rooms->informants =
      informants::make(core, *rooms->accounts, *rooms->places, *rooms->moderation, *rooms->notices,
                       *rooms->aid, *rooms->bulletins, rooms->structures.get());
  rooms->insight = insight::make(
      core, {*rooms->accounts, *rooms->places, *rooms->moderation, *rooms->messages, *rooms->aid,
             *rooms->feed, *rooms->groups, *rooms->bulletins, *rooms->search});
  rooms->kit = kit::make(core, *rooms->accounts, *rooms->places, *rooms->structures);
  open_home(core, *rooms);
  open_papers(core, *rooms);
  open_keeper(core);
  open_api_document(core.router);
  return rooms;
}

}  // namespace palier::app
