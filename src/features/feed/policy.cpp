#include "features/feed/policy.hpp"

#include <algorithm>

namespace palier::feed {

bool apart(const Reader& reader, AccountId other) {
  return std::binary_search(reader.apart.begin(), reader.apart.end(), other);
}

bool is_moderator(const Reader& reader) {
  return reader.account && reader.roles.has(http::Role::moderator);
}

bool may_read(const Reader& reader, const Post& post, const Rights& rights) {
  if (!reader.account || post.state == State::removed) return false;
  if (post.author_id == reader.account) return true;
  if (is_moderator(reader) && post.territory_id == reader.territory) return true;
  if (apart(reader, post.author_id)) return false;
  if (rights.moderates) return true;
  return post.state == State::shown && rights.reads;
}

bool may_read(const Reader& reader, const Comment& comment, const Rights& rights) {
  if (comment.state == State::removed) return true;  // An empty place that holds a thread together.
  if (comment.author_id == reader.account || is_moderator(reader)) return true;
  if (apart(reader, comment.author_id)) return false;
  return comment.state == State::shown || rights.moderates;
}

bool may_take_part(const Reader& reader, const Post& post, const Rights& rights) {
  return post.state == State::shown && rights.writes && may_read(reader, post, rights);
}

std::optional<No> may_edit(const Reader& reader, const Post& post, const Rights& rights,
                           bool others_commented, Instant now) {
  if (!may_read(reader, post, rights)) return No::not_found;
  if (post.author_id != reader.account) return No::not_allowed;
  if (post.state == State::hidden) return No::closed;
  if (others_commented && now > post.created_at + kEditable) return No::too_old;
  return {};
}

bool may_remove(const Reader& reader, AccountId author, const Rights& rights) {
  return reader.account && (author == reader.account || rights.moderates);
}

}  // namespace palier::feed
