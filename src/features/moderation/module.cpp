#include <boost/json.hpp>

#include "features/moderation/jobs.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

std::string exported(db::Session& s, AccountId account) {
  namespace json = boost::json;
  json::array reports, blocked, decisions;
  for (const Report& r : store::reports_by(s, account))
    reports.push_back({{"about", r.kind}, {"reason", r.reason}, {"note", r.note}});
  for (const auto& b : store::blocked_by(s, account)) blocked.push_back({b.blocked_id.str()});
  for (const auto& d : store::decisions_about(s, account, 1000)) {
    json::object one{{"about", d.kind}, {"title", d.title}, {"decision", word(d.action)},
                     {"rule", d.rule},  {"words", d.words}, {"at", rfc3339(d.at)}};
    if (const auto a = store::appeal_of(s, d.id))
      one["appeal"] = json::object{{"words", a->words}, {"answer", a->answer}};
    decisions.push_back(std::move(one));
  }
  return json::serialize(json::object{{"reports", std::move(reports)},
                                      {"blocked", std::move(blocked)},
                                      {"decisions", std::move(decisions)}});
}

void tell_kinds(notices::Notices& notices) {
  notices.kind({.code = kLetters,
                .name = {N_("What was decided about what you wrote")},
                .hint = {N_("Always sent: you need to know, and can object.")},
                .push = false,
                .order = 90,
                .fixed = true});
  notices.kind({.code = kThanks,
                .name = {N_("What came of your reports")},
                .hint = {},
                .push = false,
                .order = 91});
  notices.kind({.code = kDesk,
                .name = {N_("For moderators: danger and appeals")},
                .hint = {N_("Only moderators and keepers get these.")},
                .order = 92,
                .only = {http::Role::moderator, http::Role::keeper}});
}

}  // namespace

std::unique_ptr<Moderation> make(const Core& core, accounts::Accounts& accounts,
                                 notices::Notices* notices) {
  auto service = std::make_unique<Service>(core, accounts);
  report_routes(core.router, *service);
  queue_routes(core.router, *service);
  appeal_routes(core.router, *service);
  review_routes(core.router, *service);
  keeper_routes(core.router, *service);
  figure_routes(core.router, *service);
  audit_routes(core.router, *service);
  register_api(core.router, *service);
  moderator_api(core.router, *service);
  register_jobs(core);
  if (notices != nullptr) tell_kinds(*notices);
  accounts.on_export("moderation", exported);
  accounts.on_delete(store::forget);
  core.site.on_page(80, [service = service.get()](html::Page& page, const http::Context& c) {
    if (!c.viewer.signed_in()) return;
    const auto& path = c.request.path;
    if (c.viewer.roles.any_of({http::Role::moderator, http::Role::keeper})) {
      const auto waiting = service->core().db.read(
          [&](db::Session& s) { return store::count_waiting(s, territory(c)); });
      page.account_links.push_back({c.language.tr(N_("Moderation")), "/moderation",
                                    path.starts_with("/moderation"), static_cast<int>(waiting)});
      return;
    }
    const auto waiting = service->core().db.read(
        [&](db::Session& s) { return service->to_review(s, viewer(c), territory(c)).size(); });
    if (waiting > 0)
      page.account_links.push_back({c.language.tr(N_("Help the moderators")), "/review",
                                    path.starts_with("/review"), static_cast<int>(waiting)});
  });
  return service;
}

}  // namespace palier::moderation
