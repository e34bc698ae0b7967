#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/accounts/pages.hpp"
#include "features/accounts/templates.hpp"

namespace palier::accounts::pages {

http::Response ask(http::Context& c, const Question& question, const palier::form::Errors& errors,
                   int status) {
  Question shown = question;
  for (auto& field : shown.fields) {
    // Passwords and codes are not sent back.
    const bool secret = field.type == "password" || field.name == "code";
    if (secret) {
      if (const auto* error = errors.find(field.name)) field.error = c.language.tr(*error);
    } else if (errors || c.request.method == http::Method::post) {
      field = html::filled(field, c.request.form, errors, c.language);
    }
  }
  // A page of one question whose field says it already: the field's label is the heading, so that
  // it is neither read out nor seen twice.
  const bool sole = shown.fields.size() == 1 && shown.fields.front().label == shown.heading;
  if (sole && shown.lead.empty() && shown.points.empty()) shown.fields.front().as_heading = true;
  auto page = c.page(shown.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, shown, errors);
  return http::page(out.take(), status != 0 ? status : errors ? 422 : 200);
}

http::Response tell(http::Context& c, const Telling& telling, int status) {
  auto page = c.page(telling.heading);
  page.index = false;
  html::Out out;
  templates::telling(out, page, telling);
  return http::page(out.take(), status);
}

Own own(const Service& service, const http::Context& c) {
  auto own = service.own(viewer(c));
  if (!own) http::forbidden();  // Deleted between the session's check and now.
  return std::move(*own);
}

std::string with_next(std::string_view path, std::string_view next) {
  std::string out(path);
  if (next != "/") out += "?next=" + boost::urls::encode(next, boost::urls::unreserved_chars);
  return out;
}

std::string next_of(const http::Context& c) {
  const auto& sent = c.request.form.one("next");
  return form::local_path(sent.empty() ? c.request.query.one("next") : sent);
}

}  // namespace palier::accounts::pages
