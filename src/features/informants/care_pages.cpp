// /account/look-after: one's own wish to be asked after; /informant/no-news: asking after somebody.
#include "core/audit/audit.hpp"
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using http::Role;
using i18n::Language;
using i18n::Message;

constexpr const char* kOwn = "/account/look-after";

Response show_own(const Service& service, Context& c, const Errors& errors = {}) {
  const auto& l = c.language;
  FormPage p;
  service.parts().core.db.read([&](db::Session& s) {
    const AccountId me{c.viewer.account};
    const auto care = store::care(s, me);
    p.fields = filled(care_fields(care, l), c, errors);
    if (care)
      for (const auto& check : store::checks(s, me, 3))
        p.facts.push_back(
            l.tr(Message{N_("{1} asked after you on {2}."),
                         {shown_name(s, service, check.by_id, l), l.date(check.at)}}));
  });
  p.heading = l.tr(N_("Being looked after"));
  p.lead =
      l.tr(N_("If nobody hears from you for some days, your quarter’s informant asks after you: "
              "by phone or at your door, as you like. Only then do they see how to reach you. "
              "Where there is no informant, the desk does it."));
  p.action = kOwn;
  p.back = "/account";
  p.submit = l.tr(N_("Save"));
  return form_page(c, p, errors);
}

Response save_own(Service& service, Context& c) {
  Errors errors;
  const auto form = read_care(c.request.form, errors);
  if (!errors)
    errors = service.parts().core.db.write([&](db::Transaction& tx) {
      return service.save_care(tx, AccountId{c.viewer.account}, form);
    });
  if (errors) return show_own(service, c, errors);
  c.notice({N_("Saved.")});
  return http::see_other("/account");
}

std::string outcome_words(Outcome o, const Language& l) {
  switch (o) {
    case Outcome::well:
      return l.tr(N_("All was well"));
    case Outcome::needs_help:
      return l.tr(N_("Needed help"));
    case Outcome::nobody:
      break;
  }
  return l.tr(N_("Nobody answered"));
}

Response show_silent(const Service& service, Context& c, AccountId whom,
                     const Errors& errors = {}) {
  const auto& l = c.language;
  SilentPage p;
  // Whoever looks at how to reach somebody leaves a line.
  service.parts().core.db.write([&](db::Transaction& tx) {
    const auto care = store::care(tx, whom);
    if (!care) http::not_found();
    const auto one = service.silence(tx, *care);
    if (!service.may_look(tx, c.viewer, one)) http::not_found();
    const auto contact = service.parts().accounts.contact(tx, whom);
    p = {};
    p.name = shown_name(tx, service, whom, l);
    p.quarter = shown_quarter(service, care->quarter_id);
    p.asked =
        l.tr("If there is no news for one day", "If there is no news for {1} days", care->days);
    p.asked = Language::fill(p.asked, std::vector<std::string>{l.number(care->days)});
    p.last = l.ago(one.last, c.now);
    const bool phone = care->way == Way::phone;
    p.way = phone ? l.tr(N_("By telephone")) : l.tr(N_("At the door"));
    p.contact = phone ? contact.phone : contact.address;
    if (phone && !contact.phone.empty()) p.contact_url = "tel:" + contact.phone;
    p.note = care->note;
    p.desk = one.desk;
    for (const auto& check : store::checks(tx, whom, 5))
      p.past.push_back({l.date(check.at, Language::Style::day_and_time),
                        outcome_words(check.outcome, l), check.note});
    audit::Line line;
    line.territory_id = care->territory_id.value;
    line.by_account = c.viewer.account;
    line.what = "informants.looked";
    line.kind = "account";
    line.subject = whom.value;
    line.detail = phone ? "telephone" : "address";
    audit::write(tx, service.parts().core.clock, std::move(line));
  });
  p.action = "/informant/no-news/" + whom.str();
  p.fields = filled(check_fields(l), c, errors);
  auto page = c.page(l.tr(Message{N_("No news of {1}"), {p.name}}));
  page.index = false;
  return http::page(templates::silent(page, p, errors), errors ? 422 : 200);
}

Response check(Service& service, Context& c, AccountId whom) {
  Errors errors;
  const auto form = read_check(c.request.form, errors);
  if (errors) return show_silent(service, c, whom, errors);
  const auto done = service.parts().core.db.write(
      [&](db::Transaction& tx) { return service.check(tx, c.viewer, whom, form); });
  if (!done) http::not_found();
  if (form.outcome == Outcome::needs_help && c.viewer.roles.has(Role::informant))
    return http::see_other("/informant/desk/heard?for=" + whom.str());
  c.notice(form.outcome == Outcome::nobody ? Message{N_("The desk is told.")}
                                           : Message{N_("Thank you for having asked.")});
  return http::see_other("/informant/desk");
}

Response well(Service& service, Context& c, const std::string& token, bool press) {
  const auto who = service.read_link(token);
  if (!who) throw http::Refused{410};
  if (press)
    service.parts().core.db.write(
        [&](db::Transaction& tx) { return service.all_is_well(tx, *who); });
  auto page = c.page(c.language.tr(N_("Is all well?")));
  page.index = false;
  return http::page(templates::well(page, "/look-after/" + token, press));
}

}  // namespace

void care_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto desks = http::only({Role::informant, Role::operator_});
  r.get(kOwn, [&service](Context& c) { return show_own(service, c); }).who(http::signed_in());
  r.post(kOwn, [&service](Context& c) { return save_own(service, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/informant/no-news/{account}", [&service](Context& c, AccountId id) {
     return show_silent(service, c, id);
   }).who(desks);
  r.post("/informant/no-news/{account}", [&service](Context& c, AccountId id) {
     return check(service, c, id);
   }).who(desks);
  r.get("/look-after/{token}", [&service](Context& c, const std::string& token) {
     return well(service, c, token, false);
   }).who(http::anyone());
  r.post("/look-after/{token}",
         [&service](Context& c, const std::string& token) { return well(service, c, token, true); })
      .who(http::anyone())
      .from_message();
}

}  // namespace palier::informants
