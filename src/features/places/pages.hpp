#pragma once

#include "core/http/router.hpp"
#include "features/places/service.hpp"

namespace palier::places {

/// /places/map.svg: the picture that forms show to be clicked on.
void pages(http::Router& router, const Service& service);

}  // namespace palier::places
