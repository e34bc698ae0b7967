#include "core/http/json.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <utility>

#include "core/http/response.hpp"

namespace palier::http {
namespace {

bool starts_with_word(std::string_view type, std::string_view word) {
  if (!type.starts_with(word)) return false;
  type.remove_prefix(word.size());
  return type.empty() || type.front() == ';' || type.front() == ' ';
}

std::string decimal(double number) {
  if (!std::isfinite(number)) return "null";
  std::string out = fmt::format("{:.6f}", number);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out == "-0" ? "0" : out;
}

void write(std::string& out, const boost::json::value& value) {
  const auto list = [&](char open, char close, const auto& items, const auto& put) {
    out += open;
    bool first = true;
    for (const auto& item : items) {
      if (!std::exchange(first, false)) out += ',';
      put(item);
    }
    out += close;
  };
  switch (value.kind()) {
    case boost::json::kind::double_:
      out += decimal(value.get_double());
      break;
    case boost::json::kind::array:
      list('[', ']', value.get_array(), [&](const auto& item) { write(out, item); });
      break;
    case boost::json::kind::object:
      list('{', '}', value.get_object(), [&](const auto& member) {
        out += boost::json::serialize(member.key());
        out += ':';
        write(out, member.value());
      });
      break;
    default:
      out += boost::json::serialize(value);
  }
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

std::string json_text(const boost::json::value& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace palier::http
