#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/http/request.hpp"
#include "core/http/response.hpp"
#include "core/util/embedded.hpp"

namespace palier::http {

/// Files in the binary that browsers fetch: style, scripts, icons, fonts. Each is reached by a name
/// that holds its content's hash ("/assets/app.3f2a91c04d5e6f70.css"), so it may be kept for a
/// year; its plain name ("/assets/app.css") works too and is asked for again each time. Filled
/// before the server starts, read by all threads afterwards.
class Assets {
 public:
  /// Files "app.css" with, optionally beside it, "app.css.br" and "app.css.gz": the same bytes
  /// compressed, sent to those who accept it. Throws std::logic_error on a variant without its
  /// file.
  void add(std::span<const embedded::File> files);
  /// Also answers `path` ("/favicon.ico") with that asset. Throws std::logic_error if there is
  /// none.
  void also_at(std::string path, std::string_view name);

  /// Path with the hash; lives as long as the registry. Throws std::logic_error for an unknown
  /// name: a page that asks for it is wrong.
  std::string_view url(std::string_view name) const;

  /// Whether a path is the registry's to answer: all of /assets/, and the fixed paths.
  bool owns(std::string_view path) const;
  /// 200, 304, 404 or 405. `path` is normal; headers are If-None-Match and Accept-Encoding.
  Response answer(Method method, std::string_view path, std::string_view accept_encoding,
                  std::string_view if_none_match) const;

 private:
  struct Asset {
    std::string url;
    std::string hash;
    std::string type;
    std::string_view plain, brotli, gzip;
  };
  struct Place {
    const Asset* asset;
    bool hashed;
  };
  std::map<std::string, Asset, std::less<>> assets_;  ///< By plain name.
  std::map<std::string, Place, std::less<>> places_;  ///< By path.
};

/// The program's assets: main fills them, templates name them.
Assets& assets();
inline std::string_view asset_url(std::string_view name) {
  return assets().url(name);
}

/// "text/css; charset=utf-8" for "app.css"; "application/octet-stream" if the ending is not known.
std::string_view media_type(std::string_view filename);

}  // namespace palier::http
