#include "core/http/headers.hpp"

namespace palier::http {
namespace {

// Nothing inline, nothing from elsewhere: what a neighbour writes cannot become code.
constexpr const char* kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";
constexpr const char* kApiPolicy = "default-src 'none'; frame-ancestors 'none'";

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

void offer(Response& response, const char* name, const char* value) {
  for (const auto& [present, ignored] : response.headers)
    if (same_word(present, name)) return;
  response.header(name, value);
}

}  // namespace

void add_security_headers(Response& response, bool https, bool api) {
  offer(response, "Content-Security-Policy", api ? kApiPolicy : kPagePolicy);
  offer(response, "X-Content-Type-Options", "nosniff");
  // A path may hold an id or a token: no other site learns it.
  offer(response, "Referrer-Policy", "same-origin");
  offer(response, "Permissions-Policy",
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()");
  offer(response, "Cross-Origin-Opener-Policy", "same-origin");
  offer(response, "Cross-Origin-Resource-Policy", "same-origin");
  if (https) offer(response, "Strict-Transport-Security", "max-age=31536000");
  // Kept by the browser only, and asked again each time. Not no-store: going back would then lose
  // what somebody had typed. Signing out clears what was kept (app.cpp).
  offer(response, "Cache-Control", "private, no-cache");
  offer(response, "Vary", "Cookie, Accept-Language");
}

}  // namespace palier::http
