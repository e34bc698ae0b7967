#include "core/http/response.hpp"

#include <fmt/format.h>

namespace palier::http {

Response page(std::string html, int status) {
  Response r;
  r.status = status;
  r.body = std::move(html);
  return r;
}

Response json(std::string text, int status) {
  Response r;
  r.status = status;
  r.type = status >= 400 ? "application/problem+json" : "application/json";
  r.body = std::move(text);
  return r;
}

Response text(std::string body, std::string_view type, int status) {
  Response r;
  r.status = status;
  r.type = type;
  r.body = std::move(body);
  return r;
}

Response see_other(std::string_view local_path) {
  // "//host", "/\host" and anything with a control character would be read as another site, or as a
  // second header, by some browser.
  bool local = !local_path.empty() && local_path.front() == '/';
  if (local_path.size() > 1 && (local_path[1] == '/' || local_path[1] == '\\')) local = false;
  for (char c : local_path)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') local = false;

  Response r;
  r.status = 303;
  r.type.clear();
  r.header("Location", local ? std::string(local_path) : "/");
  return r;
}

Response download(std::string body, std::string_view type, std::string_view filename) {
  // RFC 6266 asks for both: a plain name for old browsers, the true one in UTF-8 after filename*.
  std::string plain;
  std::string encoded;
  for (unsigned char c : filename) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_' || c == '.';
    if (word)
      plain += static_cast<char>(c);
    else if (c < 0x80 || c >= 0xC0)  // One mark for a letter, not one for each of its bytes.
      plain += '_';
    if (word)
      encoded += static_cast<char>(c);
    else
      encoded += fmt::format("%{:02X}", c);
  }
  Response r = text(std::move(body), type);
  r.header("Content-Disposition",
           fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded));
  return r;
}

void not_found() {
  throw Refused{404};
}
void forbidden() {
  throw Refused{403};
}

}  // namespace palier::http
