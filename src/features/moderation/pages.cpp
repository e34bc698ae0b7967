#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}
places::TerritoryId territory(const Context& c) {
  return places::TerritoryId{c.viewer.territory};
}

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
  auto page = c.page(c.language.tr(N_("Report something")));
  page.index = false;
  const auto view = report_view(about, c.request.path, input, errors, c.language);
  return http::page(templates::report(page, view, errors), errors.empty() ? 200 : 422);
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
              const Reported about = about_or_404(c, service, kind, id);
              form::Errors errors;
              const auto draft = read_report(c.request.form, errors);
              if (errors) return report_page(c, about, c.request.form, errors);
              service.report(kind, id, viewer(c), territory(c), draft);
              c.notice({N_("Thank you. A moderator will look at it.")});
              return http::see_other(about.url.empty() ? "/" : about.url);
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

Response queue_page(const Context& c, const Service& service) {
  std::vector<QueueLine> waiting;
  std::vector<QueueLine> decided;
  service.core().db.read([&](db::Session& s) {
    const auto lines = [&](const std::vector<Report>& reports, std::vector<QueueLine>& into) {
      for (const Report& r : reports)
        into.push_back(queue_line(r, service.describe(s, r.kind, r.subject_id), c.language, c.now));
    };
    lines(store::waiting(s, territory(c), 100), waiting);
    lines(store::decided(s, territory(c), 20), decided);
  });
  auto page = c.page(c.language.tr(N_("Moderation")));
  page.index = false;
  return http::page(templates::queue(page, waiting, decided));
}

Response decision_page(const Context& c, const Service& service, ReportId id,
                       const form::Input& input, const form::Errors& errors) {
  const auto view = service.core().db.read([&](db::Session& s) -> std::optional<DecisionView> {
    const auto report = store::find(s, id);
    if (!report) return {};
    const auto about = service.describe(s, report->kind, report->subject_id);
    const auto author = about ? service.accounts().person(s, about->author) : std::nullopt;
    return decision_view(*report, about, author ? author->first_name : "", input, errors,
                         c.language, c.now);
  });
  if (!view) http::not_found();
  auto page = c.page(c.language.tr(N_("A report")));
  page.index = false;
  return http::page(templates::decision(page, *view, errors), errors.empty() ? 200 : 422);
}

Response decide(Context& c, Service& service, ReportId id) {
  form::Errors errors;
  const auto draft = read_decision(c.request.form, errors);
  if (errors) return decision_page(c, service, id, c.request.form, errors);
  switch (service.decide(id, viewer(c), draft)) {
    case Service::Outcome::done:
      c.notice({N_("Your decision is noted.")});
      break;
    case Service::Outcome::own_report:
      errors.add("", {N_("This is about you, or you reported it: another moderator decides.")});
      return decision_page(c, service, id, c.request.form, errors);
    case Service::Outcome::late:
      c.notice({N_("Another moderator decided first.")});
      break;
    case Service::Outcome::gone:
      http::not_found();
  }
  return http::see_other("/moderation");
}

void moderator_routes(http::Router& router, Service& service) {
  const auto moderators = http::only({http::Role::moderator, http::Role::keeper});
  router.get("/moderation", [&service](Context& c) { return queue_page(c, service); })
      .who(moderators);
  router
      .get("/moderation/{report}",
           [&service](Context& c, ReportId id) { return decision_page(c, service, id, {}, {}); })
      .who(moderators);
  router
      .post("/moderation/{report}",
            [&service](Context& c, ReportId id) { return decide(c, service, id); })
      .who(moderators);
}

void block_routes(http::Router& router, Service& service) {
  router
      .get("/blocks",
           [&service](Context& c) {
             std::vector<BlockLine> lines;
             service.core().db.read([&](db::Session& s) {
               for (const auto& b : store::blocked_by(s, viewer(c))) {
                 const auto person = service.accounts().person(s, b.blocked_id);
                 lines.push_back(
                     {person ? person->first_name : c.language.tr(N_("Someone who has left")),
                      c.language.date(b.created_at), "/unblock/" + b.blocked_id.str()});
               }
             });
             auto page = c.page(c.language.tr(N_("People you have blocked")));
             page.index = false;
             return http::page(templates::blocks(page, lines));
           })
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

}  // namespace

void register_pages(http::Router& router, Service& service) {
  report_routes(router, service);
  moderator_routes(router, service);
  block_routes(router, service);
}

}  // namespace palier::moderation
