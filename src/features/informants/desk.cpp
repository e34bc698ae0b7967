// /informant/desk: what an informant's week is made of.
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

using http::Context;
using http::Response;
using http::Role;
using i18n::Language;
using i18n::Message;

constexpr int kHeard = 20;

std::string state_words(aid::State state, const Language& l) {
  switch (state) {
    case aid::State::open:
      return l.tr(N_("Nobody yet"));
    case aid::State::proposed:
      return l.tr(N_("Somebody has answered"));
    case aid::State::agreed:
      return l.tr(N_("Agreed"));
    case aid::State::done:
      return l.tr(N_("Done"));
    case aid::State::cancelled:
      return l.tr(N_("Taken back"));
    case aid::State::expired:
      break;
  }
  return l.tr(N_("Over"));
}

DeskPage::Silent silent_line(db::Session& s, const Service& service, const Service::Silence& one,
                             const Context& c) {
  const auto& l = c.language;
  DeskPage::Silent out;
  out.name = shown_name(s, service, one.care.account_id, l);
  out.quarter = shown_quarter(service, one.care.quarter_id);
  out.since = l.ago(one.last, c.now);
  out.way = one.care.way == Way::phone ? l.tr(N_("by telephone")) : l.tr(N_("at the door"));
  out.url = "/informant/no-news/" + one.care.account_id.str();
  out.desk = one.desk;
  return out;
}

Response desk(const Service& service, Context& c) {
  const auto& l = c.language;
  DeskPage p;
  const AccountId me{c.viewer.account};
  service.parts().core.db.read([&](db::Session& s) {
    p.informant = c.viewer.roles.has(Role::informant);
    for (const auto& one : store::of_account(s, me)) {
      if (one.state != State::serving) continue;
      const auto at = "/informant/standing/" + one.id.str();
      p.terms.push_back({shown_quarter(service, one.quarter_id),
                         one.until ? l.date(*one.until) : "", at + "/renew", at + "/step-down",
                         "/informant/sheet?quarter=" + one.quarter_id.str(),
                         one.until && *one.until <= c.now + kRenewable});
      for (const auto& silent : service.overdue_in(s, one.quarter_id))
        p.silent.push_back(silent_line(s, service, silent, c));
      p.looked_after += static_cast<std::int64_t>(store::care_in(s, one.quarter_id).size());
    }
    if (c.viewer.roles.has(Role::operator_))
      for (const auto& silent :
           service.overdue_for_desk(s, places::TerritoryId{c.viewer.territory}))
        p.silent.push_back(silent_line(s, service, silent, c));
    for (const auto& h : store::heard_by(s, me, kHeard)) {
      const auto summary = service.parts().aid.summary(s, h.post_id, l);
      const auto standing = service.parts().aid.standing(s, h.post_id);
      if (!summary || !standing) continue;
      p.heard.push_back({summary->card.title, summary->card.url, l.ago(h.consent_at, c.now),
                         state_words(standing->state, l)});
    }
  });
  auto page = c.page(l.tr(N_("The desk of your quarter")));
  page.index = false;
  return http::page(templates::desk(page, p));
}

}  // namespace

void desk_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto desks = http::only({Role::informant, Role::operator_});
  const auto informants = http::only({Role::informant});
  r.get("/informant/desk", [&service](Context& c) { return desk(service, c); }).who(desks);
  r.post("/informant/standing/{standing}/renew", [&service](Context& c, StandingId id) {
     const auto done = service.parts().core.db.write(
         [&](db::Transaction& tx) { return service.renew(tx, AccountId{c.viewer.account}, id); });
     if (!done && done.error() == No::not_found) http::not_found();
     c.notice(done ? Message{N_("Thank you. Another year it is.")}
                   : Message{N_("It can be renewed in its last two months.")});
     return http::see_other("/informant/desk");
   }).who(informants);
  r.post("/informant/standing/{standing}/step-down", [&service](Context& c, StandingId id) {
     const auto done = service.parts().core.db.write([&](db::Transaction& tx) {
       return service.step_down(tx, AccountId{c.viewer.account}, id);
     });
     if (!done) http::not_found();
     c.notice({N_("Thank you for all you did. The moderators are told.")});
     return http::see_other("/informant");
   }).who(informants);
}

}  // namespace palier::informants
