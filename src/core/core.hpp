#pragma once

#include <memory>

#include "core/config/config.hpp"
#include "core/db/database.hpp"
#include "core/http/router.hpp"
#include "core/http/site.hpp"
#include "core/inbox/inbox.hpp"
#include "core/jobs/events.hpp"
#include "core/jobs/jobs.hpp"
#include "core/live/live.hpp"
#include "core/mail/mail.hpp"

namespace palier {

/// What every feature is built from, by constructor injection in its module.cpp. Made once by app.
struct Core {
  const Config& config;
  const Clock& clock;
  db::Database& db;
  jobs::Queue& queue;
  jobs::Events& events;
  mail::Outbox& outbox;
  http::Router& router;
  http::Site& site;         ///< Who is asking, links in the frame.
  live::Live& live;         ///< What open pages are told.
  inbox::Replies& replies;  ///< Answers that come by mail.
};

}  // namespace palier
