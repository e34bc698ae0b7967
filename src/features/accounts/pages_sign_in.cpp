#include "features/accounts/names.hpp"
#include "features/accounts/pages.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using i18n::Message;
using palier::form::Errors;

constexpr std::string_view kFlow = "accounts.flow";
constexpr std::string_view kTo = "accounts.to";

Question identifier_question(const Context& c, std::string_view next) {
  const auto& l = c.language;
  Question q;
  q.heading = l.tr(N_("Sign in or sign up"));
  q.lead = {l.tr(N_("Write your e-mail address or your phone number: one of them is enough. We "
                    "send you a code, and you need no password.")),
            l.tr(N_("New here? It is the same page. Your account is made along the way."))};
  q.fields = {identifier_field(l)};
  q.action = "/sign-in";
  q.submit = l.tr(N_("Send me a code"));
  q.next = next;
  q.ways = {{l.tr(N_("I have a password")), with_next("/sign-in/password", next)}};
  return q;
}

std::string readable(const Context&, std::string_view value) {
  return value.starts_with('+') ? readable_phone(value) : std::string(value);
}

Question code_question(const Context& c, std::string_view to) {
  const auto& l = c.language;
  const bool phone = to.starts_with('+');
  Question q;
  q.heading = l.tr(N_("Write the code that you received"));
  q.lead = {l.tr(Message{N_("We have just sent 6 digits to {1}."), {readable(c, to)}}),
            l.tr(phone ? N_("It may take a minute. The code is good for 15 minutes.")
                       : N_("It may take a minute. Look among the unwanted messages too. The code "
                            "is good for 15 minutes."))};
  q.fields = {code_field(l)};
  q.action = "/sign-in/code";
  q.submit = l.tr(N_("Continue"));
  q.ways = {{l.tr(N_("Nothing came: send a new code")), "/sign-in/again", true},
            {l.tr(N_("Use another e-mail address or phone number")), "/sign-in"}};
  return q;
}

/// For a code, a link or a page that is over: what happened, and the way on.
Response over(Context& c, bool link) {
  const auto& l = c.language;
  Telling t;
  t.heading = link ? l.tr(N_("This link no longer works")) : l.tr(N_("This code no longer works"));
  t.text = {link ? l.tr(N_("A link works once, for 15 minutes. This one was used, or is too old."))
                 : l.tr(N_("A code works once, for 15 minutes, and for 5 tries. This one was used, "
                           "is too old, or was written wrong too often."))};
  const bool known = !link && !c.session.get(kTo).empty();
  if (known) t.ways.push_back({l.tr(N_("Send me a new code")), "/sign-in/again", true});
  t.ways.push_back({known ? l.tr(N_("Use another e-mail address or phone number"))
                          : l.tr(N_("Ask for a new code")),
                    "/sign-in"});
  return tell(c, t, link ? 410 : 422);
}

Response too_many(Context& c, Question q) {
  Errors errors;
  errors.add(q.fields.front().name,
             {N_("We have already sent several codes there. Look at your messages: the last ones "
                 "are good for 15 minutes. Otherwise try again in an hour.")});
  return ask(c, q, errors, 429);
}

Response suspended(Context& c) {
  const auto& l = c.language;
  return tell(c,
              {l.tr(N_("This account is suspended")),
               {l.tr(N_("You cannot sign in for now. If you think that this is a mistake, write or "
                        "speak to those who run this site."))},
               {{l.tr(N_("Back to the first page")), "/"}}},
              403);
}

Response come_in(Context& c, const Service& service, const SignIn::Entered& entered,
                 std::string_view next) {
  c.session.erase(kFlow);
  c.session.erase(kTo);
  c.session.sign_in(entered.account.value);
  // A room whose form has asked already will introduce them itself (Accounts::introduce): nobody
  // answers twice. It says so in the session, with the path that it wants to go on from.
  if (const auto told = c.session.get("accounts.introduced_at"); !told.empty()) {
    c.session.erase("accounts.introduced_at");
    if (told == next) return http::see_other(next);
  }
  const auto own = service.own(entered.account);
  if (entered.is_new || (own && own->account.first_name.empty()))
    return http::see_other(with_next("/welcome/name", next));
  c.notice({N_("You are signed in.")});
  return http::see_other(next);
}

Response begin(Context& c, const Service& service, const form::Identifier& to,
               std::string_view next, std::string_view flow, const Question& on_refusal) {
  const auto begun = service.sign_in().begin(to, c.language.code(), next, flow);
  if (!begun) return too_many(c, on_refusal);
  c.session.set(kFlow, begun->flow);
  c.session.set(kTo, to.value);
  return http::see_other("/sign-in/code");
}

}  // namespace

void sign_in(Service& service) {
  auto& router = service.core().router;
  const std::string region = service.core().config.phone_region;

  router
      .get("/sign-in",
           [](Context& c) {
             const auto next = next_of(c);
             if (c.viewer.signed_in()) return http::see_other(next);
             return ask(c, identifier_question(c, next));
           })
      .who(http::anyone());

  router
      .post("/sign-in",
            [&service, region](Context& c) {
              const auto next = next_of(c);
              Errors errors;
              const auto to = form::read_identifier(c.request.form, errors, "identifier", region);
              if (errors) return ask(c, identifier_question(c, next), errors);
              return begin(c, service, to, next, "", identifier_question(c, next));
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in);

  router
      .post("/sign-in/again",
            [&service, region](Context& c) {
              const auto to = form::parse_identifier(c.session.get(kTo), region);
              if (!to) return http::see_other("/sign-in");
              const auto flow = c.session.get(kFlow);
              const auto pending = service.sign_in().pending(flow);
              return begin(c, service, *to, pending ? pending->next : "/", pending ? flow : "",
                           code_question(c, to->value));
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in);

  router
      .get("/sign-in/code",
           [&service](Context& c) {
             const auto pending = service.sign_in().pending(c.session.get(kFlow));
             if (!pending) {
               if (c.session.get(kTo).empty()) return http::see_other("/sign-in");
               return over(c, false);
             }
             return ask(c, code_question(c, pending->value));
           })
      .who(http::anyone());

  router
      .post("/sign-in/code",
            [&service](Context& c) {
              const auto flow = c.session.get(kFlow);
              if (flow.empty()) return over(c, false);
              Errors errors;
              const auto code = form::read_code(c.request.form, errors);
              if (errors) return ask(c, code_question(c, c.session.get(kTo)), errors);
              const auto entered = service.sign_in().enter_code(flow, code);
              if (entered) return come_in(c, service, *entered, entered->next);
              switch (entered.error().why) {
                case SignIn::Refusal::suspended:
                  return suspended(c);
                case SignIn::Refusal::expired:
                  return over(c, false);
                case SignIn::Refusal::wrong:
                  break;
              }
              errors.add("code", {N_("This is not the code. Look at the last message that we sent. "
                                     "Tries left: {1}."),
                                  {c.language.number(std::int64_t{entered.error().tries_left})}});
              return ask(c, code_question(c, c.session.get(kTo)), errors);
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in);

  // Programs that look at mails open its links: only the button signs in.
  router
      .get("/sign-in/link/{token}",
           [&service](Context& c, std::string token) {
             const auto pending = service.sign_in().pending_link(token);
             if (!pending) return over(c, true);
             const auto& l = c.language;
             Question q;
             q.heading = l.tr(N_("Sign in"));
             q.lead = {l.tr(Message{N_("As {1}"), {readable(c, pending->value)}})};
             q.action = c.request.path;
             q.submit = l.tr(N_("Sign in"));
             return ask(c, q);
           })
      .who(http::anyone());

  router
      .post("/sign-in/link/{token}",
            [&service](Context& c, std::string token) {
              const auto entered = service.sign_in().enter_link(token);
              if (entered) return come_in(c, service, *entered, entered->next);
              return entered.error().why == SignIn::Refusal::suspended ? suspended(c)
                                                                       : over(c, true);
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in);

  router
      .post("/sign-out",
            [](Context& c) {
              c.session.sign_out();
              return http::see_other("/");
            })
      .who(http::anyone());
}

void password_sign_in(Service& service) {
  auto& router = service.core().router;
  const std::string region = service.core().config.phone_region;

  const auto question = [](const Context& c, std::string_view next) {
    const auto& l = c.language;
    Question q;
    q.heading = l.tr(N_("Sign in with your password"));
    q.fields = {identifier_field(l), password_field(l, false)};
    q.action = "/sign-in/password";
    q.submit = l.tr(N_("Sign in"));
    q.next = next;
    q.ways = {{l.tr(N_("I have no password, or have forgotten it: send me a code")),
               with_next("/sign-in", next)}};
    return q;
  };

  router
      .get("/sign-in/password",
           [question](Context& c) {
             const auto next = next_of(c);
             if (c.viewer.signed_in()) return http::see_other(next);
             return ask(c, question(c, next));
           })
      .who(http::anyone());

  router
      .post("/sign-in/password",
            [&service, region, question](Context& c) {
              const auto next = next_of(c);
              Errors errors;
              const auto typed = form::read_password_sign_in(c.request.form, errors, region);
              if (errors) return ask(c, question(c, next), errors);
              const auto entered = service.sign_in().enter_password(typed);
              if (entered) return come_in(c, service, *entered, next);
              switch (entered.error()) {
                case SignIn::PasswordRefusal::suspended:
                  return suspended(c);
                case SignIn::PasswordRefusal::too_many:
                  errors.add("password", {N_("Too many wrong passwords. Ask for a code instead, or "
                                             "try again in an hour.")});
                  return ask(c, question(c, next), errors, 429);
                case SignIn::PasswordRefusal::wrong:
                  break;
              }
              errors.add("password",
                         {N_("This address and this password do not go together. You can ask for "
                             "a code instead.")});
              return ask(c, question(c, next), errors);
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in);
}

}  // namespace palier::accounts::pages
