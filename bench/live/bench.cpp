// Ten thousand open pages on one node: what each costs in memory beyond the kernel's, and how long
// an event takes to reach them all. The listeners are plain sockets in a process of their own; the
// peer is a loop that writes the same bytes to ten thousand sockets with no server around them.
#include <fcntl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <spdlog/spdlog.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/db/migrations.hpp"
#include "core/http/app.hpp"
#include "core/http/server.hpp"
#include "core/http/sessions.hpp"
#include "core/live/live.hpp"
#include "embedded/migrations.hpp"

using namespace palier;
using Clock_ = std::chrono::steady_clock;

namespace {

constexpr int kEvents = 20;

double seconds(Clock_::duration d) {
  return std::chrono::duration<double>(d).count();
}

long resident_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  return 0;
}

class Everyone final : public http::Identity {
 public:
  std::optional<http::Viewer> of_account(db::Session&, std::int64_t account) const override {
    http::Viewer v;
    v.account = account;
    v.name = "Bench";
    return v;
  }
  std::optional<http::Viewer> of_token(db::Session&, std::string_view) const override { return {}; }
};

int connect_to(int port) {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    std::perror("connect");
    std::exit(1);
  }
  return s;
}

/// The other process: opens the streams, then answers a byte on the pipe each time that everyone
/// has got one more event. Events are told by their "end-of-event" mark.
void listen_to(int port, const std::vector<std::string>& cookies, int tell) {
  const int poll = epoll_create1(0);
  std::vector<int> got(cookies.size(), 0);
  std::vector<int> sockets(cookies.size());
  const auto watch = [&](std::size_t i) {
    epoll_event e{};
    e.events = EPOLLIN;
    e.data.u64 = i;
    epoll_ctl(poll, EPOLL_CTL_ADD, sockets[i], &e);
  };
  for (std::size_t i = 0; i < cookies.size(); ++i) {
    sockets[i] = connect_to(port);
    if (!cookies[i].empty()) {
      const std::string request =
          "GET /live?topic=room%2F1 HTTP/1.1\r\nHost: localhost\r\nCookie: palier=" + cookies[i] +
          "\r\nAccept: text/event-stream\r\n\r\n";
      if (write(sockets[i], request.data(), request.size()) < 0) std::exit(1);
      char head[2048];
      const auto n = read(sockets[i], head, sizeof head - 1);
      if (n <= 0 ||
          !std::string_view(head, static_cast<std::size_t>(n)).starts_with("HTTP/1.1 200")) {
        std::fprintf(stderr, "refused: %.*s\n", static_cast<int>(n), head);
        std::exit(1);
      }
    }
    watch(i);
  }
  char byte = 1;
  if (write(tell, &byte, 1) != 1) std::exit(1);
  int round = 0;
  std::size_t have = 0;
  std::vector<char> buffer(1 << 16);
  std::vector<epoll_event> events(1024);
  while (true) {
    const int n = epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
    for (int k = 0; k < n; ++k) {
      const auto i = events[static_cast<std::size_t>(k)].data.u64;
      const auto bytes = read(sockets[i], buffer.data(), buffer.size());
      if (bytes <= 0) std::_Exit(0);
      std::string_view text(buffer.data(), static_cast<std::size_t>(bytes));
      for (auto at = text.find("end-of-event"); at != std::string_view::npos;
           at = text.find("end-of-event", at + 1))
        if (++got[i] == round + 1) ++have;
    }
    if (have == cookies.size()) {
      ++round;
      have = 0;
      for (int count : got)
        if (count > round) ++have;
      if (write(tell, &byte, 1) != 1) std::_Exit(0);
    }
  }
}

void wait_for(int pipe_end) {
  char byte = 0;
  if (read(pipe_end, &byte, 1) != 1) {
    std::fputs("the listeners are gone\n", stderr);
    std::exit(1);
  }
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// The peer: the same bytes to as many sockets, one after the other.
double bare(int count, const std::string& bytes) {
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  if (bind(server, reinterpret_cast<sockaddr*>(&at), size) || listen(server, 4096) ||
      getsockname(server, reinterpret_cast<sockaddr*>(&at), &size))
    std::exit(1);
  int ends[2];
  if (pipe(ends)) std::exit(1);
  if (fork() == 0) {
    listen_to(ntohs(at.sin_port), std::vector<std::string>(static_cast<std::size_t>(count)),
              ends[1]);
    std::_Exit(0);
  }
  std::vector<int> open;
  open.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) open.push_back(accept(server, nullptr, nullptr));
  wait_for(ends[0]);
  std::vector<double> took;
  for (int i = 0; i < kEvents; ++i) {
    const auto begun = Clock_::now();
    for (int s : open)
      if (write(s, bytes.data(), bytes.size()) < 0) std::exit(1);
    wait_for(ends[0]);
    took.push_back(seconds(Clock_::now() - begun));
  }
  for (int s : open) close(s);
  close(server);
  wait(nullptr);
  return median(took);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
  rlimit files{static_cast<rlim_t>(count) + 500, static_cast<rlim_t>(count) + 500};
  if (setrlimit(RLIMIT_NOFILE, &files) != 0) std::perror("setrlimit");
  spdlog::set_level(spdlog::level::warn);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);

  const std::string card = "<turbo-stream action=\"prepend\" target=\"feed\"><template>" +
                           std::string(1500, 'x') + "end-of-event</template></turbo-stream>";
  const double peer = bare(count, "id: 1\ndata: " + card + "\n\n");

  const auto file = std::filesystem::temp_directory_path() / "palier-bench-live.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  const auto db = db::open({"sqlite:" + file.string(), 8});
  const SystemClock clock;
  db::migrate(*db, embedded::migrations(), clock);
  i18n::load("Europe/Paris");
  jobs::Queue queue(*db, clock);
  http::Router router;
  http::Site site;
  site.identity = std::make_shared<Everyone>();
  const auto live = live::make(*db, queue, router, site, clock);
  live->kind("card", [&](db::Session&, const i18n::Language&, std::string_view, std::int64_t) {
    return card;
  });
  live->topic("room", [](db::Session&, const http::Viewer&, std::string_view) { return true; });

  std::vector<std::string> cookies;
  cookies.reserve(static_cast<std::size_t>(count));
  db->write([&](db::Transaction& tx) {
    for (int i = 0; i < count; ++i) cookies.push_back(http::start_session(tx, i + 1, clock.now()));
  });

  // The pipe and the child before any thread.
  int ends[2], port_pipe[2];
  if (pipe(ends) || pipe(port_pipe)) return 1;
  if (fork() == 0) {
    int port = 0;
    if (read(port_pipe[0], &port, sizeof port) != sizeof port) std::_Exit(1);
    listen_to(port, cookies, ends[1]);
    std::_Exit(0);
  }

  http::App app(*db, queue, clock, router, site);
  http::Options options;
  options.listen = "127.0.0.1:0";
  options.metrics_listen = "";
  options.limits.connections = options.limits.connections_per_address =
      static_cast<std::size_t>(count) + 100;
  http::Parts parts;
  parts.router = &router;
  http::Server server(
      options, [&](http::Request&& r) { return app(std::move(r)); }, parts);
  live->start();
  server.start();
  const long before = resident_kb();
  const int port = server.port();
  const auto opening = Clock_::now();
  if (write(port_pipe[1], &port, sizeof port) != sizeof port) return 1;
  wait_for(ends[0]);
  const double opened = seconds(Clock_::now() - opening);
  malloc_trim(0);
  const long after = resident_kb();

  std::vector<double> took;
  for (int i = 0; i < kEvents; ++i) {
    const auto begun = Clock_::now();
    db->write([&](db::Transaction& tx) { live->publish(tx, "room/1", "card", i, 0); });
    wait_for(ends[0]);
    took.push_back(seconds(Clock_::now() - begun));
  }
  malloc_trim(0);
  const long later = resident_kb();
  std::sort(took.begin(), took.end());
  std::printf("%d listeners, opened in %.1f s (%zu counted)\n", count, opened, live->listeners());
  std::printf("memory each: %.1f KB idle, %.1f KB after %d events\n",
              static_cast<double>(after - before) / count,
              static_cast<double>(later - before) / count, kEvents);
  std::printf("an event of %zu bytes reaches all: median %.0f ms, slowest %.0f ms\n", card.size(),
              median(took) * 1e3, took.back() * 1e3);
  std::printf("bare writes to as many sockets: %.0f ms; ratio %.2f\n", peer * 1e3,
              median(took) / peer);
  std::fflush(stdout);
  std::_Exit(0);
}
