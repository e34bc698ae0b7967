#include <boost/json.hpp>

#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::array reports;
  for (const Report& r : store::reports_of(s, account))
    reports.push_back({{"about", r.kind}, {"reason", r.reason}, {"note", r.note}});
  boost::json::array blocked;
  for (const auto& b : store::blocked_by(s, account)) blocked.push_back({b.blocked_id.str()});
  return boost::json::serialize(
      boost::json::object{{"reports", std::move(reports)}, {"blocked", std::move(blocked)}});
}

}  // namespace

std::unique_ptr<Moderation> make(const Core& core, accounts::Accounts& accounts) {
  auto service = std::make_unique<Service>(core, accounts);
  register_pages(core.router, *service);
  register_api(core.router, *service);
  accounts.on_export("moderation", exported);
  accounts.on_delete(store::forget);
  core.site.on_page(80, [service = service.get()](html::Page& page, const http::Context& c) {
    if (!c.viewer.roles.any_of({http::Role::moderator, http::Role::keeper})) return;
    const auto waiting = service->core().db.read([&](db::Session& s) {
      return store::count_waiting(s, places::TerritoryId{c.viewer.territory});
    });
    page.account_links.push_back({c.language.tr(N_("Moderation")), "/moderation",
                                  c.request.path.starts_with("/moderation"),
                                  static_cast<int>(waiting)});
  });
  return service;
}

}  // namespace palier::moderation
