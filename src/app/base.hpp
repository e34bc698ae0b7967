#pragma once

#include <memory>

#include "core/core.hpp"

namespace palier::app {

/// What a database is to us before anything is changed in it.
enum class Kind {
  fresh,  ///< Nothing in it yet.
  real,
  demo,  ///< Marked as the demo town's.
};
Kind kind_of(db::Database& db);
/// Marks it; from then on only `palier demo` opens it.
void mark_as_demo(db::Database& db);

/// The core, made from a configuration: what every command that works on data stands on. Opens the
/// database, refuses one of the other kind (a demo in real data or the reverse) and brings it up to
/// this program.
class Base {
 public:
  explicit Base(Config config);
  ~Base();
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;

  const Core& core() const { return core_; }
  int migrated() const { return migrated_; }  ///< Migrations run at start.

 private:
  Config config_;
  SystemClock clock_;
  int migrated_ = 0;  // Before db_, whose opening counts it.
  std::unique_ptr<db::Database> db_;
  std::unique_ptr<jobs::Queue> queue_;
  std::unique_ptr<jobs::Events> events_;
  std::unique_ptr<mail::Outbox> outbox_;
  http::Router router_;
  http::Site site_;
  std::unique_ptr<live::Live> live_;
  std::unique_ptr<inbox::Replies> replies_;
  Core core_;
};

/// Opens the database and does nothing to it.
std::unique_ptr<db::Database> open_database(const Config& config);
/// The part of the configuration that pages show.
http::Site site_of(const Config& config);

}  // namespace palier::app
