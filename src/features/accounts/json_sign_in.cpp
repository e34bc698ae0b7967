#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/accounts/json.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/view.hpp"

namespace palier::accounts::json {
namespace {

using http::Context;
using http::Response;
using palier::form::Errors;
using palier::form::Input;

/// The key that a program works with from here on, under the name it gave itself.
Response come_in(Context& c, const Service& service, const SignIn::Entered& entered,
                 const Input& input) {
  auto name = visible(input.one("name"));
  if (name.empty() || name.size() > 240) name = c.language.tr(N_("Signed in by a program"));
  const auto made = service.create_token(entered.account, name);
  if (!made) {
    Errors errors;
    errors.add("name", {N_("You have 20 keys already. Remove one first.")});
    return http::problem(c, errors);
  }
  auto response = http::json(boost::json::serialize(boost::json::object{
      {"token", made->secret},
      {"token_id", made->id.str()},
      {"account", entered.account.str()},
      {"is_new", entered.is_new},
  }));
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response refused(const Context& c, const SignIn::Refused& refusal) {
  switch (refusal.why) {
    case SignIn::Refusal::suspended:
      return http::problem(c, 403, {N_("This account is suspended")});
    case SignIn::Refusal::expired: {
      Errors errors;
      errors.add("code", {N_("This code no longer works. Ask for a new one.")});
      return http::problem(c, errors);
    }
    case SignIn::Refusal::wrong:
      break;
  }
  Errors errors;
  errors.add("code", {N_("This is not the code. Look at the last message that we sent. Tries left: "
                         "{1}."),
                      {c.language.number(std::int64_t{refusal.tries_left})}});
  return http::problem(c, errors);
}

void sign_in_routes(Service& service) {
  auto& router = service.core().router;
  const std::string region = service.core().config.phone_region;
  router
      .post("/api/v1/sign-in",
            [&service, region](Context& c) {
              Errors errors;
              const auto to =
                  form::read_identifier(http::json_input(c.request), errors, "identifier", region);
              if (errors) return http::problem(c, errors);
              const auto begun = service.sign_in().begin(to, c.language.code(), "/");
              if (!begun)
                return http::problem(c, 429,
                                     {N_("We have already sent several codes there. Look at your "
                                         "messages: the last ones are good for 15 minutes. "
                                         "Otherwise try again in an hour.")});
              auto response = http::json(
                  boost::json::serialize(boost::json::object{
                      {"flow", begun->flow}, {"expires_at", view::time(begun->expires)}}),
                  202);
              response.header("Cache-Control", "no-store");
              return response;
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in)
      .api = true;
  router
      .post("/api/v1/sign-in/code",
            [&service](Context& c) {
              Errors errors;
              const auto input = http::json_input(c.request);
              const auto code = form::read_code(input, errors);
              if (input.one("flow").empty())
                errors.add("flow", {N_("Give the flow that sign-in answered with.")});
              if (errors) return http::problem(c, errors);
              const auto entered = service.sign_in().enter_code(input.one("flow"), code);
              if (!entered) return refused(c, entered.error());
              return come_in(c, service, *entered, input);
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in)
      .api = true;
  router
      .post("/api/v1/sign-in/password",
            [&service, region](Context& c) {
              Errors errors;
              const auto input = http::json_input(c.request);
              const auto typed = form::read_password_sign_in(input, errors, region);
              if (errors) return http::problem(c, errors);
              const auto entered = service.sign_in().enter_password(typed);
              if (entered) return come_in(c, service, *entered, input);
              switch (entered.error()) {
                case SignIn::PasswordRefusal::suspended:
                  return http::problem(c, 403, {N_("This account is suspended")});
                case SignIn::PasswordRefusal::too_many:
                  return http::problem(c, 429,
                                       {N_("Too many wrong passwords. Ask for a code instead, or "
                                           "try again in an hour.")});
                case SignIn::PasswordRefusal::wrong:
                  break;
              }
              errors.add("password",
                         {N_("This address and this password do not go together. You can ask for "
                             "a code instead.")});
              return http::problem(c, errors);
            })
      .who(http::anyone())
      .limited(http::Limit::sign_in)
      .api = true;
}

}  // namespace palier::accounts::json
