// The meeting: a neighbour answers, the author accepts or declines.
#include "core/http/signed_links.hpp"
#include "core/jobs/event_json.hpp"
#include "features/aid/service.hpp"

namespace palier::aid {

Seer Service::seer(db::Session& s, const http::Viewer& viewer) const {
  Seer out;
  out.account = AccountId{viewer.account};
  out.roles = viewer.roles;
  out.territory = places::TerritoryId{viewer.territory};
  if (out.account) {
    out.verified = verified(s, out.account);
    out.home = p_.accounts.home(s, out.account);
  }
  return out;
}

bool Service::verified(db::Session& s, AccountId account) const {
  const auto person = p_.accounts.person(s, account);
  return person && person->verified;
}

Ties Service::ties(db::Session& s, const Post& post, AccountId account) const {
  Ties out;
  if (!account || account == post.owner_id) return out;
  if (const auto a = store::answer_from(s, post.id, account)) {
    out.accepted = a->state == AnswerState::accepted;
    out.answered = live(a->state);
  }
  out.blocked = p_.moderation.blocked(s, account, post.owner_id);
  return out;
}

std::optional<Refusal> Service::may_answer(db::Session& s, const Post& post,
                                           const Seer& seer) const {
  const auto catalogue = p_.categories.now(s);
  const bool frail =
      post.kind == Kind::offer && seer.account && store::has_vulnerable_live(s, seer.account);
  return aid::may_answer(post, catalogue->find(post.category_id), seer, ties(s, post, seer.account),
                         verified(s, post.owner_id), frail);
}

tl::expected<AnswerId, Refusal> Service::answer(db::Transaction& tx, PostId id, const Seer& from,
                                                const AnswerForm& filled, Instant now, bool tell) {
  auto post = store::lock(tx, id, now);
  if (!post) return tl::unexpected(Refusal::not_found);
  const auto catalogue = p_.categories.now(tx);
  const bool offer = post->kind == Kind::offer;
  // Somebody who has asked as a frail person stays one when taking up an offer.
  const bool frail = offer && (filled.vulnerable ||
                               (from.account && store::has_vulnerable_live(tx, from.account)));
  if (const auto refused =
          aid::may_answer(*post, catalogue->find(post->category_id), from,
                          ties(tx, *post, from.account), verified(tx, post->owner_id), frail))
    return tl::unexpected(*refused);
  if (offer && !from.home) return tl::unexpected(Refusal::no_home);
  const moderation::Moderation::Text words{from.account, post->territory_id, "answer",
                                           filled.message, 0};
  if (!p_.moderation.weigh(tx, words).ok()) return tl::unexpected(Refusal::may_not_write);

  Answer answer;
  answer.id = AnswerId::make();
  answer.territory_id = post->territory_id;
  answer.post_id = id;
  answer.from_id = from.account;
  answer.message = filled.message;
  answer.available = filled.available;
  answer.vulnerable = frail;
  answer.created_at = now;
  store::insert(tx, answer);
  ++post->pending;
  move(tx, *post, Action::propose, answer.id, from.account, now);
  p_.core.events.emit(tx, Proposed{id.value, answer.id.value});
  if (tell) p_.letters.proposed(tx, *post, answer);
  return answer.id;
}

tl::expected<Answer, Refusal> Service::accept(db::Transaction& tx, AnswerId id, AccountId by,
                                              Instant now, bool tell) {
  const auto known = store::find_answer(tx, id);
  if (!known) return tl::unexpected(Refusal::not_found);
  // The post's row first, then the answer again: whoever accepts at the same time has either
  // finished, and we see it, or waits for us.
  auto post = store::lock(tx, known->post_id, now);
  auto answer = store::find_answer(tx, id);
  if (!post || !answer) return tl::unexpected(Refusal::not_found);
  const auto catalogue = p_.categories.now(tx);
  if (const auto refused = may_accept(*post, catalogue->find(post->category_id), *answer, by,
                                      verified(tx, answer->from_id), verified(tx, post->owner_id)))
    return tl::unexpected(*refused);
  if (p_.moderation.blocked(tx, by, answer->from_id)) return tl::unexpected(Refusal::not_found);

  const auto* language = i18n::find(post->language);
  answer->thread_id = p_.messages.open(
      tx, post->owner_id, answer->from_id, "aid", post->id.value,
      language ? p_.letters.title(tx, *post, *language) : post->title, Letters::path(*post));
  answer->state = AnswerState::accepted;
  answer->decided_at = now;
  store::save(tx, *answer);
  const Action action = accepting(static_cast<int>(post->accepted), static_cast<int>(post->people));
  --post->pending;
  ++post->accepted;
  p_.core.events.emit(tx, Accepted{post->id.value, id.value});
  p_.letters.accepted(tx, *post, *answer);
  if (tell) p_.letters.met(tx, *post, *answer);
  if (action == Action::accept_last) end_answers(tx, *post, Ending::found, false, now);
  move(tx, *post, action, id, by, now);
  return *answer;
}

void Service::end_answers(db::Transaction& tx, Post& post, Ending why, bool accepted_too,
                          Instant now) {
  for (auto& a : store::answers_of(tx, post.id)) {
    const bool pending = a.state == AnswerState::pending;
    if (!pending && !(accepted_too && a.state == AnswerState::accepted)) continue;
    if (a.thread_id) p_.messages.close(tx, a.thread_id);
    (pending ? post.pending : post.accepted) -= 1;
    a.state = AnswerState::declined;
    a.decided_at = now;
    store::save(tx, a);
    p_.core.events.emit(tx, Declined{post.id.value, a.id.value});
    p_.letters.closed(tx, post, a, why);
  }
}

tl::expected<Answer, Refusal> Service::decline(db::Transaction& tx, AnswerId id, AccountId by,
                                               std::string_view reply, Instant now) {
  const auto known = store::find_answer(tx, id);
  if (!known) return tl::unexpected(Refusal::not_found);
  auto post = store::lock(tx, known->post_id, now);
  auto answer = store::find_answer(tx, id);
  if (!post || !answer || !may_manage(*post, by)) return tl::unexpected(Refusal::not_found);
  if (!live(answer->state) || !live(post->state)) return tl::unexpected(Refusal::decided_already);
  (answer->state == AnswerState::pending ? post->pending : post->accepted) -= 1;
  if (answer->thread_id) p_.messages.close(tx, answer->thread_id);
  answer->state = AnswerState::declined;
  answer->decided_at = now;
  answer->reply = reply;
  store::save(tx, *answer);
  move(tx, *post, dropping(static_cast<int>(post->pending + post->accepted)), id, by, now);
  p_.core.events.emit(tx, Declined{post->id.value, id.value});
  p_.letters.closed(tx, *post, *answer, Ending::declined);
  return *answer;
}

tl::expected<Answer, Refusal> Service::withdraw(db::Transaction& tx, AnswerId id, AccountId by,
                                                Instant now) {
  const auto known = store::find_answer(tx, id);
  if (!known || known->from_id != by) return tl::unexpected(Refusal::not_found);
  auto post = store::lock(tx, known->post_id, now);
  auto answer = store::find_answer(tx, id);
  if (!post || !answer) return tl::unexpected(Refusal::not_found);
  if (!live(answer->state) || !live(post->state)) return tl::unexpected(Refusal::decided_already);
  (answer->state == AnswerState::pending ? post->pending : post->accepted) -= 1;
  if (answer->thread_id) p_.messages.close(tx, answer->thread_id);
  answer->state = AnswerState::withdrawn;
  answer->decided_at = now;
  store::save(tx, *answer);
  move(tx, *post, dropping(static_cast<int>(post->pending + post->accepted)), id, by, now);
  p_.core.events.emit(tx, Withdrawn{post->id.value, id.value});
  p_.letters.withdrawn(tx, *post, *answer);
  return *answer;
}

}  // namespace palier::aid
