#pragma once

#include <string>
#include <string_view>

#include "features/feed/feed.hpp"

namespace palier::feed {

inline constexpr const char* kFeedUrl = "/neighbourhood";

/// The page of a post. A comment stands in it under its id.
inline std::string post_url(PostId id) {
  return "/posts/" + id.str();
}
inline std::string comment_anchor(CommentId id) {
  return "comment-" + id.str();
}
inline std::string comment_url(PostId post, CommentId id) {
  return post_url(post) + "#" + comment_anchor(id);
}
/// The feed of one circle: "/neighbourhood?audience=quarter/12".
inline std::string circle_url(std::string_view audience) {
  return fmt::format("{}?audience={}", kFeedUrl, audience);
}

}  // namespace palier::feed
