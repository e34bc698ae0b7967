#pragma once

#include "core/http/request.hpp"
#include "core/http/response.hpp"

namespace palier::http {

/// What every answer of the application carries. A header that a handler set itself is left alone.
/// `https`: whether visitors come over TLS. `api`: no page, so a policy that allows nothing.
void add_security_headers(Response& response, bool https, bool api);

}  // namespace palier::http
