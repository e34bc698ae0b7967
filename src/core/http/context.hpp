#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/form/errors.hpp"
#include "core/html/page.hpp"
#include "core/http/access.hpp"
#include "core/http/request.hpp"
#include "core/http/response.hpp"
#include "core/http/site.hpp"
#include "core/i18n/language.hpp"

namespace palier::http {

/// The part of a session a handler may touch. Made in the database the first time something is
/// put in; kept 30 days from last use (12 hours for operators' and keepers').
class Session {
 public:
  virtual ~Session() = default;
  /// A small value kept between requests (a draft's answers, a notice to show once); "" if none.
  virtual std::string get(std::string_view key) const = 0;
  virtual void set(std::string_view key, std::string_view value) = 0;
  virtual void erase(std::string_view key) = 0;
  /// Becomes this account's: a new cookie and a new CSRF token, values kept.
  virtual void sign_in(std::int64_t account) = 0;
  /// Ends here: row and cookie removed.
  virtual void sign_out() = 0;
  /// The token that a form must bring back; html::Page carries it for the form partials.
  virtual std::string csrf() = 0;
};

class Limiter;  // core/http/limits.hpp

/// What a handler is given. Handlers run on a worker thread and may block on the database.
struct Context {
  const Request& request;
  Session& session;
  const Viewer& viewer;
  const i18n::Language& language;
  Instant now;
  const Site& site;
  Limiter& limiter;

  /// The page frame for a template: language, navigation, viewer, csrf, notices.
  html::Page page(std::string title) const;
  /// A line shown once at the top of the next page ("Your request is online.").
  void notice(const i18n::Message& message);
  /// Draws on a budget under a key of the handler's own, beside the route's: the e-mail typed at
  /// sign-in, say. Refused{429} when it is spent. Whether the key exists must not matter.
  void spend(Limit limit, std::string_view key);
};

/// 422 problem details (RFC 9457) with "errors": [{"field", "message"}], in the viewer's language.
Response problem(const Context& c, const form::Errors& errors, int status = 422);
/// Problem details with a status and a sentence.
Response problem(const Context& c, int status, const i18n::Message& detail);

}  // namespace palier::http
