// /informant/desk/heard: passing on what somebody asked for in the street. First the kind of help,
// then its questions, the person, and how they agreed.
#include <algorithm>

#include "core/http/once.hpp"
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kHeard = "/informant/desk/heard";

/// Undoes what was half kept.
struct Stopped {
  Errors errors;
};

places::LocationRule where_rule() {
  places::LocationRule rule;
  rule.approximate = false;
  return rule;
}

/// Somebody looked after whom this informant has just asked after.
std::optional<AccountId> known_person(db::Session& s, const Service& service, const Context& c,
                                      std::string_view text) {
  const auto id = AccountId::parse(text);
  if (!id) return {};
  const auto care = store::care(s, *id);
  if (!care) return {};
  const auto mine = service.quarters(s, AccountId{c.viewer.account});
  if (std::find(mine.begin(), mine.end(), care->quarter_id) == mine.end()) return {};
  // Only for the day on which they said so: later they are somebody to ask again.
  const auto checks = store::checks(s, *id, 1);
  if (checks.empty() || checks[0].by_id.value != c.viewer.account ||
      checks[0].outcome != Outcome::needs_help || c.now - checks[0].at > std::chrono::hours{24})
    return {};
  return id;
}

const aid::Aid::Asked* kind_of(const std::vector<aid::Aid::Asked>& all, std::string_view code) {
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const auto& k) { return k.code == code; });
  return it == all.end() ? nullptr : &*it;
}

Response show_kinds(const Context& c, const std::vector<aid::Aid::Asked>& all,
                    std::string_view whom, const Errors& errors = {}) {
  const auto& l = c.language;
  FormPage p;
  p.heading = l.tr(N_("What did you hear?"));
  p.lead =
      l.tr(N_("You pass on a request for somebody who has agreed to it. They need no account and "
              "no telephone."));
  p.action = kHeard;
  p.back = "/informant/desk";
  p.submit = l.tr(N_("Continue"));
  html::Field f;
  f.name = "kind";
  f.type = "radios";
  f.required = true;
  f.label = l.tr(N_("What does the person need?"));
  f.options.reserve(all.size());
  for (const auto& k : all) f.options.push_back({k.code, k.name, k.hint, false, k.icon});
  p.fields = filled({std::move(f)}, c, errors);
  if (!whom.empty()) p.hidden.emplace_back("for_account", whom);
  p.hidden.emplace_back("step", "kind");
  return form_page(c, p, errors);
}

Response show_request(const Service& service, const Context& c, const aid::Aid::Asked& kind,
                      const std::optional<AccountId>& known, const places::LocationAnswer& where,
                      const Errors& errors) {
  const auto& l = c.language;
  FormPage p;
  p.heading = kind.name;
  p.action = kHeard;
  p.back = kHeard;
  p.submit = l.tr(N_("Pass the request on"));
  p.hidden = {{"kind", kind.code}, {"category", kind.code}};
  p.before = kind.fields;
  if (known) {
    const auto first = service.parts().core.db.read(
        [&](db::Session& s) { return shown_name(s, service, *known, l); });
    p.lead = l.tr(Message{N_("For {1}, in their own name."), {first}});
    p.hidden.emplace_back("for_account", known->str());
  } else {
    auto person = person_fields(l);
    p.before.insert(p.before.end(), person.begin(), person.end());
    p.where = places::location_view(
        service.parts().places, c.request.form, errors, where, l, l.tr(N_("Where do they live?")),
        l.tr(N_("Nobody sees it but whoever is accepted to help, and the desk.")), where_rule());
  }
  p.fields = consent_fields(l);
  p.read_aloud = l.tr(consent_words());
  for (auto* list : {&p.before, &p.fields})
    for (auto& f : *list)
      if (c.request.method == http::Method::post && c.request.form.one("step") != "kind")
        f = html::filled(f, c.request.form, errors, l);
  return form_page(c, p, errors);
}

Response take(Service& service, Context& c) {
  const auto& core = service.parts().core;
  const auto all = service.parts().aid.asked(aid::Kind::need, c.language);
  const auto& form = c.request.form;
  const auto known = core.db.read(
      [&](db::Session& s) { return known_person(s, service, c, form.one("for_account")); });
  Errors errors;
  const auto* kind = kind_of(all, form.one("kind"));
  if (!kind) {
    errors.add("kind", {N_("Choose what the person needs.")});
    return show_kinds(c, all, known ? known->str() : "", errors);
  }
  if (form.one("step") == "kind") return show_request(service, c, *kind, known, {}, {});

  const auto filled_in = read_heard(form, errors, known.has_value(), core.config.phone_region);
  const auto asked = service.parts().aid.check(aid::Kind::need, form);
  for (const auto& e : asked.entries()) errors.add(e.field, e.message);
  places::LocationAnswer where;
  if (!known) where = places::read_location(service.parts().places, form, errors, where_rule());
  if (errors) return show_request(service, c, *kind, known, where, errors);
  const auto token = http::own_token(c.viewer.account, kHeard, form.one("once"));
  try {
    core.db.write([&](db::Transaction& tx) {
      if (http::once(tx, token, c.now)) return;
      auto passed = service.pass_on(tx, AccountId{c.viewer.account}, form, filled_in,
                                    where.location, known, c.language);
      if (passed.errors) throw Stopped{std::move(passed.errors)};
      http::keep_result(tx, token, "/informant/desk");
    });
  } catch (const Stopped& stopped) {
    return show_request(service, c, *kind, known, where, stopped.errors);
  }
  c.notice({N_("Thank you. The request is passed on, and you find it here.")});
  return http::see_other("/informant/desk");
}

}  // namespace

void heard_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto informants = http::only({http::Role::informant});
  r.get(kHeard, [&service](Context& c) {
     const auto known = service.parts().core.db.read(
         [&](db::Session& s) { return known_person(s, service, c, c.request.query.one("for")); });
     return show_kinds(c, service.parts().aid.asked(aid::Kind::need, c.language),
                       known ? known->str() : "");
   }).who(informants);
  r.post(kHeard, [&service](Context& c) { return take(service, c); })
      .who(informants)
      .limited(http::Limit::posting);
}

}  // namespace palier::informants
