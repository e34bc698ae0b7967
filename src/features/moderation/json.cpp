#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;
namespace json = boost::json;

Response report(Context& c, Service& service) {
  const form::Input input = http::json_input(c.request);
  form::Errors errors;
  const auto draft = read_report(input, errors);
  const std::string& kind = input.one("kind");
  const auto id = Id<ReportTag>::parse(input.one("id"));
  const bool there = id && service.core().db.read([&](db::Session& s) {
    return service.describe_to(s, kind, id->value, viewer(c)).has_value();
  });
  if (!there) errors.add("id", {N_("There is nothing to report under this id.")});
  if (errors) return http::problem(c, errors);
  service.report(kind, id->value, viewer(c), territory(c), draft);
  return http::json(R"({"reported":true})", 201);
}

Response blocks(Context& c, Service& service) {
  json::array people;
  service.core().db.read([&](db::Session& s) {
    for (const auto& b : store::blocked_by(s, viewer(c))) {
      const auto person = service.accounts().person(s, b.blocked_id);
      people.push_back(
          {{"account", b.blocked_id.str()}, {"first_name", person ? person->first_name : ""}});
    }
  });
  return http::json(json::serialize(json::object{{"blocks", std::move(people)}}));
}

Response block(Context& c, Service& service) {
  const form::Input input = http::json_input(c.request);
  const auto other = AccountId::parse(input.one("account"));
  if (!other || !service.block(viewer(c), *other, territory(c))) {
    form::Errors errors;
    errors.add("account", {N_("There is nobody under this id.")});
    return http::problem(c, errors);
  }
  return http::json(R"({"blocked":true})", 201);
}

}  // namespace

void register_api(http::Router& router, Service& service) {
  router.post("/api/v1/reports", [&service](Context& c) { return report(c, service); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.get("/api/v1/blocks", [&service](Context& c) { return blocks(c, service); })
      .who(http::signed_in());
  router.post("/api/v1/blocks", [&service](Context& c) { return block(c, service); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router
      .del("/api/v1/blocks/{account}",
           [&service](Context& c, AccountId other) {
             if (!service.unblock(viewer(c), other)) http::not_found();
             return http::text("", "application/json", 204);
           })
      .who(http::signed_in());
}

}  // namespace palier::moderation
