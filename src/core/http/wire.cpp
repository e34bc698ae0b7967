#include "core/http/wire.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace palier::http {

namespace {

/// The Date header's value, made once a second.
std::string_view date_now() {
  static thread_local std::time_t made = 0;
  static thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    made = now;
    text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
  }
  return text;
}

bool one_line(std::string_view s) {
  for (char c : s)
    if (c == '\r' || c == '\n' || c == '\0') return false;
  return true;
}

}  // namespace

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

std::string head_of(const Response& r, const WireOptions& options) {
  std::string out;
  out.reserve(512);
  auto to = std::back_inserter(out);
  fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", r.status, reason(r.status), date_now());
  if (!r.type.empty() && one_line(r.type)) fmt::format_to(to, "Content-Type: {}\r\n", r.type);
  const bool bodiless = r.status == 204 || r.status == 304 || r.status < 200;
  if (options.chunked)
    out += "Transfer-Encoding: chunked\r\n";
  else if (!bodiless && !options.until_close)
    fmt::format_to(to, "Content-Length: {}\r\n", payload(r).size());
  if (!options.keep_alive)
    out += "Connection: close\r\n";
  else if (options.http10)
    out += "Connection: keep-alive\r\n";
  if (!options.request_id.empty()) fmt::format_to(to, "X-Request-Id: {}\r\n", options.request_id);
  for (const auto& [name, value] : r.headers)
    if (one_line(name) && one_line(value)) fmt::format_to(to, "{}: {}\r\n", name, value);
  out += "\r\n";
  return out;
}

std::string chunk_of(std::string_view piece) {
  std::string out = fmt::format("{:x}\r\n", piece.size());
  out.append(piece).append("\r\n");
  return out;
}

Response plain_answer(int status, bool api) {
  Response r = api ? text(fmt::format(R"({{"type":"about:blank","title":"{}","status":{}}})",
                                      reason(status), status),
                          "application/problem+json", status)
                   : text(fmt::format("{} {}\n", status, reason(status)),
                          "text/plain; charset=utf-8", status);
  r.header("X-Content-Type-Options", "nosniff");
  r.header("Cache-Control", "no-store");
  return r;
}

}  // namespace palier::http
