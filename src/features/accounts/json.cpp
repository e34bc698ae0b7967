#include "features/accounts/json.hpp"

#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/view.hpp"
#include "features/places/form.hpp"

namespace palier::accounts::json {
namespace {

using http::Context;
using http::Response;
using palier::form::Errors;
using Object = boost::json::object;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}

Response answer(const Object& object, int status = 200) {
  auto response = http::json(http::json_text(object), status);
  response.header("Cache-Control", "no-store");
  return response;
}

Response nothing() {
  Response response;
  response.status = 204;
  response.type.clear();
  return response;
}

Own own(const Service& service, const Context& c) {
  auto own = service.own(viewer(c));
  if (!own) http::forbidden();
  return std::move(*own);
}

Response show_me(const Service& service, const Context& c) {
  return answer(view::me(own(service, c)));
}

/// What a text fits, when it fits several: the client asks again with `address_id`.
boost::json::array choices(const places::LocationAnswer& where) {
  boost::json::array out;
  for (const auto& a : where.choices)
    out.push_back(Object{{"address_id", a.id.str()}, {"label", a.label}, {"score", a.score}});
  return out;
}

void me(Service& service) {
  auto& router = service.core().router;
  router.get("/api/v1/me", [&service](Context& c) { return show_me(service, c); })
      .who(http::signed_in())
      .api = true;
  router
      .patch("/api/v1/me",
             [&service](Context& c) {
               Errors errors;
               const auto patch = form::read_patch(http::json_input(c.request), errors);
               if (!errors)
                 service.check_name(places::TerritoryId{c.viewer.territory}, patch, errors);
               if (errors) return http::problem(c, errors);
               service.change(viewer(c), patch);
               return show_me(service, c);
             })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .api = true;
  router
      .put("/api/v1/me/home",
           [&service](Context& c) {
             Errors errors;
             const auto input = http::json_input(c.request);
             places::LocationRule rule;
             rule.sole_match = true;
             const auto where = places::read_location(service.places(), input, errors, rule);
             const auto details = form::read_details(input, errors);
             if (errors || !where.location) {
               auto response = http::problem(c, errors);
               if (!where.choices.empty()) {
                 auto body = boost::json::parse(response.body).as_object();
                 body["choices"] = choices(where);
                 response.body = http::json_text(body);
               }
               return response;
             }
             service.set_home(viewer(c), *where.location, details);
             return show_me(service, c);
           })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .api = true;
  router
      .get("/api/v1/me/export",
           [&service](Context& c) {
             auto response = http::json(service.exported(viewer(c)));
             response.header("Cache-Control", "no-store");
             return response;
           })
      .who(http::signed_in())
      .api = true;
  router
      .del("/api/v1/me",
           [&service](Context& c) {
             if (service.erase(viewer(c)) == Service::Erased::last_keeper)
               return http::problem(c, 409,
                                    {N_("You are the only keeper. Give that role to somebody else "
                                        "first: a site needs one.")});
             return nothing();
           })
      .who(http::signed_in())
      .api = true;
}

void tokens(Service& service) {
  auto& router = service.core().router;
  router
      .get("/api/v1/me/tokens",
           [&service](Context& c) {
             boost::json::array list;
             for (const auto& t : service.tokens(viewer(c))) list.push_back(view::token(t));
             return answer({{"tokens", std::move(list)}});
           })
      .who(http::signed_in())
      .api = true;
  router
      .post("/api/v1/me/tokens",
            [&service](Context& c) {
              Errors errors;
              const auto name = form::read_token_name(http::json_input(c.request), errors);
              if (errors) return http::problem(c, errors);
              const auto made = service.create_token(viewer(c), name);
              if (!made) {
                errors.add("name", {N_("You have 20 keys already. Remove one first.")});
                return http::problem(c, errors);
              }
              return answer({{"id", made->id.str()}, {"name", name}, {"token", made->secret}}, 201);
            })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .api = true;
  router
      .del("/api/v1/me/tokens/{token}",
           [&service](Context& c, TokenId token) {
             if (!service.revoke_token(viewer(c), token)) http::not_found();
             return nothing();
           })
      .who(http::signed_in())
      .api = true;
}

void reach(Service& service) {
  auto& router = service.core().router;
  const std::string region = service.core().config.phone_region;
  router
      .post(
          "/api/v1/me/identifiers",
          [&service, region](Context& c) {
            Errors errors;
            const auto to =
                form::read_identifier(http::json_input(c.request), errors, "identifier", region);
            if (errors) return http::problem(c, errors);
            const auto begun = service.sign_in().begin_change(viewer(c), to);
            if (!begun)
              return http::problem(c, 429,
                                   {N_("We have already sent several codes there. Look at your "
                                       "messages: the last ones are good for 15 minutes. "
                                       "Otherwise try again in an hour.")});
            return answer({{"flow", begun->flow}, {"expires_at", view::time(begun->expires)}}, 202);
          })
      .who(http::signed_in())
      .limited(http::Limit::sign_in)
      .api = true;
  router
      .post("/api/v1/me/identifiers/code",
            [&service](Context& c) {
              Errors errors;
              const auto input = http::json_input(c.request);
              const auto code = form::read_code(input, errors);
              if (errors) return http::problem(c, errors);
              const auto confirmed =
                  service.sign_in().confirm_change(viewer(c), input.one("flow"), code);
              if (!confirmed) return refused(c, confirmed.error());
              return show_me(service, c);
            })
      .who(http::signed_in())
      .limited(http::Limit::sign_in)
      .api = true;
  router
      .put("/api/v1/me/password",
           [&service](Context& c) {
             const auto mine = own(service, c);
             Errors errors;
             const auto password =
                 form::read_password(http::json_input(c.request), errors,
                                     {mine.account.first_name, mine.account.last_name, mine.email(),
                                      mine.phone(), service.post().site_name()});
             if (errors) return http::problem(c, errors);
             service.set_password(viewer(c), password);
             return nothing();
           })
      .who(http::signed_in())
      .limited(http::Limit::sign_in)
      .api = true;
  router
      .del("/api/v1/me/password",
           [&service](Context& c) {
             service.set_password(viewer(c), "");
             return nothing();
           })
      .who(http::signed_in())
      .api = true;
}

}  // namespace

void routes(Service& service) {
  sign_in_routes(service);
  me(service);
  tokens(service);
  reach(service);
}

}  // namespace palier::accounts::json
