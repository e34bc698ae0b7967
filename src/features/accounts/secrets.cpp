#include "features/accounts/secrets.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace palier::accounts {
namespace {

using Hash = std::array<unsigned char, crypto_generichash_BYTES>;

void ready() {
  static const int done = sodium_init();
  if (done < 0) throw std::runtime_error("libsodium could not be started");
}

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

std::string hex(const Hash& hash) {
  std::string out(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
  out.pop_back();  // The terminating zero.
  return out;
}

Hash blake2b(std::string_view text, const unsigned char* key = nullptr, std::size_t size = 0) {
  ready();
  Hash hash{};
  crypto_generichash(hash.data(), hash.size(), bytes(text), text.size(), key, size);
  return hash;
}

}  // namespace

std::string random_code() {
  ready();
  return fmt::format("{:06}", randombytes_uniform(1'000'000));
}

std::string seal_code(std::string_view code, std::string_view flow) {
  const Hash key = blake2b(flow);  // A key of the right length, whatever the flow's.
  return hex(blake2b(code, key.data(), key.size()));
}

std::string fingerprint(std::string_view text) {
  return hex(blake2b(text));
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace palier::accounts
