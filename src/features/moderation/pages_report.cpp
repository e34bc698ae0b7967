// Reporting something, and keeping away from somebody.
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

/// What is reported, or 404: an unknown kind and a thing that is gone look the same.
Reported about_or_404(const Context& c, const Service& service, const std::string& kind,
                      std::int64_t id) {
  auto about = service.core().db.read(
      [&](db::Session& s) { return service.describe_to(s, kind, id, viewer(c)); });
  if (!about) http::not_found();
  return *std::move(about);
}

Response report_page(const Context& c, const Reported& about, const form::Input& input,
                     const form::Errors& errors) {
  const auto page = quiet_page(c, c.language.tr(N_("Report something")));
  const auto view = report_view(about, c.request.path, input, errors, c.language);
  return http::page(templates::report(page, view, errors), errors.empty() ? 200 : 422);
}

Response send_report(Context& c, Service& service, const std::string& kind, std::int64_t id) {
  const Reported about = about_or_404(c, service, kind, id);
  form::Errors errors;
  const auto draft = read_report(c.request.form, errors);
  if (errors) return report_page(c, about, c.request.form, errors);
  service.report(kind, id, viewer(c), territory(c), draft);
  if (draft.reason == "danger")
    c.notice(
        {N_("Is someone in danger now? Do not wait for us: call 17 (police), 15 (doctor), 18 "
            "(fire) or 112; by text message 114.")});
  c.notice({N_("Thank you. A moderator will look at it.")});
  return http::see_other(about.url.empty() ? "/" : about.url);
}

Response blocks_page(const Context& c, const Service& service) {
  std::vector<BlockLine> lines;
  service.core().db.read([&](db::Session& s) {
    for (const auto& b : store::blocked_by(s, viewer(c)))
      lines.push_back({name_of(s, service.accounts(), b.blocked_id, c.language),
                       c.language.date(b.created_at), "/unblock/" + b.blocked_id.str()});
  });
  const auto page = quiet_page(c, c.language.tr(N_("People you have blocked")));
  return http::page(templates::blocks(page, lines));
}

}  // namespace

std::string name_of(db::Session& s, const accounts::Accounts& accounts, AccountId id,
                    const i18n::Language& l) {
  const auto person = id.value > 0 ? accounts.person(s, id) : std::nullopt;
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(l.tr(N_("Someone who has left")));
}

void report_routes(http::Router& router, Service& service) {
  router
      .get("/report/{kind}/{id}",
           [&service](Context& c, std::string kind, std::int64_t id) {
             return report_page(c, about_or_404(c, service, kind, id), {}, {});
           })
      .who(http::signed_in());
  router
      .post("/report/{kind}/{id}",
            [&service](Context& c, std::string kind, std::int64_t id) {
              return send_report(c, service, kind, id);
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.get("/blocks", [&service](Context& c) { return blocks_page(c, service); })
      .who(http::signed_in());
  router
      .post("/block/{account}",
            [&service](Context& c, AccountId other) {
              if (!service.block(viewer(c), other, territory(c))) http::not_found();
              c.notice({N_("You will not meet this person again. They are not told.")});
              return http::see_other("/blocks");
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router
      .post("/unblock/{account}",
            [&service](Context& c, AccountId other) {
              service.unblock(viewer(c), other);
              return http::see_other("/blocks");
            })
      .who(http::signed_in());
}

}  // namespace palier::moderation
