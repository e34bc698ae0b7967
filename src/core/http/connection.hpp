#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <unordered_set>

#include "core/http/census.hpp"
#include "core/http/event_source.hpp"
#include "core/http/intake.hpp"
#include "core/http/metrics.hpp"
#include "core/http/server.hpp"
#include "core/http/workers.hpp"

// GCC 12 takes the frames of awaitables for a mismatch of new and delete.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace palier::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

// One executor type throughout, rather than any_io_executor, which allocates and calls virtually on
// every operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;

class Connection;

/// One io thread: its connections are touched by it alone.
struct Loop {
  std::unordered_set<Connection*> connections;
  asio::io_context io{1};  // Last: its end destroys connections, which strike themselves off.
};

/// What a server's connections share.
struct Shared {
  const Limits limits;
  const Answer answer;
  const Parts parts;
  const Proxies proxies;
  Metrics& metrics;
  Workers workers;
  Census census;
  std::atomic<bool> draining{false};
  std::atomic<bool> abandoned{false};  ///< Queued requests are no longer worth running.
};

/// One visitor's connection: reads a request, has it answered, writes the answer, and so on. What
/// was sent ahead waits in the buffer (and then in the kernel's), so answers keep the order of
/// requests.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Shared& shared, Loop& loop, Socket socket, Address peer, std::string census_key);
  ~Connection();

  /// The connection's life. By value: the frame keeps it alive.
  static Task<> run(std::shared_ptr<Connection> self);

  // All on the loop's thread.
  void sweep(SteadyTime now);  ///< Ends what has passed its time.
  void drain();                ///< Closes if idle; else after the answer under way.
  void abort();

 private:
  enum class Phase { waiting, head, body, working, writing, streaming, lingering };
  struct Exchange;
  struct Outcome {
    Response response;
  };

  void enter(Phase phase, std::chrono::milliseconds allowed);
  void wake();
  void close();

  Task<bool> serve_one();
  Task<int> receive_head();
  Task<int> receive_body(const Framing& framing, std::size_t limit);
  Task<std::size_t> fill(std::size_t want);
  Task<bool> refuse(int status, std::string_view id, bool api = false);
  Task<Outcome> on_worker(Request request);
  Task<bool> send(const Response& response, const Exchange& exchange);
  Task<> stream(std::shared_ptr<EventSource> source);
  Task<bool> send_pieces(std::function<std::string()> next, bool chunked);
  Task<std::optional<std::string>> piece(const std::function<std::string()>& next);
  static Task<> watch(std::shared_ptr<Connection> self);
  Task<> linger();

  Outcome work(Request&& request) const;
  Response answer_here(const Request& request, bool known_method) const;
  void record(const Exchange& exchange, int status, std::size_t bytes) const;

  Shared& shared_;
  Loop& loop_;
  Socket socket_;
  Timer signal_;
  const Address peer_;
  const std::string census_key_;

  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  std::shared_ptr<EventSource> source_;
  Phase phase_ = Phase::waiting;
  SteadyTime deadline_;
  SteadyTime last_sent_;
  std::size_t burst_ = 0;  ///< Requests in a row that were there before the answer to the last.
  bool first_ = true;
  bool timed_out_ = false;
  bool gone_ = false;  ///< Nothing more can be sent.
  bool beat_due_ = false;
  bool must_linger_ = false;
};

}  // namespace palier::http
