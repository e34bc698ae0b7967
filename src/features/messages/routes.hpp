#pragma once

#include "core/http/router.hpp"
#include "features/messages/service.hpp"

namespace palier::messages {

void register_pages(http::Router& router, Service& service);
void register_api(http::Router& router, Service& service);

}  // namespace palier::messages
