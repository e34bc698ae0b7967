#include "core/http/router.hpp"
#include "features/notices/routes.hpp"
#include "features/notices/templates.hpp"
#include "features/notices/view.hpp"

namespace palier::notices {
namespace {

using http::Context;
using http::Response;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}

Response show(Context& c, const Service& service, const form::Errors& errors = {}) {
  const auto settings =
      service.core().db.read([&](db::Session& s) { return service.settings(s, viewer(c)); });
  auto p = settings_page(settings, c.language, c.now, c.request.form, errors);
  p.push = service.push().enabled();
  if (p.push) p.push_key = service.push().public_key();
  auto page = c.page(c.language.tr(N_("What comes to you")));
  return http::page(templates::settings(page, p, errors), errors ? 422 : 200);
}

Response save(Context& c, Service& service) {
  form::Errors errors;
  const auto draft = read_settings(c.request.form, service.kinds(), errors);
  if (errors) return show(c, service, errors);
  service.core().db.write([&](db::Transaction& tx) { service.save(tx, viewer(c), draft); });
  c.notice({N_("Saved.")});
  return http::see_other("/account/notices");
}

}  // namespace

void register_pages(Service& service) {
  auto& router = service.core().router;
  router.get("/account/notices", [&service](Context& c) { return show(c, service); })
      .who(http::signed_in());
  router.post("/account/notices", [&service](Context& c) { return save(c, service); })
      .who(http::signed_in());
  router
      .post("/account/notices/devices/{device}/remove",
            [&service](Context& c, DeviceId device) {
              if (!service.remove_device(viewer(c), device)) http::not_found();
              c.notice({N_("This device gets no more notifications.")});
              return http::see_other("/account/notices");
            })
      .who(http::signed_in());
}

}  // namespace palier::notices
