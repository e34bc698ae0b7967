// Opens every page and every answer of the API that needs nothing but its address, as a visitor and
// as somebody with every role, with the real handlers: whatever they say, they do not fail.
#include <gtest/gtest.h>

#include "app/wire.hpp"
#include "core/http/assets.hpp"
#include "core/testing/site.hpp"

namespace palier::app {
namespace {

TEST(EveryPage, OpensWithoutAFault) {
  std::shared_ptr<Rooms> rooms;
  testing::Site site([&](const Core& core) { return rooms = wire(core); });
  const auto person = site.core().db.write([&](db::Transaction& tx) {
    accounts::Accounts::Draft d;
    d.first_name = "Inès";
    d.last_name = "Martin";
    d.email = "ines@example.org";
    d.home = rooms->places->locate_point({48.86, 2.40});
    d.verified = d.rules_agreed = true;
    for (int i = 0; i < http::kRoles; ++i) d.roles.add(static_cast<http::Role>(i));
    return rooms->accounts->create(tx, d);
  });
  int opened = 0;
  for (const bool signed_in : {false, true}) {
    if (signed_in) site.sign_in_as(person.value);
    for (const auto& route : site.core().router.routes()) {
      if (route->method != http::Method::get || route->parameters != 0) continue;
      const auto answer = route->api ? site.get_json(route->pattern) : site.get(route->pattern);
      EXPECT_LT(answer.status, 500) << route->pattern << (signed_in ? " with all roles" : "");
      ++opened;
    }
  }
  EXPECT_GT(opened, 100);
}

}  // namespace
}  // namespace palier::app
