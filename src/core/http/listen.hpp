#pragma once

#include <string>
#include <vector>

#include "core/http/connection.hpp"

namespace palier::http {

using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;

/// The endpoints that "HOST:PORT" means; "[::]:8080" for IPv6. A name may have several. Throws
/// std::runtime_error in words for a keeper.
std::vector<Tcp::endpoint> endpoints_of(const std::string& listen);

/// An acceptor that listens. Throws std::runtime_error.
Acceptor bind_to(asio::io_context& io, const Tcp::endpoint& endpoint);

}  // namespace palier::http
