#pragma once

#include "features/aid/service.hpp"

namespace palier::aid {

/// A post for the index: what everyone may read, and, for those who live near, its words. Whoever
/// is asked on the same floor or street only, finds it there only.
search::Document document_of(const Post& post, const Category& category);

/// Whether a post is to be found at all.
inline bool findable(const Post& post) {
  return listed(post.state) && !post.hidden;
}

/// Tells search about needs and offers; the policy says what of them each may see.
void register_search(search::Search& search, const Service& service);

}  // namespace palier::aid
