#include "features/feed/store.hpp"
#include "features/feed/store_in.hpp"

namespace palier::feed::store {

void insert_poll(db::Transaction& tx, PostId post, const Poll& poll) {
  tx.run("insert into feed_polls (post_id, question, several, until_at) values ($1, $2, $3, $4)",
         post, poll.question, poll.several, poll.until);
  std::int64_t place = 0;
  for (const auto& option : poll.options)
    tx.run("insert into feed_poll_options (post_id, place, text) values ($1, $2, $3)", post,
           place++, option);
}

std::vector<PollRow> polls(db::Session& s, const std::vector<PostId>& posts) {
  return all_in<PollRow>(s,
                         "select post_id, question, several, until_at, closed_at, voters "
                         "from feed_polls where post_id in " PALIER_FEED_IN,
                         posts);
}

std::vector<OptionRow> options(db::Session& s, const std::vector<PostId>& posts) {
  return all_in<OptionRow>(s,
                           "select post_id, place, text, votes from feed_poll_options "
                           "where post_id in " PALIER_FEED_IN " order by post_id, place",
                           posts);
}

std::vector<VoteRow> votes(db::Session& s, AccountId account, const std::vector<PostId>& posts) {
  if (!account) return {};
  return all_in<VoteRow>(s,
                         "select post_id, place from feed_votes where account_id = $1 "
                         "and post_id in " PALIER_FEED_IN_FROM_2 " order by post_id, place",
                         posts, account);
}

void vote(db::Transaction& tx, PostId post, AccountId account, const std::vector<int>& places) {
  // The poll's row first: two votes of one person at once stand in line.
  tx.run("update feed_polls set voters = voters where post_id = $1", post);
  const auto before = tx.all<std::int64_t>(
      "delete from feed_votes where post_id = $1 and account_id = $2 returning place", post,
      account);
  for (const auto place : before)
    tx.run("update feed_poll_options set votes = votes - 1 where post_id = $1 and place = $2", post,
           place);
  for (const int place : places) {
    tx.run("insert into feed_votes (post_id, account_id, place) values ($1, $2, $3)", post, account,
           place);
    tx.run("update feed_poll_options set votes = votes + 1 where post_id = $1 and place = $2", post,
           place);
  }
  const int more = (places.empty() ? 0 : 1) - (before.empty() ? 0 : 1);
  if (more != 0)
    tx.run("update feed_polls set voters = voters + $2 where post_id = $1", post, more);
}

bool close_poll(db::Transaction& tx, PostId post, Instant now) {
  return tx.run("update feed_polls set closed_at = $2 where post_id = $1 and closed_at is null",
                post, now) > 0;
}

}  // namespace palier::feed::store
