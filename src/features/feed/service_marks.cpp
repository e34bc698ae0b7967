// What people do with posts: thank, keep, follow, mute, vote; and what is left when they leave.
#include <algorithm>

#include "core/jobs/event_json.hpp"
#include "features/feed/heart.hpp"

namespace palier::feed {

int status_of(No why) {
  switch (why) {
    case No::not_found:
      return 404;
    case No::not_allowed:
      return 403;
    case No::too_fast:
      return 429;
    case No::closed:
    case No::already:
    case No::too_old:
      break;
  }
  return 409;
}

i18n::Message sentence(No why) {
  switch (why) {
    case No::not_found:
      return {N_("This is not there any more.")};
    case No::not_allowed:
      return {N_("You cannot do this here.")};
    case No::closed:
      return {N_("This is closed.")};
    case No::already:
      return {N_("This was sent already.")};
    case No::too_fast:
      return {N_("This was a little fast. Wait a moment, then try again.")};
    case No::too_old:
      break;
  }
  return {N_("It is too late to change this: others have read and answered it.")};
}

Done<> Heart::thank(AccountId by, PostId post, CommentId comment, bool on) {
  return core_.db.write([&](db::Transaction& tx) { return thank(tx, by, post, comment, on); });
}

Done<> Heart::thank(db::Transaction& tx, AccountId by, PostId id, CommentId comment, bool on) {
  const auto part = part_of(tx, by, id);
  if (!part) return tl::unexpected(part.error());
  bool changed = false;
  if (comment) {
    const auto c = store::find(tx, comment);
    if (!c || c->post_id != id || c->state == State::removed ||
        !may_read(part->reader, *c, part->rights))
      return tl::unexpected(No::not_found);
    if (c->state != State::shown) return tl::unexpected(No::closed);
    if (c->author_id == by) return tl::unexpected(No::not_allowed);
    changed = store::thank(tx, by, comment, on);
    if (changed)
      core_.live.publish(tx, "post/" + id.str(), "feed.comment_changed", comment.value, 0);
  } else {
    if (part->post.author_id == by) return tl::unexpected(No::not_allowed);
    changed = store::thank(tx, by, id, on);
    if (changed) draw_again(tx, part->post);
  }
  if (changed && on) core_.events.emit(tx, Thanked{id.value, comment.value, by.value});
  return {};
}

template <class F>
Done<> Heart::mark(AccountId by, PostId id, F&& change) {
  return core_.db.write([&](db::Transaction& tx) -> Done<> {
    const auto post = store::find(tx, id);
    if (!post) return tl::unexpected(No::not_found);
    const Reader reader = reader_of(tx, by, post->territory_id);
    if (!reads(tx, reader, *post)) return tl::unexpected(No::not_found);
    change(tx);
    return {};
  });
}

Done<> Heart::save(AccountId by, PostId post, bool on) {
  return mark(by, post, [&](db::Transaction& tx) {
    store::save(tx, by, post, on ? std::optional(now()) : std::nullopt);
  });
}

Done<> Heart::follow(AccountId by, PostId post, bool on) {
  return mark(by, post, [&](db::Transaction& tx) { store::follow(tx, by, post, on ? 1 : 2); });
}

Done<> Heart::mute_post(AccountId by, PostId post, bool on) {
  return mark(by, post, [&](db::Transaction& tx) { store::mute(tx, by, post, on); });
}

Done<> Heart::mute_person(AccountId by, AccountId whom, bool on) {
  if (by == whom) return tl::unexpected(No::not_allowed);
  return core_.db.write([&](db::Transaction& tx) -> Done<> {
    if (on && !below_.accounts.person(tx, whom)) return tl::unexpected(No::not_found);
    store::mute_person(tx, by, whom, on, now());
    core_.live.look_again(tx, by.value);
    return {};
  });
}

Done<> Heart::vote(AccountId by, PostId id, const std::vector<int>& options) {
  return core_.db.write([&](db::Transaction& tx) { return vote(tx, by, id, options); });
}

Done<> Heart::vote(db::Transaction& tx, AccountId by, PostId id, const std::vector<int>& options) {
  const auto part = part_of(tx, by, id);
  if (!part) return tl::unexpected(part.error());
  const auto result = poll(tx, id);
  if (!result) return tl::unexpected(No::not_found);
  if (!result->open) return tl::unexpected(No::closed);
  auto chosen = options;
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const auto count = static_cast<int>(result->options.size());
  if (std::any_of(chosen.begin(), chosen.end(), [&](int o) { return o < 0 || o >= count; }) ||
      (!result->several && chosen.size() > 1))
    return tl::unexpected(No::not_allowed);
  store::vote(tx, id, by, chosen);
  draw_again(tx, part->post);
  return {};
}

Done<> Heart::close_poll(AccountId by, PostId id) {
  return core_.db.write([&](db::Transaction& tx) -> Done<> {
    const auto post = store::lock(tx, id);
    if (!post || !post->has_poll) return tl::unexpected(No::not_found);
    const Reader reader = reader_of(tx, by, post->territory_id);
    const Rights may = rights(tx, reader, post->audience);
    if (!may_read(reader, *post, may)) return tl::unexpected(No::not_found);
    if (!may_remove(reader, post->author_id, may)) return tl::unexpected(No::not_allowed);
    if (!store::close_poll(tx, id, now())) return tl::unexpected(No::already);
    draw_again(tx, *post);
    return {};
  });
}

void Heart::forget(db::Transaction& tx, AccountId account) {
  for (;;) {
    const auto ids = store::of_author(tx, account, 200);
    if (ids.empty()) break;
    for (const auto& post : store::find_all(tx, ids)) take_away(tx, post);
  }
  for (;;) {
    const auto comments = store::comments_of(tx, account, 200);
    if (comments.empty()) break;
    for (const auto& c : comments)
      if (const auto still = store::find(tx, c.id)) take_away(tx, *still);
  }
  store::forget_marks(tx, account);
}

}  // namespace palier::feed
