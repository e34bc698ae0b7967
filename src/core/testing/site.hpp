#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/core.hpp"
#include "core/http/app.hpp"
#include "core/http/request.hpp"
#include "core/http/response.hpp"
#include "core/testing/database.hpp"

namespace palier::testing {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// An answer as a test reads it.
struct Answer : http::Response {
  std::string_view head(std::string_view name) const;  ///< Of a header, whatever its case; "".
  std::string location() const { return std::string(head("location")); }
  boost::json::value json() const;  ///< Throws if the body is not JSON.
  bool says(std::string_view text) const { return body.find(text) != std::string::npos; }
};

/// The whole application without a socket, on a fresh database: as one browser sees it, with its
/// cookies and the CSRF token of the last page. Mail is kept; jobs run when run_jobs() says.
///
///   testing::Site site([](const Core& core) { return std::make_shared<Rooms>(core); });
///   site.sign_in_as(account.value, {http::Role::operator_});
///   EXPECT_EQ(site.post("/needs", {{"title", "Bread"}}).status, 303);
class Site {
 public:
  /// Builds the rooms under test; what it returns is kept alive as long as the site.
  using Wire = std::function<std::shared_ptr<void>(const Core&)>;
  explicit Site(const Wire& wire, db::Dialect dialect = db::Dialect::sqlite);
  ~Site();

  const Core& core() const;
  FakeClock& clock();

  Answer get(std::string_view target);
  /// A form, with the token of this browser's session in `csrf`.
  Answer post(std::string_view target, Fields fields = {});
  Answer post_without_csrf(std::string_view target, Fields fields = {});
  /// JSON, as the API takes it: with the bearer token if there is one, else session and
  /// X-CSRF-Token.
  Answer send_json(http::Method method, std::string_view target, std::string_view body = "");
  Answer get_json(std::string_view target);
  /// Anything at all; cookies are added.
  Answer send(http::Request request);
  /// Goes where a 303 says, by GET, at most five times.
  Answer follow(Answer answer);

  /// A new session for that account. Its viewer comes from the accounts room; where that does not
  /// know it, a viewer with these roles is made up.
  void sign_in_as(std::int64_t account, http::RoleSet roles = {http::Role::neighbour});
  void sign_out();  ///< Forgets cookies and token: a new visitor.
  void use_token(std::string bearer) { bearer_ = std::move(bearer); }
  void speak(std::string accept_language) { accept_language_ = std::move(accept_language); }
  std::string csrf() const;  ///< Of this browser's session, made if need be.

  int run_jobs();
  std::vector<mail::Kept> mails() const;  ///< Newest first.
  /// The first `prefix…` link in the newest message that has one: "/sign-in/".
  std::string mailed_link(std::string_view prefix) const;

 private:
  http::Request request(http::Method method, std::string_view target) const;
  struct Parts;
  std::unique_ptr<Parts> parts_;
  std::map<std::string, std::string, std::less<>> cookies_;
  std::string bearer_, accept_language_ = "en";
};

}  // namespace palier::testing
