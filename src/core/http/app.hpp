#pragma once

#include <memory>

#include "core/db/database.hpp"
#include "core/http/request.hpp"
#include "core/http/response.hpp"
#include "core/http/router.hpp"
#include "core/http/site.hpp"
#include "core/jobs/jobs.hpp"

namespace palier::http {

/// From a request to its answer: route, session, viewer, rate, access, CSRF, language, handler
/// within the error boundary, security headers. Never throws. It is the Answer that http::Server is
/// given, and what tests call without a socket. Thread-safe.
class App {
 public:
  /// Adds the routes of core's own (/language) and the jobs that sweep sessions. The modules
  /// may add theirs before or after; Router::check() comes last.
  App(db::Database& db, jobs::Queue& queue, const Clock& clock, Router& router, const Site& site);
  ~App();

  Response operator()(Request&& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::http
