#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/feed/feed.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/photos/photos.hpp"
#include "features/places/places.hpp"
#include "features/ready_texts/ready_texts.hpp"
#include "features/search/search.hpp"

namespace palier::groups {

using accounts::AccountId;
struct GroupTag;
using GroupId = Id<GroupTag>;

/// Everyone may join · asks, and is let in · is invited, and others do not know that it exists.
enum class Door : std::uint8_t { open = 1, by_request, hidden };

struct Card {
  GroupId id{};
  std::string name, excerpt, circle_name, url;
  Door door = Door::open;
  std::int64_t members = 0;
};

struct Founded {
  static constexpr const char* kName = "groups.founded";
  std::int64_t group = 0;
};
BOOST_DESCRIBE_STRUCT(Founded, (), (group))
struct Joined {
  static constexpr const char* kName = "groups.joined";
  std::int64_t group = 0;
  std::int64_t account = 0;
};
BOOST_DESCRIBE_STRUCT(Joined, (), (group, account))

/// The room's public face.
class Groups {
 public:
  virtual ~Groups() = default;
  struct Draft {
    std::string name, about, rules;
    std::string circle;  ///< "quarter/12": where it is at home.
    Door door = Door::open;
    std::vector<std::string> questions;  ///< Asked of those who want to join.
  };
  struct Made {
    GroupId id{};
    form::Errors errors;
    bool ok() const { return errors.empty(); }
  };
  virtual Made found(db::Transaction& tx, AccountId founder, const Draft& draft) = 0;
  /// Joins an open group, or is let in at once where `let_in` (the demo).
  virtual bool join(db::Transaction& tx, GroupId group, AccountId who, bool let_in = false) = 0;
  /// Asks to be let in, as the page does, with answers in the order of the questions.
  virtual bool ask(db::Transaction&, GroupId, AccountId /*who*/,
                   const std::vector<std::string>& /*answers*/) {
    return false;
  }
  /// A member says that they trust a newcomer.
  virtual bool trust(db::Transaction&, GroupId, AccountId /*by*/, AccountId /*whom*/) {
    return false;
  }
  virtual std::vector<Card> of(db::Session& s, AccountId account) const = 0;
  /// Who founded a group between these moments: for figures. Hidden groups are not counted.
  virtual std::vector<accounts::Mark> founded(db::Session&, places::TerritoryId, Instant /*from*/,
                                              Instant /*to*/) const {
    return {};
  }
};

struct Below {
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  notices::Notices& notices;
  search::Search& search;
  photos::Photos& photos;
  ready_texts::ReadyTexts& ready_texts;
  bulletins::Bulletins& bulletins;
  aid::Aid& aid;
  feed::Feed& feed;
};
std::unique_ptr<Groups> make(const Core& core, Below below);

}  // namespace palier::groups
