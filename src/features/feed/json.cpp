#include "features/feed/json.hpp"

namespace palier::feed {

void register_json(const PageParts&) {}

}  // namespace palier::feed
