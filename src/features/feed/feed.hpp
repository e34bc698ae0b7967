#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "core/form/errors.hpp"
#include "core/html/html.hpp"
#include "core/html/page.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/bulletins/bulletins.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/photos/photos.hpp"
#include "features/places/places.hpp"
#include "features/ready_texts/ready_texts.hpp"
#include "features/search/search.hpp"
#include "features/structures/structures.hpp"

namespace palier::feed {

using accounts::AccountId;
struct PostTag;
using PostId = Id<PostTag>;
struct CommentTag;
using CommentId = Id<CommentTag>;

enum class Kind : std::uint8_t {
  question = 1,
  news,
  recommendation,
  lost_found,
  event,
  alert,
  thanks
};
inline constexpr Kind kKinds[] = {Kind::question,   Kind::news,  Kind::recommendation,
                                  Kind::lost_found, Kind::event, Kind::alert,
                                  Kind::thanks};
std::string_view word(Kind kind);  ///< "question", …, "lost_found", …
std::optional<Kind> kind(std::string_view word);

// What has happened; ids only.
struct Posted {
  static constexpr const char* kName = "feed.posted";
  std::int64_t post = 0;
  std::int64_t author = 0;
};
BOOST_DESCRIBE_STRUCT(Posted, (), (post, author))
struct Edited {
  static constexpr const char* kName = "feed.edited";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Edited, (), (post))
/// Taken back by its author, or gone with their account or its group.
struct Removed {
  static constexpr const char* kName = "feed.removed";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Removed, (), (post))
struct Commented {
  static constexpr const char* kName = "feed.commented";
  std::int64_t post = 0;
  std::int64_t comment = 0;
  std::int64_t author = 0;
};
BOOST_DESCRIBE_STRUCT(Commented, (), (post, comment, author))
struct Thanked {
  static constexpr const char* kName = "feed.thanked";
  std::int64_t post = 0;
  std::int64_t comment = 0;  ///< 0: the post itself.
  std::int64_t by = 0;
};
BOOST_DESCRIBE_STRUCT(Thanked, (), (post, comment, by))

/// When and where something takes place.
struct Event {
  Instant starts{};
  std::optional<Instant> ends;
  std::string place;  ///< In words; never a home's address unless its author writes it.
};
struct Poll {
  std::string question;
  std::vector<std::string> options;  ///< 2 to 6.
  bool several = false;              ///< More than one answer each.
  std::optional<Instant> until;
};

/// The room's public face: posts by circle (building, street, quarter, city), or for the people of
/// a group.
class Feed {
 public:
  virtual ~Feed() = default;

  /// An audience besides the circles: registered by its room ("group"), while building the rooms.
  struct Audience {
    std::function<bool(db::Session&, std::int64_t id, AccountId)> may_read, may_write, may_moderate;
    /// "Les jardiniers de la rue Piat", and the page of it.
    std::function<std::string(db::Session&, std::int64_t id)> name;
    std::function<std::string(std::int64_t id)> url;
    /// Those of them that somebody is in ("group/5", …): their feed shows these posts too.
    std::function<std::vector<std::string>(db::Session&, AccountId)> of;
    /// Who is written to at once when something is posted; by their own choice in that room.
    std::function<std::vector<AccountId>(db::Session&, std::int64_t id)> followers;
  };
  virtual void audience(std::string kind, Audience how) = 0;

  struct Draft {
    Kind kind = Kind::news;
    std::string audience;  ///< "quarter/12", "group/5"; a circle must be one of the author's own.
    std::string title;     ///< Required for events; else may be "".
    std::string text;      ///< Markdown as html::markdown takes it.
    std::vector<photos::Prepared> photos;
    std::vector<std::string> alts;  ///< Of the photos, in their order.
    std::optional<Event> event;
    std::optional<Poll> poll;
    structures::StructureId about_place{};  ///< An open place that is recommended or asked about.
    std::string once;
  };
  struct Made {
    PostId id{};
    form::Errors errors;  ///< Nothing was kept unless empty.
    bool held = false;    ///< Kept, but shown only once a moderator has looked.
    bool ok() const { return errors.empty(); }
  };
  /// As the page does, with every check of it. `at` is for the demo town's past.
  virtual Made post(db::Transaction& tx, AccountId author, const Draft& draft,
                    std::optional<Instant> at = {}) = 0;
  /// `parent` is a comment of the first level, or 0. Nothing where the policy says no.
  virtual std::optional<CommentId> comment(db::Transaction& tx, PostId post, CommentId parent,
                                           AccountId author, std::string_view text,
                                           std::optional<Instant> at = {}) = 0;
  virtual bool thank(db::Transaction& tx, PostId post, AccountId by) = 0;
  /// Chooses in its poll, options counted from 0; what they chose before is replaced.
  virtual bool vote(db::Transaction&, PostId, AccountId, const std::vector<int>&) { return false; }

  /// The posts of one audience as a part of another room's page: newest first, with its pager, and
  /// the link to write there. `page` is of the surrounding page.
  virtual html::Html part(http::Context& c, const html::Page& page, std::string_view audience) = 0;

  /// What takes place from then on, soonest first; for calendars.
  struct Coming {
    PostId id{};
    std::string title, text, url;
    Event event;
    Instant changed{};
  };
  virtual std::vector<Coming> coming(db::Session& s, std::string_view audience, Instant from,
                                     int limit) const = 0;

  /// What was posted there since, newest first, hidden ones left out: for digests.
  struct Recent {
    PostId id{};
    AccountId author{};
    Kind kind = Kind::news;
    std::string title;  ///< Or the beginning of its text.
    std::string url;
    Instant at{};
  };
  virtual std::vector<Recent> recent(db::Session&, std::string_view /*audience*/, Instant /*since*/,
                                     int /*limit*/) const {
    return {};
  }
  /// The page where something of that kind ("event") is written for that audience.
  static std::string write_url(std::string_view audience, std::string_view kind) {
    return "/neighbourhood/new?audience=" + std::string(audience) + "&kind=" + std::string(kind);
  }

  /// Who posted and who commented between these moments, what is hidden left out: for figures.
  virtual std::vector<accounts::Mark> posted(db::Session&, places::TerritoryId, Instant /*from*/,
                                             Instant /*to*/) const {
    return {};
  }
  virtual std::vector<accounts::Mark> commented(db::Session&, places::TerritoryId, Instant /*from*/,
                                                Instant /*to*/) const {
    return {};
  }

  /// Everything for that audience goes: its group was deleted.
  virtual void remove_all_for(db::Transaction& tx, std::string_view audience) = 0;
};

/// The rooms it stands on.
struct Below {
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  notices::Notices& notices;
  search::Search& search;
  photos::Photos& photos;
  ready_texts::ReadyTexts& ready_texts;
  structures::Structures& structures;
  bulletins::Bulletins& bulletins;
  aid::Aid& aid;
};
std::unique_ptr<Feed> make(const Core& core, Below below);

}  // namespace palier::feed
