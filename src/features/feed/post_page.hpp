#pragma once

#include "features/feed/page_tools.hpp"

namespace palier::feed {

/// The page of a post; 404 where it is not for this reader. `input` and `errors` are of a form on
/// it that was refused: its answer ("text", with "parent") or its poll ("option").
http::Response show_post(const PageParts& p, http::Context& c, PostId id,
                         const form::Input& input = {}, const form::Errors& errors = {});

/// What a use case answered, as a page: 404, or the post with a line that says why not.
http::Response refuse(http::Context& c, No why, const std::string& back);

}  // namespace palier::feed
