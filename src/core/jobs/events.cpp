#include "core/jobs/events.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "core/util/id.hpp"

namespace palier::jobs {
namespace {

constexpr std::chrono::days kKept{30};

std::string kind_of(std::string_view event, std::string_view subscriber) {
  return fmt::format("event/{}/{}", event, subscriber);
}

}  // namespace

struct Events::Impl {
  Queue& queue;
  const Clock& clock;
  std::map<std::string, std::vector<std::string>, std::less<>> subscribers;
};

Events::Events(db::Database& db, Queue& queue, const Clock& clock)
    : impl_(std::make_shared<Impl>(Impl{queue, clock, {}})) {
  queue.handle("events.prune", [&db, &clock](const Job&) {
    db.write([&](db::Transaction& tx) {
      tx.run("delete from events where at < $1", clock.now() - kKept);
    });
  });
  queue.daily("events.prune", std::chrono::hours{3} + std::chrono::minutes{40}, "events.prune");
}

void Events::subscribe_raw(std::string event, std::string subscriber,
                           std::function<void(std::string_view json)> handler) {
  impl_->queue.handle(kind_of(event, subscriber),
                      [handler = std::move(handler)](const Job& job) { handler(job.payload); });
  impl_->subscribers[std::move(event)].push_back(std::move(subscriber));
}

void Events::emit_raw(db::Transaction& tx, std::string_view event, std::string_view json) {
  tx.run("insert into events (id, name, payload, at) values ($1, $2, $3, $4)", new_id(), event,
         json, impl_->clock.now());
  const auto found = impl_->subscribers.find(event);
  if (found == impl_->subscribers.end()) return;
  for (const auto& subscriber : found->second)
    impl_->queue.add(tx, kind_of(event, subscriber), json);
}

}  // namespace palier::jobs
