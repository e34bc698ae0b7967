// Apart from database.cpp, so that a test which needs no Core does not link the router.
#include "core/testing/database.hpp"

namespace palier::testing {

struct OnBoth::Parts {
  Parts(db::Database& db, const Clock& clock)
      : queue(db, clock),
        events(db, queue, clock),
        outbox(db, queue, clock, config.mail),
        live(live::make(db, queue, router, site, clock)),
        replies(inbox::make(db, queue, outbox, config.mail, clock)),
        core{config, clock, db, queue, events, outbox, router, site, *live, *replies} {}

  Config config = [] {
    Config c;
    c.mail.keep_only = true;
    return c;
  }();
  jobs::Queue queue;
  jobs::Events events;
  mail::Outbox outbox;
  http::Router router;
  http::Site site;
  std::unique_ptr<live::Live> live;
  std::unique_ptr<inbox::Replies> replies;
  Core core;
};

Core& OnBoth::core() {
  if (!parts_) parts_ = std::make_shared<Parts>(db(), clock);
  return parts_->core;
}

}  // namespace palier::testing
