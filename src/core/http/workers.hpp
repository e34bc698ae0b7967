#pragma once

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <utility>

namespace palier::http {

/// The threads that run handlers, with a bounded queue before them.
class Workers {
 public:
  Workers(std::size_t threads, std::size_t most_waiting) : most_(most_waiting), pool_(threads) {}

  /// False, with nothing queued, where the queue is full.
  template <class Work>
  bool try_post(Work work) {
    if (waiting_.fetch_add(1, std::memory_order_relaxed) >= most_) {
      waiting_.fetch_sub(1, std::memory_order_relaxed);
      return false;
    }
    boost::asio::post(pool_, [this, work = std::move(work)]() mutable {
      waiting_.fetch_sub(1, std::memory_order_relaxed);
      work();
    });
    return true;
  }

  /// Whatever the queue's length: for tidying up, which must not be lost.
  template <class Work>
  void post(Work work) {
    boost::asio::post(pool_, std::move(work));
  }

  std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }
  /// Runs what is queued, then ends the threads.
  void join() { pool_.join(); }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> waiting_{0};
  boost::asio::thread_pool pool_;
};

}  // namespace palier::http
