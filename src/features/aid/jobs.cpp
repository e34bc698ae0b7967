// "Still needed?" three days before the end, and the end.
#include <spdlog/spdlog.h>

#include "core/http/signed_links.hpp"
#include "features/aid/room.hpp"

namespace palier::aid {
namespace {

constexpr int kBatch = 200;

/// One post a transaction: a mistake in one keeps nobody else waiting.
void ask(Room& room, PostId id, Instant now) {
  room.db().write([&](db::Transaction& tx) {
    auto post = store::lock(tx, id, now);
    if (!post || !live(post->state) || (post->asked_at && *post->asked_at >= post->renewed_at))
      return;
    // After a long stop of the program people still get their days to answer.
    if (post->expires_at < now + std::chrono::hours(12)) post->expires_at = now + kAskBefore;
    post->asked_at = now;
    store::save_state(tx, *post);
    // It opens the post again for a month after its end.
    room.p.letters.still(
        tx, *post,
        room.p.links.make("aid.still", id.value, post->expires_at + std::chrono::days(30)));
  });
}

void run(Room& room) {
  const Instant now = room.p.core.clock.now();
  for (;;) {
    const auto ids = room.db().read(
        [&](db::Session& s) { return store::to_ask(s, now + kAskBefore, now, kBatch); });
    for (const PostId id : ids) ask(room, id, now);
    if (ids.size() < kBatch) break;
  }
  for (;;) {
    const auto ids =
        room.db().read([&](db::Session& s) { return store::to_expire(s, now, kBatch); });
    for (const PostId id : ids)
      room.db().write([&](db::Transaction& tx) { (void)room.service.expire(tx, id, now); });
    if (ids.size() < kBatch) break;
  }
  room.db().write([&](db::Transaction& tx) { drafts::sweep(tx, now); });
}

}  // namespace

void expiry_jobs(Room& room) {
  room.p.core.queue.handle("aid.expiry", [&room](const jobs::Job&) { run(room); });
  room.p.core.queue.every("aid.expiry", std::chrono::minutes(30), "aid.expiry");
}

}  // namespace palier::aid
