#pragma once

#include "core/http/router.hpp"
#include "features/moderation/service.hpp"

namespace palier::moderation {

void register_pages(http::Router& router, Service& service);
void register_api(http::Router& router, Service& service);

}  // namespace palier::moderation
