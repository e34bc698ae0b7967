#pragma once

#include "features/feed/feed.hpp"

namespace palier::feed {

enum class State : std::uint8_t { shown = 1, held, hidden, removed };

/// A post as its row.
struct Post {
  PostId id{};
  places::TerritoryId territory_id{1};
  AccountId author_id{};
  Kind kind = Kind::news;
  std::string audience;
  std::string title, text;
  State state = State::shown;
  Instant created_at{};
  std::optional<Instant> edited_at;
  std::int64_t comments = 0, thanks = 0;  ///< Counted in the same transaction; shown ones only.
  Instant active_at{};                    ///< Of the newest comment, or its own.
  std::optional<Instant> event_starts, event_ends;
  std::string event_place;
  std::int64_t about_place = 0;
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, territory_id, author_id, kind, audience, title, text, state, created_at,
                       edited_at, comments, thanks, active_at, event_starts, event_ends,
                       event_place, about_place))

struct Comment {
  CommentId id{};
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
                      (id, post_id, parent_id, author_id, text, state, created_at, edited_at,
                       thanks))

}  // namespace palier::feed
