#include "core/config/log.hpp"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace palier {
namespace {

/// The message within the quotes of JSON or logfmt: one event stays one line whatever is in it.
class Quoted final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& msg, const std::tm&,
              spdlog::memory_buf_t& out) override {
    for (const char c : msg.payload) {
      const auto u = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out.push_back('\\');
        out.push_back(c);
      } else if (u < 0x20) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", u);
      } else {
        out.push_back(c);
      }
    }
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return spdlog::details::make_unique<Quoted>();
  }
};

std::unique_ptr<spdlog::formatter> formatter_of(const Config& config) {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<Quoted>('*').set_pattern(
      config.log_json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":"%*"})"
                      : R"(time=%Y-%m-%dT%H:%M:%S.%eZ level=%l message="%*")");
  return formatter;
}

}  // namespace

Log::Log(const Config& config, spdlog::sink_ptr sink)
    : thread_(std::make_shared<spdlog::details::thread_pool>(kQueue, 1)) {
  if (!sink) sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::async_logger>(
      "palier", std::move(sink), thread_, spdlog::async_overflow_policy::overrun_oldest);
  logger->set_formatter(formatter_of(config));
  logger->set_level(spdlog::level::from_str(config.log_level));
  logger->flush_on(spdlog::level::info);
  // A thread that logs after close() has nowhere to: that is no reason for noise.
  logger->set_error_handler([](const std::string&) {});
  spdlog::set_default_logger(std::move(logger));
}

Log::~Log() {
  close();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
}

void Log::close() {
  thread_.reset();
}

}  // namespace palier
