#include "core/http/metrics_listener.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "core/http/bad_options.hpp"
#include "core/http/listen.hpp"
#include "core/http/wire.hpp"

namespace palier::http {

using boost::system::error_code;
using namespace std::chrono_literals;

struct MetricsListener::Impl {
  asio::io_context io{1};
  const Metrics& metrics;
  Acceptor acceptor;
  std::thread thread;

  Impl(const Metrics& m, const Tcp::endpoint& at) : metrics(m), acceptor(bind_to(io, at)) {}

  static Task<> serve(Impl* self) {
    const asio::use_awaitable_t<Executor> await;
    while (self->acceptor.is_open()) {
      error_code error;
      Socket socket(self->io);
      co_await self->acceptor.async_accept(socket, asio::redirect_error(await, error));
      Timer limit(self->io, 5s);
      if (error) {
        if (!self->acceptor.is_open()) break;
        co_await limit.async_wait(asio::redirect_error(await, error));
        continue;
      }
      limit.async_wait([&socket](error_code cancelled) {
        error_code ignored;
        if (!cancelled) socket.shutdown(Socket::shutdown_both, ignored);
      });
      co_await answer(&socket, &self->metrics);
      // The handler above holds a reference: let it run before the socket goes.
      limit.cancel();
      co_await asio::post(self->io, await);
    }
  }

  static Task<> answer(Socket* socket, const Metrics* metrics) {
    const asio::use_awaitable_t<Executor> await;
    std::string request;
    error_code error;
    std::array<char, 1024> bytes{};
    while (!error && request.size() < 8192 && request.find("\r\n\r\n") == std::string::npos) {
      const std::size_t n =
          co_await socket->async_read_some(asio::buffer(bytes), asio::redirect_error(await, error));
      request.append(bytes.data(), n);
    }
    if (error) co_return;
    const bool found = request.starts_with("GET /metrics ");
    const Response response =
        found ? text(metrics->text(), "text/plain; version=0.0.4; charset=utf-8")
              : plain_answer(404);
    WireOptions options;
    options.keep_alive = false;
    const std::string out = head_of(response, options) + response.body;
    co_await asio::async_write(*socket, asio::buffer(out), asio::redirect_error(await, error));
    socket->shutdown(Socket::shutdown_send, error);
  }
};

MetricsListener::MetricsListener(const std::string& listen, const Metrics& metrics) {
  const auto endpoints = endpoints_of(listen);
  for (const auto& endpoint : endpoints)
    if (!endpoint.address().is_loopback())
      throw BadOptions("metrics_listen must be a loopback address (127.0.0.1 or ::1), not " +
                       listen + ": the figures are not for everyone");
  impl_ = std::make_unique<Impl>(metrics, endpoints.front());
  asio::co_spawn(impl_->io, Impl::serve(impl_.get()), asio::detached);
  impl_->thread = std::thread([this] { impl_->io.run(); });
}

MetricsListener::~MetricsListener() {
  impl_->io.stop();
  impl_->thread.join();
}

std::uint16_t MetricsListener::port() const {
  return impl_->acceptor.local_endpoint().port();
}

}  // namespace palier::http
