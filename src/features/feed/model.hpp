#pragma once

#include "features/feed/feed.hpp"

namespace palier::feed {

/// removed: a comment that was taken back but has answers under it, its text and author gone; posts
/// go whole.
enum class State : std::uint8_t { shown = 1, held, hidden, removed };

/// A post as its row.
struct Post {
  PostId id{};
  places::TerritoryId territory_id{1};
  AccountId author_id{};
  Kind kind = Kind::news;
  std::string audience;
  std::string title, text;
  std::string language = "fr";  ///< Its author's.
  State state = State::shown;
  bool told = false;    ///< It has been shown at least once, and those it is for were told.
  bool by_new = false;  ///< Its author had just arrived when they wrote it.
  Instant created_at{};
  std::optional<Instant> edited_at;
  std::int64_t comments = 0, thanks = 0;  ///< Counted in the same transaction; shown ones only.
  Instant active_at{};                    ///< Of the newest comment, or its own.
  std::int64_t photos = 0;
  bool has_poll = false;
  std::optional<Instant> event_starts, event_ends;
  std::string event_place;
  std::int64_t about_place = 0;
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, territory_id, author_id, kind, audience, title, text, language, state,
                       told, by_new, created_at, edited_at, comments, thanks, active_at, photos,
                       has_poll, event_starts, event_ends, event_place, about_place))

struct Comment {
  CommentId id{};
  places::TerritoryId territory_id{1};
  PostId post_id{};
  CommentId parent_id{};  ///< 0: of the first level; there is no third.
  AccountId author_id{};
  std::string text;
  State state = State::shown;
  Instant created_at{};
  std::optional<Instant> edited_at;
  std::int64_t thanks = 0;
};
BOOST_DESCRIBE_STRUCT(Comment, (),
                      (id, territory_id, post_id, parent_id, author_id, text, state, created_at,
                       edited_at, thanks))

/// One has just arrived for so long: neighbours say hello.
inline constexpr std::chrono::days kNewNeighbour{14};

}  // namespace palier::feed
