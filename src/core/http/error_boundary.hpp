#pragma once

#include <functional>

#include "core/http/context.hpp"

namespace palier::http {

/// Runs a handler and turns whatever it throws into an answer: a Refused into its page or problem
/// details, a database that cannot be reached into 503, anything else into 500, logged with the
/// request's id and telling the visitor nothing but that id. `kept` says whether the handler
/// returned by itself, so that what it put into the session counts.
struct Guarded {
  Response response;
  bool kept = false;
};
Guarded guard(const Context& c, bool api, const std::function<Response()>& handler);

/// The page or problem details for a status, in the visitor's language.
Response refusal(const Context& c, bool api, int status, int retry_after = 0);

/// The page shown where a form came without its token: from our own page (an old tab, cookies
/// cleared) it can be sent again as it was; from elsewhere it cannot.
Response stale_form(const Context& c, bool ours);

}  // namespace palier::http
