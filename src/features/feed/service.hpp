#pragma once

#include <tl/expected.hpp>

#include "features/feed/model.hpp"

namespace palier::feed {

/// Who looks: their circles and groups, those they are kept from, read once a request.
struct Reader {
  AccountId account{};  ///< 0: a visitor, who sees nothing of the feed but what it is.
  places::TerritoryId territory{1};
  std::vector<std::string> circles;       ///< Smallest first.
  std::vector<std::string> circle_names;  ///< "Rue Piat", in their order; "" where not known.
  std::vector<std::string> groups;        ///< "group/5", …
  std::vector<AccountId> apart;           ///< Blocked either way, or muted; sorted.
  http::RoleSet roles{};
  std::string language = "fr";
};

/// Newest first, or what is most useful to the reader: useful.hpp says how, /neighbourhood/order
/// says it to people.
enum class Order : std::uint8_t { newest, useful };

/// What a page of the feed asks.
struct Query {
  std::string audience;      ///< One circle or group; "" for all of the reader's.
  std::optional<Kind> kind;  ///< Of posts; nothing: all.
  bool aid = true;           ///< With needs and offers as cards of their own.
  bool saved = false;        ///< Only those kept for later.
  Order order = Order::newest;
  std::string after;  ///< Where the page before ended: an opaque word; "" for the first.
  int limit = 20;
};

/// What the reader has to do with a post.
struct Own {
  bool author = false, thanked = false, saved = false, following = false, muted = false;
  std::vector<int> votes;  ///< Options of its poll they chose, from 0.
};

struct PollResult {
  std::string question;
  struct Option {
    std::string text;
    std::int64_t votes = 0;
  };
  std::vector<Option> options;
  bool several = false, open = true;
  std::optional<Instant> until;
  std::int64_t voters = 0;
};

/// One thing in the feed: a post with what belongs to it, or a need or offer.
struct Item {
  Post post;
  Own own;
  std::string author;       ///< First name; "" for someone who has left.
  bool author_new = false;  ///< Here for less than two weeks: neighbours say hello.
  std::string audience_name, audience_url;
  std::vector<photos::Photo> photos;
  std::optional<PollResult> poll;
  std::optional<structures::Card> place;
  std::optional<aid::Card> aid;  ///< Set: it is this, and the post is empty.
  bool is_new = false;           ///< Came since the reader's last visit.
  std::vector<const char*> why;  ///< Order::useful: msgids of what put it there.
  Instant at{};                  ///< By which it stands in the newest order.
};

struct FeedPage {
  std::vector<Item> items;
  std::string after;        ///< Of the next page; "" where there is none.
  bool up_to_date = false;  ///< Nothing new is further down than here: say so, and where.
  std::size_t news = 0;     ///< How many of the items are new; they come first in the newest order.
};

struct CommentItem {
  Comment comment;
  std::string author;
  bool own = false, thanked = false;
  std::vector<CommentItem> answers;  ///< Empty on the second level.
};

struct Detail {
  Item item;
  std::vector<CommentItem> comments;  ///< Oldest first; the newest fifty of the first level.
  CommentId earlier{};  ///< Older ones are not shown: ask for those before this one; 0 for none.
  bool may_comment = false, may_edit = false, may_moderate = false;
};

enum class No : std::uint8_t { not_found, not_allowed, closed, already, too_fast, too_old };
template <class T = void>
using Done = tl::expected<T, No>;

int status_of(No why);
i18n::Message sentence(No why);

/// A circle or group as a choice, in the reader's words.
struct Circle {
  std::string audience;  ///< "quarter/12"
  std::string name;      ///< "My building", "Belleville", "The gardeners of rue Piat"
  std::string url;       ///< Of its feed, or of the group.
};

/// The use cases. Each takes its own transaction, asks the policy, keeps, and tells what happened
/// as events; live, search, letters and insight follow from those.
class Service {
 public:
  virtual ~Service() = default;
  virtual Reader reader(db::Session& s, const http::Viewer& viewer) const = 0;
  virtual FeedPage list(db::Session& s, const Reader& reader, const Query& query,
                        const i18n::Language& language) const = 0;
  /// Remembers that the reader has seen everything up to now.
  virtual void visited(const Reader& reader) = 0;
  /// `before`: the comments before that one, for a page further back.
  virtual std::optional<Detail> detail(db::Session& s, const Reader& reader, PostId post,
                                       const i18n::Language& language,
                                       CommentId before = {}) const = 0;
  /// The post alone, as in a list.
  virtual std::optional<Item> item(db::Session& s, const Reader& reader, PostId post,
                                   const i18n::Language& language) const = 0;
  /// Remembers that the reader has read the post with its comments: the next comment is worth a
  /// letter again. Call it when the page has been shown.
  virtual void opened(const Reader& reader, PostId post) = 0;
  /// Where the reader may read, or with `to_write` where they may write: circles from the smallest,
  /// then groups.
  virtual std::vector<Circle> circles(db::Session& s, const Reader& reader,
                                      const i18n::Language& language, bool to_write) const = 0;
  virtual std::optional<CommentItem> comment_item(db::Session& s, const Reader& reader,
                                                  CommentId id) const = 0;

  virtual Feed::Made post(AccountId author, const Feed::Draft& draft) = 0;
  /// Text, title, event and place; for as long as it has no comments of others, else within a day.
  virtual Done<form::Errors> edit(AccountId by, PostId post, const Feed::Draft& draft) = 0;
  virtual Done<> remove(AccountId by, PostId post) = 0;
  struct Said {
    CommentId id{};
    form::Errors errors;
    bool held = false;
  };
  virtual Done<Said> comment(AccountId by, PostId post, CommentId parent, std::string_view text,
                             std::string_view once) = 0;
  virtual Done<form::Errors> edit_comment(AccountId by, CommentId comment,
                                          std::string_view text) = 0;
  virtual Done<> remove_comment(AccountId by, CommentId comment) = 0;
  /// `comment` 0: the post itself. Twice does no harm.
  virtual Done<> thank(AccountId by, PostId post, CommentId comment, bool on) = 0;
  virtual Done<> save(AccountId by, PostId post, bool on) = 0;
  virtual Done<> follow(AccountId by, PostId post, bool on) = 0;
  virtual Done<> mute_post(AccountId by, PostId post, bool on) = 0;
  virtual Done<> mute_person(AccountId by, AccountId whom, bool on) = 0;
  virtual std::vector<AccountId> muted_people(db::Session& s, AccountId by) const = 0;
  virtual std::vector<Post> muted_posts(db::Session& s, AccountId by) const = 0;
  virtual Done<> vote(AccountId by, PostId post, const std::vector<int>& options) = 0;
  virtual Done<> close_poll(AccountId by, PostId post) = 0;
};

}  // namespace palier::feed
