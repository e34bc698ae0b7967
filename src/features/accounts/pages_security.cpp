#include "features/accounts/pages.hpp"
#include "features/accounts/templates.hpp"

// Password, keys for other programs, signing out everywhere.
namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using palier::form::Errors;

Question password_question(const Context& c, const Own& me) {
  const auto& l = c.language;
  Question q;
  q.heading = me.account.password ? l.tr(N_("Change your password")) : l.tr(N_("Set a password"));
  q.lead = {l.tr(N_("You do not need one: a code by message is enough. A password helps where "
                    "messages come late.")),
            l.tr(N_("Afterwards you are signed out on your other devices."))};
  q.fields = {password_field(l, true)};
  q.action = "/account/password";
  q.submit = l.tr(N_("Save"));
  q.back = "/account";
  if (me.account.password)
    q.ways = {{l.tr(N_("Remove the password")), "/account/password/remove", true}};
  return q;
}

/// All sessions have ended, this one too: this browser comes back in.
Response changed(Context& c) {
  c.session.sign_in(c.viewer.account);
  c.notice({N_("Saved.")});
  return http::see_other("/account");
}

Response show_keys(Context& c, const Service& service, const Errors& errors, std::string_view fresh,
                   int status) {
  const auto& l = c.language;
  html::Field name;
  name.name = "name";
  name.label = l.tr(N_("What is the new key for?"));
  name.hint = l.tr(N_("For example: my calendar"));
  name.required = true;
  if (c.request.method == http::Method::post && fresh.empty())
    name = html::filled(name, c.request.form, errors, l);
  auto page = c.page(l.tr(N_("Keys for other programs")));
  page.index = false;
  html::Out out;
  templates::keys(out, page, service.tokens(viewer(c)), name, errors, fresh);
  auto response = http::page(out.take(), status);
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace

void security(Service& service) {
  auto& router = service.core().router;

  router
      .get("/account/password",
           [&service](Context& c) { return ask(c, password_question(c, own(service, c))); })
      .who(http::signed_in());
  router
      .post("/account/password",
            [&service](Context& c) {
              const auto me = own(service, c);
              Errors errors;
              const auto password =
                  form::read_password(c.request.form, errors,
                                      {me.account.first_name, me.account.last_name, me.email(),
                                       me.phone(), service.post().site_name()});
              if (errors) return ask(c, password_question(c, me), errors);
              service.set_password(viewer(c), password);
              return changed(c);
            })
      .who(http::signed_in())
      .limited(http::Limit::sign_in);
  router
      .post("/account/password/remove",
            [&service](Context& c) {
              service.set_password(viewer(c), "");
              return changed(c);
            })
      .who(http::signed_in());

  router
      .post("/account/sign-out-everywhere",
            [&service](Context& c) {
              service.sign_out_everywhere(viewer(c));
              c.session.sign_out();
              return http::see_other("/sign-in");
            })
      .who(http::signed_in());

  router.get("/account/keys", [&service](Context& c) { return show_keys(c, service, {}, "", 200); })
      .who(http::signed_in());
  router
      .post("/account/keys",
            [&service](Context& c) {
              Errors errors;
              const auto name = form::read_token_name(c.request.form, errors);
              if (errors) return show_keys(c, service, errors, "", 422);
              const auto made = service.create_token(viewer(c), name);
              if (!made) {
                errors.add("name", {N_("You have 20 keys already. Remove one first.")});
                return show_keys(c, service, errors, "", 422);
              }
              // Shown in the answer itself: it is kept nowhere, not even in the session.
              return show_keys(c, service, {}, made->secret, 200);
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router
      .post("/account/keys/{key}/remove",
            [&service](Context& c, TokenId key) {
              if (!service.revoke_token(viewer(c), key)) http::not_found();
              c.notice({N_("The key no longer works.")});
              return http::see_other("/account/keys");
            })
      .who(http::signed_in());
}

}  // namespace palier::accounts::pages
