#include "features/accounts/pages.hpp"

namespace palier::accounts::pages {
namespace {

using http::Context;
using palier::form::Errors;

Question delete_question(const Context& c) {
  const auto& l = c.language;
  html::Field sure;
  sure.name = "sure";
  sure.type = "checkboxes";
  sure.label = l.tr(N_("Are you sure?"));
  sure.required = true;
  sure.options = {{"1", l.tr(N_("Yes, delete my account. It cannot be brought back.")), "", false}};
  Question q;
  q.heading = l.tr(N_("Delete your account"));
  q.lead = {
      l.tr(N_("Deleted at once: your name, e-mail address, phone number, home address, password, "
              "keys, and what you told about yourself. What you ask and offer is taken down.")),
      l.tr(N_("Kept, without your name: messages that others received from you, so that they can "
              "still read what they agreed; and the lines that say which role was given or taken, "
              "and when, because those who run the site answer for it. Copies made for safety "
              "disappear as they get old.")),
      l.tr(N_("You may want to take a copy of your data first.")),
  };
  q.fields = {sure};
  q.action = "/account/delete";
  q.submit = l.tr(N_("Delete my account"));
  q.danger = true;
  q.back = "/account";
  q.ways = {{l.tr(N_("Download my data")), "/account/export"}};
  return q;
}

}  // namespace

void leaving(Service& service) {
  auto& router = service.core().router;

  router
      .get("/account/export",
           [&service](Context& c) {
             auto response = http::download(service.exported(viewer(c)),
                                            "application/json; charset=utf-8", "palier.json");
             response.header("Cache-Control", "no-store");
             return response;
           })
      .who(http::signed_in());

  router.get("/account/delete", [](Context& c) { return ask(c, delete_question(c)); })
      .who(http::signed_in());
  router
      .post("/account/delete",
            [&service](Context& c) {
              if (!c.request.form.has("sure")) {
                Errors errors;
                errors.add("sure", {N_("Tick the box if you are sure.")});
                return ask(c, delete_question(c), errors);
              }
              if (service.erase(viewer(c)) == Service::Erased::last_keeper) {
                Errors errors;
                errors.add("sure", {N_("You are the only keeper. Give that role to somebody else "
                                       "first: a site needs one.")});
                return ask(c, delete_question(c), errors, 409);
              }
              c.session.sign_out();
              // A page of its own: this one's frame is still theirs.
              return http::see_other("/account/deleted");
            })
      .who(http::signed_in());
  router
      .get("/account/deleted",
           [](Context& c) {
             const auto& l = c.language;
             return tell(c, {l.tr(N_("Your account is deleted")),
                             {l.tr(N_("Thank you for having been a neighbour. You can come back "
                                      "whenever you like, as a new person."))},
                             {{l.tr(N_("Back to the first page")), "/"}}});
           })
      .who(http::anyone());
}

// From a message, without signing in: the link itself is the right to do this one thing.
void unsubscribe(Service& service) {
  auto& router = service.core().router;

  const auto gone = [](Context& c) {
    const auto& l = c.language;
    return tell(c,
                {l.tr(N_("This link no longer works")),
                 {l.tr(N_("You can choose how often we write on your account page."))},
                 {{l.tr(N_("Your account")), "/account/notices"}}},
                410);
  };

  router
      .get("/unsubscribe/{token}",
           [&service, gone](Context& c, std::string token) {
             const auto id = service.post().unsubscribing(token);
             const auto me = id ? service.own(*id) : std::nullopt;
             if (!me) return gone(c);
             const auto& l = c.language;
             Question q;
             q.heading = l.tr(N_("Messages from us"));
             q.fields = {notify_field(l, Notify::never)};
             q.action = c.request.path;
             q.submit = l.tr(N_("Save"));
             return ask(c, q);
           })
      .who(http::anyone());

  // A mail program's own button posts List-Unsubscribe=One-Click (RFC 8058): that is "never".
  router
      .post("/unsubscribe/{token}",
            [&service, gone](Context& c, std::string token) {
              const auto id = service.post().unsubscribing(token);
              if (!id || !service.own(*id)) return gone(c);
              Errors errors;
              auto wanted = Notify::never;
              if (c.request.form.has("notify")) wanted = form::read_notify(c.request.form, errors);
              if (errors) throw http::Refused{400};
              service.stop_letters(*id, wanted);
              const auto& l = c.language;
              return tell(
                  c, {l.tr(N_("It is done")),
                      {wanted == Notify::never
                           ? l.tr(N_("We no longer write to you, but for sign-in codes and what "
                                     "bears on the safety of your account."))
                           : l.tr(N_("We have noted how often we may write to you."))},
                      {{l.tr(N_("Back to the first page")), "/"}}});
            })
      .who(http::anyone())
      .from_message();
}

}  // namespace palier::accounts::pages
