#include "core/http/server.hpp"

#include <malloc.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/redirect_error.hpp>
#include <thread>

#include "core/http/connection.hpp"
#include "core/http/listen.hpp"
#include "core/http/metrics_listener.hpp"
#include "core/http/wire.hpp"

namespace palier::http {

using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

std::size_t threads_or(int asked, unsigned per_core) {
  if (asked > 0) return static_cast<std::size_t>(asked);
  return std::max(1U, std::thread::hardware_concurrency()) * per_core;
}

Task<> sweep(Loop* loop) {
  Timer timer(loop->io);
  while (true) {
    timer.expires_after(500ms);
    error_code error;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable_t<Executor>{}, error));
    const auto now = std::chrono::steady_clock::now();
    for (Connection* connection : loop->connections) connection->sweep(now);
  }
}

/// One connection too many: a word and out, without waiting for either.
void turn_away(Socket& socket) {
  static const std::string kWords = [] {
    Response busy = plain_answer(503);
    busy.header("Retry-After", "10");
    WireOptions options;
    options.keep_alive = false;
    return head_of(busy, options) + busy.body;
  }();
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(kWords), ignored);
  socket.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace

struct Server::Impl {
  Options options;
  Metrics own_metrics;
  Shared shared;
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::thread> threads;
  std::vector<Acceptor> acceptors;  ///< On the first loop.
  std::unique_ptr<MetricsListener> metrics_listener;
  std::uint16_t port = 0;
  bool started = false;

  Impl(Options o, Answer answer, Parts parts)
      : options(std::move(o)),
        shared{
            .limits = options.limits,
            .answer = std::move(answer),
            .parts = parts,
            .proxies = Proxies(options.proxies),
            .metrics = parts.metrics ? *parts.metrics : own_metrics,
            .workers = Workers(threads_or(options.workers, 4), options.limits.waiting),
            .census = Census(options.limits.connections, options.limits.connections_per_address)} {}

  static Task<> accept(Impl* self, Acceptor* acceptor) {
    const asio::use_awaitable_t<Executor> await;
    Timer pause(self->loops.front()->io);
    for (std::size_t turn = 0; acceptor->is_open(); ++turn) {
      Loop& loop = *self->loops[turn % self->loops.size()];
      Socket socket(loop.io);
      error_code error;
      co_await acceptor->async_accept(socket, asio::redirect_error(await, error));
      if (!error) {
        self->admit(loop, std::move(socket));
      } else if (acceptor->is_open()) {
        // Out of file descriptors, most likely: trying again at once would only spin.
        spdlog::warn("cannot accept a connection: {}", error.message());
        pause.expires_after(100ms);
        co_await pause.async_wait(asio::redirect_error(await, error));
      }
    }
  }

  void admit(Loop& loop, Socket socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    const Address peer = plain(endpoint.address());
    std::string key = shared.proxies.trusts(peer) ? std::string() : Census::key(peer);
    if (!shared.census.enter(key)) return turn_away(socket);
    socket.set_option(Tcp::no_delay(true), error);
    auto begin = [this, &loop, peer, key = std::move(key), socket = std::move(socket)]() mutable {
      auto connection =
          std::make_shared<Connection>(shared, loop, std::move(socket), peer, std::move(key));
      if (shared.draining) return;
      asio::co_spawn(loop.io, Connection::run(connection), [](std::exception_ptr failure) {
        if (!failure) return;
        try {
          std::rethrow_exception(failure);
        } catch (const std::exception& e) {
          spdlog::error("a connection failed: {}", e.what());
        }
      });
    };
    asio::post(loop.io, std::move(begin));
  }

  void register_figures() {
    Metrics& m = shared.metrics;
    if (shared.parts.router) m.expect(*shared.parts.router);
    m.gauge("palier_http_connections", "Connections open",
            [this] { return static_cast<double>(shared.census.total()); });
    m.gauge("palier_http_waiting", "Requests waiting for a worker",
            [this] { return static_cast<double>(shared.workers.waiting()); });
  }

  void start() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    // Buffers of answers come and go all the time: giving the memory back to the system after each
    // would cost more than the requests.
    mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_TOP_PAD, 4 * 1024 * 1024);

    const std::size_t count = threads_or(options.io_threads, 1);
    for (std::size_t i = 0; i < count; ++i) loops.push_back(std::make_unique<Loop>());
    for (Tcp::endpoint endpoint : endpoints_of(options.listen)) {
      if (endpoint.port() == 0) endpoint.port(port);  // A name's addresses share the port drawn.
      acceptors.push_back(bind_to(loops.front()->io, endpoint));
      port = acceptors.back().local_endpoint().port();
    }
    register_figures();
    if (!options.metrics_listen.empty())
      metrics_listener = std::make_unique<MetricsListener>(options.metrics_listen, shared.metrics);

    started = true;
    for (Acceptor& acceptor : acceptors)
      asio::co_spawn(loops.front()->io, accept(this, &acceptor), asio::detached);
    for (auto& loop : loops) {
      asio::co_spawn(loop->io, sweep(loop.get()), asio::detached);
      threads.emplace_back([io = &loop->io] { io->run(); });
    }
  }

  template <class Action>
  void for_all(Action action) {
    for (auto& loop : loops)
      asio::post(loop->io, [loop = loop.get(), action] {
        for (Connection* connection : loop->connections) action(*connection);
      });
  }

  bool stop(std::chrono::milliseconds grace) {
    if (!started) return true;
    shared.draining = true;
    asio::post(loops.front()->io, [this] {
      error_code ignored;
      for (Acceptor& acceptor : acceptors) acceptor.close(ignored);
    });
    for_all([](Connection& c) { c.drain(); });
    if (shared.census.wait_until_empty(grace)) return true;
    shared.abandoned = true;
    for_all([](Connection& c) { c.abort(); });
    return shared.census.wait_until_empty(500ms);
  }

  ~Impl() {
    if (started) stop(0ms);
    shared.workers.join();
    // What a worker answered last has still to come home to its loop.
    if (started) shared.census.wait_until_empty(2s);
    metrics_listener.reset();
    shared.metrics.forget("palier_http_connections");
    shared.metrics.forget("palier_http_waiting");
    for (auto& loop : loops) loop->io.stop();
    for (auto& thread : threads) thread.join();
    acceptors.clear();
    loops.clear();
  }
};

Server::Server(Options options, Answer answer, Parts parts)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(answer), std::move(parts))) {}
Server::~Server() = default;

void Server::start() {
  impl_->start();
}
bool Server::stop(std::chrono::seconds grace) {
  return impl_->stop(grace);
}
std::uint16_t Server::port() const {
  return impl_->port;
}
std::uint16_t Server::metrics_port() const {
  return impl_->metrics_listener ? impl_->metrics_listener->port() : 0;
}

}  // namespace palier::http
