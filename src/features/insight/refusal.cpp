// Whoever does not want to be counted says so here; a visitor for this session, with no other
// cookie.
#include "features/insight/room.hpp"
#include "features/insight/templates.hpp"

namespace palier::insight {
namespace {

using form::Errors;
using http::Context;
using http::Response;

Response page(Room& room, Context& c, const Errors& errors) {
  RefusalPage p;
  p.signed_in = c.viewer.signed_in();
  p.by_browser = c.request.header("sec-gpc") == "1" || c.request.header("dnt") == "1";
  p.refused = c.session.get("measurement") == "no";
  if (p.signed_in)
    p.refused = room.core.db.read(
        [&](db::Session& s) { return store::refused(s, accounts::AccountId{c.viewer.account}); });
  const auto& l = c.language;
  p.field.name = "measurement";
  p.field.type = "radios";
  p.field.label = l.tr(N_("May your part be counted?"));
  p.field.required = true;
  p.field.value = p.refused ? "no" : "yes";
  p.field.options = {{"yes", l.tr(N_("Yes, count me")), "", !p.refused},
                     {"no", l.tr(N_("No, leave me out")), "", p.refused}};
  p.field = html::filled(p.field, c.request.form, errors, l);
  auto frame = c.page(l.tr(N_("Measurement of the site")));
  return http::page(templates::refusal(frame, p, errors), errors ? 422 : 200);
}

Response choose(Room& room, Context& c) {
  Errors errors;
  form::Reader reader(c.request.form, errors);
  const auto choice = reader.choice("measurement", {"yes", "no"}, true);
  if (errors) return page(room, c, errors);
  const bool refused = choice == "no";
  if (c.viewer.signed_in()) {
    room.core.db.write([&](db::Transaction& tx) {
      store::refuse(tx, accounts::AccountId{c.viewer.account},
                    places::TerritoryId{c.viewer.territory}, refused, c.now);
    });
  } else if (refused) {
    c.session.set("measurement", "no");
  } else {
    c.session.erase("measurement");
  }
  c.notice({refused ? N_("You are not counted.") : N_("You are counted, without your name.")});
  return http::see_other("/privacy/measurement");
}

}  // namespace

void refusal_routes(Room& room) {
  auto& r = room.core.router;
  r.get("/privacy/measurement", [&room](Context& c) {
     return page(room, c, {});
   }).who(http::anyone());
  r.post("/privacy/measurement", [&room](Context& c) { return choose(room, c); })
      .who(http::anyone())
      .limited(http::Limit::posting);
}

}  // namespace palier::insight
