// Walks every route of the program as everyone there is, and looks whether the access it declares
// is the access it gives. Handlers are replaced by a probe: what is tested is the door, not the
// room.
#include <gtest/gtest.h>

#include <regex>

#include "app/wire.hpp"
#include "core/testing/site.hpp"

namespace palier::app {
namespace {

using http::Access;
using http::Method;
using http::Role;
using http::RoleSet;
using http::Route;

struct Person {
  std::string_view name;
  std::int64_t account = 0;  ///< 0 for a visitor.
  RoleSet roles{};
};

std::vector<Person> everyone() {
  std::vector<Person> people{{"visitor", 0, {}}};
  for (int i = 0; i < http::kRoles; ++i) {
    const Role role = static_cast<Role>(i);
    people.push_back({http::name(role), 9'000'000 + i, {Role::neighbour, role}});
  }
  return people;
}

bool allowed(const Access& access, const Person& person) {
  switch (access.kind) {
    case Access::Kind::anyone:
      return true;
    case Access::Kind::signed_in:
      return person.account != 0;
    case Access::Kind::roles:
      return person.account != 0 && person.roles.any_of(access.roles);
    case Access::Kind::undeclared:
      return false;
  }
  return false;
}

std::string path_of(const Route& route) {
  return std::regex_replace(route.pattern, std::regex(R"(\{[^}]+\})"), "1");
}

bool changes(Method m) {
  return m != Method::get && m != Method::head;
}

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() : site([](const Core& core) { return wire(core); }) {
    for (const auto& route : site.core().router.routes())
      route->handler = [this](http::Context&, const std::vector<std::string>&) {
        reached = true;
        return http::text("inside", "text/plain");
      };
  }

  void become(const Person& person) {
    site.sign_out();
    if (person.account) site.sign_in_as(person.account, person.roles);
  }

  testing::Answer ask(const Route& route, bool with_csrf) {
    reached = false;
    const std::string path = path_of(route);
    if (route.api) {
      if (with_csrf) return site.send_json(route.method, path, changes(route.method) ? "{}" : "");
      http::Request r;
      r.method = route.method;
      r.path = r.target = path;
      return site.send(r);
    }
    if (!changes(route.method)) return site.get(path);
    return with_csrf ? site.post(path) : site.post_without_csrf(path);
  }

  bool reached = false;
  testing::Site site;
};

TEST_F(AccessTest, WhatARouteDeclaresIsWhatItGives) {
  for (const auto& person : everyone()) {
    become(person);
    for (const auto& route : site.core().router.routes()) {
      SCOPED_TRACE(
          fmt::format("{} {} as {}", static_cast<int>(route->method), route->pattern, person.name));
      const auto answer = ask(*route, true);
      const bool may = allowed(route->access, person);
      EXPECT_EQ(reached, may);
      if (may) {
        EXPECT_EQ(answer.status, 200);
      } else if (person.account) {
        EXPECT_EQ(answer.status, 403);
      } else if (route->api) {
        EXPECT_EQ(answer.status, 401);
      } else {
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(answer.location().rfind("/sign-in?next=", 0), 0U);
      }
    }
  }
}

TEST_F(AccessTest, NoFormIsTakenWithoutItsToken) {
  const Person keeper{"everybody in one",
                      9'100'000,
                      {Role::informant, Role::member, Role::manager, Role::operator_,
                       Role::moderator, Role::official, Role::keeper}};
  int forms = 0;
  for (const Person& person : {Person{"visitor", 0, {}}, keeper}) {
    become(person);
    for (const auto& route : site.core().router.routes()) {
      if (!changes(route->method) || route->one_click) continue;
      if (route->api && !person.account) continue;  // No session, so nothing to abuse.
      SCOPED_TRACE(fmt::format("{} as {}", route->pattern, person.name));
      const auto answer = ask(*route, false);
      EXPECT_FALSE(reached);
      EXPECT_TRUE(answer.status == 403 || answer.status == 303) << answer.status;
      ++forms;
    }
  }
  RecordProperty("forms", forms);
}

// A route that a message's button may POST to without a token must be one of these few.
TEST_F(AccessTest, RoutesOpenToOneClickAreKnown) {
  for (const auto& route : site.core().router.routes()) {
    if (!route->one_click) continue;
    EXPECT_EQ(route->method, Method::post) << route->pattern;
    // A service worker has no page and so no token: it names the secret address it replaces.
    EXPECT_TRUE(route->pattern == "/language" || route->pattern == "/api/v1/devices/renew" ||
                route->pattern.find("{token}") != std::string::npos)
        << route->pattern << ": a one-click route carries a signed token in its path";
  }
}

}  // namespace
}  // namespace palier::app
