#include "features/accounts/names.hpp"
#include "features/accounts/pages.hpp"

// How a person is reached: a new e-mail or phone is theirs once they have shown that it is.
namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using i18n::Message;
using palier::form::Errors;

constexpr std::string_view kFlow = "accounts.change";
constexpr std::string_view kTo = "accounts.change_to";

Question reach_question(const Context& c, const Own& me, Kind kind) {
  const auto& l = c.language;
  const bool email = kind == Kind::email;
  const std::string_view current = email ? me.email() : me.phone();
  html::Field f;
  f.name = form::word(kind);
  f.type = email ? "email" : "tel";
  f.label = email ? l.tr(N_("New e-mail address")) : l.tr(N_("New phone number"));
  f.hint =
      email ? l.tr(N_("For example name@example.org")) : l.tr(N_("For example 06 12 34 56 78"));
  f.autocomplete = f.type;
  f.required = true;
  Question q;
  q.heading = email ? l.tr(N_("Your e-mail address")) : l.tr(N_("Your phone number"));
  if (!current.empty())
    q.lead.push_back(
        l.tr(Message{email ? N_("Today we write to {1}.") : N_("Today we reach you at {1}."),
                     {email ? std::string(current) : readable_phone(current)}}));
  q.lead.push_back(
      l.tr(N_("We send a code there, so that nobody gives somebody else's. Neighbours "
              "see it only once you have agreed with them.")));
  q.fields = {f};
  q.action = email ? "/account/email" : "/account/phone";
  q.submit = l.tr(N_("Send me a code"));
  q.back = "/account";
  if (!current.empty() && me.identifiers.size() > 1) {
    const std::string path = q.action;
    if (me.identifiers.front().kind != kind)
      q.ways.push_back(
          {email ? l.tr(N_("Write to me here first")) : l.tr(N_("Send me text messages first")),
           path + "/prefer", true});
    q.ways.push_back(
        {email ? l.tr(N_("Remove this e-mail address")) : l.tr(N_("Remove this phone number")),
         path + "/remove", true});
  }
  return q;
}

Question confirm_question(const Context& c, std::string_view to) {
  const auto& l = c.language;
  Question q;
  q.heading = l.tr(N_("Write the code that you received"));
  q.lead = {l.tr(Message{N_("We have just sent 6 digits to {1}."),
                         {to.starts_with('+') ? readable_phone(to) : std::string(to)}})};
  q.fields = {code_field(l)};
  q.action = "/account/confirm";
  q.submit = l.tr(N_("Continue"));
  q.back = "/account";
  q.ways = {{l.tr(N_("Nothing came: send a new code")), "/account/confirm/again", true}};
  return q;
}

Response over(Context& c) {
  const auto& l = c.language;
  Telling t;
  t.heading = l.tr(N_("This code no longer works"));
  t.text = {
      l.tr(N_("A code works once, for 15 minutes, and for 5 tries. This one was used, is too "
              "old, or was written wrong too often."))};
  t.ways = {{l.tr(N_("Send me a new code")), "/account/confirm/again", true},
            {l.tr(N_("Back to your account")), "/account"}};
  return tell(c, t, 422);
}

Response begin(Context& c, const Service& service, const form::Identifier& to,
               std::string_view flow, const Question& on_refusal) {
  const auto begun = service.sign_in().begin_change(viewer(c), to, flow);
  if (!begun) {
    Errors errors;
    errors.add(on_refusal.fields.front().name,
               {N_("We have already sent several codes there. Look at your messages: the last ones "
                   "are good for 15 minutes. Otherwise try again in an hour.")});
    return ask(c, on_refusal, errors, 429);
  }
  c.session.set(kFlow, begun->flow);
  c.session.set(kTo, to.value);
  return http::see_other("/account/confirm");
}

void one_kind(Service& service, Kind kind) {
  auto& router = service.core().router;
  const std::string path = "/account/" + std::string(form::word(kind));
  const std::string region = service.core().config.phone_region;

  router
      .get(path, [&service,
                  kind](Context& c) { return ask(c, reach_question(c, own(service, c), kind)); })
      .who(http::signed_in());
  router
      .post(path,
            [&service, kind, region](Context& c) {
              const auto me = own(service, c);
              const auto question = reach_question(c, me, kind);
              Errors errors;
              const auto to =
                  form::read_identifier(c.request.form, errors, form::word(kind), region);
              if (!errors && (to.value == me.email() || to.value == me.phone()))
                errors.add(form::word(kind), {N_("We already reach you there.")});
              if (errors) return ask(c, question, errors);
              return begin(c, service, to, "", question);
            })
      .who(http::signed_in())
      .limited(http::Limit::sign_in);
  router
      .post(path + "/remove",
            [&service, kind](Context& c) {
              if (!service.remove_identifier(viewer(c), kind))
                c.notice({N_("We must be able to reach you: give another way first.")});
              else
                c.notice({N_("Saved.")});
              return http::see_other("/account");
            })
      .who(http::signed_in());
  router
      .post(path + "/prefer",
            [&service, kind](Context& c) {
              service.prefer(viewer(c), kind);
              c.notice({N_("Saved.")});
              return http::see_other("/account");
            })
      .who(http::signed_in());
}

}  // namespace

void reach(Service& service) {
  auto& router = service.core().router;
  const std::string region = service.core().config.phone_region;
  one_kind(service, Kind::email);
  one_kind(service, Kind::phone);

  router
      .get("/account/confirm",
           [](Context& c) {
             const auto to = c.session.get(kTo);
             return to.empty() ? http::see_other("/account") : ask(c, confirm_question(c, to));
           })
      .who(http::signed_in());
  router
      .post("/account/confirm",
            [&service](Context& c) {
              const auto to = c.session.get(kTo);
              const auto flow = c.session.get(kFlow);
              if (to.empty() || flow.empty()) return http::see_other("/account");
              Errors errors;
              const auto code = form::read_code(c.request.form, errors);
              if (errors) return ask(c, confirm_question(c, to), errors);
              const auto confirmed = service.sign_in().confirm_change(viewer(c), flow, code);
              if (confirmed) {
                c.session.erase(kFlow);
                c.session.erase(kTo);
                c.notice({N_("Saved.")});
                return http::see_other("/account");
              }
              if (confirmed.error().why != SignIn::Refusal::wrong) return over(c);
              errors.add("code",
                         {N_("This is not the code. Look at the last message that we sent. Tries "
                             "left: {1}."),
                          {c.language.number(std::int64_t{confirmed.error().tries_left})}});
              return ask(c, confirm_question(c, to), errors);
            })
      .who(http::signed_in())
      .limited(http::Limit::sign_in);
  router
      .post("/account/confirm/again",
            [&service, region](Context& c) {
              const auto to = form::parse_identifier(c.session.get(kTo), region);
              if (!to) return http::see_other("/account");
              return begin(c, service, *to, c.session.get(kFlow), confirm_question(c, to->value));
            })
      .who(http::signed_in())
      .limited(http::Limit::sign_in);
}

}  // namespace palier::accounts::pages
