// What open pages of the feed and of a post are told.
#include <charconv>

#include "core/jobs/event_json.hpp"
#include "features/feed/draw.hpp"
#include "features/feed/register.hpp"

namespace palier::feed {
namespace {

using i18n::Language;

std::optional<PostId> post_of(std::string_view rest) {
  return PostId::parse(rest);
}

}  // namespace

void register_live(Heart& heart) {
  auto& live = heart.core().live;
  live.topic("feed", [&heart](db::Session& s, const http::Viewer& viewer, std::string_view rest) {
    return viewer.signed_in() && heart.rights(s, heart.reader(s, viewer), rest).reads;
  });
  live.topic("post", [&heart](db::Session& s, const http::Viewer& viewer, std::string_view rest) {
    const auto id = post_of(rest);
    return viewer.signed_in() && id && heart.readable(s, heart.reader(s, viewer), *id);
  });
  live.apart([&heart](db::Session& s, std::int64_t account) {
    std::vector<std::int64_t> out;
    for (const AccountId a : heart.below().moderation.apart_from(s, AccountId{account}))
      out.push_back(a.value);
    for (const AccountId a : store::muted_people(s, AccountId{account})) out.push_back(a.value);
    return out;
  });

  heart.core().events.subscribe<moderation::Blocked>(
      "feed live", [&heart](const moderation::Blocked& e) {
        heart.core().db.write([&](db::Transaction& tx) {
          heart.core().live.look_again(tx, e.blocker);
          heart.core().live.look_again(tx, e.blocked);
        });
      });

  const auto of_post = [&](const char* kind, auto draw, bool counts) {
    live.kind(
        kind,
        [&heart, draw](db::Session& s, const Language& l, std::string_view,
                       std::int64_t subject) -> std::string {
          const auto item = heart.for_all(s, PostId{subject}, l);
          return item ? draw(*item, l, heart.now()) : "";
        },
        counts);
  };
  of_post("feed.post", card_stream, true);
  of_post("feed.changed", card_again_stream, false);
  of_post(
      "feed.counters",
      [](const Item& item, const Language& l, Instant) { return counters_stream(item, l); }, false);
  const auto of_comment = [&](const char* kind, auto draw, bool counts) {
    live.kind(
        kind,
        [&heart, draw](db::Session& s, const Language& l, std::string_view,
                       std::int64_t subject) -> std::string {
          const auto comment = heart.comment_for_all(s, CommentId{subject});
          return comment ? draw(*comment, l, heart.now()) : "";
        },
        counts);
  };
  of_comment("feed.comment", comment_stream, true);
  of_comment("feed.comment_changed", comment_again_stream, false);
  // What is gone has no row left to read, and what is hidden is taken off as well; but what was
  // shown again meanwhile stays.
  live.kind(
      "feed.gone",
      [](db::Session& s, const Language&, std::string_view, std::int64_t subject) -> std::string {
        const auto post = store::find(s, PostId{subject});
        return post && post->state == State::shown ? "" : card_gone_stream(PostId{subject});
      },
      false);
  live.kind(
      "feed.comment_gone",
      [](db::Session& s, const Language&, std::string_view, std::int64_t subject) -> std::string {
        const auto comment = store::find(s, CommentId{subject});
        return comment && comment->state == State::shown ? ""
                                                         : comment_gone_stream(CommentId{subject});
      },
      false);
}

}  // namespace palier::feed
