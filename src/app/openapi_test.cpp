// The API's document names the very routes that the program serves, and is served with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <regex>

#include "app/api_document.hpp"
#include "app/wire.hpp"
#include "core/testing/site.hpp"

namespace palier::app {
namespace {

using Operations = std::set<std::string>;

/// "GET /api/v1/threads/{}/messages": what a parameter is called is not the reader's concern here.
std::string operation(std::string_view method, std::string_view path) {
  std::string name{method};
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  static const std::regex kParameter(R"(\{[^}]*\})");
  return name + " " + std::regex_replace(std::string(path), kParameter, "{}");
}

std::string_view word(http::Method method) {
  switch (method) {
    case http::Method::get:
      return "get";
    case http::Method::head:
      return "head";
    case http::Method::post:
      return "post";
    case http::Method::put:
      return "put";
    case http::Method::patch:
      return "patch";
    case http::Method::delete_:
      return "delete";
  }
  return "";
}

Operations described() {
  static const std::set<std::string, std::less<>> kMethods = {"get", "post", "put", "patch",
                                                              "delete"};
  Operations out;
  const auto document = boost::json::parse(api_document());
  for (const auto& [path, item] : document.at("paths").as_object())
    for (const auto& [method, ignored] : item.as_object())
      if (kMethods.contains(std::string_view(method))) out.insert(operation(method, path));
  return out;
}

class OpenApiTest : public ::testing::Test {
 protected:
  OpenApiTest() : site([](const Core& core) { return wire(core); }) {}
  Operations served() const {
    Operations out;
    for (const auto& route : site.core().router.routes())
      if (route->pattern.starts_with("/api/v1/"))
        out.insert(operation(word(route->method), route->pattern));
    return out;
  }
  testing::Site site;
};

TEST_F(OpenApiTest, DescribesTheRoutesThatAreServedAndNoOther) {
  const Operations in_document = described();
  const Operations in_router = served();
  for (const auto& one : in_router)
    EXPECT_TRUE(in_document.contains(one)) << one << " is served, but no openapi.yaml tells of it";
  for (const auto& one : in_document)
    EXPECT_TRUE(in_router.contains(one)) << one << " is described, but not served";
  EXPECT_GT(in_router.size(), 20U);
}

TEST_F(OpenApiTest, IsServedToAnyone) {
  const auto answer = site.get("/api/v1/openapi.json");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "application/json");
  EXPECT_EQ(answer.json().at("openapi").as_string(), "3.1.0");
}

}  // namespace
}  // namespace palier::app
