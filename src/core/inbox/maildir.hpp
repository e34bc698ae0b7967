#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "core/inbox/headers.hpp"

namespace palier::inbox {

/// Looks into a maildir where a mail server drops answers, and hands each in. What was taken or
/// refused for good is removed; what could not be taken now stays for the next look. A file that
/// cannot be read goes to cur/, out of the way.
class Maildir {
 public:
  /// Whether it is done with.
  using Take = std::function<bool(std::string_view message)>;
  Maildir(std::filesystem::path folder, Take take, std::chrono::milliseconds period);
  ~Maildir() { stop(); }
  Maildir(const Maildir&) = delete;
  Maildir& operator=(const Maildir&) = delete;

  /// Makes new/, cur/ and tmp/ where they are missing. Throws std::runtime_error.
  void start();
  void stop();
  /// One look, on this thread; answers how many were done with.
  int look();

 private:
  const std::filesystem::path folder_;
  const Take take_;
  const std::chrono::milliseconds period_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace palier::inbox
