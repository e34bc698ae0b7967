#include "core/config/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <condition_variable>

namespace palier {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

/// Keeps lines; while shut, writing to it blocks, as a pipe does that nobody reads.
class Pipe final : public spdlog::sinks::sink {
 public:
  explicit Pipe(bool open) : open_(open) {}
  void log(const spdlog::details::log_msg& msg) override {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [&] { return open_; });
    spdlog::memory_buf_t line;
    formatter_->format(msg, line);
    lines_.emplace_back(line.data(), line.size());
  }
  void flush() override {}
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter> f) override { formatter_ = std::move(f); }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_;
  std::unique_ptr<spdlog::formatter> formatter_;
  std::vector<std::string> lines_;
};

TEST(LogTest, AnEventIsOneLineWhateverIsInIt) {
  const auto pipe = std::make_shared<Pipe>(true);
  Config config;
  {
    const Log log(config, pipe);
    spdlog::info("a \"quoted\"\nforged level=error");
  }
  config.log_json = true;
  {
    const Log log(config, pipe);
    spdlog::warn("b");
    spdlog::debug("below the level");
  }
  const auto lines = pipe->lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0],
              EndsWith("level=info message=\"a \\\"quoted\\\"\\u000aforged level=error\"\n"));
  EXPECT_THAT(lines[1], HasSubstr(R"("level":"warning","message":"b"})"));
}

TEST(LogTest, AReaderWhoStopsReadingBlocksNobody) {
  const auto pipe = std::make_shared<Pipe>(false);
  {
    const Log log(Config{}, pipe);
    for (std::size_t i = 0; i < 3 * Log::kQueue; ++i) spdlog::info("line {}", i);
    pipe->open();
  }
  const auto lines = pipe->lines();
  EXPECT_LE(lines.size(), Log::kQueue + 2);
  EXPECT_GE(lines.size(), Log::kQueue - 2);
  EXPECT_THAT(lines.back(), HasSubstr(fmt::format("line {}\"", 3 * Log::kQueue - 1)));
}

}  // namespace
}  // namespace palier
