#pragma once

#include <string_view>

#include "core/http/router.hpp"

namespace palier::app {

/// What describes /api/v1 (OpenAPI 3.1, JSON): joined by the build from the rooms' openapi.yaml.
std::string_view api_document();
/// GET /api/v1/openapi.json, for anyone.
void open_api_document(http::Router& router);

}  // namespace palier::app
