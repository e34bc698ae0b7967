#include "core/inbox/lmtp.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/asio.hpp>
#include <charconv>
#include <thread>

#include "core/inbox/lmtp_session.hpp"

namespace palier::inbox {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Stream = asio::generic::stream_protocol;
using Local = asio::local::stream_protocol;
using asio::ip::tcp;

constexpr std::string_view kUnix = "unix:";

tcp::endpoint endpoint_of(asio::io_context& io, const std::string& listen) {
  const auto colon = listen.rfind(':');
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  bool fine = colon != std::string::npos && !host.empty();
  if (fine) {
    const char* end = listen.data() + listen.size();
    const auto [stop, wrong] = std::from_chars(listen.data() + colon + 1, end, port);
    fine = wrong == std::errc{} && stop == end;
  }
  error_code error;
  tcp::resolver resolver(io);
  if (fine)
    for (const auto& entry : resolver.resolve(host, std::to_string(port), error))
      return entry.endpoint();
  throw std::runtime_error(
      fmt::format("[mail.replies] lmtp_listen = \"{}\" must read unix:/PATH or HOST:PORT", listen));
}

/// A socket file that nobody listens behind any more is in the way.
void clear_path(const std::string& path) {
  struct stat there {};
  if (::lstat(path.c_str(), &there) != 0 || !S_ISSOCK(there.st_mode)) return;
  asio::io_context io;
  Local::socket probe(io);
  error_code error;
  probe.connect(Local::endpoint(path), error);
  if (error) ::unlink(path.c_str());
}

}  // namespace

/// Everything runs on the one thread of `io`; a delivery blocks it for the commit, so that messages
/// are taken one after the other.
struct Lmtp::Impl {
  Impl(const std::string& listen, Calls c, Limits l)
      : calls(std::move(c)), limits(l), acceptor(io) {
    if (listen.starts_with(kUnix)) {
      path = listen.substr(kUnix.size());
      clear_path(path);
      open(Stream::endpoint(Local::endpoint(path)), listen);
      ::chmod(path.c_str(), 0660);
    } else {
      open(Stream::endpoint(endpoint_of(io, listen)), listen);
    }
    accept();
    thread = std::thread([this] { run(); });
  }

  ~Impl() {
    asio::post(io, [this] { io.stop(); });
    thread.join();
    if (!path.empty()) ::unlink(path.c_str());
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void open(const Stream::endpoint& at, const std::string& listen) {
    error_code error;
    acceptor.open(at.protocol(), error);
    if (!error && path.empty()) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(at, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      throw std::runtime_error(
          fmt::format("cannot listen for mail on {}: {}", listen, error.message()));
  }

  void run() {
    while (!io.stopped()) try {
        io.run();
        return;
      } catch (const std::exception& e) {
        spdlog::error("the mail listener: {}", e.what());
      }
  }

  void accept() {
    auto socket = std::make_shared<Stream::socket>(io);
    acceptor.async_accept(*socket, [this, socket](error_code error) {
      if (!acceptor.is_open()) return;
      if (!error) talk(std::move(*socket));
      if (!error) return accept();
      // Out of descriptors, most likely: not in a circle at full speed.
      auto pause = std::make_shared<asio::steady_timer>(io, std::chrono::milliseconds{200});
      pause->async_wait([this, pause](error_code) { accept(); });
    });
  }

  /// One connection: reads, answers, reads again, until it is over or late.
  struct Talk : std::enable_shared_from_this<Talk> {
    Talk(Impl& o, Stream::socket s)
        : owner(o),
          socket(std::move(s)),
          timer(o.io),
          last(std::chrono::steady_clock::now() + o.limits.session),
          session(o.calls, o.limits, o.held) {
      ++owner.open_now;
    }
    ~Talk() { --owner.open_now; }
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;

    void wait_at_most() {
      timer.expires_at(std::min(std::chrono::steady_clock::now() + owner.limits.idle, last));
      timer.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (error || !self) return;
        error_code ignored;
        self->socket.close(ignored);
      });
    }
    void say(std::string words) {
      out = std::move(words);
      wait_at_most();
      asio::async_write(socket, asio::buffer(out),
                        [self = shared_from_this()](error_code error, std::size_t) {
                          if (error || self->session.over()) return self->close();
                          self->listen();
                        });
    }
    void listen() {
      wait_at_most();
      socket.async_read_some(asio::buffer(in),
                             [self = shared_from_this()](error_code error, std::size_t size) {
                               if (error) return self->close();
                               std::string answer = self->session.take({self->in.data(), size});
                               if (answer.empty() && !self->session.over()) return self->listen();
                               self->say(std::move(answer));
                             });
    }
    void close() {
      timer.cancel();
      error_code ignored;
      socket.shutdown(asio::socket_base::shutdown_both, ignored);
      socket.close(ignored);
    }

    Impl& owner;
    Stream::socket socket;
    asio::steady_timer timer;
    std::chrono::steady_clock::time_point last;
    LmtpSession session;
    std::array<char, 64 * 1024> in{};
    std::string out;
  };

  void talk(Stream::socket socket) {
    if (open_now >= limits.connections) {
      error_code ignored;
      socket.non_blocking(true, ignored);
      socket.send(asio::buffer(std::string_view("421 4.3.2 Too many connections\r\n")), 0, ignored);
      return;
    }
    std::make_shared<Talk>(*this, std::move(socket))->say(LmtpSession::greeting());
  }

  const Calls calls;
  const Limits limits;
  // Before io: handlers that io still holds at its end refer to these.
  std::size_t held = 0;
  int open_now = 0;
  std::string path;
  asio::io_context io{1};
  asio::basic_socket_acceptor<Stream> acceptor;
  std::thread thread;
};

Lmtp::Lmtp(const std::string& listen, Calls calls, Limits limits)
    : impl_(std::make_unique<Impl>(listen, std::move(calls), limits)) {}

Lmtp::~Lmtp() = default;

int Lmtp::port() const {
  error_code error;
  const auto at = impl_->acceptor.local_endpoint(error);
  if (error || !impl_->path.empty()) return 0;
  tcp::endpoint tcp;
  std::memcpy(tcp.data(), at.data(), std::min(at.size(), tcp.capacity()));
  return tcp.port();
}

}  // namespace palier::inbox
