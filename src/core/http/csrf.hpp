#pragma once

#include <string_view>

#include "core/http/request.hpp"

namespace palier::http {

/// Where a request that changes something was sent from, as the browser itself says.
enum class Sender {
  ours,     ///< A page of this site, or the person typed the address.
  foreign,  ///< Another site's page.
  unknown,  ///< The browser does not say: the token alone decides.
};
Sender sender(const Request& request, std::string_view public_url);

/// The token that came with a request: the field `csrf`, or the header X-CSRF-Token.
std::string_view csrf_sent(const Request& request);

/// GET and HEAD change nothing, so they need no token.
bool changes_things(Method method);

}  // namespace palier::http
