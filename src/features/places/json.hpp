#pragma once

#include "core/http/router.hpp"
#include "features/places/places.hpp"

namespace palier::places {

/// /api/v1/addresses and /api/v1/addresses/reverse.
void json_routes(http::Router& router, const Places& places);

}  // namespace palier::places
