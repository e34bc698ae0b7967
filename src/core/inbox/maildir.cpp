#include "core/inbox/maildir.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

namespace palier::inbox {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMost = 16 * 1024 * 1024;

std::optional<std::string> bytes_of(const fs::path& path) {
  std::error_code error;
  // Neither a link to elsewhere nor a pipe that never ends.
  if (!fs::is_regular_file(fs::symlink_status(path, error)) || error) return {};
  if (fs::file_size(path, error) > kMost || error) return {};
  std::ifstream in(path, std::ios::binary);
  if (!in) return {};
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Maildir::Maildir(fs::path folder, Take take, std::chrono::milliseconds period)
    : folder_(std::move(folder)), take_(std::move(take)), period_(period) {}

void Maildir::start() {
  std::error_code error;
  for (const char* part : {"new", "cur", "tmp"})
    if (!error) fs::create_directories(folder_ / part, error);
  if (error)
    throw std::runtime_error(
        fmt::format("[mail.replies] maildir = \"{}\": {}", folder_.string(), error.message()));
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      try {
        look();
      } catch (const std::exception& e) {
        spdlog::error("the maildir of answers: {}", e.what());
      }
      lock.lock();
      wake_.wait_for(lock, period_, [this] { return stopping_; });
    }
  });
}

void Maildir::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

int Maildir::look() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder_ / "new"))
    if (!entry.path().filename().string().starts_with('.')) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  int done = 0;
  for (const fs::path& path : found) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return done;
    }
    std::error_code error;
    const auto bytes = bytes_of(path);
    if (!bytes) {
      if (!fs::exists(fs::symlink_status(path, error))) continue;  // Another node was quicker.
      spdlog::warn("a file in the maildir of answers cannot be read, or is too long: put into cur");
      fs::rename(path, folder_ / "cur" / (path.filename().string() + ":2,"), error);
      continue;
    }
    if (!take_(*bytes)) continue;
    fs::remove(path, error);
    ++done;
  }
  return done;
}

}  // namespace palier::inbox
