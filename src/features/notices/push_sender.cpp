#include "features/notices/push_sender.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <unistd.h>

#include <boost/url/parse.hpp>
#include <charconv>
#include <mutex>

namespace palier::notices {
namespace {

constexpr std::size_t kMostOfAnswer = 16 * 1024;
constexpr std::size_t kLongestUrl = 2000;

struct In4 {
  std::uint32_t net;
  int bits;
};
// The special-purpose registry of IANA (RFC 6890) as far as packets stay inside, and multicast.
constexpr In4 kInside4[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},
                            {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
                            {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24},
                            {0xE0000000, 4},  {0xF0000000, 4}};

bool inside4(std::uint32_t ip) {
  for (const auto& n : kInside4)
    if ((ip >> (32 - n.bits)) == (n.net >> (32 - n.bits))) return true;
  return false;
}

std::uint32_t four(const unsigned char* b) {
  return (std::uint32_t{b[0]} << 24U) | (std::uint32_t{b[1]} << 16U) | (std::uint32_t{b[2]} << 8U) |
         b[3];
}

bool inside6(const in6_addr& a) {
  const unsigned char* b = a.s6_addr;
  const bool zeros = std::all_of(b, b + 10, [](unsigned char c) { return c == 0; });
  if (zeros && b[10] == 0xFF && b[11] == 0xFF) return inside4(four(b + 12));  // ::ffff:0:0/96
  if (zeros && b[10] == 0 && b[11] == 0) return true;  // ::, ::1 and the old compatible ones
  if (b[0] == 0x00 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B) return inside4(four(b + 12));
  if (b[0] == 0x20 && b[1] == 0x02) return inside4(four(b + 2));  // 6to4
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 2) return true;  // Teredo and the rest of 2001::/23
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return true;
  return (b[0] & 0xE0U) != 0x20;  // Only 2000::/3 is the Internet.
}

bool inside(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return inside4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
  if (address.sa_family == AF_INET6)
    return inside6(reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  return true;
}

/// Called with what the name turned out to be, so that a name which leads inside goes nowhere,
/// whatever it said a moment ago.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* a) {
  const auto& options = *static_cast<const PushOptions*>(user);
  if (!options.private_networks && inside(a->addr)) return CURL_SOCKET_BAD;
  return ::socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

std::size_t swallow(char*, std::size_t size, std::size_t count, void* user) {
  auto& taken = *static_cast<std::size_t*>(user);
  taken += size * count;
  return taken > kMostOfAnswer ? 0 : size * count;
}

struct Freed {
  void operator()(CURL* c) const { curl_easy_cleanup(c); }
  void operator()(curl_slist* l) const { curl_slist_free_all(l); }
};

void ready() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

bool inside(std::string_view address) {
  const std::string text(address);
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return inside4(ntohl(v4.s_addr));
  if (::inet_pton(AF_INET6, text.c_str(), &v6) == 1) return inside6(v6);
  return true;
}

Endpoint endpoint_of(std::string_view text, const PushOptions& options) {
  if (text.size() > kLongestUrl) return {};
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed || parsed->scheme() != "https" || parsed->has_userinfo() || parsed->has_fragment())
    return {};
  const auto host = parsed->host_type();
  using Host = boost::urls::host_type;
  if (host != Host::name && host != Host::ipv4 && host != Host::ipv6) return {};
  const std::string name = parsed->host_name();
  if (!options.private_networks) {
    if (host == Host::ipv4 && inside(std::string(parsed->host_address()))) return {};
    if (host == Host::ipv6 && inside(std::string(parsed->host_address()))) return {};
    if (host == Host::name &&
        (name.find('.') == std::string::npos || name.ends_with(".local") ||
         name.ends_with(".localhost") || name.ends_with(".internal") || name.ends_with('.')))
      return {};
  }
  const std::string port(parsed->port());
  Endpoint out;
  out.url = text;
  out.origin = "https://" + std::string(parsed->encoded_host());
  if (!port.empty() && port != "443") out.origin += ":" + port;
  return out;
}

PushAnswer post_push(const PushOptions& options, const Endpoint& endpoint, std::string_view body,
                     const std::vector<std::pair<std::string, std::string>>& headers) {
  ready();
  const std::unique_ptr<CURL, Freed> curl(curl_easy_init());
  std::unique_ptr<curl_slist, Freed> list;
  const auto add = [&](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
  };
  for (const auto& [name, value] : headers) add(fmt::format("{}: {}", name, value));
  add("Expect:");
  PushAnswer answer;
  std::size_t taken = 0;
  const auto set = [&](CURLoption option, auto value) {
    if (curl_easy_setopt(curl.get(), option, value) != CURLE_OK)
      throw std::runtime_error("libcurl lacks something that web push needs");
  };
  set(CURLOPT_URL, endpoint.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.patience.count()));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.patience.count() / 2));
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDS, body.data());
  set(CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  set(CURLOPT_HTTPHEADER, list.get());
  set(CURLOPT_WRITEFUNCTION, &swallow);
  set(CURLOPT_WRITEDATA, &taken);
  set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(CURLOPT_OPENSOCKETDATA, &options);
  set(CURLOPT_USERAGENT, "Palier");
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());

  const CURLcode code = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_off_t after = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RETRY_AFTER, &after);
  answer.retry_after = std::chrono::seconds{after};
  // An answer too long to read is an answer all the same.
  if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && status != 0))
    answer.status = static_cast<int>(status);
  else
    answer.trouble = curl_easy_strerror(code);
  return answer;
}

}  // namespace palier::notices
