#pragma once

#include "features/feed/audiences.hpp"
#include "features/feed/policy.hpp"
#include "features/feed/store.hpp"

namespace palier::feed {

/// The use cases, each also inside a transaction of the caller's, as the room's face and the mail's
/// way back need them.
class Heart final : public Service {
 public:
  Heart(const Core& core, const Below& below, Audiences& audiences)
      : core_(core), below_(below), audiences_(audiences) {}

  Reader reader(db::Session& s, const http::Viewer& viewer) const override;
  Reader reader_of(db::Session& s, AccountId account, places::TerritoryId territory) const;
  /// In the territory where they live.
  Reader reader_of(db::Session& s, AccountId account) const;
  FeedPage list(db::Session& s, const Reader& reader, const Query& query,
                const i18n::Language& language) const override;
  void visited(const Reader& reader) override;
  std::optional<Detail> detail(db::Session& s, const Reader& reader, PostId post,
                               const i18n::Language& language, CommentId before) const override;
  std::optional<Item> item(db::Session& s, const Reader& reader, PostId post,
                           const i18n::Language& language) const override;
  void opened(const Reader& reader, PostId post) override;
  std::vector<Circle> circles(db::Session& s, const Reader& reader, const i18n::Language& language,
                              bool to_write) const override;
  std::optional<CommentItem> comment_item(db::Session& s, const Reader& reader,
                                          CommentId id) const override;

  Feed::Made post(AccountId author, const Feed::Draft& draft) override;
  Feed::Made post(db::Transaction& tx, AccountId author, Feed::Draft draft,
                  std::optional<Instant> at);
  Done<form::Errors> edit(AccountId by, PostId post, const Feed::Draft& draft) override;
  Done<> remove(AccountId by, PostId post) override;
  Done<Said> comment(AccountId by, PostId post, CommentId parent, std::string_view text,
                     std::string_view once) override;
  struct Words {
    std::string text, once;
    std::optional<Instant> at;
  };
  Done<Said> comment(db::Transaction& tx, AccountId by, PostId post, CommentId parent, Words words);
  Done<form::Errors> edit_comment(AccountId by, CommentId comment, std::string_view text) override;
  Done<> remove_comment(AccountId by, CommentId comment) override;
  Done<> thank(AccountId by, PostId post, CommentId comment, bool on) override;
  Done<> thank(db::Transaction& tx, AccountId by, PostId post, CommentId comment, bool on);
  Done<> save(AccountId by, PostId post, bool on) override;
  Done<> follow(AccountId by, PostId post, bool on) override;
  Done<> mute_post(AccountId by, PostId post, bool on) override;
  Done<> mute_person(AccountId by, AccountId whom, bool on) override;
  std::vector<AccountId> muted_people(db::Session& s, AccountId by) const override;
  std::vector<Post> muted_posts(db::Session& s, AccountId by) const override;
  Done<> vote(AccountId by, PostId post, const std::vector<int>& options) override;
  Done<> vote(db::Transaction& tx, AccountId by, PostId post, const std::vector<int>& options);
  Done<> close_poll(AccountId by, PostId post) override;

  /// What belongs to the reader: policy's rights in an audience.
  Rights rights(db::Session& s, const Reader& reader, std::string_view audience) const;
  bool reads(db::Session& s, const Reader& reader, const Post& post) const;
  /// The post where this reader may see it.
  std::optional<Post> readable(db::Session& s, const Reader& reader, PostId id) const;

  /// A post as everyone may see it who may see it at all: for what is drawn once for all who
  /// listen. Nothing unless it is shown.
  std::optional<Item> for_all(db::Session& s, PostId id, const i18n::Language& language) const;
  std::optional<CommentItem> comment_for_all(db::Session& s, CommentId id) const;
  std::optional<PollResult> poll(db::Session& s, PostId id) const;

  /// A moderator hides it or shows it (again): what was held is then told as new.
  void hide(db::Transaction& tx, PostId id, bool hidden);
  void hide(db::Transaction& tx, CommentId id, bool hidden);
  /// Whoever asked for it has been asked.
  void take_away(db::Transaction& tx, const Post& post);
  void take_away(db::Transaction& tx, const Comment& comment);
  void remove_all_for(db::Transaction& tx, std::string_view audience);
  void forget(db::Transaction& tx, AccountId account);

  /// The most useful of somebody's since then, for their digest.
  std::vector<Item> best(db::Session& s, AccountId account, Instant since,
                         const i18n::Language& language, int most) const;

  const Core& core() const { return core_; }
  const Below& below() const { return below_; }
  const Audiences& audiences() const { return audiences_; }
  Instant now() const { return core_.clock.now(); }

 private:
  /// A line of a list before it is dressed.
  struct Found {
    Place place;
    std::optional<Post> post;
    std::optional<aid::Card> aid;
    std::vector<const char*> why;
  };
  std::vector<std::string> asked(db::Session& s, const Reader& reader, const Query& query) const;
  FeedPage newest(db::Session& s, const Reader& reader, const Query& query,
                  const i18n::Language& l) const;
  FeedPage useful_first(db::Session& s, const Reader& reader, const Query& query,
                        const i18n::Language& l) const;
  /// What came after `oldest`, weighed, the most useful first; `moment` stands still from page to
  /// page.
  struct Weighed {
    std::int64_t points = 0;
    Found found;
  };
  std::vector<Weighed> weighed(db::Session& s, const Reader& reader, const Query& query,
                               const std::vector<std::string>& audiences, Instant moment,
                               Instant oldest, std::optional<Instant> boundary,
                               const i18n::Language& l) const;
  /// Rows of those heads that this reader is to see, in their order.
  std::vector<Post> rows(db::Session& s, const Reader& reader, const std::vector<Head>& heads,
                         std::vector<Mark>& marks) const;
  std::vector<Item> dress(db::Session& s, const Reader& reader, std::vector<Found> found,
                          std::optional<Instant> boundary, const i18n::Language& l) const;
  void dress_polls(db::Session& s, const Reader& reader, std::vector<Item>& items) const;
  std::vector<CommentItem> dress(db::Session& s, const Reader& reader,
                                 std::vector<Comment> comments) const;
  std::optional<Instant> boundary(db::Session& s, const Reader& reader) const;

  form::Errors judge(db::Session& s, const Reader& author, const Feed::Draft& draft,
                     const Post* before, moderation::Moderation::Verdict& verdict) const;
  void keep_photos(db::Transaction& tx, const Feed::Draft& draft, const Post& post);
  /// It can be seen now: told, found, drawn on open pages.
  void show(db::Transaction& tx, Post& post);
  void show(db::Transaction& tx, const Post& post, const Comment& comment);
  void find_again(db::Transaction& tx, const Post& post);
  void draw_again(db::Transaction& tx, const Post& post);
  /// The post with its rights where `by` may take part in it.
  struct Part {
    Post post;
    Reader reader;
    Rights rights;
  };
  Done<Part> part_of(db::Transaction& tx, AccountId by, PostId id) const;
  template <class F>
  Done<> mark(AccountId by, PostId post, F&& change);

  const Core& core_;
  const Below& below_;
  Audiences& audiences_;
};

search::Document document(db::Session& s, const Post& post);
/// What a post says, without marks, for search, letters and moderators: title, text, poll, place.
std::string words_of(db::Session& s, const Post& post);
/// Its title, or the beginning of its text.
std::string title_of(const Post& post, std::size_t length = 80);

}  // namespace palier::feed
