#include "core/http/listen.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/http/bad_options.hpp"

namespace palier::http {

using boost::system::error_code;

std::vector<Tcp::endpoint> endpoints_of(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  bool fine = colon != std::string::npos && !host.empty();
  if (fine) {
    const char* end = listen.data() + listen.size();
    const auto [stop, wrong] = std::from_chars(listen.data() + colon + 1, end, port);
    fine = wrong == std::errc{} && stop == end;
  }
  if (!fine)
    throw BadOptions(fmt::format(
        "cannot listen on \"{}\": it must read HOST:PORT, for example 127.0.0.1:8080", listen));

  asio::io_context io;
  Tcp::resolver resolver(io);
  error_code error;
  std::vector<Tcp::endpoint> endpoints;
  for (const auto& entry : resolver.resolve(host, std::to_string(port), error))
    endpoints.push_back(entry.endpoint());
  if (error || endpoints.empty())
    throw BadOptions(
        fmt::format("cannot listen on {}: {} is not an address of this machine", listen, host));
  return endpoints;
}

Acceptor bind_to(asio::io_context& io, const Tcp::endpoint& endpoint) {
  Acceptor acceptor(io);
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error)
    throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}",
                                         endpoint.address().to_string(), endpoint.port(),
                                         error.message()));
  return acceptor;
}

}  // namespace palier::http
