#include "core/http/intake.hpp"

#include <charconv>
#include <random>

#include "core/http/multipart.hpp"

namespace palier::http {

namespace {

/// The values of all lines of a header, joined by commas; `count` says how many lines.
std::string joined(const Pairs& headers, std::string_view name, int& count) {
  std::string out;
  count = 0;
  for (const auto& [key, value] : headers) {
    if (key != name) continue;
    if (count++ > 0) out += ',';
    out += value;
  }
  return out;
}

std::string joined(const Pairs& headers, std::string_view name) {
  int count = 0;
  return joined(headers, name, count);
}

/// A host with an optional port, such as may be put into a link.
bool is_host(std::string_view host) {
  if (host.empty() || host.size() > 260) return false;
  for (char c : host) {
    const bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '.' || c == '_' || c == ':' || c == '[' || c == ']';
    if (!fine) return false;
  }
  return true;
}

bool read_method(std::string_view text, Method& method) {
  static constexpr std::pair<std::string_view, Method> kMethods[] = {
      {"GET", Method::get}, {"HEAD", Method::head},   {"POST", Method::post},
      {"PUT", Method::put}, {"PATCH", Method::patch}, {"DELETE", Method::delete_}};
  for (const auto& [name, value] : kMethods) {
    if (text != name) continue;
    method = value;
    return true;
  }
  return false;
}

}  // namespace

int check_framing(const Head& head, Framing& framing) {
  if (head.version != 10 && head.version != 11) return 505;
  int hosts = 0;
  const std::string host = joined(head.headers, "host", hosts);
  if (hosts > 1 || (hosts == 0 && head.version == 11)) return 400;
  if (hosts == 1 && !is_host(host)) return 400;

  // Two servers that disagree on where a request ends can be made to see different requests
  // (request smuggling): whatever leaves room for that is refused, even where a repair would be
  // possible.
  int codings = 0;
  int lengths = 0;
  const std::string coding = joined(head.headers, "transfer-encoding", codings);
  const std::string length = joined(head.headers, "content-length", lengths);
  if (codings > 0 && (lengths > 0 || head.version == 10)) return 400;
  if (lengths > 1) return 400;
  if (codings > 0) {
    if (codings > 1 || !iequals(coding, "chunked")) return 501;
    framing.chunked = true;
  }
  if (lengths == 1) {
    const char* end = length.data() + length.size();
    const auto [stop, wrong] = std::from_chars(length.data(), end, framing.length);
    if (length.empty() || wrong != std::errc{} || stop != end) return 400;
    framing.has_length = true;
  }
  const std::string expect = joined(head.headers, "expect");
  if (!expect.empty() && head.version == 11) {
    if (!iequals(expect, "100-continue")) return 417;
    framing.expects_continue = framing.chunked || framing.length > 0;
  }
  return 0;
}

int read_head(Head&& head, const Address& peer, const Proxies& proxies, Request& request,
              bool& known) {
  known = read_method(head.method, request.method);
  std::string_view target = head.target;
  std::string host = joined(head.headers, "host");
  // The absolute form, which servers must take (RFC 9112 §3.2.2); its host is the one that counts.
  for (std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !iequals(target.substr(0, scheme.size()), scheme))
      continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    host = target.substr(0, end);
    if (!is_host(host)) return 400;
    target.remove_prefix(end);
  }
  if (target.find('#') != std::string_view::npos || !clean_utf8(target)) return 400;
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, question);
  auto normal = normal_path(path.empty() || path == "*" ? "/" : path);
  auto query = decoded_pairs(target.substr(std::min(question + 1, target.size())));
  if (!normal || !query) return 400;

  const auto visitor = proxies.visitor(peer, joined(head.headers, "x-forwarded-for"),
                                       joined(head.headers, "x-forwarded-proto"),
                                       joined(head.headers, "x-forwarded-host"));
  if (!visitor.host.empty()) {
    if (!is_host(visitor.host)) return 400;
    host = visitor.host;
  }
  request.path = std::move(*normal);
  request.query = form::Input::from_pairs(*query);
  request.remote = visitor.address.to_string();
  request.secure = visitor.secure;
  request.origin = (visitor.secure ? "https://" : "http://") + host;
  request.target = std::move(head.target);
  request.headers = std::move(head.headers);
  return 0;
}

int read_body(Request& request) {
  if (request.body.empty()) return 0;
  const std::string_view content_type = request.header("content-type");
  const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
  Pairs fields;
  if (iequals(type, "application/x-www-form-urlencoded")) {
    auto pairs = decoded_pairs(request.body);
    if (!pairs) return 400;
    fields = std::move(*pairs);
  } else if (iequals(type, "multipart/form-data")) {
    if (!read_multipart(content_type, request.body, fields, request.uploads)) return 400;
  } else {
    return 0;
  }
  request.form = form::Input::from_pairs(fields);
  return 0;
}

std::string new_request_id() {
  static constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
  static thread_local std::mt19937_64 draw{[] {
    std::random_device seed;
    return (static_cast<std::uint64_t>(seed()) << 32) | seed();
  }()};
  std::string id;
  id.reserve(16);
  std::uint64_t bits = 0;
  for (int i = 0; i < 16; ++i) {
    if (i % 8 == 0) bits = draw();
    id += kLetters[bits & 31];
    bits >>= 5;
  }
  return id;
}

}  // namespace palier::http
