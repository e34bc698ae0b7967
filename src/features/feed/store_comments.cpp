#include "features/feed/store.hpp"
#include "features/feed/store_in.hpp"

namespace palier::feed::store {
namespace {

#define PALIER_FEED_SELECT_COMMENT                                                               \
  "select id, territory_id, post_id, parent_id, author_id, text, state, created_at, edited_at, " \
  "thanks from feed_comments "

}  // namespace

void insert(db::Transaction& tx, const Comment& c) {
  tx.run(
      "insert into feed_comments (id, territory_id, post_id, parent_id, author_id, text, state, "
      "created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      c.id, c.territory_id, c.post_id, c.parent_id.value, c.author_id, c.text, c.state,
      c.created_at);
}

std::optional<Comment> find(db::Session& s, CommentId id) {
  return s.maybe<Comment>(PALIER_FEED_SELECT_COMMENT "where id = $1", id);
}

void update(db::Transaction& tx, const Comment& c) {
  tx.run(
      "update feed_comments set text = $2, state = $3, author_id = $4, edited_at = $5 "
      "where id = $1",
      c.id, c.text, c.state, c.author_id.value, c.edited_at);
}

void forget_thanks(db::Transaction& tx, CommentId id) {
  tx.run("delete from feed_comment_thanks where comment_id = $1", id);
  tx.run("update feed_comments set thanks = 0 where id = $1", id);
}

void erase(db::Transaction& tx, CommentId id) {
  forget_thanks(tx, id);
  tx.run("delete from feed_comments where id = $1", id);
}

std::vector<Comment> threads(db::Session& s, PostId post, Place before, int limit) {
  return s.all<Comment>(PALIER_FEED_SELECT_COMMENT
                        "where post_id = $1 and parent_id = 0 and (created_at, id) < ($2, $3) "
                        "order by created_at desc, id desc limit $4",
                        post, before.at, before.id, limit);
}

std::vector<Comment> answers(db::Session& s, PostId post, const std::vector<CommentId>& parents) {
  return all_in<Comment>(s,
                         PALIER_FEED_SELECT_COMMENT
                         "where post_id = $1 and parent_id in " PALIER_FEED_IN_FROM_2
                         " and parent_id <> 0 order by created_at, id limit 500",
                         parents, post);
}

bool has_answers(db::Session& s, const Comment& c) {
  return s
      .maybe<std::int64_t>(
          "select id from feed_comments where post_id = $1 and parent_id = $2 limit 1", c.post_id,
          c.id)
      .has_value();
}

bool others_commented(db::Session& s, const Post& p) {
  return s
      .maybe<std::int64_t>(
          "select id from feed_comments where post_id = $1 and author_id not in ($2, 0) limit 1",
          p.id, p.author_id)
      .has_value();
}

std::vector<Comment> comments_of(db::Session& s, AccountId author, int limit) {
  return s.all<Comment>(PALIER_FEED_SELECT_COMMENT "where author_id = $1 order by id limit $2",
                        author, limit);
}

void count_comments(db::Transaction& tx, PostId post) {
  tx.run(
      "update feed_posts set comments = (select count(*) from feed_comments where post_id = $1 "
      "and state = 1), active_at = coalesce((select max(created_at) from feed_comments "
      "where post_id = $1 and state = 1), created_at) where id = $1",
      post);
}

}  // namespace palier::feed::store
