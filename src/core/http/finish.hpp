#pragma once

#include <string>
#include <string_view>

#include "core/http/compress.hpp"
#include "core/http/request.hpp"
#include "core/http/response.hpp"

namespace palier::http {

/// 32 hex digits of XXH3 over the bytes: the same on every node and after a restart. It tells pages
/// apart, at memory speed; it keeps no secret (BLAKE2b cost more than the page itself).
std::string content_hash(std::string_view bytes);

/// A strong ETag for one encoding of that content: encodings are different bytes, so different
/// tags.
std::string entity_tag(std::string_view hash, Encoding encoding);

/// Whether an If-None-Match header names that content in any encoding ("*" too). The comparison is
/// the weak one, as RFC 9110 §13.1.2 asks, since some proxies weaken the tags of what they recode.
bool matches(std::string_view if_none_match, std::string_view hash);

/// What of a request bears on how its answer is sent; kept while the application has the request.
struct Preferences {
  Method method = Method::get;
  std::string accept_encoding;
  std::string if_none_match;

  explicit Preferences(const Request& r)
      : method(r.method),
        accept_encoding(r.header("accept-encoding")),
        if_none_match(r.header("if-none-match")) {}
};

/// What the application answered, made ready for this visitor: ETag and 304 for GET and HEAD of a
/// 200, compression over 1 KB, Vary, and a Cache-Control that keeps shared caches out unless one is
/// set. Runs on a worker.
void finish(const Preferences& visitor, Response& response);

}  // namespace palier::http
