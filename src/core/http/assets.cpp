#include "core/http/assets.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "core/http/compress.hpp"
#include "core/http/finish.hpp"

namespace palier::http {

namespace {
constexpr std::string_view kPrefix = "/assets/";
}

std::string_view media_type(std::string_view filename) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"map", "application/json"},
      {"json", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"webp", "image/webp"},
      {"avif", "image/avif"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"txt", "text/plain; charset=utf-8"},
      {"html", "text/html; charset=utf-8"},
      {"pdf", "application/pdf"},
  };
  const std::string_view ending = filename.substr(filename.rfind('.') + 1);
  for (const auto& [known, type] : kTypes)
    if (ending == known) return type;
  return "application/octet-stream";
}

void Assets::add(std::span<const embedded::File> files) {
  const auto variant = [](std::string_view name) {
    return name.ends_with(".br") || name.ends_with(".gz");
  };
  for (const auto& file : files) {
    if (variant(file.name)) continue;
    const std::size_t dot = std::min(file.name.rfind('.'), file.name.size());
    Asset asset;
    asset.hash = content_hash(file.bytes);
    asset.url = fmt::format("{}{}.{}{}", kPrefix, file.name.substr(0, dot),
                            asset.hash.substr(0, 16), file.name.substr(dot));
    asset.type = media_type(file.name);
    asset.plain = file.bytes;
    const auto [at, fresh] = assets_.emplace(std::string(file.name), std::move(asset));
    if (!fresh) throw std::logic_error("asset " + at->first + " is embedded twice");
    places_[at->second.url] = {&at->second, true};
    places_[std::string(kPrefix) + at->first] = {&at->second, false};
  }
  for (const auto& file : files) {
    if (!variant(file.name)) continue;
    const auto found = assets_.find(file.name.substr(0, file.name.size() - 3));
    if (found == assets_.end())
      throw std::logic_error("asset " + std::string(file.name) + " has no uncompressed form");
    (file.name.ends_with(".br") ? found->second.brotli : found->second.gzip) = file.bytes;
  }
}

void Assets::also_at(std::string path, std::string_view name) {
  const auto found = assets_.find(name);
  if (found == assets_.end()) throw std::logic_error("no asset " + std::string(name));
  places_[std::move(path)] = {&found->second, false};
}

std::string_view Assets::url(std::string_view name) const {
  const auto found = assets_.find(name);
  if (found == assets_.end()) throw std::logic_error("no asset " + std::string(name));
  return found->second.url;
}

bool Assets::owns(std::string_view path) const {
  return path.starts_with(kPrefix) || places_.find(path) != places_.end();
}

Response Assets::answer(Method method, std::string_view path, std::string_view accept_encoding,
                        std::string_view if_none_match) const {
  const auto found = places_.find(path);
  if (found == places_.end()) return text("Not Found\n", "text/plain; charset=utf-8", 404);
  if (method != Method::get && method != Method::head) {
    Response refusal = text("Method Not Allowed\n", "text/plain; charset=utf-8", 405);
    refusal.header("Allow", "GET, HEAD");
    return refusal;
  }

  const auto& [asset, hashed] = found->second;
  Encoding encoding = negotiate_encoding(accept_encoding);
  if (encoding == Encoding::brotli && asset->brotli.empty())
    encoding = accepts(accept_encoding, Encoding::gzip) ? Encoding::gzip : Encoding::none;
  if (encoding == Encoding::gzip && asset->gzip.empty()) encoding = Encoding::none;

  Response r;
  r.type = asset->type;
  r.header("ETag", entity_tag(asset->hash, encoding));
  r.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "public, no-cache");
  r.header("X-Content-Type-Options", "nosniff");
  if (!asset->brotli.empty() || !asset->gzip.empty()) r.header("Vary", "Accept-Encoding");
  if (matches(if_none_match, asset->hash)) {
    r.status = 304;
    r.type.clear();
    return r;
  }
  if (encoding != Encoding::none) r.header("Content-Encoding", std::string(name(encoding)));
  r.still = encoding == Encoding::brotli ? asset->brotli
            : encoding == Encoding::gzip ? asset->gzip
                                         : asset->plain;
  return r;
}

Assets& assets() {
  static Assets all;
  return all;
}

}  // namespace palier::http
