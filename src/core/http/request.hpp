#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/form/input.hpp"

namespace palier::http {

enum class Method { get, head, post, put, patch, delete_ };

/// A file that came with a multipart form; at most 32 MB together.
struct Upload {
  std::string field;
  std::string filename;
  std::string type;  ///< As the browser claims: check the bytes.
  std::string bytes;
};

/// A request as it came over the wire, already within limits and valid UTF-8 in path, query and
/// form.
struct Request {
  std::string id;  ///< For log lines and the apology page: 16 characters, no meaning.
  Method method = Method::get;
  std::string path;    ///< Decoded, without the query.
  std::string target;  ///< As sent, with the query.
  std::string
      route;  ///< Pattern of the route that fits ("/needs/{need}"), for log lines; "" if none.
  form::Input query;
  form::Input form;  ///< Of application/x-www-form-urlencoded or multipart/form-data.
  std::vector<Upload> uploads;
  std::string body;                                          ///< Raw.
  std::vector<std::pair<std::string, std::string>> headers;  ///< Names in lower case.
  std::string remote;   ///< The visitor's address; behind a configured proxy, the forwarded one.
  bool secure = false;  ///< Came over TLS, ours or the proxy's.
  std::string origin;   ///< "https://host": scheme and authority as the visitor typed them.

  std::string_view header(std::string_view lower_case_name) const;
  std::string_view cookie(std::string_view name) const;
  /// Whether JSON is asked for or sent (the API).
  bool wants_json() const;
};

}  // namespace palier::http
