#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "core/http/response.hpp"

namespace palier::http {
namespace {

bool starts_with_word(std::string_view type, std::string_view word) {
  if (!type.starts_with(word)) return false;
  type.remove_prefix(word.size());
  return type.empty() || type.front() == ';' || type.front() == ' ';
}

}  // namespace

form::Input json_input(const Request& request) {
  const std::string_view type = request.header("content-type");
  if (request.body.empty() && type.empty()) return {};
  if (starts_with_word(type, "application/x-www-form-urlencoded") ||
      starts_with_word(type, "multipart/form-data"))
    return request.form;
  if (!starts_with_word(type, "application/json") &&
      !starts_with_word(type, "application/merge-patch+json"))
    throw Refused{415};

  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse(request.body, error, {}, options);
  if (error || !value.is_object()) throw Refused{400};
  return form::Input::from_json(value.get_object());
}

}  // namespace palier::http
