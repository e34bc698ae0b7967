#include "core/http/csrf.hpp"

namespace palier::http {

Sender sender(const Request& request, std::string_view public_url) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty())
    // "none" is an address typed or a bookmark. A neighbouring subdomain is not us.
    return site == "same-origin" || site == "none" ? Sender::ours : Sender::foreign;
  const std::string_view origin = request.header("origin");
  // A page under "Referrer-Policy: no-referrer" sends null for its own forms too.
  if (origin.empty() || origin == "null") return Sender::unknown;
  if (origin == request.origin || (!public_url.empty() && origin == public_url))
    return Sender::ours;
  return Sender::foreign;
}

std::string_view csrf_sent(const Request& request) {
  const std::string_view header = request.header("x-csrf-token");
  return header.empty() ? std::string_view(request.form.one("csrf")) : header;
}

bool changes_things(Method method) {
  return method != Method::get && method != Method::head;
}

}  // namespace palier::http
