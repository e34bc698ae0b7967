#pragma once

#include "core/http/server.hpp"
#include "core/http/testing_client.hpp"

namespace palier::http::testing {

/// A server on a free loopback port, with short times so that tests need not wait.
class TestServer {
 public:
  explicit TestServer(http::Answer answer, Parts parts = {},
                      std::function<void(Options&)> change = {})
      : server_(options(change), std::move(answer), std::move(parts)) {
    server_.start();
  }
  Server& operator*() { return server_; }
  Server* operator->() { return &server_; }
  std::uint16_t port() const { return server_.port(); }

 private:
  static Options options(const std::function<void(Options&)>& change) {
    Options o;
    o.listen = "127.0.0.1:0";
    o.metrics_listen = "";
    o.io_threads = 2;
    o.workers = 4;
    if (change) change(o);
    return o;
  }
  Server server_;
};

}  // namespace palier::http::testing
