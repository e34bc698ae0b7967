#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "core/http/router.hpp"
#include "features/notices/routes.hpp"

namespace palier::notices {
namespace {

using http::Context;
using http::Response;
namespace json = boost::json;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}

json::object device(const Device& d) {
  json::object out{{"id", d.id.str()}, {"name", d.name}, {"created_at", rfc3339(d.created_at)}};
  out["last_used_at"] = d.last_used_at ? json::value(rfc3339(*d.last_used_at)) : nullptr;
  return out;
}

Response show(Context& c, const Service& service) {
  const auto settings =
      service.core().db.read([&](db::Session& s) { return service.settings(s, viewer(c)); });
  json::array kinds;
  kinds.reserve(settings.rows.size());
  for (const auto& row : settings.rows) {
    json::object one{{"kind", row.kind->code}, {"name", c.language.tr(row.kind->name)}};
    one["mail"] = row.mail ? json::value(word(*row.mail)) : nullptr;
    one["effective"] = word(row.effective);
    one["push"] = row.push;
    kinds.push_back(std::move(one));
  }
  json::array devices;
  devices.reserve(settings.devices.size());
  for (const auto& d : settings.devices) devices.push_back(device(d));
  json::object out{{"mail", word(settings.general)},
                   {"hour", settings.hour},
                   {"kinds", std::move(kinds)},
                   {"devices", std::move(devices)}};
  out["push_key"] = service.push().enabled() ? json::value(service.push().public_key()) : nullptr;
  return http::json(json::serialize(out));
}

Response change(Context& c, Service& service) {
  form::Errors errors;
  const auto draft = read_settings(http::json_input(c.request), service.kinds(), errors);
  if (errors) return http::problem(c, errors);
  service.core().db.write([&](db::Transaction& tx) { service.save(tx, viewer(c), draft); });
  return show(c, service);
}

Response add(Context& c, Service& service) {
  if (!service.push().enabled())
    return http::problem(c, 409, {N_("This site sends no notifications.")});
  form::Errors errors;
  const auto from = read_subscription(http::json_input(c.request), c.request.header("user-agent"),
                                      service.push().options(), errors);
  if (errors) return http::problem(c, errors);
  const auto id = service.add_device(viewer(c), from);
  return http::json(json::serialize(json::object{{"id", id.str()}}), 201);
}

/// A browser changed its subscription while no page was open: the service worker has no token of a
/// session to show, but it knows the old endpoint.
Response renew(Context& c, Service& service) {
  form::Errors errors;
  const auto input = http::json_input(c.request);
  const auto to =
      read_subscription(input, c.request.header("user-agent"), service.push().options(), errors);
  if (errors) return http::problem(c, errors);
  if (!service.renew_device(input.one("old_endpoint"), to)) http::not_found();
  return http::text("", "", 204);
}

}  // namespace

void register_api(Service& service) {
  auto& router = service.core().router;
  router.get("/api/v1/me/notices", [&service](Context& c) { return show(c, service); })
      .who(http::signed_in());
  router.patch("/api/v1/me/notices", [&service](Context& c) { return change(c, service); })
      .who(http::signed_in());
  router.post("/api/v1/me/devices", [&service](Context& c) { return add(c, service); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.post("/api/v1/devices/renew", [&service](Context& c) { return renew(c, service); })
      .who(http::anyone())
      .limited(http::Limit::posting)
      .from_message();
  router
      .post("/api/v1/me/devices/remove",
            [&service](Context& c) {
              const auto input = http::json_input(c.request);
              if (!service.remove_endpoint(viewer(c), input.one("endpoint"))) http::not_found();
              return http::text("", "", 204);
            })
      .who(http::signed_in());
  router
      .del("/api/v1/me/devices/{device}",
           [&service](Context& c, DeviceId id) {
             if (!service.remove_device(viewer(c), id)) http::not_found();
             return http::text("", "", 204);
           })
      .who(http::signed_in());
}

}  // namespace palier::notices
