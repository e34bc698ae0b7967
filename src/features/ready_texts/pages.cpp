// /ready-texts/{id}: the blanks are asked, the result is shown, and the form takes it.
#include "features/ready_texts/form.hpp"
#include "features/ready_texts/routes.hpp"
#include "features/ready_texts/store.hpp"
#include "features/ready_texts/templates.hpp"
#include "features/ready_texts/view.hpp"

namespace palier::ready_texts {
namespace {

using form::Errors;
using http::Context;
using http::Response;

/// A path of this site; what comes from a query may say anything.
std::string back_of(const Context& c) {
  const auto& in = c.request.method == http::Method::post ? c.request.form : c.request.query;
  const auto& back = in.one("back");
  const bool local = back.size() > 1 && back.size() <= 400 && back[0] == '/' && back[1] != '/' &&
                     back.find('\\') == std::string::npos;
  return local ? back : "/";
}

Text text_or_404(const Core& core, const Context& c, TextId id) {
  auto text = core.db.read(
      [&](db::Session& s) { return store::text(s, places::TerritoryId{c.viewer.territory}, id); });
  if (!text || !text->active) http::not_found();
  return std::move(*text);
}

Response show(Context& c, const Text& text, const Pattern& pattern, const Preview& result,
              const Errors& errors = {}) {
  FillPage p;
  p.heading = text.name;
  p.back = back_of(c);
  p.action = "/ready-texts/" + text.id.str();
  p.fields = blank_fields(pattern, c.language);
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
  p.filled = !result.runs.empty();
  p.preview = p.filled ? result : example_of(pattern);
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::fill(page, p, errors), errors ? 422 : 200);
}

Response open(const Core& core, Context& c, TextId id) {
  const auto text = text_or_404(core, c, id);
  const auto pattern = read_pattern(text.body);
  if (!pattern) http::not_found();
  // Without blanks there is nothing to ask: it can be used as it is.
  return show(c, text, *pattern, pattern->blanks.empty() ? preview(*pattern, {}) : Preview{});
}

Response filled(const Core& core, Context& c, TextId id) {
  const auto text = text_or_404(core, c, id);
  const auto pattern = read_pattern(text.body);
  if (!pattern) http::not_found();
  Errors errors;
  const auto values = read_blanks(c.request.form, errors, *pattern);
  if (errors) return show(c, text, *pattern, {}, errors);
  if (c.request.form.one("do") != "use") return show(c, text, *pattern, preview(*pattern, values));
  const auto back = back_of(c);
  c.session.set(kSessionKey, back + "\n" + fill(*pattern, values));
  return http::see_other(back);
}

}  // namespace

void register_pages(const Core& core) {
  core.router
      .get("/ready-texts/{text}", [&core](Context& c, TextId id) { return open(core, c, id); })
      .who(http::signed_in());
  core.router
      .post("/ready-texts/{text}", [&core](Context& c, TextId id) { return filled(core, c, id); })
      .who(http::signed_in());
}

}  // namespace palier::ready_texts
