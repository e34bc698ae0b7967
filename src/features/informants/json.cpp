#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "features/informants/store.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

Response quarters(const Service& service) {
  json::array items;
  service.parts().core.db.read([&](db::Session& s) {
    for (const auto& quarter : service.parts().places.areas("quarter"))
      items.push_back(json::object{
          {"quarter", quarter.id.str()},
          {"name", quarter.name},
          {"informants", static_cast<std::int64_t>(service.of_quarter(s, quarter.id).size())}});
  });
  return http::json(http::json_text(json::object{{"items", std::move(items)}}));
}

json::object own(db::Session& s, const Context& c) {
  const auto care = store::care(s, AccountId{c.viewer.account});
  if (!care) return {{"on", false}};
  return {{"on", true},
          {"days", care->days},
          {"way", care->way == Way::phone ? "phone" : "door"},
          {"note", care->note}};
}

Response save(Service& service, Context& c) {
  Errors errors;
  auto input = http::json_input(c.request);
  // JSON's true and false for the page's yes and no.
  input.set("on",
            input.has("on") && input.one("on") != "no" && input.one("on") != "0" ? "yes" : "no");
  const auto form = read_care(input, errors);
  if (!errors)
    errors = service.parts().core.db.write([&](db::Transaction& tx) {
      return service.save_care(tx, AccountId{c.viewer.account}, form);
    });
  if (errors) return http::problem(c, errors);
  return http::json(
      http::json_text(service.parts().core.db.read([&](db::Session& s) { return own(s, c); })));
}

}  // namespace

void json_routes(Service& service) {
  auto& r = service.parts().core.router;
  r.get("/api/v1/informants", [&service](Context&) {
     return quarters(service);
   }).who(http::anyone());
  r.get("/api/v1/me/look-after", [&service](Context& c) {
     return http::json(
         http::json_text(service.parts().core.db.read([&](db::Session& s) { return own(s, c); })));
   }).who(http::signed_in());
  r.put("/api/v1/me/look-after", [&service](Context& c) { return save(service, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::informants
