#include "core/http/finish.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include "core/http/decode.hpp"

namespace palier::http {

namespace {

constexpr std::size_t kWorthCompressing = 1024;

std::string* find_header(Response& r, std::string_view name) {
  for (auto& [known, value] : r.headers)
    if (iequals(known, name)) return &value;
  return nullptr;
}

void add_vary(Response& r, std::string_view name) {
  std::string* vary = find_header(r, "Vary");
  if (!vary)
    r.header("Vary", std::string(name));
  else if (*vary != "*" && vary->find(name) == std::string::npos)
    vary->append(", ").append(name);
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string entity_tag(std::string_view hash, Encoding encoding) {
  const std::string_view dash = encoding == Encoding::none ? "" : "-";
  return fmt::format("\"{}{}{}\"", hash, dash, name(encoding));
}

bool matches(std::string_view if_none_match, std::string_view hash) {
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view tag = trimmed(if_none_match.substr(0, comma));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    for (Encoding e : {Encoding::none, Encoding::gzip, Encoding::brotli})
      if (tag == entity_tag(hash, e)) return true;
    if (comma == std::string_view::npos) break;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

void finish(const Preferences& visitor, Response& r) {
  if (r.events || r.pieces || !r.still.empty()) return;
  const bool reading = visitor.method == Method::get || visitor.method == Method::head;
  std::string* cache = find_header(r, "Cache-Control");
  const bool store = !cache || cache->find("no-store") == std::string::npos;
  if (!cache) r.header("Cache-Control", "private, no-cache");
  if (r.body.empty()) return;

  const bool encodable = !find_header(r, "Content-Encoding") && compressible(r.type) &&
                         r.body.size() >= kWorthCompressing &&
                         !(cache && cache->find("no-transform") != std::string::npos);
  Encoding encoding = Encoding::none;
  if (encodable) {
    encoding = negotiate_encoding(visitor.accept_encoding);
    add_vary(r, "Accept-Encoding");
  }
  if (reading && r.status == 200 && store && !find_header(r, "ETag")) {
    const std::string hash = content_hash(r.body);
    r.header("ETag", entity_tag(hash, encoding));
    if (matches(visitor.if_none_match, hash)) {
      r.status = 304;
      r.type.clear();
      r.body.clear();
      return;
    }
  }
  if (encoding == Encoding::none) return;
  r.body = compress(r.body, encoding);
  r.header("Content-Encoding", std::string(name(encoding)));
}

}  // namespace palier::http
