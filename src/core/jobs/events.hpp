#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/db/database.hpp"
#include "core/jobs/jobs.hpp"

namespace palier::jobs {

/// What has happened, told to whoever subscribed: written in the transaction that caused it (the
/// transactional outbox), delivered at least once to each subscriber as a job of its own.
/// An event is a struct described to Boost.Describe with `static constexpr const char* kName`;
/// it carries ids, not texts, so that what a subscriber shows is read with that reader's rights.
class Events {
 public:
  Events(db::Database& db, Queue& queue, const Clock& clock);

  /// Before Queue::start(). `subscriber` names the room ("mail", "matching").
  template <class E>
  void subscribe(std::string subscriber, std::function<void(const E&)> handler);
  /// Implemented in core/jobs/event_json.hpp with Boost.JSON, which only .cpp files include.
  template <class E>
  void emit(db::Transaction& tx, const E& event);

  void subscribe_raw(std::string event, std::string subscriber,
                     std::function<void(std::string_view json)> handler);
  void emit_raw(db::Transaction& tx, std::string_view event, std::string_view json);

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace palier::jobs
