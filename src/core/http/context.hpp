#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/html/page.hpp"
#include "core/http/access.hpp"
#include "core/http/request.hpp"
#include "core/http/response.hpp"
#include "core/i18n/language.hpp"

namespace palier::http {

/// Who is asking: filled from the session or the API token before the handler runs.
struct Viewer {
  std::int64_t account = 0;  ///< 0 for a visitor.
  std::string name;          ///< First name, as the person gave it.
  RoleSet roles;             ///< In `territory`.
  std::int64_t territory = 1;
  bool by_token = false;
  bool signed_in() const { return account != 0; }
};

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

/// What a handler is given. Handlers run on a worker thread and may block on the database.
struct Context {
  const Request& request;
  Session& session;
  const Viewer& viewer;
  const i18n::Language& language;
  Instant now;

  /// The page frame for a template: language, navigation, viewer, csrf, notices.
  html::Page page(std::string title) const;
  /// A line shown once at the top of the next page ("Your request is online.").
  void notice(const i18n::Message& message);
};

/// 422 problem details (RFC 9457) with "errors": [{"field", "message"}], in the viewer's language.
Response problem(const Context& c, const form::Errors& errors, int status = 422);
/// Problem details with a status and a sentence.
Response problem(const Context& c, int status, const i18n::Message& detail);

}  // namespace palier::http
