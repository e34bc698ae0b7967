#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/feed/model.hpp"

namespace palier::feed {

/// Where a list stands: strictly older than this, by time and then id.
struct Place {
  std::int64_t at = INT64_MAX;  ///< Microseconds.
  std::int64_t id = INT64_MAX;
  auto operator<=>(const Place&) const = default;
};

/// A post as far as an index knows it.
struct Head {
  PostId id{};
  AccountId author_id{};
  Instant created_at{};
  Place place() const { return {to_micros(created_at), id.value}; }
};
BOOST_DESCRIBE_STRUCT(Head, (), (id, author_id, created_at))

/// What one person has to do with one post.
struct Mark {
  PostId post_id{};
  bool thanked = false;
  std::optional<Instant> saved_at;
  std::int64_t follows = 0;  ///< 0 never said, 1 yes, 2 no more.
  bool muted = false;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (post_id, thanked, saved_at, follows, muted))

struct PollRow {
  PostId post_id{};
  std::string question;
  bool several = false;
  std::optional<Instant> until_at, closed_at;
  std::int64_t voters = 0;
};
BOOST_DESCRIBE_STRUCT(PollRow, (), (post_id, question, several, until_at, closed_at, voters))
struct OptionRow {
  PostId post_id{};
  std::int64_t place = 0;
  std::string text;
  std::int64_t votes = 0;
};
BOOST_DESCRIBE_STRUCT(OptionRow, (), (post_id, place, text, votes))
struct VoteRow {
  PostId post_id{};
  std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(VoteRow, (), (post_id, place))
struct Visit {
  Instant since_at{}, last_at{};
};
BOOST_DESCRIBE_STRUCT(Visit, (), (since_at, last_at))

/// All of this room's SQL. Nothing here judges.
namespace store {

// Posts.
void insert(db::Transaction& tx, const Post& post);
std::optional<Post> find(db::Session& s, PostId id);
/// In the order asked for; those that are gone are left out.
std::vector<Post> find_all(db::Session& s, const std::vector<PostId>& ids);
/// Takes the post's row for this transaction: whoever else would change it waits.
std::optional<Post> lock(db::Transaction& tx, PostId id);
/// Title, text, event, place, edited_at, state, told.
void update(db::Transaction& tx, const Post& post);
/// The post with everything that hangs on it.
void erase(db::Transaction& tx, PostId id);
/// Shown ones of an audience, newest first.
std::vector<Head> newest(db::Session& s, std::string_view audience, std::optional<Kind> kind,
                         Place before, int limit);
/// The author's own that nobody else sees (held, hidden), newest first.
std::vector<Post> own_unshown(db::Session& s, AccountId author, Place before, int limit);
std::vector<Head> saved(db::Session& s, AccountId account, Place before, int limit);
std::vector<PostId> of_author(db::Session& s, AccountId author, int limit);
std::vector<PostId> of_audience(db::Session& s, std::string_view audience, int limit);
/// Who posted or commented between these moments, what is hidden left out.
std::vector<accounts::Mark> posted(db::Session& s, places::TerritoryId t, Instant from, Instant to);
std::vector<accounts::Mark> commented(db::Session& s, places::TerritoryId t, Instant from,
                                      Instant to);
std::vector<Post> coming(db::Session& s, std::string_view audience, Instant from, int limit);
/// Shown ones in order of id: to index anew.
std::vector<Post> shown_after(db::Session& s, PostId after, int limit);

// Comments.
void insert(db::Transaction& tx, const Comment& comment);
std::optional<Comment> find(db::Session& s, CommentId id);
/// Text, state, author, edited_at.
void update(db::Transaction& tx, const Comment& comment);
void erase(db::Transaction& tx, CommentId id);
void forget_thanks(db::Transaction& tx, CommentId id);
/// Of the first level, the newest before that place, newest first.
std::vector<Comment> threads(db::Session& s, PostId post, Place before, int limit);
/// The answers to those, oldest first.
std::vector<Comment> answers(db::Session& s, PostId post, const std::vector<CommentId>& parents);
bool has_answers(db::Session& s, const Comment& comment);
bool others_commented(db::Session& s, const Post& post);
std::vector<Comment> comments_of(db::Session& s, AccountId author, int limit);
/// Counts the shown comments of a post anew, and when the newest came.
void count_comments(db::Transaction& tx, PostId post);

// What people do with them.
std::vector<Mark> marks(db::Session& s, AccountId account, const std::vector<PostId>& posts);
/// Whether it changed; counts with it.
bool thank(db::Transaction& tx, AccountId account, PostId post, bool on);
bool thank(db::Transaction& tx, AccountId account, CommentId comment, bool on);
std::vector<CommentId> thanked(db::Session& s, AccountId account,
                               const std::vector<CommentId>& comments);
void save(db::Transaction& tx, AccountId account, PostId post, std::optional<Instant> at);
/// 1 follow, 2 no more.
void follow(db::Transaction& tx, AccountId account, PostId post, int how);
/// Follows unless they have said that they do not want to.
void follow_by_writing(db::Transaction& tx, AccountId account, PostId post);
void mute(db::Transaction& tx, AccountId account, PostId post, bool on);
void seen(db::Transaction& tx, AccountId account, PostId post, Instant at);
/// Those who follow and have not muted it, and were not told since they last read it or since
/// `before`; they now have been.
std::vector<AccountId> claim_followers(db::Transaction& tx, PostId post, AccountId but, Instant now,
                                       Instant before);
std::vector<Mark> marks_of(db::Session& s, AccountId account);
std::vector<VoteRow> votes_of(db::Session& s, AccountId account);
std::vector<CommentId> thanked_by(db::Session& s, AccountId account);
std::vector<PostId> muted_posts(db::Session& s, AccountId account);
void mute_person(db::Transaction& tx, AccountId account, AccountId whom, bool on, Instant now);
std::vector<AccountId> muted_people(db::Session& s, AccountId account);
std::optional<Visit> visit(db::Session& s, AccountId account);
void put_visit(db::Transaction& tx, AccountId account, const Visit& visit);

// Polls.
void insert_poll(db::Transaction& tx, PostId post, const Poll& poll);
std::vector<PollRow> polls(db::Session& s, const std::vector<PostId>& posts);
std::vector<OptionRow> options(db::Session& s, const std::vector<PostId>& posts);
std::vector<VoteRow> votes(db::Session& s, AccountId account, const std::vector<PostId>& posts);
/// Replaces what they chose before; none: takes it back.
void vote(db::Transaction& tx, PostId post, AccountId account, const std::vector<int>& places);
bool close_poll(db::Transaction& tx, PostId post, Instant now);

/// What somebody did with others' things, gone with them: counts follow.
void forget_marks(db::Transaction& tx, AccountId account);

}  // namespace store
}  // namespace palier::feed
