#pragma once

#include <stdexcept>

namespace palier::http {

/// An address to listen on, or a proxy, that cannot be one: the configuration is wrong.
struct BadOptions : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace palier::http
