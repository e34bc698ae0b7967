// The photos of a form that was sent back, as it shows them again.
#include "features/feed/kept.hpp"
#include "features/feed/links.hpp"
#include "features/feed/page_tools.hpp"

namespace palier::feed {

void kept_routes(const PageParts& parts) {
  auto& core = parts.core;
  core.router
      .get(at_feed("/photos/{photo}"),
           [&core](http::Context& c, KeptId id) {
             auto kept = core.db.read(
                 [&](db::Session& s) { return store::kept_photos(s, viewer(c), {id}); });
             if (kept.empty()) http::not_found();
             auto answer = http::text(std::move(kept[0].photo.small), "image/webp");
             answer.header("Cache-Control", "private, no-store");
             return answer;
           })
      .who(http::signed_in());
  core.queue.handle("feed.kept_photos", [&core](const jobs::Job&) {
    core.db.write([&](db::Transaction& tx) { store::sweep_photos(tx, core.clock.now()); });
  });
  core.queue.every("feed.kept_photos", std::chrono::hours(1), "feed.kept_photos");
  parts.below.accounts.on_delete(
      [](db::Transaction& tx, AccountId account) { store::forget_photos(tx, account); });
}

}  // namespace palier::feed
