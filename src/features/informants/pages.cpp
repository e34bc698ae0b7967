// /informant: what it is, who is ours, becoming one, and "I know someone who would be good".
#include <algorithm>

#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Language;

std::vector<html::Field> filled(std::vector<html::Field> fields, const Context& c,
                                const Errors& errors) {
  if (c.request.method == http::Method::post)
    for (auto& f : fields) f = html::filled(f, c.request.form, errors, c.language);
  return fields;
}

Response form_page(const Context& c, const FormPage& p, const Errors& errors) {
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::form(page, p, errors), errors ? 422 : 200);
}

std::string shown_name(db::Session& s, const Service& service, AccountId id, const Language& l) {
  const auto person = service.parts().accounts.person(s, id);
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(l.tr(N_("Someone who has left")));
}

std::string shown_quarter(const Service& service, places::AreaId id) {
  const auto area = service.parts().places.area(id);
  return area ? area->name : "";
}

places::AreaId own_quarter(db::Session& s, const Service& service, const http::Viewer& viewer) {
  if (!viewer.signed_in()) return {};
  const auto home = service.parts().accounts.home(s, AccountId{viewer.account});
  return home ? home->scopes.quarter : places::AreaId{};
}

namespace {

using http::Role;

std::string standing_words(const Standing& s, const Language& l) {
  switch (s.state) {
    case State::candidate:
      return l.tr(N_("You have asked. A moderator decides."));
    case State::serving:
      return l.tr(N_("You are its informant."));
    case State::refused:
      return l.tr(N_("Not this time."));
    case State::ended:
      break;
  }
  return l.tr(N_("It is over."));
}

void put_mine(db::Session& s, const Service& service, const Context& c, AboutPage& p) {
  for (const auto& one : store::of_account(s, AccountId{c.viewer.account})) {
    if (one.state == State::ended) continue;
    AboutPage::Mine mine;
    mine.quarter = shown_quarter(service, one.quarter_id);
    mine.state = standing_words(one, c.language);
    mine.reason = one.reason;
    if (one.state == State::candidate) {
      mine.action = "/informant/standing/" + one.id.str() + "/take-back";
      mine.button = c.language.tr(N_("Take it back"));
    }
    p.mine.push_back(std::move(mine));
    if (p.mine.size() == 5) break;
  }
}

Response about(const Service& service, Context& c) {
  const auto& l = c.language;
  AboutPage p;
  p.signed_in = c.viewer.signed_in();
  p.judge = c.viewer.roles.any_of({Role::moderator, Role::keeper});
  service.parts().core.db.read([&](db::Session& s) {
    const auto own = own_quarter(s, service, c.viewer);
    for (const auto& quarter : service.parts().places.areas("quarter")) {
      AboutPage::Quarter q;
      q.name = quarter.name;
      std::vector<std::string> names;
      for (const auto& one : store::serving(s, quarter.id)) {
        ++q.informants;
        if (!p.signed_in ||
            service.parts().moderation.blocked(s, one.account_id, AccountId{c.viewer.account}))
          continue;
        names.push_back(shown_name(s, service, one.account_id, l));
        if (p.judge && one.account_id.value != c.viewer.account)
          q.remove.emplace_back(names.back(), "/informant/candidates/" + one.id.str() + "/remove");
      }
      q.who = fmt::format("{}", fmt::join(names, ", "));
      q.find_url = "/informant/become?quarter=" + quarter.id.str();
      if (quarter.id == own) {
        p.own_known = true;
        p.own_name = q.name;
        p.own_who = q.who;
      }
      (q.informants ? p.with : p.without).push_back(std::move(q));
    }
    if (p.signed_in) put_mine(s, service, c, p);
    p.desk = c.viewer.roles.has(Role::informant);
    if (p.judge)
      p.candidates = static_cast<std::int64_t>(
          store::in_state(s, places::TerritoryId{c.viewer.territory}, State::candidate).size());
  });
  auto page = c.page(l.tr(N_("The quarter’s informant")));
  page.description =
      l.tr(N_("A neighbour who passes on what is useful to know, and asks after those "
              "who wish it."));
  return http::page(templates::about(page, p));
}

FormPage become_page(const Context& c, std::vector<html::Field> fields, const Errors& errors) {
  const auto& l = c.language;
  FormPage p;
  p.heading = l.tr(N_("Become the informant of a quarter"));
  p.lead =
      l.tr(N_("Four short questions. A moderator reads them and may ring you. Neighbours see "
              "your first name and your quarter once you are confirmed."));
  p.action = "/informant/become";
  p.back = "/informant";
  p.submit = l.tr(N_("Send"));
  p.fields = filled(std::move(fields), c, errors);
  return p;
}

places::AreaId wished(const Context& c, places::AreaId own) {
  const auto asked = places::AreaId::parse(c.request.query.one("quarter"));
  return asked ? *asked : own;
}

Response show_become(const Service& service, Context& c, const Errors& errors = {}) {
  const auto own = service.parts().core.db.read(
      [&](db::Session& s) { return own_quarter(s, service, c.viewer); });
  return form_page(
      c,
      become_page(
          c, candidate_fields(service.parts().places.areas("quarter"), wished(c, own), c.language),
          errors),
      errors);
}

Response become(Service& service, Context& c) {
  const auto& core = service.parts().core;
  Errors errors;
  const auto filled =
      read_candidate(c.request.form, errors, service.parts().places.areas("quarter"));
  if (errors) return show_become(service, c, errors);
  const auto done = core.db.write([&](db::Transaction& tx) {
    return service.stand(tx, AccountId{c.viewer.account}, places::TerritoryId{c.viewer.territory},
                         filled);
  });
  if (!done) {
    errors.add("quarter", {N_("You have asked for this quarter already.")});
    return show_become(service, c, errors);
  }
  c.notice({N_("Thank you. A moderator reads it and answers you.")});
  return http::see_other("/informant");
}

Response show_invite(const Service& service, Context& c, const Errors& errors = {}) {
  const auto& l = c.language;
  const auto own = service.parts().core.db.read(
      [&](db::Session& s) { return own_quarter(s, service, c.viewer); });
  FormPage p;
  p.heading = l.tr(N_("I know someone who would be good"));
  p.lead = l.tr(N_("We tell them what an informant does, and that you thought of them."));
  p.action = "/informant/invite";
  p.back = "/informant";
  p.submit = l.tr(N_("Write to them"));
  p.fields =
      filled(invite_fields(service.parts().places.areas("quarter"), wished(c, own), l), c, errors);
  return form_page(c, p, errors);
}

Response invite(Service& service, Context& c) {
  const auto& core = service.parts().core;
  Errors errors;
  const auto filled = read_invite(c.request.form, errors, service.parts().places.areas("quarter"),
                                  core.config.phone_region);
  if (!errors) {
    const auto outcome = core.db.write(
        [&](db::Transaction& tx) { return service.invite(tx, c.viewer, filled, c.language); });
    if (outcome == Service::Invited::too_many)
      errors.add("", {N_("You have invited three people this week. That is enough for now.")});
  }
  if (errors) return show_invite(service, c, errors);
  c.notice({N_("Thank you. We write to them, and they decide.")});
  return http::see_other("/informant");
}

}  // namespace

void public_routes(Service& service) {
  auto& r = service.parts().core.router;
  r.get("/informant", [&service](Context& c) { return about(service, c); }).who(http::anyone());
  r.get("/informant/become", [&service](Context& c) {
     if (auto path = service.parts().core.db.read([&](db::Session& s) {
           return accounts::before_posting(service.parts().accounts, s, c, "/informant/become");
         }))
       return http::see_other(*path);
     return show_become(service, c);
   }).who(http::signed_in());
  r.post("/informant/become", [&service](Context& c) { return become(service, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/informant/invite", [&service](Context& c) {
     return show_invite(service, c);
   }).who(http::signed_in());
  r.post("/informant/invite", [&service](Context& c) { return invite(service, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.post("/informant/standing/{standing}/take-back", [&service](Context& c, StandingId id) {
     const auto done = service.parts().core.db.write([&](db::Transaction& tx) {
       return service.take_back(tx, AccountId{c.viewer.account}, id);
     });
     if (!done) http::not_found();
     c.notice({N_("It is taken back.")});
     return http::see_other("/informant");
   }).who(http::signed_in());
}

}  // namespace palier::informants
