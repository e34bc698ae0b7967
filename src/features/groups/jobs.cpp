// The letters of a day and of a week.
#include "core/i18n/zone.hpp"
#include "features/groups/room.hpp"

namespace palier::groups {
namespace {

constexpr int kBatch = 200;
constexpr int kPosts = 5, kComing = 3;

/// One letter for all groups that somebody has on that notice; nothing where nothing is new.
void write(Room& room, AccountId who, Notice notice, Instant now) {
  room.db().write([&](db::Transaction& tx) {
    std::vector<Letters::News> news;
    const auto apart = room.p.below.moderation.apart_from(tx, who);
    for (const auto& one : store::since(tx, who, notice)) {
      auto posts = room.p.below.feed.recent(tx, "group/" + one.group_id.str(), one.digest_at,
                                            kPosts + 1 + static_cast<int>(apart.size()));
      std::erase_if(posts, [&](const auto& p) {
        return p.author == who || std::find(apart.begin(), apart.end(), p.author) != apart.end();
      });
      if (posts.empty()) continue;
      Letters::News n;
      n.group = *store::group(tx, one.group_id);
      n.more = posts.size() > kPosts;
      if (n.more) posts.resize(kPosts);
      n.posts = std::move(posts);
      n.coming = room.p.below.feed.coming(tx, n.group.audience(), now, kComing);
      std::erase_if(n.coming,
                    [&](const auto& e) { return e.event.starts > now + std::chrono::days(8); });
      news.push_back(std::move(n));
    }
    if (!news.empty()) room.p.letters.digest(tx, who, news);
    store::digested(tx, who, notice, now);
  });
}

void run(Room& room, Notice notice, Instant before, Instant now) {
  AccountId after{};
  for (;;) {
    const auto due = room.db().read(
        [&](db::Session& s) { return store::due(s, notice, before, after, kBatch); });
    for (const AccountId who : due) write(room, who, notice, now);
    if (static_cast<int>(due.size()) < kBatch) return;
    after = due.back();
  }
}

}  // namespace

void digest_jobs(Room& room) {
  // A second run of a day finds nobody due, so that twice does no harm.
  room.p.core.queue.handle("groups.digest", [&room](const jobs::Job&) {
    const Instant now = room.p.core.clock.now();
    run(room, Notice::daily, now - std::chrono::hours(20), now);
    if (i18n::local(now).weekday == std::chrono::Saturday)
      run(room, Notice::weekly, now - std::chrono::days(6), now);
  });
  room.p.core.queue.daily("groups.digest", std::chrono::hours(7), "groups.digest");
}

}  // namespace palier::groups
