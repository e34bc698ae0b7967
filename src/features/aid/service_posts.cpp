// Opening, changing and ending a need or an offer.
#include "core/http/signed_links.hpp"
#include "core/jobs/event_json.hpp"
#include "features/aid/found.hpp"
#include "features/aid/service.hpp"

namespace palier::aid {

using i18n::Message;

form::Errors Service::limits(db::Session& s, Kind kind, AccountId author, const PostForm& filled,
                             const Post* before) const {
  form::Errors errors;
  if (!before && store::count_live(s, author, false) >= kMostLive)
    errors.add("", Message{N_("You already have {1} open requests and offers. Close those that are "
                              "no longer current first."),
                           {std::to_string(kMostLive)}});
  const bool newly_urgent = filled.urgent && !(before && before->urgent);
  if (newly_urgent && store::count_live(s, author, true) >= kMostUrgent)
    errors.add("urgency",
               Message{N_("You already have {1} urgent requests. So that urgent keeps its meaning, "
                          "this one can be sent as a normal request."),
                       {std::to_string(kMostUrgent)}});
  if (kind == Kind::offer && filled.category->needs_verified && !verified(s, author))
    errors.add(
        "category",
        Message{N_("Because it is about children’s safety, only neighbours whose address has "
                   "been checked can offer this. Ask the town’s desk to check yours, then "
                   "come back: what you wrote is kept.")});
  return errors;
}

void Service::fill(Post& post, const PostForm& f, const places::Location* where, Instant now) {
  post.category_id = f.category->id;
  post.title = f.title;
  post.details = f.details;
  post.replies = to_json(f.replies);
  if (f.for_other &&
      (!post.for_other || post.other_name != f.other_name || post.consent != f.consent))
    post.consent_at = now;
  if (!f.for_other) post.consent_at.reset();
  post.for_other = f.for_other;
  post.other_name = f.other_name;
  post.consent = f.consent;
  post.vulnerable = f.vulnerable;
  post.verified_only = f.verified_only;
  post.urgent = f.urgent;
  post.needed_by = f.needed_by;
  post.windows = f.windows;
  post.dates = dates_text(f.dates);
  post.repeats = f.repeats;
  post.scope = f.scope;
  post.radius_m = f.radius_m;
  post.contactless = f.contactless;
  post.payment = f.payment;
  post.amount_cents = f.amount_cents;
  post.people = f.people;
  if (where) post.place(*where);
}

Instant Service::expiry(const Post& post, Instant now) const {
  std::optional<Instant> last = post.needed_by;
  for (const Instant day : dates_of(post.dates)) last = std::max(last.value_or(day), day);
  // Until the end of the day after the last one asked for.
  if (last && *last + std::chrono::days(2) > now) return *last + std::chrono::days(2);
  const bool lasting = post.kind == Kind::offer || post.repeats != Repeats::once;
  return now + (lasting ? kOfferLasts : kNeedLasts);
}

void Service::reindex(db::Transaction& tx, const Post& post) {
  const auto catalogue = p_.categories.now(tx);
  const Category* c = catalogue->find(post.category_id);
  if (p_.search) {
    if (c && findable(post))
      p_.search->put(tx, document_of(post, *c));
    else
      p_.search->remove(tx, "need", post.id.value);
  }
  tx.after_commit([this, post, anywhere = c && c->anywhere] { p_.index.put(post, anywhere); });
}

bool Service::move(db::Transaction& tx, Post& post, Action action, AnswerId answer, AccountId actor,
                   Instant now) {
  const auto to = next(post.state, action);
  if (!to) return false;
  const State from = post.state;
  post.state = *to;
  post.changed_at = now;
  if (live(*to))
    post.closed_at.reset();
  else
    post.closed_at = now;
  store::save_state(tx, post);
  store::record(tx, post, answer, now, actor, action, from);
  reindex(tx, post);
  return true;
}

namespace {

std::string words_of(const Post& post) {
  return post.title + "\n" + post.details + "\n" + post.replies;
}

}  // namespace

tl::expected<moderation::Moderation::Verdict, form::Errors> Service::weigh(db::Session& s,
                                                                           const Post& post,
                                                                           AccountId made_by,
                                                                           bool fresh) const {
  // What the desk writes for somebody on the phone has a person behind it already.
  if (made_by) return moderation::Moderation::Verdict{};
  const std::string words = words_of(post);
  auto verdict = p_.moderation.weigh(
      s, {post.owner_id, post.territory_id, "aid", words, fresh ? 0 : post.id.value});
  if (verdict.ok()) return verdict;
  form::Errors errors;
  errors.add("", verdict.why);
  return tl::unexpected(errors);
}

void Service::remember(db::Transaction& tx, const Post& post, AccountId made_by,
                       const moderation::Moderation::Verdict& verdict) {
  if (made_by) return;
  const std::string words = words_of(post);
  p_.moderation.wrote(tx, {post.owner_id, post.territory_id, "aid", words, post.id.value}, verdict);
  if (verdict.act != moderation::Moderation::Verdict::Do::hold) return;
  p_.accounts.write_to(tx, post.owner_id, [&](const i18n::Language& l) {
    accounts::Accounts::Letter letter;
    letter.subject = l.tr(N_("A moderator looks at what you wrote first"));
    letter.text = l.tr(verdict.why) + "\n";
    letter.always = true;
    letter.kind = "moderation";
    letter.path = (post.kind == Kind::need ? "/needs/" : "/offers/") + post.id.str();
    return letter;
  });
}

tl::expected<PostId, form::Errors> Service::open(db::Transaction& tx, const Opening& o,
                                                 const PostForm& filled,
                                                 const places::Location& where) {
  if (auto errors = limits(tx, o.kind, o.author, filled, nullptr)) return tl::unexpected(errors);
  Post post;
  post.id = PostId::make();
  post.kind = o.kind;
  post.owner_id = o.author;
  post.made_by = o.made_by;
  post.language = o.language;
  fill(post, filled, &where, o.now);
  // The same address always shows at the same blurred point: several draws would betray it.
  if (const auto before = store::shown_before(tx, o.author, post.address_id)) {
    places::Location again = where;
    again.shown = *before;
    post.place(again);
  }
  if (const auto home = p_.accounts.home(tx, o.author);
      home && home->address && home->address == post.address_id) {
    places::Location again = where;
    again.shown = home->shown;
    post.place(again);
  }
  post.created_at = post.renewed_at = post.changed_at = o.now;
  post.expires_at = expiry(post, o.now);
  const auto weighed = weigh(tx, post, o.made_by, true);
  if (!weighed) return tl::unexpected(weighed.error());
  post.hidden = weighed->act == moderation::Moderation::Verdict::Do::hold;
  store::insert(tx, post);
  remember(tx, post, o.made_by, *weighed);
  store::record(tx, post, {}, o.now, o.made_by ? o.made_by : o.author, Action::open, {});
  if (o.kind == Kind::need)
    p_.core.events.emit(tx, NeedOpened{post.id.value});
  else
    p_.core.events.emit(tx, OfferOpened{post.id.value});
  reindex(tx, post);
  return post.id;
}

tl::expected<PostId, form::Errors> Service::edit(db::Transaction& tx, PostId id, AccountId by,
                                                 const PostForm& filled,
                                                 const std::optional<places::Location>& where,
                                                 Instant now) {
  auto post = store::lock(tx, id, now);
  form::Errors errors;
  if (!post || !may_manage(*post, by)) {
    errors.add("", sentence(Refusal::not_found, Kind::need));
    return tl::unexpected(errors);
  }
  if (!next(post->state, Action::edit)) {
    errors.add("", Message{N_("This can no longer be changed: somebody has been accepted, or it is "
                              "closed.")});
    return tl::unexpected(errors);
  }
  errors = limits(tx, post->kind, by, filled, &*post);
  if (filled.people <= post->accepted && post->accepted > 0)
    errors.add("people", Message{N_("You have already accepted {1} people. Write a larger number."),
                                 {std::to_string(post->accepted)}});
  if (errors) return tl::unexpected(errors);
  const bool moved = where && (where->address != post->address_id || !where->address) &&
                     where->label != post->place_label;
  fill(*post, filled, moved ? &*where : nullptr, now);
  const auto weighed = weigh(tx, *post, {}, false);
  if (!weighed) return tl::unexpected(weighed.error());
  if (weighed->act == moderation::Moderation::Verdict::Do::hold) post->hidden = true;
  store::save_state(tx, *post);
  remember(tx, *post, {}, *weighed);
  post->expires_at = std::max(post->expires_at, expiry(*post, now));
  store::update(tx, *post);
  move(tx, *post, Action::edit, {}, by, now);
  p_.core.events.emit(tx, Edited{id.value});
  return id;
}

Service::Outcome Service::finish(db::Transaction& tx, PostId id, AccountId by,
                                 std::string_view thanks, Instant now) {
  auto post = store::lock(tx, id, now);
  if (!post) return tl::unexpected(Refusal::not_found);
  const bool author = may_manage(*post, by);
  const bool helper = ties(tx, *post, by).accepted;
  if (!author && !helper) return tl::unexpected(Refusal::not_found);
  if (!next(post->state, Action::finish)) return tl::unexpected(Refusal::wrong_state);
  if (post->accepted == 0) return tl::unexpected(Refusal::not_agreed);
  for (auto& a : store::answers_of(tx, id)) {
    if (a.state != AnswerState::accepted) continue;
    if (author) {
      a.thanks = thanks;
      store::save(tx, a);
      p_.letters.done(tx, *post, a, true);
    } else if (a.from_id == by) {
      p_.letters.done(tx, *post, a, false);
    }
  }
  end_answers(tx, *post, Ending::done, false, now);
  move(tx, *post, Action::finish, {}, by, now);
  p_.core.events.emit(tx, Done{id.value});
  return *post;
}

Service::Outcome Service::cancel(db::Transaction& tx, PostId id, AccountId by, Instant now) {
  auto post = store::lock(tx, id, now);
  if (!post || !may_manage(*post, by)) return tl::unexpected(Refusal::not_found);
  if (!next(post->state, Action::cancel)) return tl::unexpected(Refusal::wrong_state);
  end_answers(tx, *post, Ending::cancelled, true, now);
  move(tx, *post, Action::cancel, {}, by, now);
  p_.core.events.emit(tx, Cancelled{id.value});
  return *post;
}

Service::Outcome Service::renew(db::Transaction& tx, PostId id, AccountId by, Instant now) {
  auto post = store::lock(tx, id, now);
  if (!post || !may_manage(*post, by)) return tl::unexpected(Refusal::not_found);
  const bool again = post->state == State::expired;
  if (!next(post->state, Action::renew)) return tl::unexpected(Refusal::wrong_state);
  if (again && store::count_live(tx, by, false) >= kMostLive)
    return tl::unexpected(Refusal::wrong_state);
  if (post->needed_by && *post->needed_by + std::chrono::days(1) <= now) post->needed_by.reset();
  auto dates = dates_of(post->dates);
  std::erase_if(dates, [&](Instant day) { return day + std::chrono::days(1) <= now; });
  post->dates = dates_text(dates);
  post->renewed_at = now;
  post->expires_at = expiry(*post, now);
  post->asked_at.reset();
  store::update(tx, *post);
  move(tx, *post, Action::renew, {}, by, now);
  p_.core.events.emit(tx, Renewed{id.value});
  return *post;
}

Service::Outcome Service::expire(db::Transaction& tx, PostId id, Instant now) {
  auto post = store::lock(tx, id, now);
  if (!post || post->expires_at > now || !next(post->state, Action::expire))
    return tl::unexpected(Refusal::wrong_state);
  end_answers(tx, *post, Ending::expired, true, now);
  move(tx, *post, Action::expire, {}, {}, now);
  p_.core.events.emit(tx, Expired{id.value});
  p_.letters.expired(tx, *post);
  return *post;
}

void Service::hide(db::Transaction& tx, PostId id, bool hidden, Instant now) {
  auto post = store::lock(tx, id, now);
  if (!post) return;
  post->hidden = hidden;
  store::save_state(tx, *post);
  p_.core.events.emit(tx, Edited{id.value});
  reindex(tx, *post);
}

void Service::forget(db::Transaction& tx, AccountId account, Instant now) {
  for (const auto& post : store::of_owner(tx, account, 10'000))
    if (live(post.state)) cancel(tx, post.id, account, now);
  for (const auto& a : store::answers_from(tx, account, 10'000))
    if (live(a.state)) withdraw(tx, a.id, account, now);
  store::forget(tx, account, now);
}

}  // namespace palier::aid
