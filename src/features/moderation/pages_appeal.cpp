// Appeals: the author's page behind the letter's link or their own list, and the moderator's.
#include "features/moderation/case_view.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

std::string rule_line(db::Session& s, const Decision& d, const i18n::Language& l) {
  const auto rule = store::rule(s, d.territory_id, d.rule);
  return rule ? rule->code + " · " + rule->title(l.code()) : d.rule;
}

std::string outcome(const std::optional<Appeal>& a, const Decision& d, const i18n::Language& l) {
  if (a && a->state == AppealState::open)
    return l.tr(
        N_("You have asked for another look. Somebody other than the first moderator will "
           "decide, and you will get a letter."));
  if (a && a->state == AppealState::undone)
    return l.tr(N_("You asked for another look, and the decision was undone."));
  if (a && a->state == AppealState::confirmed)
    return l.tr(N_("You asked for another look, and the decision stands."));
  if (d.state != DecisionState::stands) return state_name(d.state, l);
  return {};
}

AppealPage appeal_view(db::Session& s, const Decision& d, const i18n::Language& l, Instant now) {
  AppealPage p;
  const auto a = store::appeal_of(s, d.id);
  p.heading = l.tr(N_("Ask for another look"));
  p.title = d.title;
  p.what = action_name(d, l);
  p.rule = rule_line(s, d, l);
  p.words = d.words;
  p.when = l.date(d.at);
  p.state = outcome(a, d, l);
  if (a) p.answer = a->answer;
  if (p.state.empty() && now >= d.at + kAppealTime)
    p.state = l.tr(N_("The time to object, six months, is over."));
  p.open = p.state.empty();
  return p;
}

html::Field words_field(const form::Input& input, const form::Errors& errors,
                        const i18n::Language& l) {
  html::Field words{.name = "words",
                    .label = l.tr(N_("Why do you think it is a mistake?")),
                    .hint = l.tr(N_("In your own words. You can ask once.")),
                    .rows = 6,
                    .max = 2000};
  words.required = true;
  return html::filled(std::move(words), input, errors, l);
}

Response appeal_page(const Context& c, const Service& service, DecisionId id,
                     const form::Errors& errors) {
  auto view = service.core().db.read([&](db::Session& s) -> std::optional<AppealPage> {
    const auto d = store::find(s, id);
    if (!d || d->action == Action::keep) return {};
    return appeal_view(s, *d, c.language, c.now);
  });
  if (!view) http::not_found();
  view->action = c.request.path;
  if (view->open) view->fields = {words_field(c.request.form, errors, c.language)};
  const auto page = quiet_page(c, view->heading);
  return http::page(templates::appeal(page, *view, errors), errors.empty() ? 200 : 422);
}

Response ask(Context& c, Service& service, DecisionId id) {
  form::Errors errors;
  const auto words = read_appeal(c.request.form, errors);
  if (errors) return appeal_page(c, service, id, errors);
  // Whatever came of it, the page says how it stands now.
  if (service.appeal(id, words) == Service::Asked::gone) http::not_found();
  return http::see_other(c.request.path);
}

DecisionId own_decision(const Context& c, const Service& service, DecisionId id) {
  const bool own = service.core().db.read([&](db::Session& s) {
    const auto d = store::find(s, id);
    return d && d->author_id == viewer(c);
  });
  if (!own) http::not_found();
  return id;
}

DecisionId from_token(const Service& service, std::string_view token) {
  const auto id = service.letters().appealed(token);
  if (!id) throw http::Refused{410};
  return *id;
}

Response own_page(const Context& c, const Service& service) {
  std::vector<OwnLine> lines;
  service.core().db.read([&](db::Session& s) {
    for (const auto& d : store::decisions_about(s, viewer(c), 100)) {
      if (d.action == Action::keep) continue;
      const auto v = appeal_view(s, d, c.language, c.now);
      lines.push_back({d.title, v.what, v.when, v.rule, d.words, v.state,
                       v.open ? "/decisions/" + d.id.str() : ""});
    }
  });
  const auto page = quiet_page(c, c.language.tr(N_("Decisions about what you wrote")));
  return http::page(templates::decisions(page, lines));
}

// -- The moderator's side -----------------------------------------------------------------------

std::optional<AppealPage> moderator_view(const Looking& look, const Appeal& a) {
  const auto d = store::find(look.s, a.decision_id);
  if (!d) return {};
  const auto& l = look.l;
  AppealPage p = appeal_view(look.s, *d, l, look.now);
  p.heading = l.tr(N_("An appeal"));
  p.case_url = "/moderation/" + d->case_id.str();
  p.author = name_of(look.s, look.service.accounts(), a.author_id, l);
  p.theirs = a.words;
  p.open = a.state == AppealState::open;
  p.state = p.open ? ""
                   : l.tr(a.state == AppealState::undone ? N_("The decision was undone")
                                                         : N_("The decision stands"));
  if (!p.open) return p;
  if (const Bar bar = look.service.bar(look.s, *d, look.who); bar != Bar::none) {
    p.barred = l.tr(sentence(bar));
    if (!look.service.somebody_else(look.s, *d)) {
      p.barred += ' ';
      p.barred +=
          l.tr(N_("Nobody else can decide it yet: the keeper names another moderator at "
                  "“People and roles”."));
    }
  }
  return p;
}

Response show(const Context& c, const Service& service, AppealId id, const form::Errors& errors,
              int status) {
  auto view = service.core().db.read([&](db::Session& s) -> std::optional<AppealPage> {
    const auto a = store::find(s, id);
    if (!a || a->territory_id != territory(c)) return {};
    return moderator_view({s, service, c.language, c.now, viewer(c)}, *a);
  });
  if (!view) http::not_found();
  view->action = c.request.path;
  if (view->open && view->barred.empty()) {
    const auto& l = c.language;
    html::Field decision{.name = "decision", .label = l.tr(N_("What do you decide?"))};
    decision.required = true;
    decision.options = {{"undo", l.tr(N_("Undo the decision")),
                         l.tr(N_("It is shown again; a limit or suspension ends.")), false},
                        {"confirm", l.tr(N_("Confirm the decision")), "", false}};
    html::Field note{.name = "note",
                     .label = l.tr(N_("The reason")),
                     .hint = l.tr(N_("Its author reads this.")),
                     .rows = 4,
                     .max = 1000};
    note.required = true;
    view->fields = {html::filled(std::move(decision), c.request.form, errors, l),
                    html::filled(std::move(note), c.request.form, errors, l)};
  }
  const auto page = quiet_page(c, view->heading);
  return http::page(templates::appeal(page, *view, errors), status);
}

Response decide(Context& c, Service& service, AppealId id) {
  const bool here = service.core().db.read([&](db::Session& s) {
    const auto a = store::find(s, id);
    return a && a->territory_id == territory(c);
  });
  if (!here) http::not_found();
  form::Errors errors;
  const auto draft = read_appeal_decision(c.request.form, errors);
  if (errors) return show(c, service, id, errors, 422);
  const auto answer = service.decide(id, viewer(c), draft);
  switch (answer.outcome) {
    case Service::Outcome::done:
      c.notice({N_("Your decision is noted.")});
      break;
    case Service::Outcome::barred:
      errors.add("", sentence(answer.bar));
      return show(c, service, id, errors, 403);
    case Service::Outcome::late:
      c.notice({N_("Another moderator decided first.")});
      break;
    case Service::Outcome::gone:
      http::not_found();
  }
  return http::see_other("/moderation");
}

}  // namespace

void appeal_routes(http::Router& router, Service& service) {
  router
      .get("/appeal/{token}",
           [&service](Context& c, std::string token) {
             return appeal_page(c, service, from_token(service, token), {});
           })
      .who(http::anyone())
      .limited(http::Limit::sign_in);
  router
      .post("/appeal/{token}",
            [&service](Context& c, std::string token) {
              return ask(c, service, from_token(service, token));
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in)
      .from_message();
  router.get("/decisions", [&service](Context& c) { return own_page(c, service); })
      .who(http::signed_in());
  router
      .get("/decisions/{decision}",
           [&service](Context& c, DecisionId id) {
             return appeal_page(c, service, own_decision(c, service, id), {});
           })
      .who(http::signed_in());
  router
      .post("/decisions/{decision}",
            [&service](Context& c, DecisionId id) {
              return ask(c, service, own_decision(c, service, id));
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router
      .get("/moderation/appeals/{appeal}",
           [&service](Context& c, AppealId id) { return show(c, service, id, {}, 200); })
      .who(moderators());
  router
      .post("/moderation/appeals/{appeal}",
            [&service](Context& c, AppealId id) { return decide(c, service, id); })
      .who(moderators());
}

}  // namespace palier::moderation
