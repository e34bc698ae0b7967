#include "core/db/rows.hpp"
#include "features/aid/store.hpp"

namespace palier::aid::store {
namespace {

#define PALIER_AID_SELECT_ANSWER                                                                  \
  "select id, territory_id, post_id, from_id, message, available, vulnerable, state, thread_id, " \
  "created_at, decided_at, reply, thanks from aid_answers "

}  // namespace

void insert(db::Transaction& tx, const Answer& a) {
  tx.run(
      "insert into aid_answers (id, territory_id, post_id, from_id, message, available, "
      "vulnerable, state, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      a.id, a.territory_id, a.post_id, a.from_id, a.message, a.available, a.vulnerable, a.state,
      a.created_at);
}

std::optional<Answer> find_answer(db::Session& s, AnswerId id) {
  return s.maybe<Answer>(PALIER_AID_SELECT_ANSWER "where id = $1", id);
}

std::vector<Answer> answers_of(db::Session& s, PostId post) {
  return s.all<Answer>(PALIER_AID_SELECT_ANSWER "where post_id = $1 order by id", post);
}

std::optional<Answer> answer_from(db::Session& s, PostId post, AccountId from) {
  return s.maybe<Answer>(PALIER_AID_SELECT_ANSWER
                         "where post_id = $1 and from_id = $2 order by id desc limit 1",
                         post, from);
}

std::vector<Answer> answers_from(db::Session& s, AccountId from, int limit) {
  return s.all<Answer>(PALIER_AID_SELECT_ANSWER "where from_id = $1 order by id desc limit $2",
                       from, limit);
}

void save(db::Transaction& tx, const Answer& a) {
  tx.run(
      "update aid_answers set state = $2, thread_id = $3, decided_at = $4, reply = $5, "
      "thanks = $6 where id = $1",
      a.id, a.state, a.thread_id, a.decided_at, a.reply, a.thanks);
}

int waiting(db::Session& s, AccountId account) {
  return static_cast<int>(
      s.one<std::int64_t>("select count(*) from aid_answers a join aid_posts p on p.id = a.post_id "
                          "where p.owner_id = $1 and p.state in (0, 1) and a.state = 0",
                          account));
}

void record(db::Transaction& tx, const Post& post, AnswerId answer, Instant at, AccountId actor,
            Action action, std::optional<State> from) {
  tx.run(
      "insert into aid_history (id, territory_id, post_id, answer_id, at, actor_id, action, "
      "from_state, to_state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      new_id(), post.territory_id, post.id, answer, at, actor.value, action, from, post.state);
}

std::vector<HistoryLine> history(db::Session& s, PostId post) {
  return s.all<HistoryLine>(
      "select at, actor_id, answer_id, action, from_state, to_state from aid_history "
      "where post_id = $1 order by id",
      post);
}

}  // namespace palier::aid::store
