#include "core/http/connection.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "core/http/assets.hpp"
#include "core/http/finish.hpp"
#include "core/http/wire.hpp"

namespace palier::http {

using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

const asio::use_awaitable_t<Executor> kAwait;
constexpr std::size_t kSinkSize = 64 * 1024;
constexpr std::size_t kSlowestBytesPerSecond = 4 * 1024;

}  // namespace

/// One request as the log and the writer need it, once the application has the request itself.
struct Connection::Exchange {
  std::string id;
  std::string method;
  std::string route;
  Preferences visitor;
  SteadyTime start = std::chrono::steady_clock::now();
  bool keep_alive = true;
  bool http10 = false;
  bool quiet = false;  ///< Assets and health checks: logged at debug only.
};

Connection::Connection(Shared& shared, Loop& loop, Socket socket, Address peer,
                       std::string census_key)
    : shared_(shared),
      loop_(loop),
      socket_(std::move(socket)),
      signal_(socket_.get_executor(), SteadyTime::max()),
      peer_(std::move(peer)),
      census_key_(std::move(census_key)) {
  loop_.connections.insert(this);
  enter(Phase::waiting, shared_.limits.header_time);
}

Connection::~Connection() {
  loop_.connections.erase(this);
  shared_.census.leave(census_key_);
}

void Connection::enter(Phase phase, std::chrono::milliseconds allowed) {
  phase_ = phase;
  deadline_ = allowed == std::chrono::milliseconds::max()
                  ? SteadyTime::max()
                  : std::chrono::steady_clock::now() + allowed;
}

void Connection::close() {
  gone_ = true;
  error_code ignored;
  socket_.close(ignored);
}

void Connection::abort() {
  close();
  signal_.cancel();
}

void Connection::sweep(SteadyTime now) {
  if (phase_ == Phase::streaming && now - last_sent_ >= shared_.limits.event_beat) {
    last_sent_ = now;
    beat_due_ = true;
    wake();
  }
  if (now < deadline_) return;
  if (phase_ == Phase::waiting || phase_ == Phase::head || phase_ == Phase::body) {
    timed_out_ = true;
    error_code ignored;
    socket_.cancel(ignored);
  } else {
    close();
  }
}

void Connection::drain() {
  if (phase_ == Phase::waiting) {
    error_code ignored;
    timed_out_ = true;
    socket_.cancel(ignored);
  } else if (phase_ == Phase::streaming) {
    wake();
  }
}

Task<> Connection::run(std::shared_ptr<Connection> self) {
  bool more = true;
  while (more) more = co_await self->serve_one();
  if (self->source_) {
    // A stream lasts for hours and there are thousands: what was only for its request goes first.
    self->buffer_ = {};
    self->parser_.reset();
    co_await self->stream(std::exchange(self->source_, nullptr));
  }
  if (self->must_linger_) co_await self->linger();
  self->close();
}

Task<bool> Connection::serve_one() {
  int status = co_await receive_head();
  if (status < 0) co_return false;
  first_ = false;
  std::string id = new_request_id();
  if (status > 0) co_return co_await refuse(status, id);

  Head head;
  const auto& message = parser_->get();
  head.method = std::string(message.method_string());
  head.target = std::string(message.target());
  head.version = message.version();
  for (const auto& field : message)
    head.headers.emplace_back(lower(field.name_string()), std::string(field.value()));
  const bool keep_alive = message.keep_alive();
  const bool api = head.target.starts_with("/api/");

  Framing framing;
  Request request;
  bool known_method = false;
  const unsigned version = head.version;
  std::string method = head.method;
  status = check_framing(head, framing);
  if (status == 0)
    status = read_head(std::move(head), peer_, shared_.proxies, request, known_method);
  if (status > 0) co_return co_await refuse(status, id, api);
  request.id = id;

  const Route* route = nullptr;
  if (shared_.parts.router && known_method)
    route = shared_.parts.router->find(request.method, request.path).route;
  if (route) request.route = route->pattern;

  Exchange exchange{std::move(id), std::move(method), request.route, Preferences(request)};
  exchange.http10 = version == 10;
  Response response = answer_here(request, known_method);
  exchange.quiet = response.status != 0;
  if (response.status == 0) {
    const bool uploads = route && route->uploads;
    const std::size_t limit = uploads ? shared_.limits.upload_bytes : shared_.limits.body_bytes;
    if (framing.chunked || framing.length > 0) {
      status = co_await receive_body(framing, limit);
      if (status < 0) co_return false;
      if (status > 0) co_return co_await refuse(status, exchange.id, api);
      request.body = std::move(parser_->get().body());
    }
    enter(Phase::working, std::chrono::milliseconds::max());
    exchange.start = std::chrono::steady_clock::now();
    Outcome outcome = co_await on_worker(std::move(request));
    response = std::move(outcome.response);
  } else if (!parser_->is_done()) {
    must_linger_ = true;  // A body nobody asked for.
  }
  const bool chunked = response.pieces && !exchange.http10;
  exchange.keep_alive = keep_alive && !shared_.draining && !must_linger_ && !response.events &&
                        (chunked || !response.pieces) && burst_ < shared_.limits.pipelined;
  if (!exchange.keep_alive && buffer_.size() > 0) must_linger_ = true;
  bool sent = co_await send(response, exchange);
  if (sent && response.events && exchange.visitor.method != Method::head)
    source_ = std::move(response.events);
  if (sent && response.pieces && exchange.visitor.method != Method::head)
    sent = co_await send_pieces(std::move(response.pieces), chunked);
  co_return sent&& exchange.keep_alive;
}

/// What needs no worker; status 0 for all else.
Response Connection::answer_here(const Request& request, bool known_method) const {
  if (!known_method) {
    std::string allow = shared_.parts.router ? shared_.parts.router->allowed(request.path) : "";
    if (allow.empty()) return plain_answer(501);
    Response refusal = plain_answer(405);
    refusal.header("Allow", std::move(allow));
    return refusal;
  }
  if (request.path == "/healthz") {
    Response fine = plain_answer(200);
    fine.body = "ok\n";
    return fine;
  }
  if (shared_.parts.assets && shared_.parts.assets->owns(request.path))
    return shared_.parts.assets->answer(request.method, request.path,
                                        request.header("accept-encoding"),
                                        request.header("if-none-match"));
  Response not_here;
  not_here.status = 0;
  return not_here;
}

Connection::Outcome Connection::work(Request&& request) const {
  if (shared_.abandoned) return {plain_answer(503)};
  const std::string id = request.id;
  try {
    const Preferences visitor(request);
    if (request.path == "/readyz") {
      std::string why = shared_.draining ? "draining" : "";
      if (why.empty() && shared_.parts.not_ready) why = shared_.parts.not_ready();
      Response r = plain_answer(why.empty() ? 200 : 503);
      r.body = why.empty() ? "ready\n" : why + "\n";
      return {std::move(r)};
    }
    if (const int status = read_body(request); status > 0)
      return {plain_answer(status, request.path.starts_with("/api/"))};
    Response response = shared_.answer(std::move(request));
    finish(visitor, response);
    return {std::move(response)};
  } catch (const std::exception& e) {
    spdlog::error("{} failed: {}", id, e.what());
  } catch (...) {
    spdlog::error("{} failed", id);
  }
  return {plain_answer(500)};
}

Task<Connection::Outcome> Connection::on_worker(Request request) {
  // The handler goes to the worker and comes back to this loop with what was answered.
  auto initiate = [this](auto handler, Request r) {
    auto held = std::make_shared<decltype(handler)>(std::move(handler));
    auto answer_with = [held, executor = socket_.get_executor()](Outcome outcome) {
      asio::post(executor, [held, outcome = std::move(outcome)]() mutable {
        std::move (*held)(std::move(outcome));
      });
    };
    auto job = [this, answer_with, r = std::move(r)]() mutable { answer_with(work(std::move(r))); };
    if (shared_.workers.try_post(std::move(job))) return;
    Outcome busy{plain_answer(503)};
    busy.response.header("Retry-After", "2");
    answer_with(std::move(busy));
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void(Outcome)>(
      initiate, kAwait, std::move(request));
}

Task<bool> Connection::send(const Response& response, const Exchange& exchange) {
  WireOptions options;
  options.keep_alive = exchange.keep_alive;
  options.http10 = exchange.http10;
  options.until_close = response.events || (response.pieces && exchange.http10);
  options.chunked = response.pieces && !exchange.http10;
  options.request_id = exchange.id;
  const std::string head = head_of(response, options);
  const bool bodiless = exchange.visitor.method == Method::head || response.status == 204 ||
                        response.status == 304 || response.events || response.pieces;
  const std::string_view body = bodiless ? std::string_view() : payload(response);
  enter(Phase::writing,
        shared_.limits.idle_time + std::chrono::seconds(body.size() / kSlowestBytesPerSecond));
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
  error_code error;
  co_await asio::async_write(socket_, buffers, asio::redirect_error(kAwait, error));
  record(exchange, response.status, head.size() + body.size());
  co_return !error;
}

Task<bool> Connection::refuse(int status, std::string_view id, bool api) {
  WireOptions options;
  options.keep_alive = false;
  options.request_id = id;
  const Response response = plain_answer(status, api);
  const std::string bytes = head_of(response, options) + response.body;
  timed_out_ = false;
  enter(Phase::writing, 5s);
  error_code error;
  co_await asio::async_write(socket_, asio::buffer(bytes), asio::redirect_error(kAwait, error));
  spdlog::info("{} - - {} 0.0 ms {} B", id, status, bytes.size());
  shared_.metrics.request("", status, 0ns);
  must_linger_ = !error;
  co_return false;
}

void Connection::record(const Exchange& exchange, int status, std::size_t bytes) const {
  const auto took = std::chrono::steady_clock::now() - exchange.start;
  shared_.metrics.request(exchange.route, status, took);
  spdlog::log(exchange.quiet ? spdlog::level::debug : spdlog::level::info,
              "{} {} {} {} {:.1f} ms {} B", exchange.id, exchange.method,
              exchange.route.empty() ? "-" : exchange.route, status,
              std::chrono::duration<double, std::milli>(took).count(), bytes);
}

/// Closing with bytes unread would make the kernel reset the connection and the visitor lose the
/// answer: our side is shut first, and what still comes is read away for a moment.
Task<> Connection::linger() {
  constexpr std::size_t kMost = 16 * 1024 * 1024;
  timed_out_ = false;
  enter(Phase::lingering, 3s);
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  std::vector<char> sink(kSinkSize);
  for (std::size_t total = 0; !error && total < kMost;)
    total +=
        co_await socket_.async_read_some(asio::buffer(sink), asio::redirect_error(kAwait, error));
}

}  // namespace palier::http
