// /informant/candidates: a moderator or keeper confirms, with a reason, or removes.
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kList = "/informant/candidates";

Standing one_of(db::Session& s, const Context& c, StandingId id, State state) {
  auto one = store::find(s, id);
  if (!one || one->territory_id.value != c.viewer.territory || one->state != state)
    http::not_found();
  return std::move(*one);
}

Response list(const Service& service, Context& c) {
  std::vector<CandidateLine> lines;
  service.parts().core.db.read([&](db::Session& s) {
    for (const auto& one :
         store::in_state(s, places::TerritoryId{c.viewer.territory}, State::candidate))
      lines.push_back({shown_name(s, service, one.account_id, c.language),
                       shown_quarter(service, one.quarter_id),
                       c.language.ago(one.created_at, c.now),
                       fmt::format("{}/{}", kList, one.id.value)});
  });
  auto page = c.page(c.language.tr(N_("Who would like to be an informant")));
  page.index = false;
  return http::page(templates::candidates(page, lines));
}

Response show(const Service& service, Context& c, StandingId id, const Errors& errors = {}) {
  const auto& l = c.language;
  CandidatePage p;
  service.parts().core.db.read([&](db::Session& s) {
    const auto one = one_of(s, c, id, State::candidate);
    const auto person = service.parts().accounts.person(s, one.account_id);
    p.name = shown_name(s, service, one.account_id, l);
    p.verified = person && person->verified;
    if (person) p.since = l.date(person->since);
    p.quarter = shown_quarter(service, one.quarter_id);
    p.why = one.why;
    p.knows = one.knows;
    p.hours = one.hours;
    p.own = one.account_id.value == c.viewer.account;
    for (const auto& other : store::serving(s, one.quarter_id))
      p.others.push_back(shown_name(s, service, other.account_id, l));
  });
  p.action = fmt::format("{}/{}", kList, id.value);
  p.fields = filled(decision_fields(l), c, errors);
  auto page = c.page(p.name);
  page.index = false;
  return http::page(templates::candidate(page, p, errors), errors ? 422 : 200);
}

Response decide(Service& service, Context& c, StandingId id) {
  Errors errors;
  const auto form = read_decision(c.request.form, errors);
  if (errors) return show(service, c, id, errors);
  const auto done = service.parts().core.db.write(
      [&](db::Transaction& tx) { return service.decide(tx, c.viewer, id, form); });
  if (done) {
    c.notice({N_("Saved. They are told.")});
  } else if (done.error() == No::own) {
    errors.add("", {N_("This is about you: another moderator decides.")});
    return show(service, c, id, errors);
  } else if (done.error() == No::not_found) {
    http::not_found();
  } else {
    c.notice({N_("Somebody else has decided already.")});
  }
  return http::see_other(kList);
}

Response show_remove(const Service& service, Context& c, StandingId id, const Errors& errors = {}) {
  const auto& l = c.language;
  FormPage p;
  service.parts().core.db.read([&](db::Session& s) {
    const auto one = one_of(s, c, id, State::serving);
    p.lead = l.tr(Message{
        N_("{1}, informant of {2}"),
        {shown_name(s, service, one.account_id, l), shown_quarter(service, one.quarter_id)}});
  });
  p.heading = l.tr(N_("End being an informant"));
  p.action = fmt::format("{}/{}/remove", kList, id.value);
  p.back = "/informant";
  p.submit = l.tr(N_("End it"));
  p.fields = filled({reason_field(l, N_("Why?"))}, c, errors);
  return form_page(c, p, errors);
}

Response remove(Service& service, Context& c, StandingId id) {
  Errors errors;
  const auto reason = read_reason(c.request.form, errors);
  if (errors) return show_remove(service, c, id, errors);
  const auto done = service.parts().core.db.write(
      [&](db::Transaction& tx) { return service.remove(tx, c.viewer, id, reason); });
  if (!done && done.error() == No::own) {
    errors.add("", {N_("This is about you: another moderator decides.")});
    return show_remove(service, c, id, errors);
  }
  if (!done) http::not_found();
  c.notice({N_("Saved. They are told.")});
  return http::see_other("/informant");
}

}  // namespace

void moderator_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto judges = http::only({http::Role::moderator, http::Role::keeper});
  r.get(kList, [&service](Context& c) { return list(service, c); }).who(judges);
  r.get("/informant/candidates/{standing}", [&service](Context& c, StandingId id) {
     return show(service, c, id);
   }).who(judges);
  r.post("/informant/candidates/{standing}", [&service](Context& c, StandingId id) {
     return decide(service, c, id);
   }).who(judges);
  r.get("/informant/candidates/{standing}/remove", [&service](Context& c, StandingId id) {
     return show_remove(service, c, id);
   }).who(judges);
  r.post("/informant/candidates/{standing}/remove", [&service](Context& c, StandingId id) {
     return remove(service, c, id);
   }).who(judges);
}

}  // namespace palier::informants
