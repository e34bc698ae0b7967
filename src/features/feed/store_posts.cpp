#include <unordered_map>

#include "features/feed/store.hpp"
#include "features/feed/store_in.hpp"

namespace palier::feed::store {
namespace {

#define PALIER_FEED_POST_COLUMNS                                                              \
  "id, territory_id, author_id, kind, audience, title, text, language, state, told, by_new, " \
  "created_at, edited_at, comments, thanks, active_at, photos, has_poll, event_starts, "      \
  "event_ends, event_place, about_place"
#define PALIER_FEED_SELECT_POST "select " PALIER_FEED_POST_COLUMNS " from feed_posts "
#define PALIER_FEED_SELECT_HEAD "select id, author_id, created_at from feed_posts "

}  // namespace

void insert(db::Transaction& tx, const Post& p) {
  tx.run("insert into feed_posts (" PALIER_FEED_POST_COLUMNS
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
         "$18, $19, $20, $21, $22)",
         p.id, p.territory_id, p.author_id, p.kind, p.audience, p.title, p.text, p.language,
         p.state, p.told, p.by_new, p.created_at, p.edited_at, p.comments, p.thanks, p.active_at,
         p.photos, p.has_poll, p.event_starts, p.event_ends, p.event_place, p.about_place);
}

std::optional<Post> find(db::Session& s, PostId id) {
  return s.maybe<Post>(PALIER_FEED_SELECT_POST "where id = $1", id);
}

std::vector<Post> find_all(db::Session& s, const std::vector<PostId>& ids) {
  std::unordered_map<PostId, Post> rows;
  for (auto& row : all_in<Post>(s, PALIER_FEED_SELECT_POST "where id in " PALIER_FEED_IN, ids)) {
    const PostId id = row.id;
    rows.emplace(id, std::move(row));
  }
  std::vector<Post> out;
  out.reserve(rows.size());
  for (const PostId id : ids)
    if (auto row = rows.extract(id)) out.push_back(std::move(row.mapped()));
  return out;
}

std::optional<Post> lock(db::Transaction& tx, PostId id) {
  if (tx.run("update feed_posts set state = state where id = $1", id) == 0) return {};
  return find(tx, id);
}

void update(db::Transaction& tx, const Post& p) {
  tx.run(
      "update feed_posts set title = $2, text = $3, state = $4, told = $5, edited_at = $6, "
      "event_starts = $7, event_ends = $8, event_place = $9, about_place = $10 where id = $1",
      p.id, p.title, p.text, p.state, p.told, p.edited_at, p.event_starts, p.event_ends,
      p.event_place, p.about_place);
}

void erase(db::Transaction& tx, PostId id) {
  tx.run("delete from feed_votes where post_id = $1", id);
  tx.run("delete from feed_poll_options where post_id = $1", id);
  tx.run("delete from feed_polls where post_id = $1", id);
  tx.run(
      "delete from feed_comment_thanks where comment_id in "
      "(select id from feed_comments where post_id = $1)",
      id);
  tx.run("delete from feed_comments where post_id = $1", id);
  tx.run("delete from feed_marks where post_id = $1", id);
  tx.run("delete from feed_posts where id = $1", id);
}

std::vector<Head> newest(db::Session& s, std::string_view audience, std::optional<Kind> kind,
                         Place before, int limit) {
  if (kind)
    return s.all<Head>(PALIER_FEED_SELECT_HEAD
                       "where audience = $1 and kind = $2 and state = 1 and "
                       "(created_at, id) < ($3, $4) order by created_at desc, id desc limit $5",
                       audience, *kind, before.at, before.id, limit);
  return s.all<Head>(PALIER_FEED_SELECT_HEAD
                     "where audience = $1 and state = 1 and (created_at, id) < ($2, $3) "
                     "order by created_at desc, id desc limit $4",
                     audience, before.at, before.id, limit);
}

std::vector<Post> own_unshown(db::Session& s, AccountId author, Place before, int limit) {
  return s.all<Post>(PALIER_FEED_SELECT_POST
                     "where author_id = $1 and state in (2, 3) and (created_at, id) < ($2, $3) "
                     "order by created_at desc, id desc limit $4",
                     author, before.at, before.id, limit);
}

std::vector<Head> saved(db::Session& s, AccountId account, Place before, int limit) {
  // The time by which it stands in this list is when it was saved.
  return s.all<Head>(
      "select p.id, p.author_id, m.saved_at as created_at from feed_marks m "
      "join feed_posts p on p.id = m.post_id "
      "where m.account_id = $1 and m.saved_at is not null and (m.saved_at, m.post_id) < ($2, $3) "
      "order by m.saved_at desc, m.post_id desc limit $4",
      account, before.at, before.id, limit);
}

std::vector<PostId> of_author(db::Session& s, AccountId author, int limit) {
  return s.all<PostId>("select id from feed_posts where author_id = $1 order by id limit $2",
                       author, limit);
}

std::vector<PostId> of_audience(db::Session& s, std::string_view audience, int limit) {
  return s.all<PostId>("select id from feed_posts where audience = $1 order by id limit $2",
                       audience, limit);
}

std::vector<Post> coming(db::Session& s, std::string_view audience, Instant from, int limit) {
  // What has begun goes on until its end, which is at most two months later.
  return s.all<Post>(PALIER_FEED_SELECT_POST
                     "where audience = $1 and state = 1 and event_starts is not null and "
                     "event_starts >= $2 and coalesce(event_ends, event_starts) >= $3 "
                     "order by event_starts, id limit $4",
                     audience, from - std::chrono::days(61), from, limit);
}

std::vector<Post> shown_after(db::Session& s, PostId after, int limit) {
  return s.all<Post>(PALIER_FEED_SELECT_POST "where id > $1 and state = 1 order by id limit $2",
                     after.value, limit);
}

}  // namespace palier::feed::store
