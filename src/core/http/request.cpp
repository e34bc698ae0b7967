#include "core/http/request.hpp"

#include "core/http/decode.hpp"

namespace palier::http {

namespace {

bool names_json(std::string_view media_type) {
  media_type = trimmed(media_type.substr(0, media_type.find(';')));
  return media_type == "application/json" || media_type == "application/problem+json";
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [header, value] : headers) {
    if (header != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      const std::string_view pair = trimmed(rest.substr(0, end));
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
        std::string_view v = pair.substr(equals + 1);
        if (v.size() >= 2 && v.front() == '"' && v.back() == '"') v = v.substr(1, v.size() - 2);
        return v;
      }
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return {};
}

bool Request::wants_json() const {
  if (names_json(header("content-type"))) return true;
  // The first of JSON and HTML that Accept names: enough for API clients and browsers alike.
  std::string_view rest = header("accept");
  while (!rest.empty()) {
    const std::size_t end = rest.find(',');
    const std::string_view type = rest.substr(0, end);
    if (names_json(type)) return true;
    if (trimmed(type.substr(0, type.find(';'))) == "text/html") return false;
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace palier::http
