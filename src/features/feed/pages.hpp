#pragma once

#include "features/feed/service.hpp"

namespace palier::feed {

/// What the pages stand on: made by module.cpp, kept for as long as the routes.
struct PageParts {
  const Core& core;
  Below below;
  Service& service;
};

/// /neighbourhood…, /posts/…, and "Neighbourhood" in the bar. The parts must outlive the router.
void register_pages(const PageParts& parts);
/// Feed::part().
html::Html part(const PageParts& parts, http::Context& c, const html::Page& page,
                std::string_view audience);

}  // namespace palier::feed
