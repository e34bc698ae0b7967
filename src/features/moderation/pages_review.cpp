// Neighbours who review: their votes, and who they are.
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

Response review_page(const Context& c, const Service& service) {
  std::vector<ReviewLine> lines;
  const bool may = service.core().db.read([&](db::Session& s) {
    for (const auto& one : service.to_review(s, viewer(c), territory(c))) {
      std::vector<std::string> said;
      said.reserve(one.reasons.size());
      for (const auto& r : one.reasons) said.emplace_back(c.language.tr(label_of(r)));
      lines.push_back({one.thing.title, kind_name(one.about.kind, c.language), one.thing.excerpt,
                       one.thing.url, fmt::format("{}", fmt::join(said, " · ")),
                       "/review/" + one.about.id.str()});
    }
    return store::is_reviewer(s, territory(c), viewer(c));
  });
  if (!may) http::forbidden();
  const auto page = quiet_page(c, c.language.tr(N_("Help the moderators")));
  return http::page(templates::review(page, lines));
}

Response vote(Context& c, Service& service, CaseId id) {
  const auto& word = c.request.form.one("vote");
  if (word != "hide" && word != "keep") throw http::Refused{400};
  switch (service.vote(id, viewer(c), territory(c), word == "hide")) {
    case Service::Voted::counted:
      c.notice({N_("Thank you. Your vote is counted.")});
      break;
    case Service::Voted::decided:
      c.notice(
          {N_("Thank you. That was the vote that decides for now; a moderator will look at it "
              "again.")});
      break;
    case Service::Voted::already:
      c.notice({N_("You have voted on this already.")});
      break;
    case Service::Voted::barred:
      c.notice({N_("This concerns you or somebody close to you: others vote.")});
      break;
    case Service::Voted::gone:
      http::not_found();
  }
  return http::see_other("/review");
}

Response reviewers_page(const Context& c, const Service& service) {
  const auto& l = c.language;
  ReviewersPage p;
  p.search.name = "q";
  p.search.type = "search";
  p.search.label = l.tr(N_("Name, e-mail address or phone number"));
  p.search.value = c.request.query.one("q");
  p.search.required = true;
  p.searched = !p.search.value.empty();
  service.core().db.read([&](db::Session& s) {
    if (p.searched)
      for (const auto& m : service.accounts().search(s, territory(c), p.search.value, 10))
        if (!store::is_reviewer(s, territory(c), m.id))
          p.found.push_back({m.last_name.empty() ? m.first_name : m.first_name + " " + m.last_name,
                             "", "/moderation/reviewers/" + m.id.str()});
    for (const auto& r : store::reviewers(s, territory(c)))
      p.reviewers.push_back({name_of(s, service.accounts(), r.account_id, l), l.date(r.since),
                             "/moderation/reviewers/" + r.account_id.str()});
  });
  const auto page = quiet_page(c, l.tr(N_("Neighbours who help the moderators")));
  return http::page(templates::reviewers(page, p));
}

}  // namespace

void review_routes(http::Router& router, Service& service) {
  router.get("/review", [&service](Context& c) { return review_page(c, service); })
      .who(http::signed_in());
  router.post("/review/{case}", [&service](Context& c, CaseId id) { return vote(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.get("/moderation/reviewers", [&service](Context& c) { return reviewers_page(c, service); })
      .who(moderators())
      .limited(http::Limit::search);
  router
      .post("/moderation/reviewers/{account}",
            [&service](Context& c, AccountId who) {
              const bool done = c.request.form.one("review") == "0"
                                    ? service.remove_reviewer(who, territory(c), viewer(c))
                                    : service.name_reviewer(who, territory(c), viewer(c));
              if (!done) http::not_found();
              c.notice({N_("Saved.")});
              return http::see_other("/moderation/reviewers");
            })
      .who(moderators());
}

}  // namespace palier::moderation
