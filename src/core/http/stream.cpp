// The part of a connection that streams: server-sent events, and bodies in pieces.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include <spdlog/spdlog.h>

#include "core/http/connection.hpp"
#include "core/http/wire.hpp"

namespace palier::http {

using boost::system::error_code;

void Connection::wake() {
  if (source_ && source_->cut()) close();
  signal_.cancel();
}

/// Nothing is expected from a visitor who listens; the read is there to see them leave.
Task<> Connection::watch(std::shared_ptr<Connection> self) {
  std::array<char, 512> ignored{};
  error_code error;
  while (!error)
    co_await self->socket_.async_read_some(
        asio::buffer(ignored), asio::redirect_error(asio::use_awaitable_t<Executor>{}, error));
  self->gone_ = true;
  self->wake();
}

Task<> Connection::stream(std::shared_ptr<EventSource> source) {
  source_ = std::move(source);
  enter(Phase::streaming, std::chrono::milliseconds::max());
  last_sent_ = std::chrono::steady_clock::now();
  source_->attach([weak = weak_from_this(), executor = socket_.get_executor()] {
    asio::post(executor, [weak] {
      if (auto self = weak.lock()) self->wake();
    });
  });
  asio::co_spawn(socket_.get_executor(), watch(shared_from_this()), asio::detached);

  while (!gone_ && !source_->cut()) {
    error_code error;
    std::string bytes = source_->take();
    if (bytes.empty()) {
      if (source_->ending() || shared_.draining) break;
      if (!beat_due_) {
        co_await signal_.async_wait(asio::redirect_error(asio::use_awaitable_t<Executor>{}, error));
        continue;
      }
      bytes = ":\n\n";
    }
    beat_due_ = false;
    enter(Phase::streaming, shared_.limits.idle_time);
    co_await asio::async_write(socket_, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable_t<Executor>{}, error));
    if (error) break;
    source_->sent();
    last_sent_ = std::chrono::steady_clock::now();
    enter(Phase::streaming, std::chrono::milliseconds::max());
  }
  close();
  // on_close may want the database: not on this thread.
  shared_.workers.post([ended = std::exchange(source_, nullptr)]() mutable { ended.reset(); });
}

/// The next piece, made on a worker; nothing where making it failed.
Task<std::optional<std::string>> Connection::piece(const std::function<std::string()>& next) {
  using Made = std::optional<std::string>;
  auto initiate = [this](auto handler, const std::function<std::string()>* make) {
    auto held = std::make_shared<decltype(handler)>(std::move(handler));
    shared_.workers.post([this, held, make, executor = socket_.get_executor()] {
      Made made;
      try {
        if (!shared_.abandoned) made = (*make)();
      } catch (const std::exception& e) {
        spdlog::error("a body was cut off: {}", e.what());
      }
      asio::post(executor,
                 [held, made = std::move(made)]() mutable { std::move (*held)(std::move(made)); });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void(Made)>(
      initiate, asio::use_awaitable_t<Executor>{}, &next);
}

Task<bool> Connection::send_pieces(std::function<std::string()> next, bool chunked) {
  constexpr std::size_t kSlowestBytesPerSecond = 4 * 1024;
  for (;;) {
    enter(Phase::working, std::chrono::milliseconds::max());
    const auto made = co_await piece(next);
    if (!made) co_return false;
    const std::string bytes = chunked ? chunk_of(*made) : *made;
    enter(Phase::writing,
          shared_.limits.idle_time + std::chrono::seconds(bytes.size() / kSlowestBytesPerSecond));
    error_code error;
    co_await asio::async_write(socket_, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable_t<Executor>{}, error));
    if (error) co_return false;
    if (made->empty()) co_return true;
  }
}

}  // namespace palier::http
