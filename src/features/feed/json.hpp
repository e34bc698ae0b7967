#pragma once

#include "features/feed/pages.hpp"

namespace palier::feed {

/// /api/v1/feed, posts, comments and what people do with them.
void register_json(const PageParts& parts);

}  // namespace palier::feed
