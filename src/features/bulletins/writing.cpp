// /bulletins/new: write, look at it as people will see it with what it does, then publish; and what
// comes later: correcting, withdrawing.
#include "core/html/markdown.hpp"
#include "core/http/once.hpp"
#include "features/bulletins/room.hpp"
#include "features/bulletins/store.hpp"
#include "features/bulletins/templates.hpp"

namespace palier::bulletins {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kNew = "/bulletins/new";

std::vector<html::Field> filled(std::vector<html::Field> fields, const Context& c,
                                const Errors& errors) {
  if (c.request.method == http::Method::post)
    for (auto& f : fields) f = html::filled(f, c.request.form, errors, c.language);
  return fields;
}

Response show_form(const Context& c, const FormContext& context, const Errors& errors = {}) {
  const auto& l = c.language;
  WritePage p;
  p.heading = l.tr(N_("Write a bulletin"));
  p.lead = context.signatures.size() == 1
               ? l.tr(Message{N_("You sign: {1}."), {context.signatures.front().label}})
               : "";
  p.action = kNew;
  p.back = "/bulletins";
  p.submit = l.tr(N_("See it before it is published"));
  p.fields = filled(bulletin_fields(context, l), c, errors);
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::write(page, p, errors), errors ? 422 : 200);
}

std::string does(const BulletinForm& f, const i18n::Language& l) {
  switch (f.urgency) {
    case Urgency::usual:
      return l.tr(N_("It is shown on the pages of the area, and in people’s next summary."));
    case Urgency::important:
      return l.tr(
          N_("It is shown on top of the pages of the area. Everyone there is written to as "
             "they wish: at once, or in their summary."));
    case Urgency::urgent:
      break;
  }
  return l.tr(
      N_("It is shown on top of all pages of the area. Everyone there is written to at "
         "once, even those who asked for a summary: by e-mail, by text message and on their "
         "devices, whatever they allow. It cannot be called back."));
}

Response preview(const Service& service, Context& c, const FormContext& context,
                 const BulletinForm& f, const Errors& errors = {}) {
  const auto& l = c.language;
  PreviewPage p;
  Bulletin b;
  b.voice = f.sign.circle.empty() ? Voice::official : Voice::local;
  b.urgency = f.urgency;
  b.title = f.title;
  b.text = f.text;
  b.from_at = f.from;
  b.ends_at = f.ends;
  b.signed_as = b.official() ? f.sign.label : c.viewer.name;
  p.card = service.card(b, f.circles, l);
  p.text = html::markdown(f.text);
  p.official = b.official();
  p.emblem = emblem(b.voice);
  p.kind = kind_words(b.voice, l);
  p.since = l.date(f.from);
  if (f.ends != kNever) p.until = last_day(f.ends, l);
  p.urgent = f.urgency == Urgency::urgent;
  p.later = f.from > context.now;
  p.does = does(f, l);
  const auto reach = service.parts().core.db.read(
      [&](db::Session& s) { return service.reach(s, context.territory, f.circles); });
  p.reach =
      reach.people < kLeast
          ? l.tr(N_("Fewer than five people have an account there."))
          : l.tr(Message{
                N_("{1} people have an account there; {2} of them can be written to."),
                {l.number(reach.people), l.number(p.urgent ? reach.with_way : reach.reached)}});
  if (p.urgent) {
    p.sure.name = "sure";
    p.sure.type = "checkboxes";
    p.sure.required = true;
    p.sure.label = l.tr(N_("Before you publish"));
    p.sure.options = {
        {"1", l.tr(N_("It cannot wait, and everyone there has to know it")), "", false}};
    p.sure = html::filled(p.sure, c.request.form, errors, l);
  }
  for (const auto& name : bulletin_inputs())
    for (const auto& value : c.request.form.many(name)) p.hidden.emplace_back(name, value);
  auto page = c.page(l.tr(N_("Check before you publish")));
  page.index = false;
  return http::page(templates::preview(page, p, errors), errors ? 422 : 200);
}

Response write(Service& service, Context& c) {
  const auto& core = service.parts().core;
  const auto context =
      core.db.read([&](db::Session& s) { return service.form_context(s, c.viewer, c.language); });
  Errors errors;
  const auto form = read_bulletin(c.request.form, errors, context);
  const auto& go = c.request.form.one("go");
  if (errors || go == "change") return show_form(c, context, errors);
  if (go != "publish") return preview(service, c, context, form);
  if (form.urgency == Urgency::urgent && !c.request.form.has("sure")) {
    errors.add("sure", {N_("Say that it cannot wait, or choose another urgency.")});
    return preview(service, c, context, form, errors);
  }
  const auto token = http::own_token(c.viewer.account, kNew, c.request.form.one("once"));
  Service::Written written;
  const auto to = core.db.write([&](db::Transaction& tx) -> std::string {
    if (auto before = http::once(tx, token, c.now)) return *before;
    written = service.write(tx, c.viewer, form, c.language.code());
    if (*written.refused.msgid) return "";
    auto url = "/bulletins/" + written.id.str();
    http::keep_result(tx, token, url);
    return url;
  });
  if (*written.refused.msgid) {
    errors.add("", written.refused);
    return show_form(c, context, errors);
  }
  if (written.held)
    c.notice({N_("Thank you. A moderator looks at it first.")});
  else if (form.from > context.now)
    c.notice({N_("It comes out by itself on that day.")});
  else
    c.notice({N_("It is out.")});
  return http::see_other(to);
}

Bulletin changeable(db::Session& s, const Service& service, const Context& c, BulletinId id,
                    bool withdraw) {
  auto b = store::find(s, id);
  if (!b || b->territory_id.value != c.viewer.territory || !service.may_see(s, c.viewer, *b))
    http::not_found();
  if (withdraw ? !service.may_withdraw(s, c.viewer, *b) : !service.may_amend(s, c.viewer, *b))
    http::forbidden();
  return std::move(*b);
}

Response show_change(const Service& service, Context& c, BulletinId id, bool withdraw,
                     const Errors& errors = {}) {
  const auto& l = c.language;
  const auto b = service.parts().core.db.read(
      [&](db::Session& s) { return changeable(s, service, c, id, withdraw); });
  WritePage p;
  p.heading = withdraw ? l.tr(N_("Withdraw the bulletin")) : l.tr(N_("Correct the bulletin"));
  p.lead = withdraw ? b.title : l.tr(N_("What it said before stays to be seen, with the date."));
  p.action = b.url() + (withdraw ? "/withdraw" : "/amend");
  p.back = b.url();
  p.submit = withdraw ? l.tr(N_("Withdraw it")) : l.tr(N_("Publish the correction"));
  p.fields = filled(withdraw ? withdraw_fields(b, l) : amend_fields(b, l), c, errors);
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::write(page, p, errors), errors ? 422 : 200);
}

template <class Act>
Response change(const Service& service, Context& c, BulletinId id, Act act) {
  const auto done =
      service.parts().core.db.write([&](db::Transaction& tx) -> Done<> { return act(tx); });
  if (!done) {
    if (done.error() == No::not_found) http::not_found();
    if (done.error() == No::not_allowed) http::forbidden();
    if (done.error() == No::imitates) {
      Errors errors;
      errors.add("title", Service::imitating());
      return show_change(service, c, id, false, errors);
    }
    c.notice({N_("It has been withdrawn already.")});
  } else {
    c.notice({N_("Saved.")});
  }
  return http::see_other("/bulletins/" + id.str());
}

}  // namespace

void writing_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto writers = http::only({http::Role::official, http::Role::informant});
  r.get(kNew, [&service](Context& c) {
     const auto context = service.parts().core.db.read(
         [&](db::Session& s) { return service.form_context(s, c.viewer, c.language); });
     if (context.signatures.empty()) {
       auto page = c.page(c.language.tr(N_("Write a bulletin")));
       page.index = false;
       return http::page(templates::no_body(page, c.viewer.roles.has(http::Role::official)));
     }
     return show_form(c, context);
   }).who(writers);
  r.post(kNew, [&service](Context& c) { return write(service, c); })
      .who(writers)
      .limited(http::Limit::posting);
  r.get("/bulletins/{bulletin}/amend", [&service](Context& c, BulletinId id) {
     return show_change(service, c, id, false);
   }).who(writers);
  r.post("/bulletins/{bulletin}/amend",
         [&service](Context& c, BulletinId id) {
           Errors errors;
           const auto form = read_amend(c.request.form, errors);
           if (errors) return show_change(service, c, id, false, errors);
           return change(service, c, id, [&](db::Transaction& tx) {
             return service.amend(tx, c.viewer, id, form);
           });
         })
      .who(writers)
      .limited(http::Limit::posting);
  r.get("/bulletins/{bulletin}/withdraw", [&service](Context& c, BulletinId id) {
     return show_change(service, c, id, true);
   }).who(http::signed_in());
  r.post("/bulletins/{bulletin}/withdraw",
         [&service](Context& c, BulletinId id) {
           Errors errors;
           const auto form = read_withdraw(c.request.form, errors);
           if (errors) return show_change(service, c, id, true, errors);
           return change(service, c, id, [&](db::Transaction& tx) {
             return service.withdraw(tx, c.viewer, id, form);
           });
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::bulletins
