#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace palier::http {

using Address = boost::asio::ip::address;

/// An IPv4 address that came as IPv6 ("::ffff:192.0.2.1") made plain, so that one visitor is one.
Address plain(const Address& address);

/// The proxies whose X-Forwarded-* are believed.
class Proxies {
 public:
  /// Addresses or CIDRs. Throws std::runtime_error naming the one that is neither.
  explicit Proxies(const std::vector<std::string>& list);
  bool trusts(const Address& address) const;

  struct Visitor {
    Address address;
    bool secure = false;
    std::string host;  ///< "" if no proxy named one.
  };
  /// Who is behind a connection from `peer`: the nearest address in X-Forwarded-For (read from the
  /// right) that is not a proxy of ours. What an untrusted peer claims is not looked at; an address
  /// that does not read ends the walk there. The header values are those of all lines, joined by
  /// ",".
  Visitor visitor(const Address& peer, std::string_view forwarded_for, std::string_view proto,
                  std::string_view host) const;

 private:
  struct Range {
    std::array<unsigned char, 16> bytes;
    int bits;
    bool v4;
  };
  std::vector<Range> ranges_;
};

}  // namespace palier::http
