#include "core/http/error_boundary.hpp"

#include <spdlog/spdlog.h>

#include "core/db/database.hpp"
#include "core/http/error_text.hpp"
#include "core/http/templates.hpp"

namespace palier::http {
namespace {

// A database names the values that clashed after the first line: those are somebody's.
std::string_view first_line(std::string_view what) {
  return what.substr(0, std::min<std::size_t>(what.find('\n'), 300));
}

constexpr int kLater = 30;

// A page must come even where a room's part of the frame is what failed.
std::string bare_page(const Context& c, const ErrorText& text) {
  html::Out out;
  html::Page page;
  page.language = &c.language;
  page.title = c.language.tr(text.title);
  page.site_name = c.site.name;
  page.demo = c.site.demo;
  page.index = false;
  page.now = c.now;
  page.path = "/";
  templates::error(out, page, c.language.tr(text.text), c.request.id, "");
  return out.take();
}

std::string dressed_page(const Context& c, int status, const ErrorText& text, int retry_after) {
  std::string wait;
  if (status == 429 && retry_after > 0)
    wait = retry_after < 90
               ? i18n::Language::fill(c.language.tr("Please wait one second.",
                                                    "Please wait {1} seconds.", retry_after),
                                      std::vector{std::to_string(retry_after)})
               : i18n::Language::fill(
                     c.language.tr("Please wait one minute.", "Please wait {1} minutes.",
                                   (retry_after + 59) / 60),
                     std::vector{std::to_string((retry_after + 59) / 60)});
  html::Out out;
  html::Page page = c.page(c.language.tr(text.title));
  page.index = false;
  page.path = "/";
  templates::error(out, page, c.language.tr(text.text), status >= 500 ? c.request.id : "", wait);
  return out.take();
}

}  // namespace

Response refusal(const Context& c, bool api, int status, int retry_after) {
  const ErrorText text = error_text(status);
  Response r;
  if (api) {
    r = problem(c, status, {text.text, {}});
  } else if (status < 500) {
    r = page(dressed_page(c, status, text, retry_after), status);
  } else {
    r = page(bare_page(c, text), status);
  }
  if (retry_after > 0) r.header("Retry-After", std::to_string(retry_after));
  if (status == 401) r.header("WWW-Authenticate", "Bearer");
  return r;
}

Guarded guard(const Context& c, bool api, const std::function<Response()>& handler) {
  try {
    return {handler(), true};
  } catch (const Refused& refused) {
    return {refusal(c, api, refused.status, refused.retry_after), false};
  } catch (const db::Unavailable& e) {
    spdlog::error("database unavailable request={} error=\"{}\"", c.request.id,
                  first_line(e.what()));
    return {refusal(c, api, 503, kLater), false};
  } catch (const std::exception& e) {
    spdlog::error("request failed request={} error=\"{}\"", c.request.id, first_line(e.what()));
  } catch (...) {
    spdlog::error("request failed request={} error=\"not an exception\"", c.request.id);
  }
  return {refusal(c, api, 500), false};
}

Response stale_form(const Context& c, bool ours) {
  // What another site made up must not be one click away from being sent as the visitor's own.
  std::vector<std::pair<std::string, std::string>> fields;
  const bool again = ours && c.request.uploads.empty() && c.request.method == Method::post;
  if (again)
    for (const auto& [name, values] : c.request.form.all())
      for (const auto& value : values)
        if (name != "csrf") fields.emplace_back(name, value);
  html::Out out;
  html::Page page = c.page(c.language.tr(N_("Please send this once more")));
  page.index = false;
  page.path = "/";
  templates::stale_form(out, page, c.request.target, fields, again);
  return http::page(out.take(), 403);
}

}  // namespace palier::http
