// The moderators' queue, and one case in it.
#include <set>

#include "features/moderation/case_view.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

constexpr int kPage = 25;

int page_number(const form::Input& query) {
  const auto n = query.has("page") ? http::PathParameter<std::int64_t>::parse(query.one("page"))
                                   : std::optional<std::int64_t>(1);
  return n && *n >= 1 && *n <= 10'000 ? static_cast<int>(*n) : 1;
}

Response queue_page(const Context& c, const Service& service) {
  QueuePage p;
  const auto& view = c.request.query.one("view");
  if (view == "mine" || view == "votes" || view == "decided") p.at = view;
  const int at = page_number(c.request.query);
  store::Queue wanted;
  wanted.territory = territory(c);
  wanted.limit = kPage + 1;
  wanted.offset = (at - 1) * kPage;
  if (p.at == "mine") wanted.assigned_to = viewer(c);
  if (p.at == "votes") wanted.state = CaseState::provisional;
  if (p.at == "decided") wanted.state = CaseState::decided;
  service.core().db.read([&](db::Session& s) {
    const Looking looking{s, service, c.language, c.now, viewer(c)};
    for (const Case& one : store::queue(s, wanted)) {
      if (p.lines.size() == kPage) {
        p.pager.next = fmt::format("/moderation?view={}&page={}", p.at, at + 1);
        break;
      }
      p.lines.push_back(queue_line(looking, one));
    }
    if (at == 1 && p.at.empty()) p.appeals = appeal_lines(looking, territory(c));
    p.votes = static_cast<std::int64_t>(
        store::queue(s, {.territory = territory(c), .state = CaseState::provisional, .limit = 99})
            .size());
  });
  if (at > 1) p.pager.previous = fmt::format("/moderation?view={}&page={}", p.at, at - 1);
  const auto page = quiet_page(c, c.language.tr(N_("Moderation")));
  return http::page(templates::queue(page, p));
}

Response show(const Context& c, const Service& service, CaseId id, const form::Input& input = {},
              const form::Errors& errors = {}, int status = 200) {
  const auto view = service.core().db.read([&](db::Session& s) -> std::optional<CasePage> {
    const auto one = store::find(s, id);
    if (!one || one->territory_id != territory(c)) return {};
    auto p = case_page({s, service, c.language, c.now, viewer(c)}, *one);
    if (p.open && p.barred.empty())
      p.fields = decision_fields(store::rules(s, territory(c)), input, errors, c.language);
    return p;
  });
  if (!view) http::not_found();
  const auto page = quiet_page(c, view->title);
  return http::page(templates::moderation_case(page, *view, errors), errors.empty()  ? status
                                                                     : status == 200 ? 422
                                                                                     : status);
}

Response decide(Context& c, Service& service, CaseId id) {
  std::vector<std::string> codes;
  const bool here = service.core().db.read([&](db::Session& s) {
    for (auto& r : store::rules(s, territory(c)))
      if (r.active) codes.push_back(std::move(r.code));
    const auto one = store::find(s, id);
    return one && one->territory_id == territory(c);
  });
  if (!here) http::not_found();
  form::Errors errors;
  const auto draft = read_decision(c.request.form, codes, errors);
  if (errors) return show(c, service, id, c.request.form, errors);
  const auto answer = service.decide(id, viewer(c), draft);
  switch (answer.outcome) {
    case Service::Outcome::done:
      c.notice({N_("Your decision is noted.")});
      break;
    case Service::Outcome::barred:
      errors.add("", sentence(answer.bar));
      return show(c, service, id, c.request.form, errors, 403);
    case Service::Outcome::late:
      c.notice({N_("Another moderator decided first.")});
      break;
    case Service::Outcome::gone:
      http::not_found();
  }
  return http::see_other("/moderation");
}

Response take(Context& c, Service& service, CaseId id) {
  const bool here = service.core().db.read([&](db::Session& s) {
    const auto one = store::find(s, id);
    return one && one->territory_id == territory(c);
  });
  if (!here) http::not_found();
  if (c.request.form.one("take") == "0") {
    service.give_back(id, viewer(c));
    c.notice({N_("Given back: another moderator can take it.")});
    return http::see_other("/moderation");
  }
  c.notice(service.take(id, viewer(c))
               ? i18n::Message{N_("Noted: you are looking at this. The others see it.")}
               : i18n::Message{N_("Somebody else is looking at this, or it is decided.")});
  return http::see_other("/moderation/" + id.str());
}

}  // namespace

void queue_routes(http::Router& router, Service& service) {
  router.get("/moderation", [&service](Context& c) { return queue_page(c, service); })
      .who(moderators());
  router
      .get("/moderation/{case}", [&service](Context& c, CaseId id) { return show(c, service, id); })
      .who(moderators());
  router
      .post("/moderation/{case}",
            [&service](Context& c, CaseId id) { return decide(c, service, id); })
      .who(moderators());
  router
      .post("/moderation/{case}/look",
            [&service](Context& c, CaseId id) { return take(c, service, id); })
      .who(moderators());
}

}  // namespace palier::moderation
