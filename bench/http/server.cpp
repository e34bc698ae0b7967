// What bench/http/run.sh measures: a 20 KB page, as an asset and as a page made for each request.
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdio>

#include "core/http/assets.hpp"
#include "core/http/server.hpp"

using namespace palier;

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: bench_http HOST:PORT [log]\n", stderr);
    return 2;
  }
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  if (count < 3) spdlog::set_level(spdlog::level::warn);

  std::string html;
  while (html.size() < 20 * 1024)
    html +=
        fmt::format("<li>Voisin {} cherche quelqu’un pour porter ses courses.</li>\n", html.size());
  const embedded::File file{"page.html", html};
  http::Assets assets;
  assets.add(std::span(&file, 1));

  http::Options options;
  options.listen = words[1];
  options.metrics_listen = "";
  options.limits.connections_per_address = 10'000;
  http::Parts parts;
  parts.assets = &assets;
  http::Server server(
      options, [&](http::Request&&) { return http::page(html); }, parts);
  server.start();
  int signal = 0;
  sigwait(&ends, &signal);
  server.stop();
}
