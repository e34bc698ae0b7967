#include "features/feed/store.hpp"
#include "features/feed/store_in.hpp"

namespace palier::feed::store {

std::vector<Mark> marks(db::Session& s, AccountId account, const std::vector<PostId>& posts) {
  if (!account) return {};
  return all_in<Mark>(s,
                      "select post_id, thanked, saved_at, follows, muted from feed_marks "
                      "where account_id = $1 and post_id in " PALIER_FEED_IN_FROM_2,
                      posts, account);
}

bool thank(db::Transaction& tx, AccountId account, PostId post, bool on) {
  const auto changed =
      on ? tx.run(
               "insert into feed_marks (account_id, post_id, thanked) values ($1, $2, true) "
               "on conflict (account_id, post_id) do update set thanked = true "
               "where not feed_marks.thanked",
               account, post)
         : tx.run(
               "update feed_marks set thanked = false "
               "where account_id = $1 and post_id = $2 and thanked",
               account, post);
  if (changed == 0) return false;
  tx.run("update feed_posts set thanks = thanks + $2 where id = $1", post, on ? 1 : -1);
  return true;
}

bool thank(db::Transaction& tx, AccountId account, CommentId comment, bool on) {
  const auto changed =
      on ? tx.run(
               "insert into feed_comment_thanks (account_id, comment_id) values ($1, $2) "
               "on conflict (account_id, comment_id) do nothing",
               account, comment)
         : tx.run("delete from feed_comment_thanks where account_id = $1 and comment_id = $2",
                  account, comment);
  if (changed == 0) return false;
  tx.run("update feed_comments set thanks = thanks + $2 where id = $1", comment, on ? 1 : -1);
  return true;
}

std::vector<CommentId> thanked(db::Session& s, AccountId account,
                               const std::vector<CommentId>& comments) {
  if (!account) return {};
  return all_in<CommentId>(s,
                           "select comment_id from feed_comment_thanks "
                           "where account_id = $1 and comment_id in " PALIER_FEED_IN_FROM_2,
                           comments, account);
}

void save(db::Transaction& tx, AccountId account, PostId post, std::optional<Instant> at) {
  tx.run(
      "insert into feed_marks (account_id, post_id, saved_at) values ($1, $2, $3) "
      "on conflict (account_id, post_id) do update set saved_at = excluded.saved_at",
      account, post, at);
}

void follow(db::Transaction& tx, AccountId account, PostId post, int how) {
  tx.run(
      "insert into feed_marks (account_id, post_id, follows) values ($1, $2, $3) "
      "on conflict (account_id, post_id) do update set follows = excluded.follows",
      account, post, how);
}

void follow_by_writing(db::Transaction& tx, AccountId account, PostId post) {
  tx.run(
      "insert into feed_marks (account_id, post_id, follows) values ($1, $2, 1) "
      "on conflict (account_id, post_id) do update set follows = 1 where feed_marks.follows = 0",
      account, post);
}

void mute(db::Transaction& tx, AccountId account, PostId post, bool on) {
  tx.run(
      "insert into feed_marks (account_id, post_id, muted) values ($1, $2, $3) "
      "on conflict (account_id, post_id) do update set muted = excluded.muted",
      account, post, on);
}

void seen(db::Transaction& tx, AccountId account, PostId post, Instant at) {
  tx.run("update feed_marks set seen_at = $3 where account_id = $1 and post_id = $2", account, post,
         at);
}

std::vector<AccountId> claim_followers(db::Transaction& tx, PostId post, AccountId but, Instant now,
                                       Instant before) {
  return tx.all<AccountId>(
      "update feed_marks set told_at = $3 where post_id = $1 and follows = 1 and not muted "
      "and account_id <> $2 and (told_at is null or told_at < $4 or seen_at >= told_at) "
      "returning account_id",
      post, but.value, now, before);
}

std::vector<Mark> marks_of(db::Session& s, AccountId account) {
  return s.all<Mark>(
      "select post_id, thanked, saved_at, follows, muted from feed_marks where account_id = $1 "
      "order by post_id",
      account);
}

std::vector<VoteRow> votes_of(db::Session& s, AccountId account) {
  return s.all<VoteRow>(
      "select post_id, place from feed_votes where account_id = $1 order by post_id, place",
      account);
}

std::vector<CommentId> thanked_by(db::Session& s, AccountId account) {
  return s.all<CommentId>(
      "select comment_id from feed_comment_thanks where account_id = $1 order by comment_id",
      account);
}

std::vector<PostId> muted_posts(db::Session& s, AccountId account) {
  return s.all<PostId>(
      "select post_id from feed_marks where account_id = $1 and muted order by post_id desc "
      "limit 100",
      account);
}

void mute_person(db::Transaction& tx, AccountId account, AccountId whom, bool on, Instant now) {
  if (on)
    tx.run(
        "insert into feed_muted_people (account_id, muted_id, created_at) values ($1, $2, $3) "
        "on conflict (account_id, muted_id) do nothing",
        account, whom, now);
  else
    tx.run("delete from feed_muted_people where account_id = $1 and muted_id = $2", account, whom);
}

std::vector<AccountId> muted_people(db::Session& s, AccountId account) {
  return s.all<AccountId>(
      "select muted_id from feed_muted_people where account_id = $1 order by created_at, muted_id",
      account);
}

std::optional<Visit> visit(db::Session& s, AccountId account) {
  return s.maybe<Visit>("select since_at, last_at from feed_visits where account_id = $1", account);
}

void put_visit(db::Transaction& tx, AccountId account, const Visit& visit) {
  tx.run(
      "insert into feed_visits (account_id, since_at, last_at) values ($1, $2, $3) "
      "on conflict (account_id) do update set since_at = excluded.since_at, "
      "last_at = excluded.last_at",
      account, visit.since_at, visit.last_at);
}

void forget_marks(db::Transaction& tx, AccountId account) {
  tx.run(
      "update feed_posts set thanks = thanks - 1 where id in "
      "(select post_id from feed_marks where account_id = $1 and thanked)",
      account);
  tx.run("delete from feed_marks where account_id = $1", account);
  tx.run(
      "update feed_comments set thanks = thanks - 1 where id in "
      "(select comment_id from feed_comment_thanks where account_id = $1)",
      account);
  tx.run("delete from feed_comment_thanks where account_id = $1", account);
  tx.run("delete from feed_muted_people where account_id = $1 or muted_id = $1", account);
  tx.run("delete from feed_visits where account_id = $1", account);
  tx.run(
      "update feed_poll_options set votes = votes - 1 where exists "
      "(select 1 from feed_votes v where v.account_id = $1 and "
      "v.post_id = feed_poll_options.post_id and v.place = feed_poll_options.place)",
      account);
  tx.run(
      "update feed_polls set voters = voters - 1 where post_id in "
      "(select post_id from feed_votes where account_id = $1)",
      account);
  tx.run("delete from feed_votes where account_id = $1", account);
}

}  // namespace palier::feed::store
