#include "core/http/proxies.hpp"

#include <charconv>

#include "core/http/bad_options.hpp"
#include "core/http/decode.hpp"

namespace palier::http {

namespace {

std::array<unsigned char, 16> bytes_of(const Address& address) {
  std::array<unsigned char, 16> out{};
  if (address.is_v4()) {
    const auto b = address.to_v4().to_bytes();
    std::copy(b.begin(), b.end(), out.begin());
  } else {
    const auto b = address.to_v6().to_bytes();
    std::copy(b.begin(), b.end(), out.begin());
  }
  return out;
}

std::string_view last(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  return trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

/// "192.0.2.1", "192.0.2.1:1234", "[2001:db8::1]", "[2001:db8::1]:1234", "2001:db8::1".
bool read_address(std::string_view text, Address& out) {
  if (text.starts_with('[')) {
    text = text.substr(1, text.find(']') - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  boost::system::error_code error;
  const Address address = boost::asio::ip::make_address(std::string(text), error);
  if (error) return false;
  out = plain(address);
  return true;
}

}  // namespace

Address plain(const Address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
  return address;
}

Proxies::Proxies(const std::vector<std::string>& list) {
  for (const std::string& entry : list) {
    const std::size_t slash = std::min(entry.find('/'), entry.size());
    boost::system::error_code error;
    const Address address = boost::asio::ip::make_address(entry.substr(0, slash), error);
    const int most = address.is_v4() ? 32 : 128;
    int bits = most;
    if (slash < entry.size()) {
      const char* end = entry.data() + entry.size();
      const auto [stop, wrong] = std::from_chars(entry.data() + slash + 1, end, bits);
      if (wrong != std::errc{} || stop != end || bits < 0 || bits > most) bits = -1;
    }
    if (error || bits < 0)
      throw BadOptions("http.proxies: \"" + entry + "\" is neither an address nor a CIDR");
    ranges_.push_back({bytes_of(address), bits, address.is_v4()});
  }
}

bool Proxies::trusts(const Address& address) const {
  const auto bytes = bytes_of(address);
  for (const Range& range : ranges_) {
    if (range.v4 != address.is_v4()) continue;
    bool same = true;
    for (int bit = 0; same && bit < range.bits; ++bit) {
      const auto byte = static_cast<std::size_t>(bit / 8);
      same = (((bytes[byte] ^ range.bytes[byte]) >> (7 - bit % 8)) & 1) == 0;
    }
    if (same) return true;
  }
  return false;
}

Proxies::Visitor Proxies::visitor(const Address& peer, std::string_view forwarded_for,
                                  std::string_view proto, std::string_view host) const {
  Visitor visitor{plain(peer), false, {}};
  if (!trusts(visitor.address)) return visitor;
  visitor.secure = iequals(last(proto), "https");
  visitor.host = last(host);
  while (!trimmed(forwarded_for).empty() && trusts(visitor.address)) {
    if (!read_address(last(forwarded_for), visitor.address)) break;
    const std::size_t comma = forwarded_for.rfind(',');
    if (comma == std::string_view::npos) break;
    forwarded_for = forwarded_for.substr(0, comma);
  }
  return visitor;
}

}  // namespace palier::http
