#include <boost/json.hpp>

#include "core/http/context.hpp"
#include "core/http/error_text.hpp"

namespace palier::http {
namespace {

boost::json::object details(const Context& c, int status, std::string_view detail) {
  boost::json::object out;
  out["type"] = "about:blank";  // RFC 9457 §4.2.1: the status says it all.
  out["title"] = c.language.tr(error_text(status).title);
  out["status"] = status;
  out["detail"] = detail;
  out["request"] = c.request.id;
  return out;
}

Response answer(const boost::json::object& body, int status) {
  Response r = json(boost::json::serialize(body), status);
  r.type = "application/problem+json";
  return r;
}

}  // namespace

Response problem(const Context& c, const form::Errors& errors, int status) {
  boost::json::array list;
  for (const auto& entry : errors.entries())
    list.push_back({{"field", entry.field}, {"message", c.language.tr(entry.message)}});
  boost::json::object body = details(c, status, c.language.tr(error_text(status).text));
  body["errors"] = std::move(list);
  return answer(body, status);
}

Response problem(const Context& c, int status, const i18n::Message& detail) {
  return answer(details(c, status, c.language.tr(detail)), status);
}

}  // namespace palier::http
