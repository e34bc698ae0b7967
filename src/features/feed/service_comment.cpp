// Comments below a post.
#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/http/once.hpp"
#include "core/jobs/event_json.hpp"
#include "features/feed/draft.hpp"
#include "features/feed/heart.hpp"
#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

using Verdict = moderation::Moderation::Verdict;

std::string topic(PostId id) {
  return "post/" + id.str();
}

}  // namespace

Done<Heart::Part> Heart::part_of(db::Transaction& tx, AccountId by, PostId id) const {
  auto post = store::lock(tx, id);
  if (!post) return tl::unexpected(No::not_found);
  Part part{*std::move(post), {}, {}};
  part.reader = reader_of(tx, by, part.post.territory_id);
  part.rights = rights(tx, part.reader, part.post.audience);
  if (!may_read(part.reader, part.post, part.rights)) return tl::unexpected(No::not_found);
  if (part.post.state != State::shown) return tl::unexpected(No::closed);
  if (!may_take_part(part.reader, part.post, part.rights)) return tl::unexpected(No::not_allowed);
  return part;
}

Done<Service::Said> Heart::comment(AccountId by, PostId post, CommentId parent,
                                   std::string_view text, std::string_view once) {
  return core_.db.write([&](db::Transaction& tx) {
    return comment(tx, by, post, parent, {std::string(text), std::string(once), {}});
  });
}

Done<Service::Said> Heart::comment(db::Transaction& tx, AccountId by, PostId id, CommentId parent,
                                   Words words) {
  const auto part = part_of(tx, by, id);
  if (!part) return tl::unexpected(part.error());
  Said said;
  const auto token = http::own_token(by.value, post_url(id) + "/comments", words.once);
  if (const auto earlier = http::once(tx, token, now())) {
    if (const auto before = CommentId::parse(*earlier)) {
      said.id = *before;
      const auto kept = store::find(tx, *before);
      said.held = kept && kept->state == State::held;
      return said;
    }
    return tl::unexpected(No::already);
  }
  check_comment(words.text, said.errors);
  if (said.errors) return said;

  Comment c;
  c.id = CommentId::make();
  c.territory_id = part->post.territory_id;
  c.post_id = id;
  if (parent) {
    const auto above = store::find(tx, parent);
    if (!above || above->post_id != id || !may_read(part->reader, *above, part->rights))
      return tl::unexpected(No::not_found);
    // An answer to an answer stands beside it: there is no third level.
    c.parent_id = above->parent_id ? above->parent_id : above->id;
  }
  const auto verdict = below_.moderation.weigh(tx, {by, c.territory_id, "comment", words.text, 0});
  if (!verdict.ok()) {
    said.errors.add(field::kText, verdict.why);
    return said;
  }
  said.held = verdict.act == Verdict::Do::hold;
  c.author_id = by;
  c.text = words.text;
  c.state = said.held ? State::held : State::shown;
  c.created_at = words.at.value_or(now());
  store::insert(tx, c);
  store::follow_by_writing(tx, by, id);
  below_.moderation.wrote(tx, {by, c.territory_id, "comment", c.text, c.id.value}, verdict);
  http::keep_result(tx, token, c.id.str());
  if (!said.held) show(tx, part->post, c);
  said.id = c.id;
  return said;
}

void Heart::show(db::Transaction& tx, const Post& post, const Comment& comment) {
  store::count_comments(tx, post.id);
  core_.live.publish(tx, topic(post.id), "feed.comment", comment.id.value, comment.author_id.value);
  draw_again(tx, post);
  core_.events.emit(tx, Commented{post.id.value, comment.id.value, comment.author_id.value});
}

Done<form::Errors> Heart::edit_comment(AccountId by, CommentId id, std::string_view text) {
  return core_.db.write([&](db::Transaction& tx) -> Done<form::Errors> {
    auto comment = store::find(tx, id);
    if (!comment || comment->state == State::removed) return tl::unexpected(No::not_found);
    const auto part = part_of(tx, by, comment->post_id);
    if (!part) return tl::unexpected(part.error());
    if (!may_read(part->reader, *comment, part->rights)) return tl::unexpected(No::not_found);
    if (comment->author_id != by) return tl::unexpected(No::not_allowed);
    if (comment->state == State::hidden) return tl::unexpected(No::closed);
    if (now() > comment->created_at + kEditable) return tl::unexpected(No::too_old);
    form::Errors errors;
    std::string words(text);
    check_comment(words, errors);
    if (errors) return errors;
    const auto verdict =
        below_.moderation.weigh(tx, {by, comment->territory_id, "comment", words, id.value});
    if (!verdict.ok()) {
      errors.add(field::kText, verdict.why);
      return errors;
    }
    comment->text = words;
    comment->edited_at = now();
    const bool was_shown = comment->state == State::shown;
    if (verdict.act == Verdict::Do::hold) comment->state = State::held;
    store::update(tx, *comment);
    below_.moderation.wrote(tx, {by, comment->territory_id, "comment", words, id.value}, verdict);
    if (was_shown && comment->state != State::shown) {
      store::count_comments(tx, comment->post_id);
      core_.live.publish(tx, topic(comment->post_id), "feed.comment_gone", id.value, 0);
      draw_again(tx, part->post);
    } else if (was_shown) {
      core_.live.publish(tx, topic(comment->post_id), "feed.comment_changed", id.value, by.value);
    }
    return errors;
  });
}

void Heart::take_away(db::Transaction& tx, const Comment& comment) {
  if (!comment.parent_id && store::has_answers(tx, comment)) {
    Comment empty = comment;
    empty.text.clear();
    empty.author_id = {};
    empty.state = State::removed;
    store::update(tx, empty);
    store::forget_thanks(tx, comment.id);
  } else {
    store::erase(tx, comment.id);
    // The empty place of a thread goes with its last answer.
    if (comment.parent_id)
      if (const auto above = store::find(tx, comment.parent_id);
          above && above->state == State::removed && !store::has_answers(tx, *above))
        store::erase(tx, above->id);
  }
  store::count_comments(tx, comment.post_id);
  core_.live.publish(tx, topic(comment.post_id), "feed.comment_gone", comment.id.value, 0);
}

Done<> Heart::remove_comment(AccountId by, CommentId id) {
  return core_.db.write([&](db::Transaction& tx) -> Done<> {
    const auto comment = store::find(tx, id);
    if (!comment || comment->state == State::removed) return tl::unexpected(No::not_found);
    const auto post = store::lock(tx, comment->post_id);
    if (!post) return tl::unexpected(No::not_found);
    const Reader reader = reader_of(tx, by, post->territory_id);
    const Rights may = rights(tx, reader, post->audience);
    // One's own words can be taken back even from where one may not read any more.
    if (comment->author_id != by &&
        (!may_read(reader, *post, may) || !may_read(reader, *comment, may)))
      return tl::unexpected(No::not_found);
    if (!may_remove(reader, comment->author_id, may)) return tl::unexpected(No::not_allowed);
    if (comment->author_id != by)
      audit::write(tx, core_.clock,
                   {.territory_id = post->territory_id.value,
                    .by_account = by.value,
                    .what = "feed.comment_removed",
                    .kind = "comment",
                    .subject = id.value,
                    .detail = post->audience});
    take_away(tx, *comment);
    draw_again(tx, *post);
    return {};
  });
}

void Heart::hide(db::Transaction& tx, CommentId id, bool hidden) {
  auto comment = store::find(tx, id);
  if (!comment || comment->state == State::removed) return;
  const auto post = store::lock(tx, comment->post_id);
  const State next = hidden ? State::hidden : State::shown;
  if (!post || comment->state == next) return;
  const bool first = comment->state == State::held;
  comment->state = next;
  store::update(tx, *comment);
  if (!hidden && first) {
    show(tx, *post, *comment);
    return;
  }
  store::count_comments(tx, post->id);
  core_.live.publish(tx, topic(post->id), hidden ? "feed.comment_gone" : "feed.comment", id.value,
                     0);
  draw_again(tx, *post);
}

}  // namespace palier::feed
