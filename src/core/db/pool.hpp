#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/db/database.hpp"

namespace palier::db {

/// At most `size` connections, opened when first needed and handed out in the order they were asked
/// for: a pool of one is a fair mutex around its connection. Thread-safe.
template <class T>
class Pool {
 public:
  using Make = std::function<std::unique_ptr<T>()>;

  Pool(std::size_t size, std::chrono::milliseconds patience, Make make)
      : size_(size), patience_(patience), make_(std::move(make)) {}

  /// A connection held by one thread; it goes back when this ends.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> held) : pool_(&pool), held_(std::move(held)) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), held_(std::move(other.held_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_) pool_->give_back(std::move(held_));
    }
    T& operator*() const { return *held_; }
    T* operator->() const { return held_.get(); }
    /// The connection is broken: it is closed instead of going back.
    void discard() { held_.reset(); }

   private:
    Pool* pool_;
    std::unique_ptr<T> held_;
  };

  /// Waits its turn; Unavailable once patience is at an end, or what opening a connection threw.
  Lease take() {
    std::unique_lock lock(mutex_);
    if (waiting_.empty() && out_ < size_) {
      ++out_;
    } else {
      Waiter me;
      waiting_.push_back(&me);
      if (!me.called.wait_for(lock, patience_, [&] { return me.granted; })) {
        std::erase(waiting_, &me);
        throw Unavailable("no database connection became free in time");
      }
    }
    std::unique_ptr<T> held;
    if (!idle_.empty()) {
      held = std::move(idle_.back());
      idle_.pop_back();
    }
    lock.unlock();
    if (!held) {
      try {
        held = make_();
      } catch (...) {
        give_back(nullptr);
        throw;
      }
    }
    return Lease(*this, std::move(held));
  }

  /// Closes what lies idle: after a server's restart all of these are dead.
  void close_idle() {
    std::vector<std::unique_ptr<T>> closing;
    const std::scoped_lock lock(mutex_);
    closing.swap(idle_);
  }

 private:
  struct Waiter {
    std::condition_variable called;
    bool granted = false;
  };

  void give_back(std::unique_ptr<T> held) {
    const std::scoped_lock lock(mutex_);
    if (held) idle_.push_back(std::move(held));
    if (waiting_.empty()) {
      --out_;
      return;
    }
    // The place passes on to the first in line; nobody may slip in between.
    Waiter* next = waiting_.front();
    waiting_.pop_front();
    next->granted = true;
    next->called.notify_one();
  }

  const std::size_t size_;
  const std::chrono::milliseconds patience_;
  const Make make_;
  std::mutex mutex_;
  std::size_t out_ = 0;
  std::vector<std::unique_ptr<T>> idle_;
  std::deque<Waiter*> waiting_;
};

}  // namespace palier::db
