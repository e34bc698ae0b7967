// Posts: written, changed, taken back, hidden.
#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/form/clean.hpp"
#include "core/html/markdown.hpp"
#include "core/http/once.hpp"
#include "core/jobs/event_json.hpp"
#include "features/feed/draft.hpp"
#include "features/feed/heart.hpp"
#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

using Verdict = moderation::Moderation::Verdict;

/// The live topic of everything for an audience, and of one post.
std::string feed_topic(std::string_view audience) {
  return "feed/" + std::string(audience);
}
std::string post_topic(PostId id) {
  return "post/" + id.str();
}

/// What moderation weighs of a draft.
std::string weighed_text(const Feed::Draft& draft) {
  std::string out = draft.title;
  const auto add = [&out](std::string_view text) {
    if (text.empty()) return;
    if (!out.empty()) out += '\n';
    out += text;
  };
  add(draft.text);
  if (draft.event) add(draft.event->place);
  if (draft.poll) {
    add(draft.poll->question);
    for (const auto& option : draft.poll->options) add(option);
  }
  for (const auto& alt : draft.alts) add(alt);
  return out;
}

}  // namespace

form::Errors Heart::judge(db::Session& s, const Reader& author, const Feed::Draft& draft,
                          const Post* before, Verdict& verdict) const {
  form::Errors errors;
  // Without a title the beginning of the text stands in its place.
  if (below_.bulletins.looks_official(s, author.territory, draft.title))
    errors.add(field::kTitle,
               {N_("This title looks like one of a public body. Only they may sign so: choose "
                   "another.")});
  const std::string beginning = html::excerpt(draft.text, 60);
  if (draft.title.empty() && below_.bulletins.looks_official(s, author.territory, beginning))
    errors.add(field::kText, {N_("These first words look like those of a public body. Only they "
                                 "may sign so: begin in another way.")});
  if (draft.about_place && !(before && before->about_place == draft.about_place.value) &&
      !below_.structures.card(s, draft.about_place, *i18n::languages().front()))
    errors.add(field::kAboutPlace, {N_("We do not know this place any more.")});
  if (errors) return errors;
  const std::string text = weighed_text(draft);
  verdict = below_.moderation.weigh(
      s, {author.account, author.territory, "post", text, before ? before->id.value : 0});
  if (!verdict.ok()) errors.add(field::kText, verdict.why);
  return errors;
}

Feed::Made Heart::post(AccountId author, const Feed::Draft& draft) {
  return core_.db.write([&](db::Transaction& tx) { return post(tx, author, draft, {}); });
}

Feed::Made Heart::post(db::Transaction& tx, AccountId author, Feed::Draft draft,
                       std::optional<Instant> at) {
  Feed::Made made;
  const Instant now = at.value_or(this->now());
  const auto token = http::own_token(author.value, "/posts", draft.once);
  if (const auto earlier = http::once(tx, token, this->now())) {
    if (const auto id = PostId::parse(*earlier)) {
      made.id = *id;
      const auto kept = store::find(tx, *id);
      made.held = kept && kept->state == State::held;
    } else {
      made.errors.add("", {N_("This was sent already.")});
    }
    return made;
  }
  check(draft, now, made.errors);
  const auto person = below_.accounts.person(tx, author);
  const Reader reader = reader_of(tx, author);
  if (!person || reader.roles.empty() || !rights(tx, reader, draft.audience).writes)
    made.errors.add(field::kAudience,
                    {reader.circles.empty()
                         ? N_("Say first where you live: then you can write to your neighbours.")
                         : N_("Choose one of your circles or groups.")});
  if (made.errors) return made;
  Verdict verdict;
  made.errors = judge(tx, reader, draft, nullptr, verdict);
  if (made.errors) return made;

  Post p;
  p.id = PostId::make();
  p.territory_id = reader.territory;
  p.author_id = author;
  p.kind = draft.kind;
  p.audience = draft.audience;
  p.title = draft.title;
  p.text = draft.text;
  p.language = person->language;
  p.by_new = now - person->since < kNewNeighbour;
  p.created_at = p.active_at = now;
  p.photos = static_cast<std::int64_t>(draft.photos.size());
  p.has_poll = draft.poll.has_value();
  if (draft.event) {
    p.event_starts = draft.event->starts;
    p.event_ends = draft.event->ends;
    p.event_place = draft.event->place;
  }
  p.about_place = draft.about_place.value;
  made.held = verdict.act == Verdict::Do::hold;
  p.state = made.held ? State::held : State::shown;
  store::insert(tx, p);
  if (draft.poll) store::insert_poll(tx, p.id, *draft.poll);
  keep_photos(tx, draft, p);
  store::follow(tx, author, p.id, 1);
  const std::string text = weighed_text(draft);
  below_.moderation.wrote(tx, {author, p.territory_id, "post", text, p.id.value}, verdict);
  http::keep_result(tx, token, p.id.str());
  if (!made.held) show(tx, p);
  made.id = p.id;
  return made;
}

void Heart::keep_photos(db::Transaction& tx, const Feed::Draft& draft, const Post& post) {
  for (std::size_t i = 0; i < draft.photos.size(); ++i)
    below_.photos.keep(tx, draft.photos[i], "post", post.id.value, post.author_id,
                       i < draft.alts.size() ? draft.alts[i] : "");
}

search::Document document(db::Session& s, const Post& post) {
  search::Document d;
  d.kind = "post";
  d.id = post.id.value;
  d.territory = post.territory_id;
  d.title = post.title;
  d.text = words_of(s, post);
  d.language = post.language;
  d.audience = post.audience;
  d.author = post.author_id;
  d.at = post.created_at;
  return d;
}

void Heart::find_again(db::Transaction& tx, const Post& post) {
  if (post.state == State::shown)
    below_.search.put(tx, document(tx, post));
  else
    below_.search.remove(tx, "post", post.id.value);
}

void Heart::show(db::Transaction& tx, Post& post) {
  find_again(tx, post);
  core_.live.publish(tx, feed_topic(post.audience), "feed.post", post.id.value,
                     post.author_id.value);
  if (post.told) return;
  post.told = true;
  store::update(tx, post);
  core_.events.emit(tx, Posted{post.id.value, post.author_id.value});
}

void Heart::draw_again(db::Transaction& tx, const Post& post) {
  core_.live.publish(tx, feed_topic(post.audience), "feed.counters", post.id.value, 0);
  core_.live.publish(tx, post_topic(post.id), "feed.counters", post.id.value, 0);
}

Done<form::Errors> Heart::edit(AccountId by, PostId id, const Feed::Draft& sent) {
  return core_.db.write([&](db::Transaction& tx) -> Done<form::Errors> {
    auto post = store::lock(tx, id);
    if (!post) return tl::unexpected(No::not_found);
    const Reader reader = reader_of(tx, by, post->territory_id);
    const Rights may = rights(tx, reader, post->audience);
    if (const auto no = may_edit(reader, *post, may, store::others_commented(tx, *post), now()))
      return tl::unexpected(*no);
    Feed::Draft draft = sent;
    draft.kind = post->kind;
    draft.audience = post->audience;
    draft.photos.clear();
    draft.poll.reset();
    draft.alts.clear();
    form::Errors errors;
    check(draft, now(), errors, true);
    // A post may be photos or a poll alone.
    if (errors.find(field::kText) && draft.text.empty() && (post->photos > 0 || post->has_poll)) {
      form::Errors others;
      for (const auto& e : errors.entries())
        if (e.field != field::kText) others.add(e.field, e.message);
      errors = others;
    }
    if (errors) return errors;
    Verdict verdict;
    errors = judge(tx, reader, draft, &*post, verdict);
    if (errors) return errors;
    post->title = draft.title;
    post->text = draft.text;
    if (draft.event) {
      post->event_starts = draft.event->starts;
      post->event_ends = draft.event->ends;
      post->event_place = draft.event->place;
    }
    post->about_place = draft.about_place.value;
    post->edited_at = now();
    const bool was_shown = post->state == State::shown;
    if (verdict.act == Verdict::Do::hold) post->state = State::held;
    store::update(tx, *post);
    const std::string text = weighed_text(draft);
    below_.moderation.wrote(tx, {by, post->territory_id, "post", text, id.value}, verdict);
    find_again(tx, *post);
    if (was_shown && post->state != State::shown)
      core_.live.publish(tx, feed_topic(post->audience), "feed.gone", id.value, 0);
    else if (was_shown)
      core_.live.publish(tx, feed_topic(post->audience), "feed.changed", id.value, by.value);
    core_.events.emit(tx, Edited{id.value});
    return errors;
  });
}

void Heart::take_away(db::Transaction& tx, const Post& post) {
  below_.search.remove(tx, "post", post.id.value);
  if (post.photos > 0) below_.photos.remove_of(tx, "post", post.id.value);
  store::erase(tx, post.id);
  core_.live.publish(tx, feed_topic(post.audience), "feed.gone", post.id.value, 0);
  core_.events.emit(tx, Removed{post.id.value});
}

Done<> Heart::remove(AccountId by, PostId id) {
  return core_.db.write([&](db::Transaction& tx) -> Done<> {
    const auto post = store::lock(tx, id);
    if (!post) return tl::unexpected(No::not_found);
    const Reader reader = reader_of(tx, by, post->territory_id);
    const Rights may = rights(tx, reader, post->audience);
    if (!may_read(reader, *post, may)) return tl::unexpected(No::not_found);
    if (!may_remove(reader, post->author_id, may)) return tl::unexpected(No::not_allowed);
    if (post->author_id != by)
      audit::write(tx, core_.clock,
                   {.territory_id = post->territory_id.value,
                    .by_account = by.value,
                    .what = "feed.post_removed",
                    .kind = "post",
                    .subject = id.value,
                    .detail = post->audience});
    take_away(tx, *post);
    return {};
  });
}

void Heart::hide(db::Transaction& tx, PostId id, bool hidden) {
  auto post = store::lock(tx, id);
  if (!post || post->state == State::removed) return;
  const State next = hidden ? State::hidden : State::shown;
  if (post->state == next) return;
  post->state = next;
  store::update(tx, *post);
  if (hidden) {
    find_again(tx, *post);
    core_.live.publish(tx, feed_topic(post->audience), "feed.gone", id.value, 0);
    core_.events.emit(tx, Edited{id.value});
    return;
  }
  show(tx, *post);
}

void Heart::remove_all_for(db::Transaction& tx, std::string_view audience) {
  for (;;) {
    const auto ids = store::of_audience(tx, audience, 200);
    if (ids.empty()) return;
    for (const auto& post : store::find_all(tx, ids)) take_away(tx, post);
  }
}

}  // namespace palier::feed
