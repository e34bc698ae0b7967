#include "features/feed/pages.hpp"

#include "features/feed/page_tools.hpp"

namespace palier::feed {

void register_pages(const PageParts& parts) {
  feed_routes(parts);
  write_routes(parts);
  kept_routes(parts);
  post_routes(parts);
  comment_routes(parts);
  act_routes(parts);
}

}  // namespace palier::feed
